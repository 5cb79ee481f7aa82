"""The gate: only with a decision to share, only what was picked, and both ends see the same steps."""

from datetime import date

import pytest
from django.http import Http404
from django.utils.timezone import localdate

from sharewell.decisions.actions import record_openness
from sharewell.decisions.rules import Decided, Openness, Told
from sharewell.disclosures import access
from sharewell.disclosures.actions import give_openness, report_step
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import ONWARD, Carried, Step, as_sent, is_onward, reasons_not_to_disclose
from sharewell.disclosures.tests import given
from sharewell.disclosures.tests.given import COVER, THE_NURSE, a_decision
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.items.actions import write_item, write_items
from sharewell.items.rules import ItemDetails, Known
from sharewell.ledger.models import Entry, EntryWords
from sharewell.moment import now
from sharewell.people.actions import add_child


@pytest.fixture
def sent(cast, child, version) -> Disclosure:
    return given.sent(a_decision(cast.teacher, child, team=cast.referral_team), version)


def test_what_it_is_about_what_for_and_what_was_shared_are_words_of_the_entry(sent: Disclosure, version) -> None:
    entry = Entry.objects.get(kind="disclosure.sent")
    kept = {each.name: each.text for each in EntryWords.objects.filter(entry_id=entry.pk)}
    items = kept.pop("items")
    assert kept == {"headline": COVER.headline, "purpose": COVER.purpose}
    assert set(entry.word_digests) == {*kept, "items"}
    assert items == as_sent([version.details]) and version.text in items


def test_what_was_shared_is_in_words_item_by_item() -> None:
    told = ItemDetails(
        text="He gets cross.\nOften.", kind=Known.TOLD, heading="At home", told_by="Mia", exact_words=True,
        happened_on=date(2026, 10, 5), happened_words="after school",
    )  # fmt: skip
    assert as_sent([ItemDetails(text="A bruise.", kind=Known.FACT), told, ItemDetails(text="From the list")]) == (
        "1. Fact\nA bruise.\n\n"
        "2. Told: At home\nHe gets cross.\nOften.\nIn the very words of whoever said it.\nTold by: Mia\n"
        "Happened: 2026-10-05, after school\n\n"
        "3. Not said how it is known\nFrom the list"
    )
    assert as_sent([ItemDetails(text="She was late again.", heading="She was late…", kind=Known.FACT)]) == (
        "1. Fact\nShe was late again."
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, ""),
        ({"decided": "do_not_share"}, "not to share"),
        ({"decided": "ask_consent"}, "not to share"),
        ({"decided": "seek_advice"}, "not to share"),
        ({"items": 0}, "Nothing is picked"),
        ({"to_own_team": True}, "your own"),
        ({"may_receive": False}, "not one that takes"),
        ({"has_team": False}, "who it goes to"),
        ({"carried": Carried.TELEPHONE}, "who it goes to"),
        ({"carried": Carried.TELEPHONE, "has_team": False}, "who it goes to"),
        ({"carried": Carried.TELEPHONE, "has_team": False, "has_words": True}, ""),
    ],
)
def test_why_nothing_may_pass(change: dict, words: str) -> None:
    usual = {"decided": "share", "items": 1, "to_own_team": False, "carried": Carried.HERE}
    usual |= {"has_team": True, "has_words": False, "may_receive": True}
    reasons = " ".join(reasons_not_to_disclose(**(usual | change)))
    assert words in reasons
    assert bool(words) == bool(reasons)


def test_steps_only_go_forward() -> None:
    steps = list(ONWARD)
    for place, old in enumerate(steps):
        assert [is_onward(old, new) for new in steps] == [False] * (place + 1) + [True] * (len(steps) - place - 1)
        assert not any(is_onward(old, new) for new in set(Step) - set(ONWARD))


def test_both_ends_see_it_and_nobody_between(cast, sent: Disclosure) -> None:
    for who in (cast.teacher, cast.lead, cast.receiver):
        assert access.disclosure_for(who, sent.pk) == sent
    for who in (cast.colleague, cast.other_worker, cast.stranger, cast.officer, cast.council_administrator):
        with pytest.raises(Http404):
            access.disclosure_for(who, sent.pk)
        assert not access.disclosures_sent_by(who).exists()
        assert not access.disclosures_received_by(who).exists()


