"""A file held against the directory as it stands: row by row what is new, what changes, and what cannot be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sharewell.directory import access
from sharewell.directory.importing.rows import read_row
from sharewell.directory.models import Agency, Area, Member, Team
from sharewell.directory.rules import ROLE_NAMES, FileKind, Role, Row, RowState, Scheme, works_with_children
from sharewell.web.fields.mending import showable

SCHEMES = tuple(scheme.value for scheme in Scheme)


@dataclass
class RowPlan:
    """What one row comes to. `said` is what it says, cleaned; `before` the same of what stands."""

    line: int
    title: str
    said: dict[str, Any] = field(default_factory=dict)
    stands: Agency | Team | str | None = None
    before: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def state(self) -> RowState:
        """New, changed, the same, or faulty."""
        if self.faults:
            return RowState.FAULTY
        if self.stands is None:
            return RowState.NEW
        return RowState.CHANGED if self.changes else RowState.SAME

    @property
    def changes(self) -> list[str]:
        """The columns that differ from what stands."""
        return [name for name, value in self.said.items() if name in self.before and self.before[name] != value]


@dataclass(frozen=True)
class Plan:
    """What a file comes to, row by row."""

    kind: FileKind
    rows: tuple[RowPlan, ...]

    @property
    def counts(self) -> dict[RowState, int]:
        """How many rows there are of each state."""
        return {state: sum(row.state == state for row in self.rows) for state in RowState}

    @property
    def may_leave_out(self) -> bool:
        """Whether faulty rows are left out and told of: another directory's are not ours to mend."""
        return self.kind == FileKind.OPEN_REFERRAL

    @property
    def to_do(self) -> list[RowPlan]:
        """The rows that change something."""
        return [row for row in self.rows if row.state in (RowState.NEW, RowState.CHANGED)]


@dataclass(frozen=True)
class Standing:
    """The directory as a plan needs it, read in a few statements: by name in small letters."""

    agencies: Mapping[str, Agency]
    teams: Mapping[tuple[object, str], Team]
    areas: Mapping[str, Area]
    by_number: Mapping[tuple[str, str], Agency]
    # Whoever is a member of the sender's own agency, or invited into it, by e-mail address.
    people: frozenset[str] = frozenset()


def plan_of(by: Any, kind: FileKind, rows: Sequence[Row]) -> Plan:
    """What these rows come to for this member, or for whoever runs the installation."""
    standing = directory_as_it_stands(by)
    make = MAKES[kind]
    return Plan(kind, tuple(_planned(by, kind, row, standing, make) for row in rows))


def directory_as_it_stands(by: Any) -> Standing:
    """The agencies, and the teams of the sender's own; for the installation, of all. Seven statements at most."""
    agencies = access.agencies_with_numbers()
    numbers = {(each.scheme, each.value): agency for agency in agencies for each in agency.identifiers.all()}
    teams = access.teams_of_agencies([by.agency] if isinstance(by, Member) else agencies)
    return Standing(
        {agency.name.casefold(): agency for agency in agencies},
        {(team.agency_id, team.name.casefold()): team for team in teams},
        {area.name.casefold(): area for area in access.areas()},
        numbers,
        access.addresses_known_to(by.agency) if isinstance(by, Member) else frozenset(),
    )


def _planned(by: Any, kind: FileKind, row: Row, standing: Standing, make: Any) -> RowPlan:
    form = read_row(kind, row.cells)
    plan = RowPlan(row.line, showable(row.cells.get("name", "")), faults=[*row.faults])
    if not form.is_valid():
        plan.faults += form.faults()
    else:
        plan.said = form.cleaned_data
        make(by, plan, standing)
    return plan


