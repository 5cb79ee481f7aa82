"""What the family was told crosses with what was shared, so that nobody at the other end tells them unawares."""

from datetime import timedelta

import pytest

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.decisions.rules import Openness, Told
from sharewell.moment import now
from sharewell.web.words import day, local
from tests.pages import Browse

SOON = local(now()).date() + timedelta(days=4)
UNSAFE = Openness(told=Told.UNSAFE, why_not="Her partner reads her messages.", look_again_on=SOON)
WILL = Openness(told=Told.WILL_TELL, look_again_on=SOON)


def opened(cast, concern: Concern) -> str:
    return Browse().as_(cast.receiver.user)(f"/referrals/{given.the_referral(concern).pk}/").text


def sent(cast, openness: Openness | None) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team, sharing={"openness": openness})


def test_that_telling_is_unsafe_stands_above_what_was_shared(cast) -> None:
    text = opened(cast, sent(cast, UNSAFE))
    above = text.partition("What was shared with your team")[0]
    for words in ("Not told: telling could put somebody at risk", UNSAFE.why_not, "Do not ring", day(SOON)):
        assert words in above


@pytest.mark.parametrize(
    ("openness", "words"),
    [
        (None, "did not say whether the family knows"),
        (WILL, f"The family will be told, by {day(SOON)}"),
        (Openness(told=Told.TOLD, who="Mother, at home", when=SOON - timedelta(days=5)), "Mother, at home"),
    ],
)
def test_told_to_be_told_or_not_said(cast, openness, words: str) -> None:
    assert words in opened(cast, sent(cast, openness))


def test_looked_at_again_the_team_sees_the_newest(cast) -> None:
    concern = sent(cast, WILL)
    form = {"told": "unsafe", "why_not": "He was released today.", "look_again_on_day": str(SOON.day)}
    form |= {"look_again_on_month": str(SOON.month), "look_again_on_year": str(SOON.year)}
    Browse().as_(cast.teacher.user).post(f"/concerns/{concern.pk}/record-openness/", form)
    text = opened(cast, concern)
    assert "He was released today." in text
    assert "The family will be told" not in text


def test_more_can_be_asked_by_telephone(cast) -> None:
    concern = sent(cast, WILL)
    assert "has put no number into the directory" in opened(cast, concern)
    team = cast.teacher.agency
    row = {"name": "Safeguarding team", "telephone": "01632 960 555", "changed_at": now()}
    type(cast.referral_team).objects.create(agency=team, **row)
    assert "01632 960 555" in opened(cast, concern)
