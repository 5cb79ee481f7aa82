"""What people choose in the directory."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, cast

from sharewell.directory.models import Member
from sharewell.directory.rules import instant
from sharewell.web.fields import Choice, ClockTime, DateParts, Option, Pick
from sharewell.web.forms import Form


class ActFor(Form):
    """One of the agencies the person is a member of. `cleaned_data["member"]` is the member."""

    member = Choice("Which agency are you acting for?", missing="Select the agency you are acting for", is_heading=True)

    def __init__(self, *given: Any, memberships: Sequence[Member], acting: Member | None, **options: Any) -> None:
        super().__init__(*given, **options)
        by_id = {str(one.pk): one for one in memberships}
        field = cast("Choice", self.fields["member"])
        field.choices = [Option(key, one.agency.name, hint=one.job_title) for key, one in by_id.items()]
        field.coerce = by_id.get
        if acting:
            field.initial = str(acting.pk)


class GoAway(Form):
    """From when somebody is away, until when, and who covers. `said()` gives what the act wants."""

    since_day = DateParts("First day away", required=False, future=True, hint="Leave this empty for now.")
    until_day = DateParts(
        "Day of return",
        required=False,
        future=True,
        hint="Leave this empty if it is not known.",
    )
    until_time = ClockTime("Time of return", required=False, hint="Like 8.30 am. Empty: the day’s start.")
    cover = Pick("Who covers?", required=False, empty="Nobody: the next in line is asked")

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
