"""One team hands over to another of its agency by a sheet, acknowledged; and takes back what is open."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from sharewell.clocks.access import due_for
from sharewell.clocks.actions import cancel_clock, mark_late, meet_clock, start_clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.actions.moving import tell_sender
from sharewell.concerns.models import HandOverSheet, Referral, SheetLine
from sharewell.concerns.sheets import access
from sharewell.concerns.sheets.rules import How, Line, reasons_not_to_hand_over, reasons_not_to_take_back
from sharewell.decisions.rules import new_reference
from sharewell.directory.access import members_holding, team_members
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import Role
from sharewell.disclosures.actions import take_over
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now
from sharewell.notices.actions import settle, tell
from sharewell.notices.rules import NoticeKind
from sharewell.web.words import lower_first, short_moment

Lines = Mapping[UUID, Line]
WORDS_BETWEEN = "\n\n"


def _sheet_facts(sheet: HandOverSheet, given: Mapping[str, Any]) -> dict[str, Any]:
    teams = {"reference": sheet.reference, "from_team": str(sheet.from_team_id), "to_team": str(sheet.to_team_id)}
    lines = given.get("lines") or {}
    return teams | {how.value: sorted(str(key) for key, line in lines.items() if line.how is how) for how in How}


@act(
    "sheet.made",
    may=access.may_make_sheet,
    on="sheet",
    worded={"watch_for": lambda given: WORDS_BETWEEN.join(line.words for line in given["lines"].values())},
    also=_sheet_facts,
)
def make_sheet(*, by: Member, team: Team, to: Team, lines: Lines) -> HandOverSheet:
    """The other team is asked to take over what this one says goes over, and knows of what it is to know.

    Until it acknowledges, everything stays with this team. A sheet that still waits between the two is replaced.
    `lines`: by the referral's id. Refused when there is nothing on it, when something on it has no word of what to
    watch for, when a referral is not open with this team any more, and for a team that takes no referrals.
    """
    if to not in access.hands_over_to(team):
        raise Refused("Choose another team of your agency whose work is to take referrals.")
    on_it = _on_the_sheet(team, lines)
    names = {each.pk: each.disclosure.reference for each in on_it}
    if reasons := reasons_not_to_hand_over({key: lines[key] for key in names}, names):
        raise Refused(*reasons)
    _replace_what_waits(by, team, to)
    sheet = _started(by, team, to)
    SheetLine.objects.bulk_create(
        SheetLine(
            agency_id=sheet.agency_id,
            sheet=sheet,
            referral=each,
            position=position,
            how=lines[each.pk].how.value,
            words=lines[each.pk].words,
        )
        for position, each in enumerate(on_it, 1)
        if lines[each.pk].how is not How.STAYS
    )
    _tell(team_members(to), NoticeKind.SHEET_MADE, sheet)
    return sheet


def _on_the_sheet(team: Team, lines: Lines) -> list[Referral]:
    found = access.still_open().filter(team=team, pk__in=list(lines)).select_related("disclosure")
    on_it = list(found.order_by("clock__due_at", "pk"))
    said = {key for key, line in lines.items() if line.how is not How.STAYS}
    if said - {each.pk for each in on_it}:
        raise Refused("Something here was decided, or is with another team by now. Begin the sheet again.")
    return on_it


def _replace_what_waits(by: Member, team: Team, to: Team) -> None:
    waiting = HandOverSheet.objects.filter(
        from_team=team, to_team=to, acknowledged_at__isnull=True, replaced_at__isnull=True
    )
    for sheet in waiting.select_related("clock"):
        if not waiting.filter(pk=sheet.pk).update(replaced_at=now()):
            raise Overtaken("The sheet before this one has just been acknowledged. Look at it, then begin again.")
        cancel_clock(by=by, clock=sheet.clock, because="Another sheet was made in its place.")
        settle(_path(sheet), [NoticeKind.SHEET_MADE, NoticeKind.SHEET_LATE], by=by)


def _started(by: Member, team: Team, to: Team) -> HandOverSheet:
    at, sheet = now(), HandOverSheet(reference=new_reference("HO"))
    sheet.agency, sheet.from_team, sheet.to_team, sheet.made_by, sheet.made_at = team.agency, team, to, by, at
    sheet.clock = start_clock(
        by=by,
        kind=ClockKind.TAKE_OVER,
        owner_agency=team.agency,
        other_agency=None,
        subject=str(sheet.pk),
        reference=sheet.reference,
        due_at=due_for(ClockKind.TAKE_OVER, at, to),
    )
    try:
        with transaction.atomic():
            sheet.save(force_insert=True)
    except IntegrityError as clash:
        raise Overtaken("A colleague has just sent a sheet to that team. Look at it first.") from clash
    return sheet


@act("sheet.acknowledged", may=access.may_acknowledge_sheet, on="sheet", also=_sheet_facts, gives_receipt=True)
def acknowledge_sheet(*, by: Member, sheet: HandOverSheet) -> HandOverSheet:
    """What goes over belongs to the team that takes over, from now on, if it is still open with the other.

    The clock to each sender runs on. Overtaken, with who and when, where a colleague was first, or where another sheet
    was made in its place.
    """
    mine = HandOverSheet.objects.filter(pk=sheet.pk, acknowledged_at__isnull=True, replaced_at__isnull=True)
    at = now()
    if not mine.update(acknowledged_at=at, acknowledged_by=by):
        raise Overtaken(_who_was_first(sheet))
    sheet.acknowledged_at, sheet.acknowledged_by = at, by
    meet_clock(by=by, clock=sheet.clock)
    for line in access.lines_of(sheet):
        if line.how == How.GOES_OVER and _is_still_there(line.referral, sheet.from_team):
            SheetLine.objects.filter(pk=line.pk).update(taken_at=at, had=line.referral.with_member_id)
            take_over_referral(by=by, referral=line.referral, team=sheet.to_team)
    settle(_path(sheet), [NoticeKind.SHEET_MADE, NoticeKind.SHEET_LATE], by=by)
    _tell([sheet.made_by], NoticeKind.SHEET_ACKNOWLEDGED, sheet)
    return sheet


def _is_still_there(referral: Referral, team: Team) -> bool:
    return access.still_open().filter(pk=referral.pk, team=team).exists()


def _who_was_first(sheet: HandOverSheet) -> str:
    as_it_is = HandOverSheet.objects.select_related("acknowledged_by__user").get(pk=sheet.pk)
    if as_it_is.acknowledged_by is None or as_it_is.acknowledged_at is None:
        return "The other team has made another sheet in its place. Open that one."
    when = lower_first(short_moment(as_it_is.acknowledged_at, now()))
    return f"{as_it_is.acknowledged_by.name} has acknowledged this sheet, {when}. Your team has what goes over."


@act("referral.taken_over", may=access.may_take_over_referral, on="referral", refers=("team",))
def take_over_referral(*, by: Member, referral: Referral, team: Team, to: Member | None = None) -> Referral:
    """This team has the referral from now on, and `to` if somebody is named; both ends see which team has it.

    The sender is told, for it is another number to ring.
    Part of acknowledging a sheet, or of taking back; the sender is told. Overtaken when it was decided, or moved,
    meanwhile.
    """
    had = referral.team_id
    still = access.still_open().filter(pk=referral.pk, team_id=had)
    if not still.update(team=team, with_member=to):
        raise Overtaken("It was decided, or is with another team by now. Open it again.")
    referral.team, referral.with_member = team, to
    access.gone_from(team).filter(referral=referral).update(back_at=now())
    take_over(by=by, disclosure=referral.disclosure, team=team, words="Handed over between the teams.")
    settle(f"/referrals/{referral.pk}/", NoticeKind, by=by)
    tell_sender(referral.disclosure, NoticeKind.REFERRAL_MOVED)
    return referral


def _what_came_back(lines: list[SheetLine], _: Mapping[str, Any]) -> dict[str, Any]:
    return {"referrals": [str(line.referral_id) for line in lines]}


@act("team.took_back", may=access.may_make_sheet, on="team", also=_what_came_back)
def take_back(*, by: Member, team: Team) -> list[SheetLine]:
    """All that this team handed over and is still open is with it again, and with whoever had it; the others are told.

    Refused while the team is closed, for nobody would have it; and when there is nothing to take back.
    """
    lines, contact = access.others_have(team), access.standing_of(team, now())
    is_open = contact.is_open or not contact.schedule.week
    if reasons := reasons_not_to_take_back(many=len(lines), is_open=is_open, opens=f"{contact.words}."):
        raise Refused(*reasons)
    had_by = {line.referral.team_id: line.referral.team for line in lines}
    mine = {member.pk: member for member in team_members(team)}
    for line in lines:
        to = mine.get(line.had_id) if line.had_id else None
        take_over_referral(by=by, referral=line.referral, team=team, to=to)
    told = [member for other in had_by.values() for member in team_members(other) if member.pk not in mine]
    tell(told, NoticeKind.TAKEN_BACK, "HAND-OVER", "/hand-overs/")
    return lines


@act("sheet.lateness_told", may=access.is_the_clock, on="sheet")
def tell_of_late_sheet(*, by: Actor, sheet: HandOverSheet) -> HandOverSheet:
    """Both teams and their managers know that nobody has acknowledged it in time: everything is still with the first.

    Overtaken when they were told already, or when it has just been acknowledged.
    """
    mark_late(by=by, clock=sheet.clock)
    both = [*team_members(sheet.from_team), *team_members(sheet.to_team)]
    _tell([*both, *members_holding(sheet.agency, Role.MANAGER)], NoticeKind.SHEET_LATE, sheet)
    return sheet


def _path(sheet: HandOverSheet) -> str:
    return f"/hand-overs/{sheet.pk}/"


def _tell(members: list[Member], kind: NoticeKind, sheet: HandOverSheet) -> None:
    tell(members, kind, sheet.reference, _path(sheet))
