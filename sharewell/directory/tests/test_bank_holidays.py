"""Bank holidays: copied from the published list, mended by hand, and warned of before they run out."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command

from sharewell.directory import access
from sharewell.directory.rules import holidays_run_short
from sharewell.moment import pretend

pytestmark = pytest.mark.django_db
NOVEMBER = datetime(2026, 11, 24, 12, tzinfo=UTC)


def load(*args: str) -> str:
    out, err = StringIO(), StringIO()
    with pretend(NOVEMBER):
        call_command("load_bank_holidays", *args, stdout=out, stderr=err)
    return out.getvalue() + err.getvalue()


def warnings() -> list[str]:
    found = run_checks(tags=[Tags.database], databases=["default"])
    return [warning.msg for warning in found if warning.id == "directory.W001"]


def test_the_published_dates_are_copied_once():
    assert "bank holidays added" in load()
    known = access.bank_holidays()
    assert {date(2026, 12, 25), date(2026, 12, 28), date(2027, 3, 26)} <= known
    assert date(2026, 11, 30) not in known, "St Andrew's Day is Scotland's"
    assert "0 bank holidays added" in load()
    assert access.bank_holidays(since=date(2026, 12, 25)) < known


def test_a_date_is_added_by_hand_and_one_crossed_out_is_not_revived():
    load()
    load("--add", "2031-05-09", "A coronation")
    assert access.last_known_bank_holiday() == date(2031, 5, 9)
    load("--cross-out", "2026-12-28", "moved")
    assert "0 bank holidays added" in load()
    assert date(2026, 12, 28) not in access.bank_holidays()
    with pytest.raises(CommandError, match="not a bank holiday"):
        load("--cross-out", "2026-12-28", "again")
    with pytest.raises(CommandError, match="not a date"):
        load("--add", "tomorrow", "x")


def test_a_warning_is_given_when_they_run_short():
    assert "not known at all" in warnings()[0]
    load()
    with pretend(NOVEMBER):
        assert warnings() == []
    with pretend(datetime(2028, 6, 1, tzinfo=UTC)):
        assert "known only until 26 December 2028" in warnings()[0]


@pytest.mark.parametrize(("last", "expected"), [(None, True), (date(2027, 11, 23), True), (date(2027, 11, 24), False)])
def test_short_is_under_twelve_months(last, expected):
    assert holidays_run_short(last, date(2026, 11, 24)) is expected
