"""Finding a public number: by words, however they are spelt, by need, place and kind of agency, and open now."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from sharewell.directory.access.answering import as_contacts, bank_holidays, contacts_now, in_area, teams_with_hours
from sharewell.directory.contacts import ContactNow
from sharewell.directory.models import Area, ContactWord, HoursException, Member, OpeningHours, Team, WordSpelling
from sharewell.directory.rules import (
    ANSWERING_ORDER,
    ANSWERS_NEED,
    AgencyKind,
    Meant,
    Need,
    OnBankHolidays,
    TeamPurpose,
    Weekday,
    district_of,
    keys_of,
    meant_by,
    meant_by_each,
    words_sought,
)
from sharewell.web.folding import folded
from sharewell.web.words import LONDON, local

FOR_A_CARD = (*ANSWERING_ORDER, TeamPurpose.ADVICE, TeamPurpose.POLICE)
PAGE, MOST_COUNTED, LOOKED_AT, RARE = 25, 500, 100, 2_000
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Seek:
    """What somebody asks the directory for; what is left empty is not asked for."""

    words: str = ""
    need: Need | None = None
    area: Area | None = None
    kind: AgencyKind | None = None
    is_open: bool = False


@dataclass(frozen=True)
class FoundContacts:
    """One page of numbers. `total` is none when it was not counted, and no more than one above MOST_COUNTED.

    `has_all`: each has every word that was typed; otherwise each has some of them.
    """

    contacts: tuple[ContactNow, ...]
    page: int
    has_more: bool
    total: int | None
    meant: tuple[Meant, ...] = ()
    has_all: bool = True

    @property
    def instead(self) -> str:
        """The words that were looked for in place of those typed; empty when they were spelt as here."""
        if not any(each.is_slip for each in self.meant):
            return ""
        return " ".join(each.words[0] for each in self.meant if each.words)


def find_contacts(seek: Seek, page: int, at: datetime) -> FoundContacts:
    """The public numbers that fit, by name, a page at a time. As many statements for twenty thousand as for two."""
    meant = words_meant(seek.words)
    teams, has_all = with_words(_fitting(seek, Team.objects.filter(is_public=True, closed_at__isnull=True)), meant)
    start = PAGE * (page - 1)
    if seek.is_open:
        found, total = list(islice(_open_of(teams, at), start, start + PAGE + 1)), None
    else:
        found = as_contacts(whole(_by_name(teams)[start : start + PAGE + 1], at), at)
        total = teams.values("pk").order_by()[: MOST_COUNTED + 1].count()
    return FoundContacts(tuple(found[:PAGE]), page, len(found) > PAGE, total, tuple(meant), has_all)


def contact_for(by: Member | None, team_id: uuid.UUID, at: datetime) -> ContactNow:
    """The number with this id: any public one, or one of the asker's own agency. Http404 otherwise."""
    may_see = Q(is_public=True) | (Q(agency_id=by.agency_id) if by else Q())
    found = teams_with_hours(at).filter(may_see, pk=team_id).prefetch_related("agency__identifiers")
    contacts = as_contacts(found, at)
    if not contacts:
        raise Http404
    return contacts[0]


def contacts_for_card(seek: Seek, at: datetime) -> list[ContactNow]:
    """The numbers for a need and a place, for a card; without a need, whoever is rung about a child, and for advice."""
    return contacts_now(at, ANSWERS_NEED[seek.need] if seek.need else FOR_A_CARD, seek.area)


def _fitting(seek: Seek, teams: QuerySet[Team]) -> QuerySet[Team]:
    if seek.need:
        teams = teams.filter(purpose__in=ANSWERS_NEED[seek.need])
    if seek.area:
        teams = teams.filter(in_area(seek.area))
    return teams.filter(agency__kind=seek.kind) if seek.kind else teams


def words_meant(typed: str) -> list[Meant]:
    """Each word typed, and the words of the directory it stands for. One statement, and none for no words."""
    words = words_sought(typed)
    keys = sorted({key for word in words for key in keys_of(word)})
    is_there = Exists(ContactWord.objects.filter(word=OuterRef("word")))
    held: dict[str, set[str]] = {}
    rows = WordSpelling.objects.filter(is_there, spelling__in=keys).values_list("spelling", "word") if keys else ()
    for key, word in rows:
        held.setdefault(key, set()).add(word)
    return meant_by_each(words, held)


