"""When somebody is away, as it is typed."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, cast

from sharewell.directory.models import Member
from sharewell.directory.rules import instant
from sharewell.web.fields import ClockTime, DateParts, Option, Pick
from sharewell.web.forms import Form


class GoAway(Form):
    """From when somebody is away, until when, and who covers. `said()` gives what the act wants."""

    since_day = DateParts("First day away", required=False, future=True, hint="Leave this empty if it begins now.")
    until_day = DateParts(
        "Day of return",
        required=False,
        future=True,
        hint="Leave this empty if it is not known.",
    )
    until_time = ClockTime(
        "Time of return", required=False, hint="Like 8.30 am. Leave it empty for the start of the day."
    )
    cover = Pick("Who covers?", required=False, empty="Nobody")

    def __init__(self, *given: Any, colleagues: Sequence[Member], now: datetime, **options: Any) -> None:
        super().__init__(*given, **options)
        by_id = {str(one.pk): one for one in colleagues}
        field = cast("Pick", self.fields["cover"])
        field.choices = [Option(key, f"{one.name}, {one.job_title}".rstrip(", ")) for key, one in by_id.items()]
        field.coerce = by_id.get
        self.now = now

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("until_time") and not given.get("until_day") and "until_day" not in self.errors:
            self.add_error("until_day", "Enter the day of return as well as the time, or leave both empty")
        return given

    def said(self) -> dict[str, Any]:
        """Since when, until when, and who covers."""
        since, until = self.cleaned_data.get("since_day"), self.cleaned_data.get("until_day")
        return {
            "since": max(instant(since, time()), self.now) if since else None,
            "until": instant(until, self.cleaned_data.get("until_time") or time()) if until else None,
            "cover": self.cleaned_data.get("cover"),
        }
