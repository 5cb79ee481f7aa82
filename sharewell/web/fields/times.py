"""Dates in three parts, and clock times, as people write them."""

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from sharewell.moment import now
from sharewell.web.fields.asked import Asked
from sharewell.web.fields.texts import Words
from sharewell.web.words import LONDON, MONTHS, clock, day

PARTS = ("day", "month", "year")


class TypedDate(NamedTuple):
    """A date as typed, right or wrong."""

    day: str = ""
    month: str = ""
    year: str = ""


class DatePartsWidget(forms.Widget):
    """Three inputs, NAME_day, NAME_month and NAME_year, that show again exactly what was typed."""

    component = "date_input"
    use_fieldset = True

    def names(self, name: str) -> list[str]:
        """What the three inputs are called in a post."""
        return [f"{name}_{part}" for part in PARTS]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedDate:
        return TypedDate(*(str(data.get(key) or "").strip()[:40] for key in self.names(name)))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(key in data for key in self.names(name))

    def format_value(self, value: Any) -> TypedDate:
        if isinstance(value, date):
            return TypedDate(str(value.day), str(value.month), str(value.year))
        return value if isinstance(value, TypedDate) else TypedDate()

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_


class DateParts(Asked, forms.Field):
    """A date. `past` refuses the future, `future` refuses the past (today is allowed by both), `earliest` an older one.

    The error's code names the parts that are wrong ("day month"), so that only those are marked.
    """

    widget = DatePartsWidget

    def __init__(
        self,
        label: str = "",
        *,
        past: bool = False,
        future: bool = False,
        earliest: date = date(1900, 1, 1),
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.past, self.future, self.earliest = past, future, earliest

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if not any(value):
            return None
        if missing := [part for part in PARTS if not getattr(value, part)]:
            raise ValidationError(f"{self.called} must include a {' and '.join(missing)}", code=" ".join(missing))
        if not re.fullmatch(r"[0-9]{4}", value.year):
            raise ValidationError(f"{self.called}: the year must include 4 numbers", code="year")
        return self._real(value)

    def _real(self, typed: TypedDate) -> date:
        try:
            return date(int(typed.year), month_number(typed.month), _small_number(typed.day))
        except ValueError:
            raise ValidationError(f"{self.called} must be a real date", code="day month year") from None

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        today = now().astimezone(LONDON).date()
        if self.past and value > today:
            raise ValidationError(f"{self.called} must be today or in the past", code="day month year")
        if self.future and value < today:
            raise ValidationError(f"{self.called} must be today or in the future", code="day month year")
        if value < self.earliest:
            raise ValidationError(f"{self.called} must be on or after {day(self.earliest)}", code="day month year")

    def has_changed(self, initial: Any, data: Any) -> bool:
        widget = DatePartsWidget()
        return widget.format_value(initial) != widget.format_value(data)


def month_number(typed: str) -> int:
    """11 for 11, November and nov. ValueError for anything else."""
    for number, name in enumerate(MONTHS, start=1):
        if len(typed) >= 3 and name.lower().startswith(typed.lower()):
            return number
    return _small_number(typed)


def _small_number(typed: str) -> int:
    if not re.fullmatch(r"[0-9]{1,2}", typed):
        raise ValueError(typed)
    return int(typed)


class ClockTime(Words):
    """A time of day: 2.12 pm, 2pm, 14:12, 1412, midday, midnight. One that could be either asks for am or pm."""

    pattern = re.compile(r"([0-9]{1,2})(?:[.: ]?([0-9]{2}))?\s*([ap])?\.?\s*(?:m\.?)?")
    named = {"noon": time(12), "midday": time(12), "midnight": time(0)}

    def __init__(self, label: str = "", *, max_length: int = 40, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.look = {"classes": "govuk-input--width-5", "spellcheck": False, **self.look}

    def clean(self, value: Any) -> time | None:  # type: ignore[override]
        if isinstance(value, time):
            return value
        words = super().clean(value).lower()
        return self._read(words) if words else None

    def _read(self, words: str) -> time:
        if words in self.named:
            return self.named[words]
        found = self.pattern.fullmatch(words)
        if found is None or (words.rstrip(".").endswith("m") and not found[3]):
            raise self._unreal()
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
        if not half and len(found[1]) == 1:
            raise ValidationError(f"{self.called}: say whether {words} is am or pm, like {words} pm", code="half")
        return self._real(hour, minute, half)

    def _real(self, hour: int, minute: int, half: str | None) -> time:
        if half and not 1 <= hour <= 12:
            raise self._unreal()
        try:
            return time(hour % 12 + (12 if half == "p" else 0) if half else hour, minute)
        except ValueError:
            raise self._unreal() from None

    def _unreal(self) -> ValidationError:
        return ValidationError(f"{self.called} must be a real time, like 2.30 pm or 14:30", code="unreal")

    def prepare_value(self, value: Any) -> Any:
        return clock(value) if isinstance(value, time) else value
