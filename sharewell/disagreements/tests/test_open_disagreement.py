"""Somebody disagrees: both ends see it, with names and a running clock."""

import pytest
from django.http import Http404

from sharewell.clocks.access import running_clock
from sharewell.clocks.rules import ClockKind
from sharewell.disagreements import access
from sharewell.disagreements.actions import open_disagreement
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import Against, End, Safety, StepKind
from sharewell.disagreements.tests import given
from sharewell.disclosures.actions import pass_on
from sharewell.disclosures.tests.given import a_decision, sent
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.items.actions import write_item
from sharewell.items.rules import ItemDetails, Known
from sharewell.ledger.models import Entry
from sharewell.moment import now
from sharewell.notices.access import notices_for
from sharewell.notices.rules import NoticeKind
from sharewell.people.actions import add_child
from tests.pages import Browse


def test_both_ends_see_it_with_names_and_a_clock(cast) -> None:
    found = given.a_disagreement(cast)
    for member, end in ((cast.teacher, End.SENDER), (cast.lead, End.SENDER), (cast.receiver, End.RECEIVER)):
        seen = access.disagreement_for(member, found.pk)
        assert access.end_in(member, seen) is end
    assert [each.member for each in access.named_at(found, 1, End.SENDER)] == [cast.teacher]
    assert [each.member for each in access.named_at(found, 1, End.RECEIVER)] == [cast.receiver]
    clock = running_clock(found.pk, ClockKind.RESOLVE)
    assert clock == found.clock
    assert (clock.owner_agency, clock.other_agency) == (cast.council, cast.school)
    assert [step.kind for step in access.steps_of(found)] == [StepKind.OPENED]


def test_the_other_end_is_told_and_the_one_who_did_it_is_not(cast) -> None:
    given.a_disagreement(cast)
    assert [notice.kind for notice in notices_for(cast.receiver)] == [NoticeKind.DISAGREEMENT_OPENED]
    assert notices_for(cast.teacher) == [] == notices_for(cast.other_worker)


def test_it_is_entered_and_the_words_are_words(cast) -> None:
    given.a_disagreement(cast)
    entry = Entry.objects.get(kind="disagreement.opened")
    assert set(entry.word_digests) == {"because", "desired"}
    assert entry.facts["against"] == "outcome"
    assert given.BECAUSE not in str(entry.facts)


def test_the_receiver_may_disagree_with_what_was_held_back(cast) -> None:
    found = given.a_disagreement(cast, by=cast.receiver, against=Against.SHARING)
    assert (found.opened_end, found.agency, found.other_agency) == (End.RECEIVER, cast.council, cast.school)
    assert [notice.kind for notice in notices_for(cast.teacher)] == [NoticeKind.DISAGREEMENT_OPENED]


def test_at_risk_the_stage_is_over_within_a_day(cast) -> None:
    found = given.a_disagreement(cast, safety=Safety.AT_RISK)
    assert (found.clock.due_at - now()).total_seconds() <= 24 * 3600


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"because": "No"}, "why you disagree"),
        ({"desired": "-"}, "instead"),
        ({"against": Against.SILENCE}, "There is an outcome"),
        ({"against": Against.OTHER}, "what you disagree with"),
    ],
)
def test_refused(cast, other, says) -> None:
    with pytest.raises(Refused, match=says):
        given.a_disagreement(cast, **other)
    assert not Disagreement.objects.exists()
    assert Entry.objects.filter(kind="disagreement.opened.refused").count() == 1


def test_an_outcome_that_is_not_there_is_refused_and_silence_is_not(cast) -> None:
    disclosure = given.a_disclosure(cast)
    with pytest.raises(Refused, match="no outcome"):
        open_disagreement(by=cast.teacher, disclosure=disclosure, objection=given.an_objection())
    silence = given.an_objection(against=Against.SILENCE)
    assert open_disagreement(by=cast.teacher, disclosure=disclosure, objection=silence).against_step is None


