"""What people choose at the front desk."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, cast

from sharewell.directory.models import Member
from sharewell.directory.rules import instant
from sharewell.web.fields import DateParts, Option, Pick
from sharewell.web.forms import Form


class HandOver(Form):
    """A colleague who carries on: `cleaned_data["to"]`. Where nothing is open, nobody is asked for."""

    to = Pick("Who carries on with it?", missing="Choose who carries on with it")

    def __init__(self, *given: Any, colleagues: Sequence[Member], is_needed: bool = True, **options: Any) -> None:
        super().__init__(*given, **options)
        by_id = {str(one.pk): one for one in colleagues}
        field = cast("Pick", self.fields["to"])
        field.choices = [Option(key, f"{one.name}, {one.job_title}".rstrip(", ")) for key, one in by_id.items()]
        field.coerce = by_id.get
        if not is_needed:
            del self.fields["to"]


class RecordLeaver(HandOver):
    """Who carries on, and the last day; none given, it is over now."""

    last_day = DateParts(
        "Last day",
        required=False,
        future=True,
        hint="Leave this empty and their access ends now. For example, 31 3 2027.",
    )

    @property
    def until(self) -> datetime | None:
        """The end of the last day; None is now."""
        day: date | None = self.cleaned_data.get("last_day")
        return instant(day, time.max.replace(microsecond=0)) if day else None
