"""A call that is not confirmed in writing: whoever told it is warned, and the leads are told when it is late."""

from datetime import timedelta

import pytest
import time_machine

from sharewell.concerns.actions import confirm_call_otherwise
from sharewell.concerns.models import Call
from sharewell.concerns.tests import given_calls
from sharewell.desk.rounds import tell_of_late_calls, warn_of_calls
from sharewell.ledger.models import Entry
from sharewell.moment import now
from sharewell.notices.models import Notice
from sharewell.notices.rules import NoticeKind


@pytest.fixture
def call(cast) -> Call:
    return given_calls.a_call(cast.teacher, cast.referral_team, now() - timedelta(hours=2))


def test_who_told_it_is_warned_and_the_lead_is_told_when_it_is_late_once(cast, call) -> None:
    with time_machine.travel(call.clock.due_at - timedelta(hours=1), tick=False):
        warn_of_calls()
        warn_of_calls()
    assert [each.member for each in Notice.objects.filter(kind=NoticeKind.CONFIRM_SOON)] == [cast.teacher]
    with time_machine.travel(call.clock.due_at + timedelta(minutes=1), tick=False):
        tell_of_late_calls()
        tell_of_late_calls()
    told = {each.member for each in Notice.objects.filter(kind=NoticeKind.NOT_CONFIRMED)}
    assert told == {cast.teacher, cast.lead, cast.deputy}
    assert Notice.objects.filter(kind=NoticeKind.NOT_CONFIRMED).count() == len(told)
    assert Entry.objects.filter(kind="call.lateness_told").count() == 1


def test_what_is_confirmed_is_never_late(cast, call) -> None:
    confirm_call_otherwise(by=cast.teacher, call=call, how="Their own form, by secure email.", at=now())
    with time_machine.travel(call.clock.due_at + timedelta(minutes=1), tick=False):
        tell_of_late_calls()
    assert not Notice.objects.filter(kind=NoticeKind.NOT_CONFIRMED).exists()