def test_the_version_that_crossed_is_fixed(cast, sent: Disclosure, version) -> None:
    from sharewell.items.actions import correct_item

    new = ItemDetails(text="A bruise on her leg", kind=Known.FACT)
    correct_item(by=cast.teacher, item=version.item, was=version, details=new, because="I wrote the wrong limb.")
    assert [each.version.text for each in access.items_of(sent)] == ["A bruise on her arm"]


def test_it_is_entered_with_the_very_items(sent: Disclosure, version) -> None:
    entry = Entry.objects.get(kind="disclosure.sent")
    assert entry.facts["items"] == [str(version.pk)]
    assert entry.facts["decision"] == sent.decision.reference
    assert "Mia" not in str(vars(entry))


@pytest.mark.parametrize("decided", [Decided.DO_NOT_SHARE, Decided.ASK_CONSENT, Decided.SEEK_ADVICE])
def test_no_crossing_without_a_decision_to_share(cast, child, version, decided) -> None:
    with pytest.raises(Refused, match="not to share"):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team, decided=decided), version)
    assert not Disclosure.objects.exists()
    assert Entry.objects.filter(kind="disclosure.sent.refused").count() == 1


@pytest.mark.parametrize("who", ["colleague", "stranger", "receiver", "officer"])
def test_nobody_sends_on_anothers_decision(cast, child, version, who) -> None:
    decision = a_decision(cast.teacher, child, team=cast.duty_team)
    with pytest.raises(NotPermitted):
        given.sent(decision, version, by=getattr(cast, who))


def test_an_item_of_another_agency_cannot_be_picked(cast, child) -> None:
    other = add_child(by=cast.stranger, details={"given_name": "Ola", "family_name": "Brack"})
    theirs = write_item(by=cast.stranger, child=other, details=ItemDetails(text="Seen at surgery", kind=Known.FACT))
    with pytest.raises(NotPermitted):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team), theirs)


def test_what_was_spoken_is_seen_by_its_own_agency_alone(cast, child, version) -> None:
    spoken = given.sent(a_decision(cast.teacher, child, words=THE_NURSE), version)
    assert access.disclosure_for(cast.teacher, spoken.pk) == spoken
    with pytest.raises(Http404):
        access.disclosure_for(cast.receiver, spoken.pk)


def test_a_step_is_taken_once_and_by_the_team_alone(cast, sent: Disclosure) -> None:
    for who in (cast.teacher, cast.stranger, cast.other_worker):
        with pytest.raises(NotPermitted):
            report_step(by=who, disclosure=sent, step=Step.READ)
    report_step(by=cast.receiver, disclosure=sent, step=Step.ACKNOWLEDGED)
    stale = Disclosure.objects.get(pk=sent.pk)
    with pytest.raises(Overtaken):
        report_step(by=cast.receiver, disclosure=stale, step=Step.READ)
    assert [step.step for step in access.steps_of(sent)] == [Step.DELIVERED, Step.ACKNOWLEDGED]


def test_openness_of_another_decision_does_not_cross(cast, child, version) -> None:
    told = Openness(told=Told.TOLD, who="Mother, at home", when=localdate(now()))
    telling = record_openness(by=cast.teacher, decision=a_decision(cast.teacher, child), openness=told)
    with pytest.raises(NotPermitted, match="another decision"):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team), version, telling=telling)


@pytest.mark.parametrize("who", ["colleague", "receiver", "stranger"])
def test_only_the_sending_end_says_more_of_openness(cast, sent: Disclosure, who) -> None:
    told = Openness(told=Told.TOLD, who="Mother, at home", when=localdate(now()))
    with pytest.raises(NotPermitted):
        give_openness(by=getattr(cast, who), disclosure=sent, openness=told)
    assert access.openness_of(sent) is None
    assert give_openness(by=cast.lead, disclosure=sent, openness=told) == access.openness_of(sent)


def test_what_is_about_another_child_too_does_not_pass_either(cast, child) -> None:
    other = add_child(by=cast.teacher, details={"given_name": "Ned", "family_name": "Okell"})
    both = [ItemDetails(text="They were late", kind=Known.FACT)]
    (late,) = write_items(by=cast.teacher, child=child, many=both, about=[[child, other]])
    with pytest.raises(Refused, match="Decide about that child too"):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team), late)
    assert not Disclosure.objects.exists()
