"""How alike two names, two dates, two postcodes or two numbers are, from 0 to 1, and why in words."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from sharewell.people.rules.names import Part, is_initial
from sharewell.people.rules.nicknames import roots_of
from sharewell.web.folding import sound

ALTERNATE, ENOUGH = 0.02, 0.35
Told = tuple[float, str]


def _slips(one: str, other: str) -> Told:
    """Likeness by letters alone: how many slips of the finger apart, for the length of the word."""
    slips = OSA.distance(one, other, score_cutoff=3)
    longest = max(len(one), len(other))
    if slips == 1 and longest > 3:
        return 0.88, "nearly spelt the same"
    if slips == 2 and longest > 5:
        return 0.74, "nearly spelt the same"
    near = max(0.0, (JaroWinkler.similarity(one, other) - 0.7) / 0.3) * 0.75
    return near, "spelt a little alike" if near >= ENOUGH else ""


@lru_cache(maxsize=131_072)
def word_likeness(sought: str, held: str, *, is_given: bool) -> Told:
    """How like two folded words are: the same, a short form, the same sound, a slip, an initial, or a beginning."""
    if sought == held:
        return 1.0, "same"
    if is_initial(sought) or is_initial(held):
        return (0.7, "same initial") if sought[0] == held[0] else (0.0, "")
    best = _slips(sought, held)
    if is_given and roots_of(sought) & roots_of(held):
        best = max(best, (0.95, "a form of the same"))
    if sound(sought) == sound(held):
        best = max(best, (0.84 + 0.1 * JaroWinkler.similarity(sought, held), "by sound"))
    if len(sought) > 2 and held.startswith(sought):
        best = max(best, (0.86, "begins the same"))
    return best


def part_likeness(sought: Part, held: Part, *, is_given: bool) -> Told:
    """The best likeness among the ways of writing both parts."""
    if sought[0] == held[0]:
        return 1.0, "same"
    found = [
        (like - ALTERNATE * (a + b), why)
        for a, one in enumerate(sought)
        for b, other in enumerate(held)
        for like, why in [word_likeness(one, other, is_given=is_given)]
    ]
    return max(found)


def name_likeness(
    sought: Sequence[Part], given: Sequence[Part], family: Sequence[Part], others: Sequence[Part]
) -> Told:
    """How like a typed name, its parts in any order, is to a person's given, family and other names."""
    kinds = ("first name", "surname", "other name")
    held = [(kind, part) for kind, parts in zip(kinds, (given, family, others), strict=True) for part in parts]
    table = [
        (*part_likeness(part, mine, is_given=kind != "surname"), at, other, kind)
        for at, part in enumerate(sought)
        for other, (kind, mine) in enumerate(held)
    ]
    table.sort(key=lambda row: (-row[0], row[2], row[3]))
    taken, matched, reasons = set[int](), dict[int, float](), dict[str, str]()
    for like, why, at, other, kind in table:
        if at in matched or other in taken:
            continue
        matched[at] = max(like, 0.0)
        taken.add(other)
        if why and like >= ENOUGH:
            reasons.setdefault(kind, _name_words(kind, why))
    return _name_total(sought, matched, len(reasons), bool(given) + bool(family)), _told(reasons)


def _name_total(sought: Sequence[Part], matched: dict[int, float], kinds_met: int, kinds_held: int) -> float:
    weights = [0.5 if is_initial(part[0]) else 1.0 for part in sought]
    total = sum(weight * matched.get(at, 0.0) for at, weight in enumerate(weights)) / sum(weights)
    return total - 0.03 * max(0, kinds_held - kinds_met)


def _name_words(kind: str, why: str) -> str:
    return {
        "same": f"same {kind}",
        "by sound": f"same {kind} by sound",
        "a form of the same": f"a form of the same {kind}",
        "same initial": f"{kind} has the same initial",
        "begins the same": f"{kind} begins the same",
    }.get(why, f"{kind} {why}")


def _told(reasons: dict[str, str]) -> str:
    return ", ".join(reasons[kind] for kind in ("surname", "first name", "other name") if kind in reasons)


@lru_cache(maxsize=65_536)
def date_likeness(sought: date, held: date) -> Told:
    """How like two dates of birth are: the same, day and month changed round, one digit out, or part of it right."""
    if sought == held:
        return 1.0, "born the same day"
    if (sought.year, sought.month, sought.day) == (held.year, held.day, held.month):
        return 0.88, "day and month of birth the other way round"
    if OSA.distance(sought.strftime("%Y%m%d"), held.strftime("%Y%m%d")) == 1:
        return 0.84, "date of birth one digit out"
    same = (sought.year == held.year) + (sought.month == held.month) + (sought.day == held.day)
    if same == 2:
        return 0.6, "date of birth nearly the same"
    if abs((sought - held).days) <= 31:
        return 0.4, "born within a month"
    return (0.25, "born in the same year") if sought.year == held.year else (0.0, "")


def year_likeness(sought: int, held: range, is_guess: bool) -> Told:
    """How like a year of birth is to the years in which the person may have been born."""
    if sought in held:
        return (0.9, "about the right age") if is_guess else (1.0, "born in the same year")
    near = bool(held) and min(abs(sought - each) for each in held) == 1
    return (0.5, "born within a year or so") if near else (0.0, "")


def postcode_likeness(sought: str, held: str) -> Told:
    """How like two postcodes are: the same, one slip, or the same district."""
    if sought == held:
        return 1.0, "same postcode"
    if OSA.distance(sought, held, score_cutoff=1) == 1:
        return 0.7, "postcode nearly the same"
    return (0.3, "same postcode district") if sought.split()[0] == held.split()[0] else (0.0, "")


def same_number(named: str, sought: str, held: str) -> str:
    """'same NHS number' when both are given and equal; else nothing."""
    return f"same {named}" if sought and sought == held else ""
