"""Who answers now, and on which days nobody does."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import Prefetch, QuerySet

from sharewell.directory.contacts import ORDER, AnsweringNow, ContactNow, schedule_of
from sharewell.directory.models import BankHoliday, HoursException, OpeningHours, Team
from sharewell.directory.rules import ANSWERING_ORDER, HORIZON, Standing, TeamPurpose, answer_changes, who_answers
from sharewell.web.words import local


def contacts_now(at: datetime) -> list[ContactNow]:
    """Every public number at this instant, those rung about a child first. Four statements, however many teams."""
    holidays = bank_holidays(since=local(at).date() - timedelta(days=2))
    teams = _teams_with_hours(at).filter(is_public=True)
    contacts = [ContactNow.of(team, schedule_of(team, holidays), at) for team in teams]
    return sorted(contacts, key=lambda one: (ORDER.index(TeamPurpose(one.team.purpose)), one.team.name))


def answering_now(at: datetime) -> AnsweringNow:
    """The public number to ring about a child at this instant, what comes after it, and all the others."""
    contacts = contacts_now(at)
    standings = [Standing(one, TeamPurpose(one.team.purpose), one.schedule) for one in contacts]
    lead = who_answers(standings, at)
    changes = answer_changes(standings, at)
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
    holidays = bank_holidays(since=local(at).date() - timedelta(days=2))
    teams = _teams_with_hours(at).filter(purpose__in=order)
    found = who_answers(
        [Standing(one, TeamPurpose(one.purpose), schedule_of(one, holidays)) for one in teams], at, order
    )
    return found.key if found else None


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


def _teams_with_hours(at: datetime) -> QuerySet[Team]:
    today = local(at).date()
    near = HoursException.objects.filter(on__gte=today - timedelta(days=2), on__lte=today + HORIZON + timedelta(days=2))
    return (
        Team.objects.filter(closed_at__isnull=True)
        .select_related("agency")
        .prefetch_related(Prefetch("hours", queryset=OpeningHours.objects.all()), Prefetch("exceptions", queryset=near))
    )
