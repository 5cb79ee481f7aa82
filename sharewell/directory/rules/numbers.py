"""Numbers and dates that go wrong: telephones, checks that are too old, a table that runs short."""

import re
from datetime import date, timedelta

from sharewell.directory.rules.words import Scheme

_SHAPES = {
    Scheme.ODS: (re.compile(r"[A-Z0-9]{3,10}"), "An ODS code has three to ten capital letters and figures, like RXX."),
    Scheme.URN: (re.compile(r"[1-9][0-9]{5}"), "A school’s URN has six figures, like 999001."),
    Scheme.ONS: (re.compile(r"[EKNSW][0-9]{8}"), "An ONS code is a letter and eight figures, like E06000041."),
}
FIGURES = "0123456789"
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")


def holidays_run_short(last_known: date | None, today: date) -> bool:
    """Whether the last bank holiday we know of is less than 12 months away, so that clocks would soon count wrong."""
    return last_known is None or last_known < today + timedelta(days=365)


def is_stale(checked_on: date | None, today: date, stale_days: int) -> bool:
    """Whether nobody has checked this number for longer than `stale_days` days, or ever."""
    return checked_on is None or (today - checked_on).days > stale_days


def faults_in_telephone(telephone: str) -> list[str]:
    """Why this cannot be rung; empty when it can, or when there is none."""
    digits = [character for character in telephone if character in FIGURES]
    is_plain = all(character in FIGURES + " +()-" for character in telephone)
    if not telephone or (is_plain and 3 <= len(digits) <= 15):
        return []
    return ["Enter a telephone number, like 01632 960 001 or 101."]


def faults_in_identifier(scheme: Scheme, value: str) -> list[str]:
    """Why this is no number of that scheme; empty when it has its shape."""
    shape, example = _SHAPES[scheme]
    return [] if shape.fullmatch(value) else [example]


def faults_in_postcodes(districts: str) -> list[str]:
    """Why these are not postcode districts parted by spaces (RG40 RG41); empty when they are, or there are none."""
    wrong = [each for each in districts.split() if not _OUTWARD.fullmatch(each)]
    return [f"{', '.join(wrong)} is not the first half of a postcode, like RG40."] if wrong else []


def district_of(postcode: str) -> str:
    """The first half of a postcode, whole or half: `rg40 1aa` and `RG40` are RG40. Empty when it is neither."""
    plain = "".join(postcode.upper().split())
    half = plain[:-3] if len(plain) > 4 else plain
    return half if _OUTWARD.fullmatch(half) else ""


def faults_in_ages(minimum: int | None, maximum: int | None) -> list[str]:
    """Why these are not the ages a team is for; empty when they are, or are not given."""
    given = [age for age in (minimum, maximum) if age is not None]
    if any(not 0 <= age <= 25 for age in given):
        return ["Give ages from 0 to 25."]
    return ["The youngest age is above the oldest."] if len(given) == 2 and given[0] > given[1] else []
