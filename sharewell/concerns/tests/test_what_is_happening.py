"""The sender asks what is happening in one press; the team says so in a few short words."""

from datetime import timedelta

import pytest

from sharewell.concerns.actions import acknowledge_referral, ask_what_is_happening, say_what_is_happening
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import CHASE_AGAIN_AFTER, News
from sharewell.concerns.tests import given
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.disclosures.access import steps_of
from sharewell.disclosures.rules import Step, awaiting_news
from sharewell.errors import NotPermitted, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.notices.access import notices_for


@pytest.fixture
def concern(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


@pytest.fixture
def referral(concern) -> Referral:
    return given.the_referral(concern)


def asked(member) -> int:
    return [notice.kind for notice in notices_for(member)].count("news_asked")


def test_the_team_is_asked_while_nobody_has_it_and_then_whoever_has(cast, concern, referral) -> None:
    second = a_member(cast.council, "Sid Second", "Social worker", Role.RECEIVING_WORKER, teams=(cast.referral_team,))
    ask_what_is_happening(by=cast.teacher, concern=concern)
    assert (asked(cast.receiver), asked(second)) == (1, 1)
    acknowledge_referral(by=second, referral=referral)
    with pretend(now() + CHASE_AGAIN_AFTER):
        ask_what_is_happening(by=cast.lead, concern=concern)
    assert (asked(cast.receiver), asked(second)) == (1, 2)
    assert Entry.objects.filter(kind="referral.news_asked").count() == 2


def test_within_the_hour_it_says_when_it_was_asked(cast, concern, browse) -> None:
    signed_in = browse.as_(cast.teacher.user)
    at = f"/concerns/{concern.pk}/ask-what-is-happening/"
    assert "Asked. They have been told" in signed_in.post(at)
    assert "You asked at" in signed_in.post(at)
    assert asked(cast.receiver) == 1
    with pretend(now() + CHASE_AGAIN_AFTER - timedelta(minutes=1)), pytest.raises(Refused, match="You asked at"):
        ask_what_is_happening(by=cast.lead, concern=concern)


def test_the_answer_is_a_few_words_that_both_ends_see(cast, concern, referral, browse) -> None:
    ask_what_is_happening(by=cast.teacher, concern=concern)
    worker = browse.as_(cast.receiver.user)
    assert "The sender asks what is happening" in worker(f"/referrals/{referral.pk}/")
    at = f"/referrals/{referral.pk}/say-what-is-happening/"
    assert "Choose what is happening" in worker.post(at)
    page = worker.post(at, {"news": "finding_out", "words": "We ring you by four."})
    assert "The sender asks what is happening" not in page
    for shown in (page, browse.as_(cast.teacher.user)(f"/concerns/{concern.pk}/")):
        assert "We are finding out more" in shown
        assert "We ring you by four." in shown
    assert "news_given" in [notice.kind for notice in notices_for(cast.teacher)]
    assert Entry.objects.get(kind="referral.news_given").facts["news"] == "finding_out"


def test_the_next_step_answers_too(cast, concern, referral, browse) -> None:
    ask_what_is_happening(by=cast.teacher, concern=concern)
    acknowledge_referral(by=cast.receiver, referral=referral)
    page = browse.as_(cast.receiver.user)(f"/referrals/{referral.pk}/")
    assert "The sender asks what is happening" not in page
    assert [step.step for step in steps_of(concern.disclosure)][-2:] == [Step.NEWS_ASKED, Step.ACKNOWLEDGED]


@pytest.mark.parametrize(
    ("steps", "awaits"),
    [
        ([], False),
        ([Step.DELIVERED, Step.NEWS_ASKED], True),
        ([Step.NEWS_ASKED, Step.LATE], True),
        ([Step.NEWS_ASKED, Step.ADDED], True),
        ([Step.NEWS_ASKED, Step.NEWS_GIVEN], False),
        ([Step.NEWS_ASKED, Step.READ], True),
        ([Step.NEWS_ASKED, Step.NEWS_GIVEN, Step.NEWS_ASKED], True),
    ],
)
def test_when_news_are_awaited(steps, awaits) -> None:
    assert awaiting_news(steps) is awaits


def test_once_it_is_decided_the_outcome_says_it(cast, concern) -> None:
    decided = given.a_decided_referral(cast.receiver, concern)
    with pytest.raises(Refused, match="decided or withdrawn"):
        ask_what_is_happening(by=cast.teacher, concern=concern)
    with pytest.raises(Refused, match="decided or withdrawn"):
        say_what_is_happening(by=cast.receiver, referral=decided, news=News.DECIDING)
    assert Entry.objects.filter(kind="referral.news_given.refused").count() == 1


@pytest.mark.parametrize("who", ["colleague", "receiver", "stranger", "officer", "administrator"])
def test_nobody_else_asks(cast, concern, who) -> None:
    with pytest.raises(NotPermitted):
        ask_what_is_happening(by=getattr(cast, who), concern=concern)


@pytest.mark.parametrize("who", ["teacher", "stranger", "officer", "other_worker", "council_administrator"])
def test_nobody_else_says(cast, referral, who) -> None:
    with pytest.raises(NotPermitted):
        say_what_is_happening(by=getattr(cast, who), referral=referral, news=News.READING)