def _agency(by: Any, plan: RowPlan, standing: Standing) -> None:
    if not access.may_lead_partnership(by):
        plan.faults.append("Only whoever leads the partnership adds agencies.")
    said = plan.said
    said |= {scheme: said[scheme].upper() for scheme in SCHEMES if scheme in said}
    found = plan.stands = standing.agencies.get(said["name"].casefold())
    for scheme in SCHEMES:
        other = standing.by_number.get((scheme, said.get(scheme, "")))
        if other is not None and other != found:
            plan.faults.append(f"{scheme.upper()} {said[scheme]} is {other.name}.")
    if found is not None:
        numbers = {each.scheme: each.value for each in found.identifiers.all()}
        plan.before = {
            "kind": found.kind, "what_it_does": found.what_it_does, "website": found.website,
            **{scheme: numbers.get(scheme, "") for scheme in SCHEMES},
        }  # fmt: skip
        if said["kind"] != found.kind:
            plan.faults.append(f"{found.name} is a {found.kind.replace('_', ' ')} here; a file does not change that.")


def _team(by: Any, plan: RowPlan, standing: Standing) -> None:
    said = plan.said
    agency = standing.agencies.get(said["agency"].casefold())
    if agency is None:
        plan.faults.append(f"There is no agency called {said['agency']} here. Add it first.")
        return
    if not access.may_administer(by, agency):
        plan.faults.append(f"You do not look after {agency.name}.")
        return
    said["agency"] = agency
    if not said.get("bank_holidays"):
        said.pop("bank_holidays", None)
    if "areas" in said:
        said["areas"] = _areas(plan, said["areas"], standing)
    found = plan.stands = standing.teams.get((agency.pk, said["name"].casefold()))
    if found is None:
        return
    plan.before = before_of(found)
    if found.closed_at is not None:
        plan.faults.append(f"{found.name} is closed. Give the new team another name.")
    if said["purpose"] != found.purpose:
        plan.faults.append(f"{found.name} is for {found.purpose.replace('_', ' ')} here; a file does not change that.")


def _person(by: Any, plan: RowPlan, standing: Standing) -> None:
    """Somebody to be invited. Who is a member, or invited, stays as they are."""
    if not isinstance(by, Member) or not access.may_administer(by, by.agency):
        plan.faults.append("Only an agency’s administrator invites its people.")
        return
    said = plan.said = {"job_title": "", "roles": [Role.PRACTITIONER], "teams": []} | plan.said
    said["email"] = said["email"].lower()
    if wrong := [ROLE_NAMES[role] for role in said["roles"] if role not in access.roles_given_by(by, by.agency)]:
        plan.faults.append(f"It is not yours to make somebody {', '.join(wrong)}.")
    teams = {name: standing.teams.get((by.agency_id, name.casefold())) for name in said["teams"]}
    if unknown := [name for name, team in teams.items() if team is None or team.closed_at]:
        plan.faults.append(f"{by.agency.name} has no team called {', '.join(unknown)}.")
    elif teams and not works_with_children(said["roles"]):
        plan.faults.append("Only somebody who works with children can be in a team: give such a role too.")
    said["teams"] = list(teams.values())
    plan.stands = said["email"] if said["email"] in standing.people else None


def _areas(plan: RowPlan, names: Iterable[str], standing: Standing) -> list[Area]:
    unknown = [name for name in names if name.casefold() not in standing.areas]
    if unknown:
        known = ", ".join(area.name for area in standing.areas.values()) or "none yet"
        plan.faults.append(f"There is no area {', '.join(unknown)} here. There are: {known}.")
    found = [standing.areas[name.casefold()] for name in names if name.casefold() in standing.areas]
    return sorted(found, key=lambda area: area.name)


MAKES = {
    FileKind.AGENCIES: _agency,
    FileKind.TEAMS: _team,
    FileKind.OPEN_REFERRAL: _team,
    FileKind.PEOPLE: _person,
}


def before_of(team: Team) -> dict[str, Any]:
    """What stands of a team, in the words of a file's columns."""
    return {
        "telephone": team.telephone, "what_for": team.what_for, "public": team.is_public,
        "hours": access.week_of_team(team), "bank_holidays": team.on_bank_holidays,
        "areas": sorted(team.areas.all(), key=lambda area: area.name), "address": team.address,
        "postcode": team.postcode, "email": team.email, "website": team.website,
        "minimum_age": team.minimum_age, "maximum_age": team.maximum_age,
    }  # fmt: skip
