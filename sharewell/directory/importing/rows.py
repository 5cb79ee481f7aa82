"""What each sort of file holds: its columns, and the form that reads a row."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from sharewell.directory.rules import (
    ROLE_NAMES,
    AgencyKind,
    Columns,
    FileKind,
    Hours,
    OnBankHolidays,
    Role,
    Scheme,
    Table,
    TeamPurpose,
    faults_in_ages,
    faults_in_identifier,
    faults_in_runs,
    faults_in_telephone,
    read_services,
    read_table,
    week_of,
)
from sharewell.errors import Refused
from sharewell.web.fields import Email, Pick, ShortText, WholeNumber
from sharewell.web.forms import Form

YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0", "")


def words_of(kinds: Any) -> list[tuple[str, str]]:
    """A closed list, as a column of a file has it."""
    return [(kind.value, kind.value.replace("_", " ")) for kind in kinds]


def _said(kinds: Any) -> tuple[str, ...]:
    return tuple(words for _, words in words_of(kinds))


COLUMNS = {
    FileKind.AGENCIES: Columns(
        needed=("name", "kind"),
        others=("short_name", "what_it_does", "website", "urn", "ods", "ons"),
        key=("name",),
        words={"kind": _said(AgencyKind)},
    ),
    FileKind.TEAMS: Columns(
        needed=("agency", "name", "purpose"),
        others=(
            "telephone", "what_for", "public", "hours", "bank_holidays", "areas", "address", "postcode", "email",
            "website", "minimum_age", "maximum_age",
        ),
        key=("agency", "name"),
        words={"purpose": _said(TeamPurpose), "bank_holidays": _said(OnBankHolidays)},
    ),
    FileKind.PEOPLE: Columns(
        needed=("name", "email"),
        others=("job_title", "roles", "teams"),
        key=("email",),
        words={"roles": tuple(ROLE_NAMES.values())},
    ),
}  # fmt: skip


class Web(ShortText):
    """An address on the web."""

    def check(self, value: str) -> None:
        if not value.startswith(("https://", "http://")) or " " in value or "." not in value:
            raise ValidationError(f"{self.called} must begin with https://, like https://example.org")
        URLValidator(schemes=["http", "https"], message=f"{self.called} must be whole, like https://example.org")(value)


class YesNo(ShortText):
    """`yes` or `no`; empty is no."""

    def clean(self, value: Any) -> bool:  # type: ignore[override]
        said = str(value or "").strip().lower()
        if said not in YES + NO:
            raise ValidationError(f"{self.called}: write yes or no")
        return said in YES


class Listed(ShortText):
    """Several words, parted by semicolons."""

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        return [part.strip() for part in super().clean(value).split(";") if part.strip()]


class Week(Listed):
    """Hours like mon-fri=08:30-17:00; sat=09:00-12:00."""

    def clean(self, value: Any) -> dict[int, list[Hours]]:  # type: ignore[override]
        try:
            week = week_of(super().clean(value))
        except Refused as refused:
            raise ValidationError(list(refused.reasons)) from None
        if faults := [fault for runs in week.values() for fault in faults_in_runs(runs)]:
            raise ValidationError([f"{self.called}: {fault}" for fault in dict.fromkeys(faults)])
        return week


class OneOf(Pick):
    """One word of a closed list, as a file writes it."""

    def __init__(self, label: str, kinds: Any, **options: Any) -> None:
        words = words_of(kinds)
        said = ", ".join(label for _, label in words)
        super().__init__(label, choices=words, **options)
        self.error_messages["invalid_choice"] = f"{label}: there is no such word here. There are: {said}."


class RowForm(Form):
    """One row. Its cells are the columns of the file; a column that is not there is left as it stands."""

    def faults(self) -> list[str]:
        """What is wrong with it, each with the way to mend it."""
        return [str(fault) for errors in self.errors.values() for fault in errors]


class AgencyRow(RowForm):
    """An agency."""

    name = ShortText("Name", max_length=120)
    kind = OneOf("Kind", AgencyKind)
    short_name = ShortText("Short name", max_length=40, required=False)
    what_it_does = ShortText("What it does", max_length=300, required=False)
    website = Web("Website", required=False)
    urn = ShortText("URN", required=False)
    ods = ShortText("ODS", required=False)
    ons = ShortText("ONS", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for scheme in Scheme:
            if number := given.get(scheme.value, "").upper():
                for fault in faults_in_identifier(scheme, number):
                    self.add_error(scheme.value, fault)
        return given


class TeamRow(RowForm):
    """A team of an agency that is in the directory."""

    agency = ShortText("Agency", max_length=120)
    name = ShortText("Name", max_length=120)
    purpose = OneOf("Purpose", TeamPurpose)
    telephone = ShortText("Telephone", max_length=30, required=False)
    what_for = ShortText("What for", max_length=200, required=False)
    public = YesNo("Public", required=False)
    hours = Week("Hours", max_length=1_000, required=False)
    bank_holidays = OneOf("Bank holidays", OnBankHolidays, required=False)
    areas = Listed("Areas", max_length=1_000, required=False)
    address = ShortText("Address", max_length=300, required=False)
    postcode = ShortText("Postcode", max_length=8, required=False)
    email = Email("Email", required=False)
    website = Web("Website", required=False)
    minimum_age = WholeNumber("Minimum age", most=25, required=False)
    maximum_age = WholeNumber("Maximum age", most=25, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for fault in faults_in_telephone(given.get("telephone", "")):
            self.add_error("telephone", fault)
        for fault in faults_in_ages(given.get("minimum_age"), given.get("maximum_age")):
            self.add_error("maximum_age", fault)
        if given.get("public") and not given.get("telephone"):
            self.add_error("telephone", "A public contact needs a telephone number.")
        return given


class Roles(Listed):
    """Roles by their names, parted by semicolons; none is a practitioner's."""

    def clean(self, value: Any) -> list[Role]:  # type: ignore[override]
        known = {name.casefold(): role for role in Role for name in (role.value.replace("_", " "), ROLE_NAMES[role])}
        said = super().clean(value) or [ROLE_NAMES[Role.PRACTITIONER]]
        if unknown := [each for each in said if _spaced(each) not in known]:
            names = ", ".join(ROLE_NAMES.values())
            raise ValidationError(f"{self.called}: there is no {', '.join(unknown)} here. There are: {names}.")
        return sorted({known[_spaced(each)] for each in said})


