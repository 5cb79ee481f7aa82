"""What a page shows of the numbers: each contact at one instant, with its words, and the one to ring about a child."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings

from sharewell.directory.models import Team
from sharewell.directory.rules import (
    Hours,
    OnBankHolidays,
    Schedule,
    Scheme,
    TeamPurpose,
    is_open,
    is_stale,
    open_until,
    opens_next,
)
from sharewell.directory.weeks import dates_words, week_words
from sharewell.directory.wording import (
    SCHEME_WORDS,
    ages_words,
    change_words,
    moment_words,
    opens_words,
    until_words,
)
from sharewell.web.words import day, local

# The order in which numbers are shown.
ORDER = tuple(TeamPurpose)
# How many others stand beside the one who answers.
MOST_SHOWN = 6


@dataclass(frozen=True, eq=False)
class ContactNow:
    """One number at one instant: open until, or closed and opening next."""

    team: Team
    schedule: Schedule
    at: datetime

    @cached_property
    def is_open(self) -> bool:
        """Whether it is answered. Worked out when somebody asks, as are the others: of many only a few are shown."""
        return is_open(self.schedule, self.at)

    @cached_property
    def until(self) -> datetime | None:
        """Until when it is answered; None when it is not, or when no end is in sight."""
        return open_until(self.schedule, self.at)

    @cached_property
    def opens_next(self) -> datetime | None:
        """When it next begins to be answered, if it is closed."""
        return opens_next(self.schedule, self.at)

    @property
    def words(self) -> str:
        """`until 4.30 pm` when open; `Opens Wednesday 9 am` when closed."""
        return until_words(self.until, self.at) if self.is_open else opens_words(self.opens_next, self.at)

    @cached_property
    def area_ids(self) -> frozenset[Any]:
        """The areas it serves; none is everywhere."""
        return frozenset(area.pk for area in self.team.areas.all())

    @property
    def hours_words(self) -> str:
        """The hours of a usual week, for paper: `Monday to Friday 8.30 am to 5 pm`."""
        return week_words(self.schedule)

    @property
    def dates_words(self) -> list[str]:
        """The dates to come, within three weeks, on which the hours differ."""
        return dates_words(self.schedule, local(self.at).date())

    @property
    def ages_words(self) -> str:
        """The ages of the children it is for; empty when it does not say."""
        return ages_words(self.team.minimum_age, self.team.maximum_age)

    @property
    def identifiers(self) -> list[tuple[str, str]]:
        """By which numbers registers know its agency, each with the register's name."""
        return [(SCHEME_WORDS[Scheme(one.scheme)], one.value) for one in self.team.agency.identifiers.all()]

    @property
    def stale_words(self) -> str:
        """`Not checked since 3 March 2026` when nobody has looked for too long; nothing otherwise."""
        if not is_stale(self.team.checked_on, local(self.at).date(), settings.CONTACT_STALE_DAYS):
            return ""
        return f"Not checked since {day(self.team.checked_on)}" if self.team.checked_on else "Never checked"

    @property
    def doubt_words(self) -> str:
        """Since when somebody says that the number is wrong; nothing when nobody does, or it was put right."""
        said_at = getattr(self.team, "said_wrong_at", None)
        return (
            f"Somebody said on {_day_and_month(said_at)} that this number is wrong. It is being checked."
            if said_at
            else ""
        )


@dataclass(frozen=True, eq=False)
class AnsweringNow:
    """Who is rung about a child at this instant (`lead`, None: nobody), when that changes, and who answers then."""

    at: datetime
    lead: ContactNow | None
    changes_at: datetime | None
    after: ContactNow | None
    others: tuple[ContactNow, ...]

    @property
    def few(self) -> tuple[ContactNow, ...]:
        """The others for a page with little room: one for each purpose first, those that are open before the rest."""
        ranked = sorted(self.others, key=lambda one: not one.is_open)
        seen: list[str] = [self.lead.team.purpose] if self.lead else []
        first, more = list[ContactNow](), list[ContactNow]()
        for one in ranked:
            (more if one.team.purpose in seen else first).append(one)
            seen.append(one.team.purpose)
        chosen = {id(one) for one in [*first, *more][:MOST_SHOWN]}
        return tuple(one for one in self.others if id(one) in chosen)

    @property
    def contacts(self) -> tuple[ContactNow, ...]:
        """All of them, the one to ring first."""
        return (*((self.lead,) if self.lead else ()), *self.others)

    def open_for(self, purpose: TeamPurpose) -> ContactNow | None:
        """The first number for this purpose that is answered at this instant; None when nobody answers."""
        return next((one for one in self.contacts if one.is_open and one.team.purpose == purpose), None)

    @property
    def moment_words(self) -> str:
        """`Tuesday 1.40 pm`."""
        return moment_words(self.at)

    @property
    def until_words(self) -> str:
        """`Until 5 pm today`, until somebody else answers."""
        return change_words(self.changes_at, self.at)

    @property
    def opens_words(self) -> str:
        """When nobody answers: `Opens Monday 8.30 am`."""
        return opens_words(self.changes_at, self.at)

    @property
    def checked_words(self) -> str:
        """Who last checked these numbers, and when: the oldest speaks for all but those marked as stale."""
        fresh = [
            (one.team.checked_on, one.team.checked_by)
            for one in self.contacts
            if one.team.checked_on and not one.stale_words
        ]
        if not fresh:
            return ""
        oldest, by = min(fresh)
        but = ", but for those marked" if len(fresh) < len(self.contacts) else ""
        return f"Numbers checked {day(oldest)}" + (f" by {by}" if by else "") + f"{but}."


def _day_and_month(instant: datetime) -> str:
    return day(instant).rsplit(" ", 1)[0]


def schedule_of(team: Team, holidays: frozenset[date]) -> Schedule:
    """The team's hours as the rules want them, from rows already fetched."""
    week: dict[int, list[Hours]] = defaultdict(list)
    for row in team.hours.all():
        week[row.weekday].append(Hours(row.opens, row.closes))
    exceptions: dict[date, list[Hours]] = defaultdict(list)
    for change in team.exceptions.all():
        runs = exceptions[change.on]
        if change.opens is not None and change.closes is not None:
            runs.append(Hours(change.opens, change.closes))
    return Schedule(week, exceptions, holidays, OnBankHolidays(team.on_bank_holidays))
