"""People come, are away, leave; teams hand over to each other in the evening and in the morning; everybody signs in."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from sharewell.accounts.models import User
from sharewell.concerns import actions
from sharewell.concerns.models import HandOverSheet, Referral
from sharewell.concerns.sheets.rules import How, Line
from sharewell.desk.actions import record_leaver
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import come_back, end_membership, go_away
from sharewell.directory.models import Team
from sharewell.directory.rules import Role
from sharewell.moment import now
from tests.year.agenda import Year, member_with
from tests.year.reckoning import DAY


def evening(year: Year) -> None:
    """The day team hands over for the night, and somebody of the night team acknowledges, or nobody does."""
    _hand_over(year, year.places.day, year.places.night, 0.5)


def morning(year: Year) -> None:
    """The day team takes back what is open, if it is there; the night team hands over the rest."""
    day, night = year.places.day, year.places.night
    if year.chance(0.8):
        year.attempt("took back", partial(_take_back, year, day))
    if year.chance(0.7):
        _hand_over(year, night, day, 0.8)


def _take_back(year: Year, team: Team) -> None:
    for line in actions.take_back(by=year.somebody(year.places.crew[team.pk]), team=team):
        year.open_with[line.referral_id] = team.pk


def _hand_over(year: Year, team: Team, to: Team, part: float) -> None:
    found = Referral.objects.filter(team=team, closed_at__isnull=True).order_by("due_at")[:50]
    hows = {each.pk: How.GOES_OVER if year.chance(part) else year.random.choice(list(How)) for each in found}
    lines = {
        key: Line(how, "" if how is How.STAYS else "Watch for a call from the school.") for key, how in hows.items()
    }
    if all(line.how is How.STAYS for line in lines.values()):
        return
    by = year.somebody(year.places.crew[team.pk])
    sheet = year.attempt("sheet made", partial(actions.make_sheet, by=by, team=team, to=to, lines=lines))
    if sheet and year.chance(0.92):
        year.after(year.minutes(5, 200), partial(_acknowledge, year, sheet.pk))


def _acknowledge(year: Year, key: UUID) -> None:
    sheet = HandOverSheet.objects.select_related(
        "from_team", "to_team__agency", "clock", "made_by__user", "agency"
    ).get(pk=key)
    by = year.somebody(year.places.crew[sheet.to_team_id])
    if year.attempt("sheet acknowledged", partial(actions.acknowledge_sheet, by=by, sheet=sheet)):
        goes = sheet.lines.filter(how=How.GOES_OVER.value).values_list("referral", flat=True)
        for referral in goes:
            if year.open_with.get(referral) == sheet.from_team_id:
                year.open_with[referral] = sheet.to_team_id


def somebody_goes_away(year: Year) -> None:
    """For hours or days; sometimes nobody knows until when; sometimes somebody covers."""
    groups = [*year.places.crew.values(), *year.places.staff.values(), *year.places.chains.values()]
    group = year.random.choice(groups)
    there = [each for each in group if year.is_in(each)]
    if len(there) < 3:
        return
    member = member_with(year.random.choice(there))
    until = now() + timedelta(hours=year.random.choice([3, 6, 24, 40, 80, 150]), seconds=year.random.randrange(3600))
    is_known = year.chance(0.8)
    cover = member_with(year.random.choice([each for each in there if each != member.pk]))
    told = {"until": until if is_known else None, "cover": cover if year.chance(0.3) else None}
    if year.attempt("went away", partial(go_away, by=member, member=member, **told)):
        year.away[member.pk] = until
        year.people_changed = True
        if not is_known:
            year.at(until, partial(_back, year, member.pk))


def _back(year: Year, key: UUID) -> None:
    member = member_with(key)
    if member.until is None:
        year.attempt("came back", partial(come_back, by=member, member=member))
    year.people_changed = True


def somebody_leaves(year: Year) -> None:
    """A leaver, whose work is handed over in the same act or found by the worker; and somebody new in their place."""
    places = year.places
    if year.chance(0.5):
        team = year.random.choice(places.teams)
        group, new = (
            places.crew[team.pk],
            partial(places.newcomer, places.council, "Social worker", Role.RECEIVING_WORKER, team=team),
        )
    else:
        agency = year.random.choice(list(places.staff))
        group, new = places.staff[agency], partial(places.newcomer, places.agencies[agency], "Practitioner")
    leaver = member_with(year.random.choice(group))
    others = [each for each in group if each != leaver.pk]
    group.append(new().pk)
    if year.chance(0.5):
        to = member_with(year.random.choice(others))
        gone = year.attempt("left, handed over", partial(record_leaver, by=THE_INSTALLATION, member=leaver, to=to))
    else:
        gone = year.attempt("left", partial(end_membership, by=THE_INSTALLATION, member=leaver))
    if gone:
        group.remove(leaver.pk)
    year.people_changed = True


def everybody_signs_in(year: Year) -> None:
    """So that no account is closed for want of use. A sign-in is no act on a referral, so its mark alone is made."""
    User.objects.filter(is_active=True).update(last_login=now())
    year.after(20 * DAY, partial(everybody_signs_in, year))
