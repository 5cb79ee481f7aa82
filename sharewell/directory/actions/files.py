"""A file is sent, looked at row by row, and imported: whole, or not at all."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sharewell.directory import access
from sharewell.directory.actions.agencies import add_agency, describe_agency, set_identifiers
from sharewell.directory.actions.hours import set_hours
from sharewell.directory.actions.invitations import invite
from sharewell.directory.actions.teams import Whereabouts, add_team, set_areas, set_contact, set_whereabouts
from sharewell.directory.importing.plans import SCHEMES, Plan, RowPlan, plan_of
from sharewell.directory.models import Agency, Member, SentFile, Team
from sharewell.directory.rules import FILES_KEPT_FOR, FileKind, OnBankHolidays, Row, RowState
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act, not_an_act
from sharewell.moment import now

NOTHING_SAID: dict[str, Any] = {
    "telephone": "", "what_for": "", "public": False, "hours": {}, "bank_holidays": "",
}  # fmt: skip
PLACED = ("address", "postcode", "email", "website", "minimum_age", "maximum_age")


@not_an_act(because="A draft: nothing is done before it is imported, and it is forgotten a day later.")
def keep_file(*, by: Member | Actor, kind: FileKind, name: str, rows: Sequence[Row]) -> SentFile:
    """What was read of a file is kept for whoever sent it, to be looked at and imported."""
    member = by if isinstance(by, Member) else None
    forget_files()
    return SentFile.objects.create(
        agency_id=member.agency_id if member else None,
        member=member,
        kind=FileKind(kind).value,
        name=name[:120],
        rows=json.dumps([[row.line, row.cells, row.faults] for row in rows]),
        sent_at=now(),
    )


@not_an_act(because="Upkeep: what was sent a day ago is no longer there.")
def forget_files() -> int:
    """Files that were sent a day ago, imported or not, are gone. How many. For the worker."""
    return SentFile.objects.filter(sent_at__lte=now() - FILES_KEPT_FOR).delete()[0]


def _counted(_: SentFile, given: dict[str, Any]) -> dict[str, Any]:
    return {"kind": given["file"].kind}


@act("directory.imported", may=access.may_import, on="file", facts=("leave_out_faulty",), also=_counted)
def import_rows(*, by: Member | Actor, file: SentFile, leave_out_faulty: bool = False) -> SentFile:
    """All that the file says stands in the directory: each row by the act that a page would call, in one whole.

    Refused while a row is faulty, unless those are to be left out, and when nothing would change. Overtaken when it was
    imported already, or sent more than a day ago.
    """
    if not access.files_to_import().filter(pk=file.pk).update(imported_at=now()):
        raise Overtaken("This file has been imported already, or was sent more than a day ago.")
    plan = plan_of_file(by=by, file=file)
    if plan.counts[RowState.FAULTY] and not leave_out_faulty:
        raise Refused("Some rows cannot be imported. Mend them in your file, and send it again.")
    if not plan.to_do:
        raise Refused("Everything in the file stands here already.")
    for row in plan.to_do:
        _carried_out(by, row, CARRY_OUT[plan.kind])
    return file


@not_an_act(because="It only says what importing would do.")
def plan_of_file(*, by: Member | Actor, file: SentFile) -> Plan:
    """What a file that was kept comes to now."""
    rows = [Row(line, cells, faults) for line, cells, faults in json.loads(file.rows)]
    return plan_of(by, FileKind(file.kind), rows)


def _carried_out(by: Member | Actor, row: RowPlan, carry_out: Callable[..., None]) -> None:
    try:
        carry_out(by, row)
    except Refused as refused:
        raise Refused(*(f"Line {row.line}: {reason}" for reason in refused.reasons)) from refused


def _agency_from(by: Member | Actor, row: RowPlan) -> None:
    said = row.said
    agency = row.stands
    if not isinstance(agency, Agency):
        agency = add_agency(by=by, name=said["name"], kind=said["kind"], short_name=said.get("short_name", ""))
    told = row.before | said
    if {"what_it_does", "website"} & {*said}:
        describe_agency(
            by=by, agency=agency, what_it_does=told.get("what_it_does", ""), website=told.get("website", "")
        )
    if {*SCHEMES} & {*said}:
        set_identifiers(by=by, agency=agency, identifiers={name: told.get(name, "") for name in SCHEMES})


def _team_from(by: Member | Actor, row: RowPlan) -> None:
    said, team = row.said, row.stands
    is_new = not isinstance(team, Team)
    if not isinstance(team, Team):
        team = add_team(by=by, agency=said["agency"], name=said["name"], purpose=said["purpose"])
    told: dict[str, Any] = NOTHING_SAID | row.before | said
    changed = {*said} if is_new else {*row.changes}
    if changed & {"telephone", "what_for", "public"}:
        set_contact(by=by, team=team, telephone=told["telephone"], what_for=told["what_for"], is_public=told["public"])
    if changed & {*PLACED}:
        where = Whereabouts(latitude=team.latitude, longitude=team.longitude)
        set_whereabouts(
            by=by, team=team, whereabouts=replace(where, **{name: told[name] for name in PLACED if name in told})
        )
    if "areas" in changed:
        set_areas(by=by, team=team, areas=told["areas"])
    if changed & {"hours", "bank_holidays"}:
        on_bank_holidays = OnBankHolidays(told["bank_holidays"] or OnBankHolidays.CLOSED)
        set_hours(by=by, team=team, week=told["hours"], on_bank_holidays=on_bank_holidays)


def _person_from(by: Member, row: RowPlan) -> None:
    said = row.said
    invite(
        by=by,
        agency=by.agency,
        email=said["email"],
        name=said["name"],
        roles=said["roles"],
        job_title=said["job_title"],
        teams=said["teams"],
    )


CARRY_OUT: dict[FileKind, Callable[..., None]] = {
    FileKind.AGENCIES: _agency_from,
    FileKind.TEAMS: _team_from,
    FileKind.OPEN_REFERRAL: _team_from,
    FileKind.PEOPLE: _person_from,
}
