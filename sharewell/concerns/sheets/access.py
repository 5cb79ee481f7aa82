"""Who may see a hand-over sheet: the two teams between which it goes, and nobody else. And what goes onto one."""

import uuid
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from sharewell.clocks.access import newly_late
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.access.referrals import not_about
from sharewell.concerns.models import HandOverSheet, Referral, SheetLine
from sharewell.concerns.rules import CLOSED
from sharewell.concerns.sheets.rules import MOST_ON_A_SHEET
from sharewell.directory.access import schedule_at, staffed, teams_of, teams_of_agency
from sharewell.directory.contacts import ContactNow
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import RECEIVING
from sharewell.disclosures.access import is_about
from sharewell.ledger.book import Actor, ActorKind, declare, enter_look

declare("sheet.opened", "A member of one of the two teams opened a hand-over sheet.", is_look=True)
declare("sheet.begun", "A member of a team saw what it has open, to make a hand-over sheet.", is_look=True)
MOST_SHEETS = 25


def sheets_open_to(member: Member) -> QuerySet[HandOverSheet]:
    """The sheets from and to the teams that this member is in today."""
    theirs = Q(from_team_id__in=member.team_ids) | Q(to_team_id__in=member.team_ids)
    found = HandOverSheet.objects.filter(theirs, agency_id=member.agency_id)
    return found.select_related("from_team", "to_team", "made_by__user", "acknowledged_by__user", "clock")


def latest_sheets(member: Member) -> list[HandOverSheet]:
    """The same, the newest first, no more than 25."""
    return list(sheets_open_to(member)[:MOST_SHEETS])


def sheets_waiting_for(member: Member, team: Team) -> list[HandOverSheet]:
    """The sheets that wait for this team of theirs to acknowledge them."""
    waiting = sheets_open_to(member).filter(to_team=team, acknowledged_at__isnull=True, replaced_at__isnull=True)
    return list(waiting.order_by("made_at"))


def sheet_for(member: Member, sheet_id: uuid.UUID) -> HandOverSheet:
    """This sheet, for this member. Raises Http404 when it is not there for them."""
    return get_object_or_404(sheets_open_to(member), pk=sheet_id)


def open_sheet(member: Member, sheet_id: uuid.UUID) -> HandOverSheet:
    """The same, and the look is entered. Raises Http404 when it is not there for them."""
    found = sheet_for(member, sheet_id)
    enter_look("sheet.opened", by=member, subject=found)
    return found


def lines_of(sheet: HandOverSheet) -> list[SheetLine]:
    """What stands on it, in order. For those who already have the sheet."""
    rows = SheetLine.objects.filter(sheet=sheet)
    named = "referral__disclosure__agency", "referral__disclosure__decision__kept_from"
    return list(rows.select_related(*named, "referral__clock", "referral__team"))


def lines_shown_to(member: Member, sheet: HandOverSheet) -> list[SheetLine]:
    """The same, without what is about this very member."""
    return [line for line in lines_of(sheet) if not is_about(line.referral.disclosure, member)]


def still_open() -> QuerySet[Referral]:
    """For this room's acts: referrals on which a decision is still owed."""
    return Referral.objects.exclude(state__in=CLOSED)


def open_with(member: Member, team: Team) -> list[Referral]:
    """What this team of theirs has open, least time left first, no more than fits on a sheet; the look is entered."""
    theirs = still_open().filter(not_about(member), team=team, agency_id=member.agency_id, team_id__in=member.team_ids)
    found = theirs.select_related("disclosure__agency", "clock", "with_member__user").order_by("clock__due_at", "pk")
    enter_look("sheet.begun", by=member, subject=team)
    return list(found[:MOST_ON_A_SHEET])


def hands_over_from(member: Member) -> list[Team]:
    """The teams of this member that can hand over: those to which something can be sent."""
    return [team for team in teams_of(member) if team.purpose in RECEIVING]


def hands_over_to(team: Team) -> list[Team]:
    """The other receiving teams of the same agency in which somebody is."""
    others = [each for each in teams_of_agency(team.agency) if each.purpose in RECEIVING and each.pk != team.pk]
    read = staffed(others)
    return [each for each in others if each.pk in read]


def gone_from(team: Team) -> QuerySet[SheetLine]:
    """The lines by which something went over from this team and has not come back to it."""
    return SheetLine.objects.filter(sheet__from_team=team, taken_at__isnull=False, back_at__isnull=True)


def others_have(team: Team) -> list[SheetLine]:
    """The same, of what is still open with the team that it went to: what can be taken back."""
    there = gone_from(team).filter(referral__team=F("sheet__to_team"), referral__in=still_open())
    return list(there.select_related("referral__disclosure", "referral__team", "had__user").order_by("taken_at", "pk"))


def came_over(member: Member, referral: Referral) -> SheetLine | None:
    """The line by which the team that has it took it over, with what to watch for; None when it came another way, and
    for somebody who may not read that sheet."""
    theirs = sheets_open_to(member).filter(to_team_id=referral.team_id)
    lines = SheetLine.objects.filter(referral=referral, sheet__in=theirs, taken_at__isnull=False, back_at__isnull=True)
    return lines.select_related("sheet__from_team", "sheet__made_by__user").order_by("-taken_at").first()


def standing_of(team: Team, at: datetime) -> ContactNow:
    """Whether the team is open at this instant, and when it opens next."""
    return ContactNow(team, schedule_at(team, at), at)


def may_make_sheet(by: Member, team: Team) -> bool:
    """Any member of the team that hands over."""
    return by.agency_id == team.agency_id and team.pk in by.team_ids


def may_acknowledge_sheet(by: Member, sheet: HandOverSheet) -> bool:
    """Any member of the team that takes over."""
    return by.agency_id == sheet.agency_id and sheet.to_team_id in by.team_ids


def may_take_over_referral(by: Member, referral: Referral, team: Team) -> bool:
    """A member of the team that takes it over, within the agency that has it."""
    return by.agency_id == referral.agency_id == team.agency_id and team.pk in by.team_ids


def is_the_clock(by: Member | Actor, sheet: HandOverSheet) -> bool:
    """The worker alone, acting as the clock."""
    return isinstance(by, Actor) and by.kind == ActorKind.CLOCK


def sheets_newly_late(at: datetime) -> list[HandOverSheet]:
    """For the worker: sheets that nobody acknowledged in time, and of which nobody has been told."""
    late = HandOverSheet.objects.filter(clock__in=newly_late(at, ClockKind.TAKE_OVER))
    return list(late.select_related("agency", "from_team", "to_team", "clock"))
