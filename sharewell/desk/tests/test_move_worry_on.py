"""The clock moves a handed worry on: one step a limit, also after a night without a worker; and never to nobody."""

from datetime import timedelta

import pytest

from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.access.handing import limit_of
from sharewell.concerns.actions import move_worry_on, take_worry, warn_of_moving_on
from sharewell.concerns.models import Concern, Handing
from sharewell.concerns.tests.given_handed import a_grown_concern, a_handed_concern, the_handing
from sharewell.concerns.tests.test_hand_to_lead import told
from sharewell.decisions.rules import Decided
from sharewell.desk import actions, rounds
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import end_membership, go_away
from sharewell.errors import NotPermitted, Overtaken
from sharewell.ledger.rules import THE_CLOCK
from sharewell.moment import now, pretend

SECOND = timedelta(seconds=1)


@pytest.fixture
def handed(cast) -> Concern:
    return a_handed_concern(cast.teacher)


def stands(concern: Concern) -> tuple[str, str]:
    handing = the_handing(concern)
    return handing.state, handing.with_member.name if handing.with_member else ""


def running(concern: Concern) -> list[str]:
    found = Clock.objects.filter(subject=str(the_handing(concern).pk), met_at=None, cancelled_at=None)
    return [clock.kind for clock in found]


def test_nothing_moves_before_its_limit(cast, handed):
    with pretend(the_handing(handed).clock.due_at - SECOND):
        rounds.move_worries_on()
    assert stands(handed) == ("waiting", "Dilys Lead")


def test_whoever_is_asked_is_warned_once_before_it_moves_on(cast, handed):
    clock = the_handing(handed).clock
    with pretend(clock.warn_at - SECOND):
        rounds.warn_of_worries()
    assert told(cast.lead) == ["worry_handed"]
    with pretend(clock.warn_at):
        rounds.warn_of_worries()
        rounds.warn_of_worries()
    assert told(cast.lead) == ["worry_handed", "answer_due_soon"]
    assert told(cast.teacher) == told(cast.deputy) == []
    with pretend(clock.warn_at), pytest.raises(Overtaken):
        warn_of_moving_on(by=THE_CLOCK, handing=the_handing(handed))
    with pytest.raises(NotPermitted):
        warn_of_moving_on(by=cast.lead, handing=the_handing(handed))


def test_of_what_is_late_nobody_is_warned_and_where_nobody_has_it_there_is_nobody_to_warn(cast, handed):
    with pretend(the_handing(handed).clock.due_at):
        rounds.warn_of_worries()
    assert told(cast.lead) == ["worry_handed"]
    handing = the_handing(handed)
    handing.with_member = None
    with pytest.raises(Overtaken, match="nobody to warn"):
        warn_of_moving_on(by=THE_CLOCK, handing=handing)


def test_silent_it_goes_to_the_deputy_who_has_a_whole_limit_and_the_author_is_told(cast, handed):
    due = the_handing(handed).clock.due_at
    with pretend(due):
        rounds.move_worries_on()
        rounds.move_worries_on()
    handing = the_handing(handed)
    assert stands(handed) == ("waiting", "Devon Shaw")
    assert handing.clock.due_at == limit_of(ClockKind.TAKE_WORRY, handing.since)
    assert [hop.went_on for hop in handing.hops.all()] == ["silent", ""]
    assert told(cast.deputy) == ["worry_handed"]
    assert told(cast.teacher) == ["worry_moved_on"], "once"
    assert running(handed) == ["take_worry"]


def test_the_last_limit_passed_its_author_is_told_to_refer_directly(cast, handed):
    for _ in range(2):
        with pretend(the_handing(handed).clock.due_at):
            rounds.move_worries_on()
    assert stands(handed) == ("told_to_refer", "")
    assert told(cast.teacher) == ["worry_moved_on", "refer_directly"]
    assert running(handed) == []
    with pretend(now() + timedelta(days=9)):
        rounds.move_worries_on()
    assert told(cast.teacher) == ["worry_moved_on", "refer_directly"]


