"""For the worker: what has come due."""

from datetime import datetime

from django.db.models import QuerySet

from sharewell.clocks.access import newly_late, newly_soon
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind, is_working_day
from sharewell.directory.access import bank_holidays
from sharewell.disagreements.access.standing import stages_of
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import State, is_due_to_tell, is_last
from sharewell.web.words import local


def disagreements_newly_due(at: datetime) -> list[Disagreement]:
    """For the worker: open ones whose stage has run out and that have another stage to go to."""
    found = _of(newly_late(at, ClockKind.RESOLVE))
    return [each for each in found if not is_last(stages_of(each.stage_list), each.stage)]


def disagreements_newly_soon(at: datetime) -> list[Disagreement]:
    """For the worker: open ones whose stage runs out soon, and nobody has been warned."""
    return list(_of(newly_soon(at, ClockKind.RESOLVE)))


def disagreements_stuck(at: datetime) -> list[Disagreement]:
    """For the worker: open ones whose last stage is late, and of which the partnership is to be told today."""
    today = local(at).date()
    works = is_working_day(today, bank_holidays(since=today))
    late = _whole().filter(state=State.OPEN, clock__due_at__lte=at)
    return [
        each
        for each in late
        if is_last(stages_of(each.stage_list), each.stage)
        and is_due_to_tell(each.partnership_told_on, today, is_working_day=works)
    ]


def _of(clocks: list[Clock]) -> QuerySet[Disagreement]:
    return _whole().filter(state=State.OPEN, clock__in=clocks) if clocks else Disagreement.objects.none()


def _whole() -> QuerySet[Disagreement]:
    return Disagreement.objects.select_related(
        "clock", "agency", "other_agency", "stage_list", "opened_by__user", "disclosure__agency",
        "disclosure__to_agency", "disclosure__to_team", "disclosure__with_team", "disclosure__with_member__user",
    ).prefetch_related("stage_list__stages")  # fmt: skip
