"""What comes due is told to those who wait and those who owe: once, and by nobody but the clock."""

from datetime import timedelta

import pytest

from sharewell.clocks.access import running_clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.actions import acknowledge_referral
from sharewell.concerns.tests import given
from sharewell.decisions.actions import record_openness
from sharewell.decisions.rules import Openness, Told
from sharewell.desk import access, actions, rounds
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import end_membership
from sharewell.directory.models import Member
from sharewell.errors import NotPermitted, Overtaken
from sharewell.ledger.book import THE_CLOCK
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.notices.access import notices_for
from sharewell.notices.rules import NoticeKind
from sharewell.web.words import local

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def referral(cast):
    return given.the_referral(given.a_sent_concern(cast.teacher, cast.referral_team))


def kinds(member) -> list[str]:
    return [notice.kind for notice in notices_for(member)]


def test_lateness_is_told_once_at_both_ends(cast, referral) -> None:
    with pretend(referral.clock.due_at - HOUR):
        rounds.tell_of_lateness()
    assert NoticeKind.ANSWER_LATE not in kinds(cast.teacher)
    with pretend(referral.clock.due_at + HOUR):
        rounds.tell_of_lateness()
        rounds.tell_of_lateness()
    assert kinds(cast.teacher).count(NoticeKind.ANSWER_LATE) == 1
    assert kinds(cast.receiver).count(NoticeKind.ANSWER_LATE) == 1
    assert NoticeKind.ANSWER_LATE not in kinds(cast.other_worker)
    # Nobody had acknowledged it in time either.
    assert kinds(cast.teacher).count(NoticeKind.NOT_ACKNOWLEDGED) == 1
    assert Entry.objects.filter(kind="referral.lateness_told", actor_kind="clock").count() == 2


def test_once_it_is_acknowledged_only_the_decision_is_owed(cast, referral) -> None:
    acknowledge_referral(by=cast.receiver, referral=referral)
    with pretend(referral.clock.due_at + HOUR):
        rounds.warn_of_lateness()
        rounds.tell_of_lateness()
    assert NoticeKind.NOT_ACKNOWLEDGED not in kinds(cast.teacher)
    assert NoticeKind.ACKNOWLEDGE_SOON not in kinds(cast.receiver)
    assert kinds(cast.teacher).count(NoticeKind.ANSWER_LATE) == 1


def test_a_team_is_warned_while_nobody_has_acknowledged_it(cast, referral) -> None:
    clock = running_clock(referral.disclosure_id, ClockKind.ACKNOWLEDGE)
    with pretend(clock.due_at - timedelta(minutes=10)):
        rounds.warn_of_lateness()
        rounds.warn_of_lateness()
    assert kinds(cast.receiver).count(NoticeKind.ACKNOWLEDGE_SOON) == 1


def test_whoever_has_it_is_warned_before_it_is_late(cast, referral) -> None:
    with pretend(referral.clock.due_at - HOUR):
        rounds.warn_of_lateness()
        rounds.warn_of_lateness()
    assert kinds(cast.receiver).count(NoticeKind.ANSWER_DUE_SOON) == 1
    assert NoticeKind.ANSWER_DUE_SOON not in kinds(cast.teacher)


def test_nobody_is_told_of_what_was_decided(cast, referral) -> None:
    late = access.referrals_newly_late(referral.clock.due_at + HOUR)
    given.a_decided_referral(cast.receiver, given.Concern.objects.get())
    with pretend(referral.clock.due_at + HOUR), pytest.raises(Overtaken):
        actions.tell_of_lateness(by=THE_CLOCK, referral=late[-1][0], clock=late[-1][1])
    assert NoticeKind.ANSWER_LATE not in kinds(cast.teacher)


def test_only_the_clock_tells(cast, referral) -> None:
    with pytest.raises(NotPermitted):
        actions.tell_of_lateness(by=cast.receiver, referral=referral, clock=referral.clock)
    with pytest.raises(NotPermitted):
        actions.warn_of_lateness(by=THE_INSTALLATION, referral=referral, clock=referral.clock)


def unsafe(days: int) -> dict[str, Openness]:
    look_again = local(now()).date() + days * DAY
    return {"openness": Openness(told=Told.UNSAFE, why_not="He may be there.", look_again_on=look_again)}


def test_the_author_is_asked_to_look_again_on_the_day(cast) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team, sharing=unsafe(3))
    rounds.ask_to_look_again()
    assert NoticeKind.LOOK_AGAIN not in kinds(cast.teacher)
    with pretend(now() + 3 * DAY):
        rounds.ask_to_look_again()
        rounds.ask_to_look_again()
        found = [notice for notice in notices_for(cast.teacher) if notice.kind == NoticeKind.LOOK_AGAIN]
        assert [notice.path for notice in found] == [f"/concerns/{concern.pk}/"]


def test_a_new_reason_has_its_own_day(cast) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team, sharing=unsafe(1))
    with pretend(now() + DAY):
        rounds.ask_to_look_again()
    with pretend(now() + DAY + HOUR):
        record_openness(by=cast.teacher, decision=concern.decision, **unsafe(5))
        rounds.ask_to_look_again()
    assert kinds(cast.teacher).count(NoticeKind.LOOK_AGAIN) == 1
    with pretend(now() + 6 * DAY + HOUR):
        rounds.ask_to_look_again()
        assert kinds(cast.teacher).count(NoticeKind.LOOK_AGAIN) == 2


def test_once_they_are_told_nobody_is_asked(cast) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team, sharing=unsafe(1))
    told = Openness(told=Told.TOLD, who="Mother, at home", when=local(now()).date())
    record_openness(by=cast.teacher, decision=concern.decision, openness=told)
    with pretend(now() + 2 * DAY):
        rounds.ask_to_look_again()
    assert NoticeKind.LOOK_AGAIN not in kinds(cast.teacher)


def test_the_leads_are_asked_when_the_author_has_left(cast) -> None:
    given.a_sent_concern(cast.teacher, cast.referral_team, sharing=unsafe(1))
    end_membership(by=THE_INSTALLATION, member=cast.teacher)
    with pretend(now() + 2 * DAY):
        rounds.ask_to_look_again()
        assert NoticeKind.LOOK_AGAIN in kinds(cast.lead)
        assert NoticeKind.LOOK_AGAIN in kinds(cast.deputy)
        assert NoticeKind.LOOK_AGAIN not in kinds(cast.colleague)


def test_an_author_who_leaves_on_a_later_day_is_asked_until_then(cast) -> None:
    given.a_sent_concern(cast.teacher, cast.referral_team, sharing=unsafe(1))
    Member.objects.filter(pk=cast.teacher.pk).update(until=now() + 9 * DAY)
    with pretend(now() + 2 * DAY):
        rounds.ask_to_look_again()
        assert NoticeKind.LOOK_AGAIN in kinds(cast.teacher)
        assert NoticeKind.LOOK_AGAIN not in kinds(cast.lead)


def test_where_nobody_is_left_nothing_is_entered_again_and_again(cast) -> None:
    given.a_sent_concern(cast.teacher, cast.referral_team, sharing=unsafe(1))
    for member in (cast.teacher, cast.lead, cast.deputy):
        end_membership(by=THE_INSTALLATION, member=member)
    with pretend(now() + 2 * DAY):
        rounds.ask_to_look_again()
    assert not Entry.objects.filter(kind__startswith="telling.came_due").exists()
