"""How a child is found by details that are only nearly right: keys that lead to candidates, and a score for each.

The keys stand in ordinary database indexes, so the same few look-ups serve SQLite and PostgreSQL. A score runs from
0 to 1 and comes with its reasons in words. It says 'possibly the same child, check', never more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from sharewell.people.rules.names import Part, parts_of, sounds_of, surname_parts_of
from sharewell.people.rules.numbers import is_postcode, is_whole_postcode
from sharewell.people.rules.resemblance import (
    date_likeness,
    name_likeness,
    postcode_likeness,
    same_number,
    year_likeness,
)

STRONG, POSSIBLE, LEAST = 0.9, 0.7, 0.42
NAMES, BORN, PLACE = 0.6, 0.32, 0.08
WITHOUT_NAME = 0.55
MOST_KEYS = 200
# How much a key says, by its first letter: a number or both names most, a date or place less, a sound alone least.
WEIGHTS = {"h": 3, "u": 3, "r": 3, "n": 3, "d": 2, "p": 2, "y": 1, "s": 1}


@dataclass(frozen=True)
class SearchWords:
    """What somebody types to look for a child: any part of a name, and whatever else they have."""

    name: str = ""
    date_of_birth: date | None = None
    year_of_birth: int | None = None
    postcode: str = ""
    nhs_number: str = ""
    upn: str = ""
    own_reference: str = ""

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return parts_of(self.name)

    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        postcode = is_whole_postcode(self.postcode)
        said = (self.parts, self.date_of_birth, postcode, self.nhs_number, self.upn, self.own_reference)
        return not any(said)

    def in_words(self) -> str:
        """What was looked for, for the book: 'name: Mina Okell; born: 2016-03-14'."""
        said = (
            ("name", self.name),
            ("born", self.date_of_birth or self.year_of_birth),
            ("postcode", self.postcode),
            ("NHS number", self.nhs_number),
            ("unique pupil number", self.upn),
            ("reference", self.own_reference),
        )
        return "; ".join(f"{label}: {value}" for label, value in said if value)


@dataclass(frozen=True)
class Person:
    """What a child is recognised by."""

    given_name: str = ""
    family_name: str = ""
    other_names: tuple[str, ...] = ()
    date_of_birth: date | None = None
    birth_years: range = range(0)
    postcode: str = ""
    nhs_number: str = ""
    upn: str = ""
    own_reference: str = ""

    @cached_property
    def given(self) -> tuple[Part, ...]:
        return parts_of(self.given_name)

    @cached_property
    def family(self) -> tuple[Part, ...]:
        return surname_parts_of(self.family_name)

    @cached_property
    def others(self) -> tuple[Part, ...]:
        return tuple(part for name in self.other_names for part in parts_of(name))

    @cached_property
    def all_parts(self) -> tuple[Part, ...]:
        return tuple(dict.fromkeys((*self.given, *self.family, *self.others)))


def _pairs(parts: Sequence[Iterable[str]]) -> set[str]:
    return {"n:" + "|".join(sorted((one, other))) for a, b in combinations(parts, 2) for one in a for other in b}


def _numbers(thing: SearchWords | Person) -> set[str]:
    named = (("h:", thing.nhs_number), ("u:", thing.upn), ("r:", thing.own_reference.casefold()))
    return {letter + number.replace(" ", "") for letter, number in named if number}


def keys_of(person: Person) -> frozenset[str]:
    """The keys that lead to this person: numbers, birth date, postcode, sounds alone, in pairs and with the year."""
    sounds = [sounds_of(part) for part in person.all_parts]
    keys = _pairs(sounds) | _numbers(person) | {f"s:{each}" for part in sounds for each in part}
    family = [sounds_of(part) for part in (*person.family, *person.others)]
    keys |= {f"y:{each}:{year}" for part in family for each in part for year in person.birth_years}
    if person.date_of_birth:
        keys.add(f"d:{person.date_of_birth.isoformat()}")
    if is_whole_postcode(person.postcode):
        keys.add(f"p:{person.postcode}")
    return frozenset(keys)


def turned(born: date) -> date | None:
    """The date with day and month changed round, where that is a date."""
    return born.replace(month=born.day, day=born.month) if born.day <= 12 and born.day != born.month else None


def keys_sought(words: SearchWords) -> frozenset[str]:
    """The keys the person looked for may stand under. A sound alone is looked up only where nothing narrows it."""
    sounds = [sounds_of(part) for part in words.parts]
    return _keys_for(words, sounds) | _dates(words)


def keys_sought_again(words: SearchWords, resembling: Sequence[Sequence[str]]) -> frozenset[str]:
    """The keys to look under when the name may be misspelt: `resembling` has, for each part, names really held."""
    sounds = [
        sounds_of(part) | {each for name in names for each in sounds_of((name,))}
        for part, names in zip(words.parts, resembling, strict=True)
    ]
    return _keys_for(words, sounds)


def weight_of(key: str) -> int:
    """How much it says that a child stands under this key; whoever stands under most is looked at first."""
    return WEIGHTS[key[0]]


def _keys_for(words: SearchWords, sounds: Sequence[frozenset[str]]) -> frozenset[str]:
    year = words.date_of_birth.year if words.date_of_birth else words.year_of_birth
    keys = _pairs(sounds) | _numbers(words)
    if year:
        keys |= {f"y:{each}:{year}" for part in sounds for each in part}
    if is_whole_postcode(words.postcode):
        keys.add(f"p:{words.postcode}")
    if len(words.parts) == 1 or not keys:
        keys |= {f"s:{each}" for part in sounds for each in part}
    return frozenset(sorted(keys, key=lambda key: ([*WEIGHTS].index(key[0]), key))[:MOST_KEYS])


def _dates(words: SearchWords) -> frozenset[str]:
    born = words.date_of_birth
    both = (born, turned(born)) if born else ()
    return frozenset(f"d:{each.isoformat()}" for each in both if each)


def score(words: SearchWords, person: Person) -> tuple[float, str]:
    """How like the person is to what was looked for, from 0 to 1, and why in words, the strongest reason first."""
    told: list[tuple[float, float, str]] = []
    if words.parts and person.all_parts:
        like, why = name_likeness(words.parts, person.given, person.family, person.others)
        told.append((NAMES, like, why))
    if words.date_of_birth and (person.date_of_birth or person.birth_years):
        like, why = _born(words.date_of_birth, person)
        told.append((BORN, like, why))
    elif words.year_of_birth and person.birth_years:
        told.append((BORN / 2, *year_likeness(words.year_of_birth, person.birth_years, person.date_of_birth is None)))
    if is_postcode(words.postcode) and is_postcode(person.postcode):
        told.append((PLACE, *postcode_likeness(words.postcode, person.postcode)))
    whole = sum(weight * like for weight, like, _ in told) / max(sum(weight for weight, _, _ in told), NAMES)
    if not words.parts and told:
        whole = WITHOUT_NAME * max(like for _, like, _ in told)
    proof = [why for why in _same_numbers(words, person) if why]
    if proof:
        whole = 0.93 + 0.07 * min(whole, 1)
    reasons = [*proof, *(why for _, _, why in told if why)]
    return round(min(max(whole, 0.0), 1.0), 4), ", ".join(reasons)


def _born(sought: date, person: Person) -> tuple[float, str]:
    if person.date_of_birth:
        return date_likeness(sought, person.date_of_birth)
    like, _ = year_likeness(sought.year, person.birth_years, True)
    return 0.7 * like, "about the right age" if like else ""


def _same_numbers(words: SearchWords, person: Person) -> list[str]:
    return [
        same_number("NHS number", words.nhs_number, person.nhs_number),
        same_number("unique pupil number", words.upn, person.upn),
        same_number("reference", words.own_reference.casefold(), person.own_reference.casefold()),
    ]


def sort_of(likeness: float) -> str:
    """What a score may be called: never more than a possible match, because only a person can tell."""
    if likeness >= STRONG:
        return "Probably the same child: check"
    return "Possibly the same child: check" if likeness >= POSSIBLE else "A little alike"
