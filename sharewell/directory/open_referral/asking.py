"""What an address asks for: each part read or said to be wrong, all that is wrong at once. Pure."""

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from sharewell.directory.open_referral.terms import TAXONOMIES, TERMS
from sharewell.directory.rules import TeamPurpose, Weekday, district_of
from sharewell.web.words import LONDON

Read = TypeVar("Read")
USUAL_PAGE, LARGEST_PAGE, LARGEST_MINIMAL, FARTHEST = 50, 500, 50_000, 500_000
DAYS = {day.name[:2]: day for day in Weekday if day != Weekday.BANK_HOLIDAY}
FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


class UnfitError(Exception):
    """Something asked for cannot be understood. `faults`: what is wrong with which parameter."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(str(dict(faults)))
        self.faults = dict(faults)


@dataclass(frozen=True)
class Asked:
    """What is wanted; None where nothing was said."""

    search: str = ""
    page: int = 1
    per_page: int = USUAL_PAGE
    purposes: frozenset[TeamPurpose] | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    start_time: time | None = None
    end_time: time | None = None
    day: Weekday | None = None
    postcode: str = ""
    proximity: float | None = None
    modified_after: datetime | None = None
    minimal: bool = False
    full: bool = False


@dataclass
class _Reader:
    """Reads one parameter after the other, and gathers what is wrong."""

    given: Mapping[str, str]
    faults: dict[str, str] = field(default_factory=dict)

    def read(self, name: str, as_: Callable[[str], Read], unset: Any = None) -> Any:
        """The parameter, read by `as_`, which raises ValueError with what it should be."""
        typed = self.given.get(name, "").strip()
        if not typed:
            return unset
        try:
            return as_(typed)
        except ValueError as wrong:
            self.faults[name] = str(wrong)
            return unset


def asked_for(given: Mapping[str, str]) -> Asked:
    """What these parameters ask for. UnfitError with everything that is wrong with them."""
    reader = _Reader(given)
    minimal = reader.read("minimal", _flag, False)
    asked = Asked(
        search=reader.read("search", _words, ""),
        page=reader.read("page", _number_from(1, 1_000_000), 1),
        per_page=reader.read("per_page", _number_from(1, LARGEST_MINIMAL if minimal else LARGEST_PAGE), USUAL_PAGE),
        purposes=_purposes(reader),
        minimum_age=reader.read("minimum_age", _measure),
        maximum_age=reader.read("maximum_age", _measure),
        start_time=reader.read("start_time", _clock),
        end_time=reader.read("end_time", _clock),
        day=reader.read("day", _day),
        postcode=reader.read("postcode", _postcode, ""),
        proximity=reader.read("proximity", _measure),
        modified_after=reader.read("modified_after", _instant),
        minimal=minimal,
        full=reader.read("full", _flag, False),
    )
    if asked.proximity is not None and not asked.postcode and "postcode" not in reader.faults:
        reader.faults["proximity"] = "Say from where: give a postcode too."
    if reader.faults:
        raise UnfitError(reader.faults)
    return asked


def _purposes(reader: _Reader) -> frozenset[TeamPurpose] | None:
    term, taxonomy = reader.read("taxonomy_term_id", _id), reader.read("taxonomy_id", _id)
    if term is None and taxonomy is None:
        return None
    if taxonomy is not None and taxonomy not in {each.id for each in TAXONOMIES}:
        return frozenset()
    fitting = [each for each in TERMS if term in (None, each.id) and taxonomy in (None, each.taxonomy.id)]
    return frozenset(purpose for each in fitting for purpose in each.purposes)


def _words(typed: str) -> str:
    if len(typed) > 200:
        raise ValueError("Give 200 characters at most.")
    return typed


def _number_from(least: int, most: int) -> Callable[[str], int]:
    def read(typed: str) -> int:
        if not re.fullmatch(r"[0-9]{1,7}", typed) or not least <= int(typed) <= most:
            raise ValueError(f"Give a whole number from {least} to {most}.")
        return int(typed)

    return read


def _measure(typed: str) -> float:
    if not re.fullmatch(r"[0-9]{1,7}(\.[0-9]{1,3})?", typed) or float(typed) > FARTHEST:
        raise ValueError(f"Give a number from 0 to {FARTHEST}.")
    return float(typed)


def _flag(typed: str) -> bool:
    if typed.lower() not in FLAGS:
        raise ValueError("Give true or false.")
    return FLAGS[typed.lower()]


def _id(typed: str) -> uuid.UUID:
    try:
        return uuid.UUID(typed)
    except ValueError:
        raise ValueError("Give a UUID.") from None


def _clock(typed: str) -> time:
    if not re.fullmatch(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?", typed):
        raise ValueError("Give a time in London, like 09:30.")
    try:
        return time.fromisoformat(typed.zfill(5) if typed.count(":") == 1 else typed.zfill(8))
    except ValueError:
        raise ValueError("Give a time in London, like 09:30.") from None


def _day(typed: str) -> Weekday:
    found = DAYS.get(typed[:2].upper())
    if found is None or not (len(typed) == 2 or found.name.startswith(typed.upper())):
        raise ValueError("Give a day of the week, like MO or Monday.")
    return found


def _postcode(typed: str) -> str:
    if not district_of(typed):
        raise ValueError("Give a postcode, like RG40 1AA, or its first half.")
    return "".join(typed.upper().split())


def _instant(typed: str) -> datetime:
    # A plus sign that was not escaped arrives as a space.
    mended = typed.replace(" ", "+") if re.search(r" \d\d:\d\d$", typed) and "T" in typed else typed
    try:
        read = datetime.fromisoformat(mended) if "T" in mended else datetime.combine(date.fromisoformat(mended), time())
        return (read if read.tzinfo else read.replace(tzinfo=LONDON)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError("Give a date and time, like 2026-03-15T10:30:00Z.") from None
