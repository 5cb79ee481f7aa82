"""A week as people type it: for each day one line, `8.30 am to 5 pm`, several runs parted by commas."""

import re
from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any, cast

from django.core.exceptions import ValidationError

from sharewell.directory.rules import Hours, OnBankHolidays, Weekday, faults_in_runs
from sharewell.web.fields import Choice, ClockTime, DateParts, Option, ShortText
from sharewell.web.forms import Form
from sharewell.web.words import WEEKDAYS, clock

BETWEEN_RUNS = re.compile(r"\s*(?:[,;&]|\band\b)\s*")
WITHIN_A_RUN = re.compile(r"\s*(?:[-–—]|\bto\b|\buntil\b)\s*")
CLOSED, ALL_DAY = {"closed", "none", "no"}, {"all day", "24 hours", "always"}
HOW = "write hours like 8.30 am to 5 pm, with a comma between two runs; or all day; or leave it empty"


class DayHours(ShortText):
    """The runs of hours that begin on one day; none is closed. Gives a tuple of Hours."""

    def __init__(self, label: str = "", **options: Any) -> None:
        super().__init__(label, required=False, **options)
        self.marks_optional = False
        self.look = {"classes": "govuk-input--width-20", "spellcheck": False, "autocomplete": "off", **self.look}

    def clean(self, value: Any) -> tuple[Hours, ...]:  # type: ignore[override]
        words = super().clean(value).lower().rstrip(".")
        if not words or words in CLOSED:
            return ()
        if words in ALL_DAY:
            return (Hours(time(), time()),)
        runs = tuple(self._run(run) for run in BETWEEN_RUNS.split(words) if run)
        if faults := faults_in_runs(runs):
            raise ValidationError([f"{self.called}: {fault}" for fault in faults], code="overlap")
        return runs

    def _run(self, words: str) -> Hours:
        parts = WITHIN_A_RUN.split(words)
        if len(parts) != 2 or not all(parts):
            raise ValidationError(f"{self.called}: {HOW}", code="hours")
        opens, closes = (self._time(part) for part in parts)
        return Hours(opens, closes)

    def _time(self, words: str) -> time:
        field = ClockTime(self.called)
        found = field.clean(words)
        assert found is not None
        return found

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else typed_runs(value or ())


class SetHours(Form):
    """The hours of a usual week, and what bank holidays do."""

    on_bank_holidays = Choice(
        "What happens on bank holidays?",
        choices=[
            Option(OnBankHolidays.CLOSED, "Closed"),
            Option(OnBankHolidays.AS_USUAL, "Open as on any such day"),
            Option(OnBankHolidays.OWN_HOURS, "Other hours", reveals="day_7"),
        ],
        coerce=OnBankHolidays,
        missing="Select what happens on bank holidays",
    )
    day_7 = DayHours("Hours on bank holidays")

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        days = {f"day_{number}": DayHours(WEEKDAYS[number]) for number in range(Weekday.BANK_HOLIDAY)}
        self.fields = days | self.fields

    def clean(self) -> dict[str, Any]:
        said = cast("dict[str, Any]", super().clean() or self.cleaned_data)
        has_own = said.get("on_bank_holidays") == OnBankHolidays.OWN_HOURS
        if has_own and "day_7" not in self.errors and not said.get("day_7"):
            self.add_error("day_7", "Enter the hours on bank holidays, or select closed, or open as usual")
        return said

    def week(self) -> dict[int, Sequence[Hours]]:
        """The hours by day, as the act takes them."""
        return {day: runs for day in Weekday if (runs := self.cleaned_data[f"day_{day.value}"])}


class AddException(Form):
    """A date on which the hours differ."""

    on = DateParts("Which date?", called="The date", missing="Enter the date", future=True)
    hours = DayHours("Hours on that date", hint="Leave it empty when the team is closed all that day.")


class RemoveException(Form):
    """The usual hours again."""

    on = DateParts("Which date?", called="The date")


def typed_runs(runs: Iterable[Hours]) -> str:
    """`8.30 am to 5 pm, 6 pm to 8 pm`, as it may be typed again."""
    return ", ".join("all day" if run.opens == run.closes == time() else _typed(run) for run in runs)


def _typed(run: Hours) -> str:
    return f"{clock(run.opens)} to {clock(run.closes)}"
