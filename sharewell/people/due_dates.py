"""When a baby is due, as people know it: a date, a month, a year, or nothing."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from sharewell.web.fields import DateParts
from sharewell.web.fields.times import TypedDate, month_number
from sharewell.web.words import MONTHS


class DueDate(DateParts):
    """When a baby is due: a date, or only a month and year, which are kept as words ("March 2027")."""

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, TypedDate) or value.day or not (value.month or value.year):
            return super().to_python(value)
        if value.year and not re.fullmatch(r"[0-9]{4}", value.year):
            raise ValidationError(f"{self.called}: the year must include 4 numbers", code="year")
        return " ".join(filter(None, (self._month(value.month), value.year)))

    def _month(self, typed: str) -> str:
        try:
            return MONTHS[month_number(typed) - 1] if typed else ""
        except (ValueError, IndexError):
            raise ValidationError(f"{self.called} must have a real month, like March", code="month") from None

    def validate(self, value: Any) -> None:
        if isinstance(value, date):
            super().validate(value)
