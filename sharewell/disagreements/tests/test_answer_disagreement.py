"""Either end answers, and says how safe the child is now; the clock runs on."""

from datetime import timedelta

import pytest

from sharewell.disagreements import access
from sharewell.disagreements.actions import answer_disagreement, say_safety_now
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import End, Safety, StepKind
from sharewell.disagreements.tests import given
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for
from sharewell.notices.actions import mark_all_read
from sharewell.notices.rules import NoticeKind
from tests.pages import Browse

WORDS = "We asked her, and she told us how it happened."


def unread(member) -> list[str]:
    return [notice.kind for notice in notices_for(member) if notice.read_at is None]


def test_an_answer_is_seen_and_told_and_stops_nothing(cast, disagreement) -> None:
    step = answer_disagreement(by=cast.receiver, disagreement=disagreement, words=WORDS)
    assert (step.end, step.by_name, step.words) == (End.RECEIVER, "Rowan Field", WORDS)
    assert unread(cast.teacher) == [NoticeKind.DISAGREEMENT_CHANGED]
    disagreement.clock.refresh_from_db()
    assert disagreement.clock.met_at is None and disagreement.clock.cancelled_at is None
    assert Entry.objects.get(kind="disagreement.answered").word_digests.keys() == {"words"}


def test_no_words_are_no_answer(cast, disagreement) -> None:
    with pytest.raises(Refused, match="sentence"):
        answer_disagreement(by=cast.receiver, disagreement=disagreement, words="No")


@pytest.mark.parametrize("who", ["colleague", "stranger", "officer", "other_worker", "administrator"])
def test_nobody_else_speaks(cast, disagreement, who) -> None:
    member = getattr(cast, who)
    with pytest.raises(NotPermitted):
        answer_disagreement(by=member, disagreement=disagreement, words=WORDS)
    with pytest.raises(NotPermitted):
        say_safety_now(by=member, disagreement=disagreement, safety=Safety.SAFE)


def test_nothing_is_said_of_what_is_resolved(cast, disagreement) -> None:
    stale = Disagreement.objects.get(pk=disagreement.pk)
    given.resolved(disagreement, cast)
    with pytest.raises(Overtaken):
        answer_disagreement(by=cast.receiver, disagreement=stale, words=WORDS)
    with pytest.raises(Overtaken):
        say_safety_now(by=cast.receiver, disagreement=stale, safety=Safety.AT_RISK)


def test_at_risk_everybody_is_told_and_there_is_less_time(cast, disagreement) -> None:
    given.moved_on(disagreement, cast.teacher, to=3)
    for member in (cast.receiver, cast.lead, cast.teacher):
        mark_all_read(member)
    before = disagreement.clock
    step = say_safety_now(by=cast.teacher, disagreement=disagreement, safety=Safety.AT_RISK)
    assert disagreement.clock.due_at < before.due_at
    assert disagreement.clock.due_at - step.at <= timedelta(hours=24, seconds=5)
    before.refresh_from_db()
    assert before.cancelled_at is not None
    assert NoticeKind.NEEDS_YOU in unread(cast.lead)
    assert unread(cast.teacher) == []


def test_saying_that_the_child_is_safe_never_makes_it_longer(cast, disagreement) -> None:
    say_safety_now(by=cast.teacher, disagreement=disagreement, safety=Safety.AT_RISK)
    short = disagreement.clock
    say_safety_now(by=cast.receiver, disagreement=disagreement, safety=Safety.SAFE)
    assert disagreement.clock == short
    kept = Disagreement.objects.get(pk=disagreement.pk)
    assert kept.safety == Safety.SAFE
    said = [step.safety for step in access.steps_of(kept) if step.kind == StepKind.SAFETY_SAID]
    assert said == [Safety.AT_RISK, Safety.SAFE]


def test_the_page_says_what_to_do_at_risk_and_says_it_once(cast, disagreement) -> None:
    browse = Browse().as_(cast.receiver.user)
    address = f"/disagreements/{disagreement.pk}/"
    assert "Do not wait for an answer here" not in browse(address).text
    for safety in ("at_risk", "at_risk", "safe", "at_risk"):
        browse.post(f"{address}say-safety-now/", {"safety": safety}, follow=True)
    assert "Do not wait for an answer here" in browse(address).text
    assert Entry.objects.filter(kind="disagreement.safety_said").count() == 3


def test_the_page_of_an_answer_keeps_what_was_typed(cast, disagreement) -> None:
    browse = Browse().as_(cast.receiver.user)
    address = f"/disagreements/{disagreement.pk}/answer-disagreement/"
    assert browse.post(address, {"words": "Hm"}).errors
    assert WORDS in browse.post(address, {"words": WORDS}, follow=True).text
    browse.post(address, {"words": WORDS}, follow=True)
    assert Entry.objects.filter(kind="disagreement.answered").count() == 1
    assert Entry.objects.filter(kind="disagreement.looked_at", actor_id=str(cast.receiver.pk)).count() == 2
