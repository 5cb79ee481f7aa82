"""What people choose in the directory."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any, cast

from sharewell.directory.importing.rows import COLUMNS, FORMS
from sharewell.directory.models import Member
from sharewell.directory.rules import Columns, FileKind, Role, instant
from sharewell.directory.rules.tables import MOST_BYTES
from sharewell.web.fields import Choice, ClockTime, DateParts, Option, Pick, Upload
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


# Which file whoever holds a role may send, and what it holds.
FILES = {
    FileKind.AGENCIES: (Role.PARTNERSHIP_LEAD, "Agencies of the partnership"),
    FileKind.TEAMS: (Role.ADMINISTRATOR, "Teams of your agency, with their numbers and hours"),
    FileKind.OPEN_REFERRAL: (Role.ADMINISTRATOR, "Services from another directory, in Open Referral UK (JSON)"),
    FileKind.PEOPLE: (Role.ADMINISTRATOR, "People of your agency: each is sent an invitation"),
}


class SendFile(Form):
    """A CSV file, and what it holds."""

    kind = Choice("What is in the file?", missing="Select what is in the file")
    file = Upload("The file", most_bytes=10 * MOST_BYTES, hint="At most 2,000 rows, in UTF-8.")

    def __init__(self, *given: Any, member: Member, **options: Any) -> None:
        super().__init__(*given, **options)
        kinds = [kind for kind, (role, _) in FILES.items() if kind in FORMS and member.has_role(role)]
        field = cast("Choice", self.fields["kind"])
        field.choices = [Option(kind.value, FILES[kind][1]) for kind in kinds]
        if len(kinds) == 1:
            field.initial = kinds[0].value
        self.kinds = kinds

    def columns(self) -> list[tuple[FileKind, str, Columns]]:
        """For each file that may be sent: what it holds, and its columns."""
        return [(kind, FILES[kind][1], COLUMNS[kind]) for kind in self.kinds if kind in COLUMNS]
