"""A decision stands on the record with all that it was made under."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils.timezone import localdate

from sharewell.decisions import access
from sharewell.decisions.actions import Intent, Walked, make_decision, record_openness
from sharewell.decisions.models import Decision, Telling
from sharewell.decisions.rules import Decided, Manner, Openness, Told, Weighed
from sharewell.errors import NotPermitted, Refused
from sharewell.guidance.editions import edition_in_force
from sharewell.ledger.models import Entry, EntryWords
from sharewell.moment import now
from sharewell.people.actions import add_child

INTENT = Intent("To keep her safe", recipient_words="The duty social worker, by telephone")


def words_of(kind: str) -> dict[str, str]:
    """What the one entry of this kind has as words; they are nowhere in the entry itself."""
    entry = Entry.objects.get(kind=kind)
    kept = {each.name: each.text for each in EntryWords.objects.filter(entry_id=entry.pk)}
    assert set(entry.word_digests) == set(kept)
    assert not [text for text in kept.values() if text in str(vars(entry))]
    return kept


@pytest.fixture
def walked() -> Walked:
    edition = edition_in_force(localdate(now()))
    return Walked(edition.key, edition.digest, {"danger": "no"}, advice="share", shown={"heading": "Share it"})


@pytest.fixture
def child(cast):
    return add_child(by=cast.teacher, details={"given_name": "Mia", "family_name": "Tarrant"})


def decide(by, child, walked, decided=Decided.SHARE, because="") -> Decision:
    return make_decision(by=by, children=[child], walked=walked, decided=decided, because=because, intent=INTENT)


def test_it_pins_the_edition_and_the_words(cast, child, walked) -> None:
    decision = Decision.objects.get(pk=decide(cast.teacher, child, walked).pk)
    assert decision.edition_digest == walked.digest
    assert decision.advice_shown == {"heading": "Share it"}
    assert decision.agency_id == cast.school.pk
    assert decision.manner == Manner.WALKED
    assert [each.child_id for each in decision.children.all()] == [child.pk]
    assert not decision.goes_against_advice


def test_it_is_entered_with_its_answers_and_without_its_words(cast, child, walked) -> None:
    decide(cast.teacher, child, walked, Decided.DO_NOT_SHARE, "She is safe with her aunt now.")
    entry = Entry.objects.get(kind="decision.made")
    assert entry.facts["decided"] == "do_not_share"
    assert entry.facts["goes_against_advice"] is True
    assert entry.facts["answers"] == {"danger": "no"}
    assert "aunt" not in str(vars(entry))


def test_what_for_and_for_whom_are_its_words(cast, child, walked) -> None:
    decide(cast.teacher, child, walked, because="She is afraid.")
    assert words_of("decision.made") == {
        "because": "She is afraid.",
        "purpose": "To keep her safe",
        "recipient_words": "The duty social worker, by telephone",
    }


def test_who_was_told_and_why_not_are_words_of_openness(cast, child, walked) -> None:
    decision = decide(cast.teacher, child, walked)
    later = localdate(now()) + timedelta(days=7)
    why_not = "Her father would hear of it."
    openness = Openness(told=Told.UNSAFE, who="", when=None, why_not=why_not, look_again_on=later)
    record_openness(by=cast.teacher, decision=decision, openness=openness)
    assert words_of("decision.openness_recorded") == {"why_not": why_not}


def test_against_the_advice_without_a_reason_is_refused(cast, child, walked) -> None:
    with pytest.raises(Refused, match="against the advice"):
        decide(cast.teacher, child, walked, Decided.DO_NOT_SHARE)
    assert not Decision.objects.exists()
    assert Entry.objects.filter(kind="decision.made.refused").count() == 1


def test_an_unfinished_walk_is_refused(cast, child, walked) -> None:
    with pytest.raises(Refused, match="not answered"):
        decide(cast.teacher, child, replace(walked, is_complete=False))


def test_nobody_decides_on_a_child_of_another_agency(cast, child, walked) -> None:
    with pytest.raises(NotPermitted):
        decide(cast.stranger, child, walked)


def test_the_author_and_the_leads_see_it_and_nobody_else(cast, child, walked) -> None:
    decision = decide(cast.teacher, child, walked)
    for who in (cast.teacher, cast.lead, cast.deputy):
        assert access.decision_for(who, decision.pk) == decision
    for who in (cast.colleague, cast.stranger, cast.receiver, cast.officer, cast.administrator):
        with pytest.raises(Http404):
            access.decision_for(who, decision.pk)
        assert not access.decisions_open_to(who).exists()


def test_openness_is_added_to_and_never_overwritten(cast, child, walked) -> None:
    decision = decide(cast.teacher, child, walked)
    today = localdate(now())
    later = Openness(Told.UNSAFE, why_not="He reads her messages", look_again_on=today + timedelta(days=3))
    record_openness(by=cast.teacher, decision=decision, openness=later)
    record_openness(by=cast.lead, decision=decision, openness=Openness(Told.TOLD, who="Mother", when=today))
    assert [telling.told for telling in access.tellings_of(decision)] == [Told.TOLD, Told.UNSAFE]
    assert Entry.objects.filter(kind="decision.openness_recorded").count() == 2


def test_unfinished_openness_is_refused_and_strangers_may_not_write_it(cast, child, walked) -> None:
    decision = decide(cast.teacher, child, walked)
    with pytest.raises(Refused, match="why they have not been told"):
        record_openness(by=cast.teacher, decision=decision, openness=Openness(Told.UNSAFE))
    told = Openness(Told.TOLD, who="Mother", when=localdate(now()))
    for who in (cast.colleague, cast.stranger, cast.receiver):
        with pytest.raises(NotPermitted):
            record_openness(by=who, decision=decision, openness=told)
    assert not Telling.objects.exists()


def test_both_sides_are_written_where_the_advice_says_so(cast, child, walked) -> None:
    bound = replace(walked, duties=("write_balance",))
    with pytest.raises(Refused, match="if you share"):
        decide(cast.teacher, child, bound)
    half = replace(bound, weighed=Weighed(harm_if_shared="He may stop talking."))
    with pytest.raises(Refused, match="if you do not"):
        decide(cast.teacher, child, half)
    whole = replace(bound, weighed=replace(half.weighed, harm_if_not="She may be hurt."))
    kept = Decision.objects.get(pk=decide(cast.teacher, child, whole).pk)
    assert (kept.harm_if_shared, kept.harm_if_not) == ("He may stop talking.", "She may be hurt.")


def test_why_it_is_worse_is_written_where_it_is_not_shared(cast, child, walked) -> None:
    bound = replace(walked, advice="do_not_share", duties=("write_why_worse",))
    with pytest.raises(Refused, match="worse for this child"):
        decide(cast.teacher, child, bound, Decided.DO_NOT_SHARE)
    assert decide(cast.teacher, child, bound, Decided.SHARE, "The doctor advises it all the same.").pk
