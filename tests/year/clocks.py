"""Check 2: each clock is due when the independent reckoning says, whatever happens while it runs; what is owed has its
clock and what is not has none; what was late was said to be late once, on the worker's first round after."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sharewell.clocks.models import Clock
from sharewell.concerns.models import Handing, HandOverSheet, Referral
from sharewell.disagreements.models import Disagreement
from tests.year.agenda import Year
from tests.year.rows import OpenReferral, RunningClock

TOLD_LATE = {"acknowledge", "decide", "say_more", "take_over"}


class Clocks:
    """`due`: by when each clock that was ever seen is owed, worked out when it was first seen."""

    def __init__(self, year: Year) -> None:
        self.year = year
        self.due: dict[UUID, datetime] = {}
        self.running: dict[UUID, RunningClock] = {}
        self.of_handings: set[UUID] = set()
        self.rounds: list[datetime] = []
        self.last: datetime | None = None

    def look(self, at: datetime, clocks: Iterable[RunningClock], referrals: Iterable[OpenReferral]) -> None:
        """All that runs now, and all that ended since the last look."""
        now_running = {each.pk: each for each in clocks}
        fresh = [each for each in now_running.values() if each.pk not in self.due]
        for each in fresh:
            self._first_seen(at, each)
        for each in now_running.values():
            self._holds(at, each.pk, each.due_at, each.late_told_at, until=at)
        self._ended(at, self.running.keys() - now_running.keys())
        self.running = now_running
        self._owed(at, {(each.kind, each.subject): each for each in now_running.values()}, list(referrals))

    def _first_seen(self, at: datetime, clock: RunningClock) -> None:
        if clock.started_at != at:
            self.year.fault(f"{at}: clock: {clock.kind} {clock.pk} says that it started at {clock.started_at}")
        self.due[clock.pk] = self._reckoned(clock)

    def _reckoned(self, clock: RunningClock) -> datetime:
        kind, subject, due = clock.kind, clock.subject, self.year.reckoning.due
        if kind in ("acknowledge", "decide"):
            referral = Referral.objects.filter(disclosure=subject).first()
            if referral is None:
                self.of_handings.add(clock.pk)
            return due(kind, clock.started_at, referral and referral.team_id)
        if kind == "take_worry":
            self.of_handings.add(clock.pk)
        if kind == "take_over":
            return due(kind, clock.started_at, HandOverSheet.objects.get(pk=subject).to_team_id)
        if kind == "resolve":
            return self._of_stage(Disagreement.objects.select_related("disclosure").get(pk=subject), clock.started_at)
        return due(kind, clock.started_at)

    def _of_stage(self, disagreement: Disagreement, start: datetime) -> datetime:
        if disagreement.safety == "at_risk":
            return self.year.reckoning.due("resolve", start)
        team = disagreement.disclosure.with_team_id if disagreement.opened_end == "sender" else None
        return self.year.reckoning.due(f"resolve-{disagreement.stage}", start, team)

    def _holds(self, at: datetime, key: UUID, due_at: datetime, told: datetime | None, *, until: datetime) -> None:
        """`until`: when it ended, or now. The worker told of it on its first round from then on, or not at all."""
        if due_at != self.due[key]:
            self.year.fault(f"{at}: clock: {key} is due at {due_at}, and should be at {self.due[key]}")
        if told and told < due_at:
            self.year.fault(f"{at}: clock: {key} was said to be late at {told}, before {due_at}")
        clock = self.running.get(key)
        if clock and clock.kind in TOLD_LATE and key not in self.of_handings:
            expected = self.first_round(due_at, until)
            if told != expected:
                self.year.fault(
                    f"{at}: clock: {clock.kind} {key}, due {due_at}, was said late at {told}, not {expected}"
                )

    def first_round(self, due_at: datetime, until: datetime) -> datetime | None:
        """The first round of the worker at or after this instant, if there was one before it ended."""
        place = bisect_left(self.rounds, due_at)
        found = self.rounds[place] if place < len(self.rounds) else None
        return found if found and found <= until else None

    def _ended(self, at: datetime, keys: set[UUID]) -> None:
        for clock in Clock.objects.filter(pk__in=keys) if keys else ():
            ended = clock.met_at or clock.cancelled_at
            if ended != at:
                self.year.fault(f"{at}: clock: {clock.kind} {clock.pk} says that it ended at {ended}")
            self._holds(at, clock.pk, clock.due_at, clock.late_told_at, until=ended or at)

    def _owed(self, at: datetime, running: dict[tuple[str, str], RunningClock], referrals: list[OpenReferral]) -> None:
        """Exactly what is owed has a clock that runs."""
        wanted = {key for each in referrals for key in _of_referral(each)} | self._of_others()
        for kind, subject in running.keys() ^ wanted:
            how = "is owed, and no clock runs" if (kind, subject) in wanted else "is not owed, and a clock runs"
            self.year.fault(f"{at}: clock: {kind} on {subject} {how}")
        for each in referrals:
            decides = running.get(("decide", str(each.disclosure)))
            if decides and (decides.pk != each.clock or decides.due_at != each.due_at):
                self.year.fault(f"{at}: clock: referral {each.pk} shows another time than its clock")

    def _of_others(self) -> set[tuple[str, str]]:
        waits = {"waiting": "take_worry", "taken": "decide"}
        handings = Handing.objects.filter(state__in=waits).order_by().values_list("pk", "state")
        sheets = HandOverSheet.objects.filter(acknowledged_at__isnull=True, replaced_at__isnull=True).order_by()
        open_ones = Disagreement.objects.filter(state="open").order_by()
        return (
            {(waits[state], str(key)) for key, state in handings}
            | {("take_over", str(key)) for key in sheets.values_list("pk", flat=True)}
            | {("resolve", str(key)) for key in open_ones.values_list("pk", flat=True)}
        )

    def after_round(self, at: datetime) -> None:
        """What was handed, and what is disagreed about, went on when its time was over; but from the last stage."""
        for clock in self.running.values():
            if clock.due_at > at:
                continue
            stays = clock.pk in self.of_handings
            if clock.kind == "resolve":
                stays = Disagreement.objects.filter(pk=clock.subject, stage__lt=4).exists()
            if stays:
                self.year.fault(f"{at}: clock: {clock.kind} {clock.pk} ran out at {clock.due_at}, and nothing went on")

    def at_the_end(self) -> None:
        """Every clock that there ever was, once more."""
        for clock in Clock.objects.all():
            if clock.pk not in self.due:
                self.year.fault(f"clock: {clock.kind} {clock.pk} was never seen to run")
            elif clock.due_at != self.due[clock.pk]:
                self.year.fault(f"clock: {clock.kind} {clock.pk} is due at {clock.due_at} by the end")


def _of_referral(referral: OpenReferral) -> list[tuple[str, str]]:
    subject = str(referral.disclosure)
    found = [("decide", subject)]
    found += [("acknowledge", subject)] if referral.state == "new" else []
    return found + ([("say_more", subject)] if referral.asked_at else [])
