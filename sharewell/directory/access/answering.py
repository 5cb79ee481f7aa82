"""Who answers now, and on which days nobody does."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Window, prefetch_related_objects
from django.db.models.functions import RowNumber

from sharewell.directory.contacts import ORDER, AnsweringNow, ContactNow, schedule_of
from sharewell.directory.models import Area, BankHoliday, HoursException, OpeningHours, Team, TeamArea, WrongNumber
from sharewell.directory.rules import (
    ANSWERING_ORDER,
    ANSWERS_NEED,
    HORIZON,
    Need,
    Schedule,
    Standing,
    TeamPurpose,
    answer_changes,
    who_answers,
)
from sharewell.web.words import local

# Whom the start page shows beside the one who answers: not every school and surgery, of which there may be thousands.
SHOWN_EVERYWHERE = (
    TeamPurpose.REFERRAL,
    TeamPurpose.EMERGENCY_DUTY,
    TeamPurpose.ADVICE,
    TeamPurpose.EARLY_HELP,
    TeamPurpose.POLICE,
)
# So many of each purpose are looked at: those that serve just the area first; where none is asked for, those that serve
# everywhere. Nobody rings a hundredth, and with no area nobody can be told which of very many is theirs.
MOST_IN_AN_AREA, MOST_ANYWHERE = 50, 12


def contacts_now(
    at: datetime, purposes: Sequence[TeamPurpose] = SHOWN_EVERYWHERE, area: Area | None = None
) -> list[ContactNow]:
    """The public numbers for these purposes (and this area) at this instant, those rung about a child first.

    Five statements, however many teams there are; of each purpose no more than fifty, or twelve for no area.
    """
    teams = _first_of_each(teams_with_hours(at).filter(is_public=True, purpose__in=purposes), area)
    contacts = as_contacts(teams, at)
    return sorted(contacts, key=lambda one: (ORDER.index(TeamPurpose(one.team.purpose)), one.team.name))


def contacts_of(teams: Iterable[Team], at: datetime) -> list[ContactNow]:
    """How these public teams stand at this instant. No statement when there are none."""
    wanted = [team.pk for team in teams]
    return as_contacts(teams_with_hours(at).filter(is_public=True, pk__in=wanted), at) if wanted else []


def as_contacts(teams: Iterable[Team], at: datetime) -> list[ContactNow]:
    """These teams, which have their hours with them, at this instant."""
    holidays = bank_holidays(since=local(at).date() - timedelta(days=2))
    return [ContactNow(team, schedule_of(team, holidays), at) for team in teams]


def answering_now(at: datetime) -> AnsweringNow:
    """The public number to ring about a child at this instant, what comes after it, and the others who can help."""
    return _answering(contacts_now(at), at, ANSWERING_ORDER)


def answering_for(need: Need, area: Area | None, at: datetime) -> AnsweringNow:
    """The same for this need and area: only the teams that answer it there are looked at."""
    order = ANSWERS_NEED[need]
    return _answering(contacts_now(at, order, area), at, order, area)


def _answering(
    contacts: Sequence[ContactNow], at: datetime, order: Sequence[TeamPurpose], area: Area | None = None
) -> AnsweringNow:
    standings = [Standing(one, TeamPurpose(one.team.purpose), one.schedule, one.area_ids) for one in contacts]
    where = area.pk if area else None
    lead = who_answers(standings, at, order, where)
    changes = answer_changes(standings, at, order, where)
    return AnsweringNow(
        at=at,
        lead=lead.key if lead else None,
        changes_at=changes[0] if changes else None,
        after=changes[1].key if changes and changes[1] else None,
        others=tuple(one for one in contacts if not lead or one is not lead.key),
    )


def answering_this_minute(at: datetime) -> AnsweringNow:
    """The same as it stands at the beginning of this minute, for pages: each process looks it up once a minute.

    Teams open and close on whole minutes, so only a change of the directory itself can be shown a minute late.
    """
    return answering_from(at.replace(second=0, microsecond=0))


@lru_cache(maxsize=1)
def answering_from(minute: datetime) -> AnsweringNow:
    """What `answering_this_minute` keeps; `answering_from.cache_clear()` forgets it."""
    return answering_now(minute)


def who_answers_now(purpose: TeamPurpose | str, at: datetime) -> Team | None:
    """The team of this purpose that is open; for referrals, emergency duty when no referral team is. None: nobody."""
    wanted = TeamPurpose(purpose)
    order = ANSWERING_ORDER if wanted == TeamPurpose.REFERRAL else (wanted,)
    contacts = as_contacts(_first_of_each(teams_with_hours(at).filter(purpose__in=order), None), at)
    found = who_answers(
        [Standing(one.team, TeamPurpose(one.team.purpose), one.schedule) for one in contacts], at, order
    )
    return found.key if found else None


def schedule_at(team: Team, at: datetime) -> Schedule:
    """When this team is open, around this instant and for three weeks on. Three statements."""
    return schedule_among(team, at, bank_holidays(since=local(at).date() - timedelta(days=2)))


def schedule_among(team: Team, at: datetime, holidays: frozenset[date]) -> Schedule:
    """The same, for somebody who has the bank holidays in hand. Two statements."""
    # A row of its own: what is looked up here is only what is near, and stays with nobody else's.
    found = Team(pk=team.pk, on_bank_holidays=team.on_bank_holidays)
    near = Prefetch("exceptions", _exceptions_near(at))
    prefetch_related_objects([found], Prefetch("hours", OpeningHours.objects.all()), near)
    return schedule_of(found, holidays)


def _exceptions_near(at: datetime) -> QuerySet[HoursException]:
    today = local(at).date()
    return HoursException.objects.filter(on__gte=today - timedelta(days=2), on__lte=today + HORIZON + timedelta(days=2))


def bank_holidays(since: date | None = None) -> frozenset[date]:
    """The dates of bank holidays in England, as our own table has them; from a date on, when one is given."""
    known = BankHoliday.objects.filter(is_observed=True)
    return frozenset((known.filter(on__gte=since) if since else known).values_list("on", flat=True))


def last_known_bank_holiday() -> date | None:
    """The furthest date we know of; None when the table is empty."""
    return BankHoliday.objects.order_by("-on").values_list("on", flat=True).first()


def unknown_bank_holidays(dates: Iterable[date]) -> set[date]:
    """Which of these dates stand in no row, observed or not."""
    return set(dates) - set(BankHoliday.objects.values_list("on", flat=True))


def teams_with_hours(at: datetime, *, closed: bool = False) -> QuerySet[Team]:
    """Teams with agency, hours, areas, and since when the number is said to be wrong: all that a contact shows.

    `closed`: those too that are no more.
    """
    doubts = WrongNumber.objects.filter(team=OuterRef("pk"), put_right_at__isnull=True).order_by("reported_at")
    return (
        (Team.objects.all() if closed else Team.objects.filter(closed_at__isnull=True))
        .select_related("agency")
        .annotate(said_wrong_at=Subquery(doubts.values("reported_at")[:1]))
        .prefetch_related(
            Prefetch("hours", queryset=OpeningHours.objects.all()),
            Prefetch("exceptions", queryset=_exceptions_near(at)),
            Prefetch("areas", queryset=Area.objects.all()),
        )
    )


def in_area(area: Area) -> Q:
    """Teams that serve this area: those that say so, and those that serve everywhere."""
    served = TeamArea.objects.filter(team=OuterRef("pk"))
    return Q(Exists(served.filter(area=area))) | ~Q(Exists(served))


def _first_of_each(teams: QuerySet[Team], area: Area | None) -> QuerySet[Team]:
    """The first of each purpose, by name: those that serve just this area; for none, those that serve everywhere."""
    has_areas = Exists(TeamArea.objects.filter(team=OuterRef("pk")))
    teams = teams.filter(in_area(area)) if area else teams
    order = [has_areas.desc() if area else has_areas.asc(), F("name").asc()]
    nth = Window(RowNumber(), partition_by=F("purpose"), order_by=order)
    return teams.annotate(nth=nth).filter(nth__lte=MOST_IN_AN_AREA if area else MOST_ANYWHERE)
