"""A promise is started, kept, called off and told late, by its two ends and once each."""

from datetime import timedelta

import pytest
from django.http import Http404

from sharewell.clocks import access, actions
from sharewell.clocks.rules import ClockKind
from sharewell.clocks.tests.given import a_clock
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.book import THE_CLOCK
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend


def test_a_clock_is_started_and_entered(cast):
    clock = a_clock(cast, "one")
    (entry,) = Entry.objects.filter(kind="clock.started")
    assert entry.subject_id == str(clock.pk)
    assert entry.facts["reference"] == "SW-7K4M-21"
    assert entry.facts["owner_agency"] == str(cast.council.pk)


def test_one_clock_of_a_kind_runs_on_a_subject_and_none_is_due_in_the_past(cast):
    clock = a_clock(cast, "one")
    with pytest.raises(Refused, match="running already"):
        a_clock(cast, "one")
    a_clock(cast, "one", kind=ClockKind.ACKNOWLEDGE)
    actions.meet_clock(by=cast.receiver, clock=clock)
    a_clock(cast, "one")
    with pytest.raises(Refused, match="in the past"):
        a_clock(cast, "two", hours=-1)


def test_a_stranger_can_neither_start_nor_touch_it(cast):
    clock = a_clock(cast)
    for act in (actions.meet_clock, actions.mark_late, actions.mark_warned):
        with pytest.raises(NotPermitted):
            act(by=cast.stranger, clock=clock)
    with pytest.raises(NotPermitted):
        actions.cancel_clock(by=cast.officer, clock=clock, because="x")
    with pytest.raises(NotPermitted):
        actions.start_clock(
            by=cast.stranger, kind=ClockKind.DECIDE, owner_agency=cast.council, other_agency=cast.school,
            subject="x", reference="SW-1", due_at=now() + timedelta(hours=1),
        )  # fmt: skip


def test_a_clock_is_met_once(cast):
    clock = actions.meet_clock(by=cast.receiver, clock=a_clock(cast))
    assert clock.words(now()).state == "met"
    (entry,) = Entry.objects.filter(kind="clock.met")
    assert entry.facts == {"on_time": True}
    with pytest.raises(Overtaken):
        actions.meet_clock(by=cast.receiver, clock=clock)
    with pytest.raises(Overtaken):
        actions.cancel_clock(by=cast.teacher, clock=clock, because="Sent twice")


def test_a_clock_that_is_stopped_is_owed_no_more(cast):
    clock = actions.cancel_clock(by=cast.teacher, clock=a_clock(cast), because="Sent twice")
    with pretend(now() + timedelta(days=2)):
        assert access.late_clocks(now()) == []
    assert clock.words(now()).words == "Stopped"


def test_lateness_and_nearness_are_told_once(cast):
    clock, met = a_clock(cast), actions.meet_clock(by=cast.receiver, clock=a_clock(cast))
    assert access.newly_late(now()) == access.newly_soon(now()) == []
    with pretend(clock.due_at - timedelta(minutes=90)):
        assert access.newly_soon(now(), ClockKind.DECIDE) == [clock]
        actions.mark_warned(by=THE_CLOCK, clock=clock)
        assert access.newly_soon(now()) == []
    with pretend(clock.due_at):
        assert access.newly_late(now()) == [clock]
        assert access.newly_late(now(), ClockKind.LOOK_AGAIN) == []
        actions.mark_late(by=THE_CLOCK, clock=clock)
        assert access.newly_late(now()) == []
        assert access.late_clocks(now()) == [clock]
        with pytest.raises(Overtaken):
            actions.mark_late(by=THE_CLOCK, clock=clock)
    assert met not in access.late_clocks(clock.due_at + timedelta(days=9))


def test_both_ends_see_the_same_clock_and_nobody_else_does(cast):
    clock = a_clock(cast)
    for end in (cast.teacher, cast.colleague, cast.receiver):
        assert access.clock_for(end, clock.pk) == clock
        assert access.clocks_for_subjects(end, [clock.subject]) == {clock.subject: [clock]}
        assert list(access.running_clocks(end)) == [clock]
        assert not access.running_clocks(end, ClockKind.ACKNOWLEDGE)
    for outsider in (cast.stranger, cast.officer):
        with pytest.raises(Http404):
            access.clock_for(outsider, clock.pk)
        assert access.clocks_for_subjects(outsider, [clock.subject]) == {}
        assert not access.running_clocks(outsider)


def test_many_subjects_cost_one_statement(cast, django_assert_num_queries):
    clocks = [a_clock(cast, f"subject-{number}") for number in range(12)]
    with django_assert_num_queries(1):
        found = access.clocks_for_subjects(cast.receiver, [clock.subject for clock in clocks])
    assert len(found) == 12
