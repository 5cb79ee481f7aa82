"""Months are counted as people count them, and an account is unused after so many days."""

from datetime import UTC, date, datetime, time

import pytest

from sharewell.directory.rules import Hours, Role, faults_in_runs, months_later, roles_to_give, unused_since
from sharewell.directory.rules.rights import works_with_children


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 5, 1), 24, date(2028, 5, 1)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_unused_since() -> None:
    assert unused_since(datetime(2026, 11, 26, 12, tzinfo=UTC), 180) == datetime(2026, 5, 30, 12, tzinfo=UTC)


@pytest.mark.parametrize("role", Role)
def test_what_each_role_gives(role: Role) -> None:
    expected = {
        Role.ADMINISTRATOR: frozenset(Role) - {Role.PARTNERSHIP_LEAD},
        Role.PARTNERSHIP_LEAD: frozenset({Role.PARTNERSHIP_LEAD}),
    }
    assert roles_to_give({role}) == expected.get(role, frozenset())
    assert works_with_children({role}) == (role not in expected)


def test_no_role_is_no_work_with_children() -> None:
    assert not works_with_children(set())
    assert works_with_children(set(Role))


@pytest.mark.parametrize(
    ("runs", "overlap"),
    [
        ([], False),
        ([("09:00", "12:00"), ("12:00", "17:00")], False),
        ([("09:00", "12:00"), ("11:59", "17:00")], True),
        ([("17:00", "08:30")], False),
        ([("17:00", "08:30"), ("09:00", "16:00")], False),
        ([("17:00", "08:30"), ("23:00", "01:00")], True),
        ([("00:00", "00:00"), ("09:00", "10:00")], True),
        ([("09:00", "10:00"), ("09:00", "10:00")], True),
    ],
)
def test_runs_that_overlap(runs: list[tuple[str, str]], overlap: bool) -> None:
    hours = [Hours(time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in runs]
    assert bool(faults_in_runs(hours)) == overlap
