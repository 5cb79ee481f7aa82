"""Which edition came after which, and from when until when each held. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.holding import holder, line_of


@dataclass(frozen=True)
class Stretch:
    """Days on which one edition held: from one, until another on which it no longer did, and what held from then."""

    edition: Edition
    since: date
    until: date | None = None
    after: Edition | None = None

    @property
    def is_empty(self) -> bool:
        """There was no such day: another took its place before it held."""
        return self.since == self.until


def newest_first(found: Sequence[Edition]) -> tuple[Edition, ...]:
    """The newest first. One that replaces another comes after it, though both begin on one day."""
    before = {each.key: each.replaces for each in found}
    begins = {each.key: each.in_force_from for each in found}

    def place(each: Edition) -> tuple[date, int]:
        line = line_of(before, each.key)
        return max(begins.get(key, each.in_force_from) for key in (each.key, *line)), len(line)

    return tuple(sorted(found, key=place, reverse=True))


def stretches(shipped: Sequence[Edition], own: Sequence[Edition]) -> list[Stretch]:
    """Every time that an edition held, one after the other."""
    days = {day for each in (*shipped, *own) for day in (each.in_force_from, each.in_force_until) if day}
    found, open_since = list[Stretch](), None
    for day in sorted(days):
        held = holder(shipped, own, day)
        if open_since and (held is None or held.key != open_since.edition.key):
            found.append(replace(open_since, until=day, after=held))
            open_since = None
        if held and not open_since:
            open_since = Stretch(held, day)
    return [*found, *([open_since] if open_since else [])]


def held(edition: Edition, shipped: Sequence[Edition], own: Sequence[Edition], today: date) -> Stretch | None:
    """When this edition holds, or held last, or will hold first. One that was released and never holds has an empty
    stretch, with what holds in its place; a draft of a partnership's own has none."""
    its = [each for each in stretches(shipped, own) if each.edition.key == edition.key]
    begun = [each for each in its if each.since <= today]
    if its:
        return begun[-1] if begun else its[0]
    day = edition.in_force_from
    return Stretch(edition, day, day, holder(shipped, own, day)) if edition.released else None
