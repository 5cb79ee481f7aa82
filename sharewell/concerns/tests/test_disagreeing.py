"""*I disagree* stands beside an outcome and beside silence, and leads from one end to the other."""

from datetime import timedelta

import pytest

from sharewell.concerns.tests import given
from sharewell.disagreements.models import Disagreement
from sharewell.moment import pretend
from tests.pages import Browse


@pytest.fixture
def concern(cast):
    return given.a_sent_concern(cast.teacher, cast.referral_team)


def way_in(concern) -> str:
    return f"/disagreements/about/{concern.disclosure_id}/open-disagreement/"


def test_beside_the_outcome_and_beside_silence_and_not_before(cast, concern) -> None:
    teacher, address = Browse().as_(cast.teacher.user), f"/concerns/{concern.pk}/"
    assert "I disagree" not in teacher(address).links
    with pretend(given.the_referral(concern).clock.due_at + timedelta(minutes=5)):
        late = Browse().as_(cast.teacher.user)(address)
        assert late.links["I disagree"] == way_in(concern) and "No answer in time?" in late.text
    given.a_decided_referral(cast.receiver, concern)
    assert teacher(address).links["I disagree"] == way_in(concern)


def test_the_receiver_may_disagree_too(cast, concern) -> None:
    page = Browse().as_(cast.receiver.user)(f"/referrals/{given.the_referral(concern).pk}/")
    assert page.links["I disagree"] == way_in(concern)


def test_both_ends_are_led_to_it_and_back_to_the_record(cast, concern) -> None:
    given.a_decided_referral(cast.receiver, concern)
    teacher, worker = Browse().as_(cast.teacher.user), Browse().as_(cast.receiver.user)
    typed = {"against": "outcome", "because": "It is too little.", "desired": "That she is seen.", "safety": "safe"}
    teacher.post(way_in(concern), typed, follow=True)
    address = f"/disagreements/{Disagreement.objects.get().pk}/"
    referral = f"/referrals/{given.the_referral(concern).pk}/"
    for browse, record in ((teacher, f"/concerns/{concern.pk}/"), (worker, referral)):
        assert address in browse(record).links.values()
        assert browse(browse(address).links["Open the record"]).address == record
