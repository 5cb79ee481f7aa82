"""A file that is sent to be imported, and what it holds."""

from typing import Any, cast

from sharewell.directory.importing.rows import COLUMNS, FORMS
from sharewell.directory.models import Member
from sharewell.directory.rules import Columns, FileKind, Role
from sharewell.directory.rules.tables import MOST_BYTES
from sharewell.web.fields import Choice, Option, Upload
from sharewell.web.forms import Form

# Each row is several acts, all of them in one whole, and while that is done nobody else writes: some seconds, not
# longer than others wait. The command at the server takes more.
MOST_AT_ONCE = 500
TOO_MANY = f"There are more than {MOST_AT_ONCE} rows. Send them in several files, or ask whoever runs the server."
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
    file = Upload("The file", most_bytes=10 * MOST_BYTES, hint=f"At most {MOST_AT_ONCE} rows, in UTF-8.")

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