def with_words(teams: QuerySet[Team], meant: Sequence[Meant]) -> tuple[QuerySet[Team], bool]:
    """The teams that have all the words; when none has, those that have some of them, and False."""
    if not meant:
        return teams, True
    with_all, how_many = teams, _how_many_have({word for each in meant for word in each.words})
    for each in meant:
        is_rare = sum(how_many.get(word, 0) for word in each.words) <= RARE
        with_all = with_all.filter(_has_a_word(each.words, is_rare=is_rare))
    if len(meant) == 1 or with_all.exists():
        return with_all, True
    return teams.filter(_has_a_word([word for each in meant for word in each.words])), False


def _has_a_word(words: Sequence[str], *, is_rare: bool = False) -> Q:
    """Asked the one way round of the few that have a rare word, and the other way round of many, by name."""
    having = ContactWord.objects.filter(word__in=words)
    return Q(pk__in=having.values("team_id")) if is_rare else Q(Exists(having.filter(team=OuterRef("pk"))))


def _how_many_have(words: Iterable[str]) -> dict[str, int]:
    rows = ContactWord.objects.filter(word__in=sorted(words)).values("word").annotate(many=Count("team_id"))
    return {row["word"]: row["many"] for row in rows}


def _by_name(teams: QuerySet[Team]) -> QuerySet[Team]:
    return teams.order_by("name", "pk")


def whole(teams: QuerySet[Team], at: datetime) -> list[Team]:
    """These teams in their order, with all that a contact shows; which they are is asked first, of names alone."""
    ids = list(teams.values_list("pk", flat=True))
    found = {team.pk: team for team in teams_with_hours(at, closed=True).filter(pk__in=ids)}
    return [found[each] for each in ids if each in found]


def _open_of(teams: QuerySet[Team], at: datetime) -> Iterator[ContactNow]:
    """Those that are open at this instant, by name. The database leaves out nearly all others, the rules the rest."""
    likely, start = _by_name(_likely_open(teams, at)), 0
    while some := whole(likely[start : start + LOOKED_AT], at):
        yield from (one for one in as_contacts(some, at) if one.is_open)
        if len(some) < LOOKED_AT:
            return
        start += LOOKED_AT


def _likely_open(teams: QuerySet[Team], at: datetime) -> QuerySet[Team]:
    """Every team that is open at this instant, and hardly any other: hours that began today or the evening before."""
    today = local(at).date()
    holidays = bank_holidays(since=today - DAY)
    begun = _began_on(today, today in holidays, _covers_today(at))
    begun |= _began_on(today - DAY, today - DAY in holidays, _covers_from_yesterday(at))
    return teams.filter(begun)


def _began_on(day: date, is_holiday: bool, covers: Q) -> Q:
    """Teams with hours of their week that began on this day and last, or with hours for this very date."""
    of_team = OpeningHours.objects.filter(team=OuterRef("pk")).filter(covers)
    usual = Q(Exists(of_team.filter(weekday=day.weekday())))
    if is_holiday:
        own = Q(Exists(of_team.filter(weekday=Weekday.BANK_HOLIDAY.value)))
        as_usual, own_hours = OnBankHolidays.AS_USUAL.value, OnBankHolidays.OWN_HOURS.value
        usual = (usual & Q(on_bank_holidays=as_usual)) | (own & Q(on_bank_holidays=own_hours))
    return usual | Q(Exists(HoursException.objects.filter(team=OuterRef("pk"), on=day).filter(covers)))


def _covers_today(at: datetime) -> Q:
    before, after = _clock_around(at)
    return Q(opens__lte=after) & (Q(closes__gt=before) | Q(closes__lte=F("opens")))


def _covers_from_yesterday(at: datetime) -> Q:
    return Q(closes__lte=F("opens"), closes__gt=_clock_around(at)[0])


def _clock_around(at: datetime) -> tuple[time, time]:
    """The time of day; on a day when clocks change, an hour earlier and an hour later, within the day."""
    shown = at.astimezone(LONDON)
    if (shown - DAY).utcoffset() == (shown + DAY).utcoffset():
        return shown.time(), shown.time()
    return time(max(shown.hour - 1, 0), shown.minute), time(min(shown.hour + 1, 23), shown.minute)


def area_of(typed: str, areas: Iterable[Area]) -> Area | None:
    """The area that a postcode lies in, or that has this name, slips and all; None when there is none."""
    district, name = district_of(typed), folded(typed)
    known = list(areas)
    for area in known:
        if district and district in area.districts.split():
            return area
    meant = meant_by(name, [folded(area.name) for area in known]).words if name else ()
    return next((area for area in known if meant and folded(area.name) == meant[0]), None)