class PersonRow(RowForm):
    """Somebody who is to be invited into the agency of whoever sends the file."""

    name = ShortText("Name", max_length=200)
    email = Email("Email")
    job_title = ShortText("Job title", max_length=80, required=False)
    roles = Roles("Roles", max_length=300, required=False)
    teams = Listed("Teams", max_length=1_000, required=False)


FORMS: dict[FileKind, type[RowForm]] = {
    FileKind.AGENCIES: AgencyRow,
    FileKind.TEAMS: TeamRow,
    FileKind.OPEN_REFERRAL: TeamRow,
    FileKind.PEOPLE: PersonRow,
}
CODED = ("kind", "purpose", "bank_holidays")


def read_row(kind: FileKind, cells: Mapping[str, str]) -> RowForm:
    """The row, read. Of what its file had no column for, nothing is in `cleaned_data`."""
    data = {name: _coded(cell) if name in CODED else cell for name, cell in cells.items()}
    form = FORMS[kind](data)
    for name in [name for name, field in form.fields.items() if name not in cells and not field.required]:
        del form.fields[name]
    return form


def read_file(kind: FileKind, sent: bytes) -> Table:
    """The rows of a file of this kind, or why it cannot be read."""
    return read_services(sent) if kind == FileKind.OPEN_REFERRAL else read_table(sent, COLUMNS[kind])


def _spaced(word: str) -> str:
    return word.casefold().replace("_", " ")


def _coded(cell: str) -> str:
    return "_".join(cell.lower().replace("-", " ").split())
