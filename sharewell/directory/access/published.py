"""What is published as data: public teams, and those that were public when they closed, by what is asked for."""

import uuid
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from statistics import mean

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value, prefetch_related_objects
from django.db.models.functions import Replace, Upper
from django.http import Http404

from sharewell.directory.access.answering import as_contacts, in_area, teams_with_hours
from sharewell.directory.access.finding import area_of, whole, with_words, words_meant
from sharewell.directory.access.partnership import areas
from sharewell.directory.contacts import ContactNow
from sharewell.directory.models import OpeningHours, Team, TeamArea
from sharewell.directory.open_referral.asking import Asked, UnfitError

PUBLISHED = Q(is_public=True) | Q(closed_at__isnull=False, was_public=True)
HAS_A_PLACE = ~Q(address="") | ~Q(postcode="") | Q(latitude__isnull=False)
METRES_A_DEGREE, EARTH = 111_320.0, 6_371_000.0
Point = tuple[float, float]


def published(asked: Asked, at: datetime, *, only_places: bool = False) -> tuple[list[Team], int]:
    """The teams on the page asked for, and how many fit in all. UnfitError when a place asked for is not known.

    With `asked.full` they have their hours and areas with them.
    """
    which = HAS_A_PLACE & Q(is_public=True) if only_places else PUBLISHED
    teams = _near(asked, _in_time(asked, _for_whom(asked, Team.objects.filter(which))))
    if asked.search:
        teams, has_all = with_words(teams, words_meant(asked.search))
        teams = teams if has_all else teams.none()
    start = asked.per_page * (asked.page - 1)
    part = teams.order_by("name", "pk")[start : start + asked.per_page]
    total = teams.values("pk").order_by().count()
    return (_whole(part, at) if asked.full else list(part.select_related("agency"))), total


def _whole(part: QuerySet[Team], at: datetime) -> list[Team]:
    found = whole(part, at)
    prefetch_related_objects(found, "agency__identifiers")
    return found


def published_one(team_id: uuid.UUID, at: datetime) -> ContactNow:
    """The published team with this id, with everything that belongs to it. Http404 when there is none."""
    found = teams_with_hours(at, closed=True).filter(PUBLISHED, pk=team_id).prefetch_related("agency__identifiers")
    for contact in as_contacts(found, at):
        return contact
    raise Http404


def _for_whom(asked: Asked, teams: QuerySet[Team]) -> QuerySet[Team]:
    """No youngest age given is 0; no oldest age is none at all, so nothing is at or below it."""
    if asked.purposes is not None:
        teams = teams.filter(purpose__in=asked.purposes)
    if asked.minimum_age:
        teams = teams.filter(minimum_age__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        teams = teams.filter(maximum_age__lte=asked.maximum_age)
    return teams.filter(changed_at__gte=asked.modified_after) if asked.modified_after else teams


def _in_time(asked: Asked, teams: QuerySet[Team]) -> QuerySet[Team]:
    """Those with hours that begin on that day, no earlier than the one time, and end no later than the other."""
    hours = OpeningHours.objects.filter(team=OuterRef("pk"))
    if asked.day is not None:
        hours = hours.filter(weekday=asked.day.value)
    if asked.start_time:
        hours = hours.filter(opens__gte=asked.start_time)
    if asked.end_time:
        hours = hours.filter(closes__lte=asked.end_time, closes__gt=F("opens"))
    is_asked = (asked.day, asked.start_time, asked.end_time) != (None, None, None)
    return teams.filter(Exists(hours)) if is_asked else teams


def _near(asked: Asked, teams: QuerySet[Team]) -> QuerySet[Team]:
    """Those that serve the postcode; with a distance, those within so many metres of it."""
    if not asked.postcode:
        return teams
    if asked.proximity is not None:
        return teams.filter(pk__in=_within(_centre_of(asked.postcode), asked.proximity))
    area = area_of(asked.postcode, areas())
    return teams.filter(in_area(area) if area else ~Exists(TeamArea.objects.filter(team=OuterRef("pk"))))


def _centre_of(postcode: str) -> Point:
    """Where the postcode is, as far as we know: in the middle of the teams there. UnfitError when we do not."""
    plain = Replace(Upper("postcode"), Value(" "), Value(""))
    there = Team.objects.filter(latitude__isnull=False, longitude__isnull=False).annotate(plain=plain)
    points = list(there.filter(PUBLISHED, plain=postcode).values_list("latitude", "longitude"))
    if not points:
        said = "We do not know where this postcode is: we know only those of services. Leave out proximity."
        raise UnfitError({"postcode": said})
    return mean(one or 0.0 for one, _ in points), mean(other or 0.0 for _, other in points)


def _within(centre: Point, metres: float) -> list[uuid.UUID]:
    north = metres / METRES_A_DEGREE
    east = metres / (METRES_A_DEGREE * max(0.01, cos(radians(centre[0]))))
    around = Team.objects.filter(
        latitude__range=(centre[0] - north, centre[0] + north), longitude__range=(centre[1] - east, centre[1] + east)
    )
    found = around.values_list("pk", "latitude", "longitude")
    return [key for key, latitude, longitude in found if _apart(centre, (latitude or 0, longitude or 0)) <= metres]


def _apart(one: Point, other: Point) -> float:
    """Metres from the one to the other, along the ground."""
    (north, east), (south, west) = ((radians(each) for each in point) for point in (one, other))
    half = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin((west - east) / 2) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))