def test_what_was_said_outside_has_no_other_end_here(cast) -> None:
    child = add_child(by=cast.teacher, details={"given_name": "Mia", "family_name": "Tarrant"})
    version = write_item(by=cast.teacher, child=child, details=ItemDetails(text="A bruise", kind=Known.FACT))
    disclosure = sent(a_decision(cast.teacher, child, words="The school nurse, in person"), version)
    with pytest.raises(Refused, match="not sent through Sharewell"):
        open_disagreement(by=cast.teacher, disclosure=disclosure, objection=given.an_objection(against=Against.SHARING))


@pytest.mark.parametrize("who", ["colleague", "stranger", "officer", "other_worker", "administrator"])
def test_nobody_else_disagrees_or_finds_it(cast, who) -> None:
    member, found = getattr(cast, who), given.a_disagreement(cast)
    with pytest.raises(NotPermitted):
        open_disagreement(by=member, disclosure=found.disclosure, objection=given.an_objection())
    with pytest.raises(Http404):
        access.disagreement_for(member, found.pk)
    assert not access.disagreements_open_to(member).exists()
    assert access.end_in(member, found) is None


def test_a_second_of_the_same_end_is_overtaken_and_the_other_end_may_have_its_own(cast) -> None:
    found = given.a_disagreement(cast)
    with pytest.raises(Overtaken):
        open_disagreement(by=cast.lead, disclosure=found.disclosure, objection=given.an_objection())
    theirs = given.an_objection(against=Against.SHARING)
    open_disagreement(by=cast.receiver, disclosure=found.disclosure, objection=theirs)
    assert Disagreement.objects.count() == 2


def test_the_page_keeps_what_was_typed_and_opens_it_once(cast) -> None:
    disclosure, teacher = given.a_decided_disclosure(cast), Browse().as_(cast.teacher.user)
    address = f"/disagreements/about/{disclosure.pk}/open-disagreement/"
    assert "no further action" in teacher(address).text
    typed = {"against": "outcome", "because": given.BECAUSE, "desired": given.DESIRED}
    page = teacher.post(address, typed)
    assert page.errors == ["Choose whether the child is safe now"] and given.BECAUSE in page.html
    first = teacher.client.post(address, typed | {"safety": "safe"})
    second = teacher.client.post(address, typed | {"safety": "safe"})
    assert first["Location"] == second["Location"] == f"/disagreements/{Disagreement.objects.get().pk}/"
    assert teacher.client.post(address, typed | {"safety": "safe", "because": "Another reason now"}).status_code == 409
    assert teacher.client.get(address)["Location"] == first["Location"]


def test_something_else_is_said_in_words(cast) -> None:
    disclosure, teacher = given.a_disclosure(cast), Browse().as_(cast.teacher.user)
    address = f"/disagreements/about/{disclosure.pk}/open-disagreement/"
    typed = {"against": "other", "because": given.BECAUSE, "desired": given.DESIRED, "safety": "safe"}
    assert teacher.post(address, typed).errors == ["Enter what you disagree with"]
    page = teacher.post(address, typed | {"words": "Being asked for more"}, follow=True)
    assert "Being asked for more" in page.text


def test_it_is_with_the_team_that_has_it_by_now(cast) -> None:
    """Passed on within the agency, it is with whoever has it, and no more with those who had it."""
    night = cast.night_worker
    disclosure = given.a_decided_disclosure(cast)
    pass_on(by=cast.receiver, disclosure=disclosure, team=cast.duty_team, words="It is night by now.")
    found = open_disagreement(by=cast.teacher, disclosure=disclosure, objection=given.an_objection())
    assert [each.member for each in access.named_at(found, 1, End.RECEIVER)] == [night]
    assert [notice.kind for notice in notices_for(night)] == [NoticeKind.DISAGREEMENT_OPENED]
    with pytest.raises(Http404):
        access.disagreement_for(cast.receiver, found.pk)