def test_after_an_outage_it_takes_one_step_and_not_as_many_as_limits_have_passed(cast, handed):
    with pretend(the_handing(handed).clock.due_at + timedelta(days=30)):
        rounds.move_worries_on()
        rounds.move_worries_on()
        assert stands(handed) == ("waiting", "Devon Shaw")
        assert the_handing(handed).clock.due_at > now()


def test_whoever_goes_away_meanwhile_is_not_waited_for(cast, handed):
    go_away(by=cast.lead, member=cast.lead)
    rounds.move_worries_on()
    assert stands(handed) == ("waiting", "Devon Shaw")
    assert [hop.went_on for hop in the_handing(handed).hops.all()] == ["away", ""]


@pytest.mark.parametrize("is_taken", [False, True])
def test_a_leaver_leaves_nothing_with_nobody(cast, handed, is_taken):
    if is_taken:
        take_worry(by=cast.lead, handing=the_handing(handed))
    end_membership(by=THE_INSTALLATION, member=cast.lead)
    rounds.move_worries_on()
    assert stands(handed) == ("waiting", "Devon Shaw")
    assert running(handed) == ["take_worry"]


def test_taken_and_not_decided_in_time_it_moves_on_too(cast, handed):
    take_worry(by=cast.lead, handing=the_handing(handed))
    with pretend(the_handing(handed).clock.due_at):
        rounds.move_worries_on()
    assert stands(handed) == ("waiting", "Devon Shaw")


def test_what_is_decided_stays(cast, handed):
    a_grown_concern(cast.lead, handed, Decided.DO_NOT_SHARE, because="Her mother took her to the doctor.")
    with pretend(now() + timedelta(days=9)):
        rounds.move_worries_on()
    assert the_handing(handed).state == "done"


def test_somebody_takes_it_as_its_limit_passes(cast, handed):
    seen = the_handing(handed)
    with pretend(seen.clock.due_at):
        take_worry(by=cast.lead, handing=the_handing(handed))
        with pytest.raises(Overtaken):
            move_worry_on(by=THE_CLOCK, handing=seen)
    assert stands(handed) == ("taken", "Dilys Lead")


@pytest.mark.parametrize("who", ["teacher", "lead", "deputy", "administrator", "stranger"])
def test_only_the_clock_moves_it_on(cast, handed, who):
    with pytest.raises(NotPermitted):
        move_worry_on(by=getattr(cast, who), handing=the_handing(handed))


def test_an_author_who_leaves_hands_over_what_still_waits(cast, handed):
    actions.record_leaver(by=cast.administrator, member=cast.teacher, to=cast.colleague)
    assert Concern.objects.get(pk=handed.pk).with_member == cast.colleague
    with pretend(the_handing(handed).clock.due_at):
        rounds.move_worries_on()
    assert told(cast.colleague)[-1] == "worry_moved_on"


def test_an_author_who_left_all_the_same_leaves_it_with_the_next_in_line(cast, handed):
    end_membership(by=THE_INSTALLATION, member=cast.teacher)
    rounds.hand_over_from_leavers()
    assert Concern.objects.get(pk=handed.pk).with_member == cast.lead


def test_there_is_always_somebody_or_the_author_is_told(cast, handed):
    """Whatever happens in the chain, step by step, a limit runs or the author has been told to refer it directly."""
    for step in (
        lambda: go_away(by=cast.lead, member=cast.lead, cover=cast.deputy),
        lambda: end_membership(by=THE_INSTALLATION, member=cast.deputy),
    ):
        step()
        rounds.move_worries_on()
        handing = Handing.objects.get(concern=handed)
        assert handing.state == "told_to_refer" or running(handed) == ["take_worry"]
    assert told(cast.teacher)[-1] == "refer_directly"
