# ruff: noqa: SIM905 - a list of names reads best as words
"""An invented, UK-shaped population of children, and the ways in which people mistype one of them.

The commonest surname is had by one in a hundred, the commonest first name by one in fifty. Rarer surnames are made of
English syllables, so that the number of distinct ones grows with the population. Everything follows from the seed.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sharewell.people.rules import SearchWords
from sharewell.people.rules.nicknames import LINES

SURNAMES = """smith jones taylor brown williams wilson johnson davies patel robinson wright thompson evans walker white
roberts green hall thomas clarke jackson wood harris edwards turner martin cooper hill ward hughes moore clark king
harrison lewis baker lee allen morris khan scott watson davis parker james bennett young phillips richardson mitchell
bailey carter cook singh shaw bell collins morgan kelly begum miller cox hussain marshall simpson price anderson adams
wilkinson foster ellis murphy chapman mason gray richards webb ahmed rogers hunt mills stewart o’brien o’connor
mcdonald nguyen kowalski nowak wiśniewski ali hassan akhtar kaur chowdhury rahman okafor adeyemi mensah abubakar
fernandes silva popescu ionescu al-hassan el-sayed fitzgerald macleod llewellyn featherstone ramsbottom""".split()
BEGINNINGS = (
    "ald ash bar beck bram bur cal chad cran dal dun ed fair ford gar hal hart hol kel kirk lang led mar mel nor\
 oak pem ray rush sed sher stan sut tat thorn up wal wen whit win wood wor".split()
)
MIDDLES = ["", "", "er", "ing", "en", "el", "is", "ar", "o"]
ENDINGS = (
    "bury by cote croft dale den field ford ham hurst ley low man more ridge sett shaw son stead ton ville ward well\
 wick worth yard".split()
)
GIVEN = [line.split()[0] for line in LINES.split("\n") if line]
AREAS = ["RG40", "RG41", "RG5", "RG6", "RG10", "RG12", "SL6", "OX4", "GU17", "EC1A"]
BESIDE = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuiopoasdfghjkxzcvbnmn", strict=False))
NOW = date(2026, 11, 24)


@dataclass(frozen=True)
class Invented:
    """One invented child."""

    given_name: str
    family_name: str
    date_of_birth: date
    postcode: str

    @property
    def details(self) -> dict[str, object]:
        return {
            "given_name": self.given_name,
            "family_name": self.family_name,
            "date_of_birth": self.date_of_birth.isoformat(),
            "postcode": self.postcode,
        }


def _common_first(chance: random.Random, many: int, *, flatness: int) -> int:
    """A place in a list of that many names, the first the commonest (Zipf and Mandelbrot's law)."""
    return min(int(flatness * ((many + flatness) / flatness) ** chance.random()) - flatness, many - 1)


def _surname(chance: random.Random, distinct: int) -> str:
    at = _common_first(chance, distinct, flatness=10)
    if at < len(SURNAMES):
        return SURNAMES[at]
    own = random.Random(at)
    return own.choice(BEGINNINGS) + own.choice(MIDDLES) + own.choice(ENDINGS)


def population(many: int, seed: int = 2026) -> Iterator[Invented]:
    """That many invented children, born in the last eighteen years."""
    chance = random.Random(seed)
    distinct = max(600, many // 10)
    for _ in range(many):
        family = _surname(chance, distinct)
        if chance.random() < 0.06:
            family += "-" + _surname(chance, distinct)
        yield Invented(
            given_name=GIVEN[_common_first(chance, len(GIVEN), flatness=20)].capitalize(),
            family_name=family.title(),
            date_of_birth=NOW - timedelta(days=chance.randrange(18 * 365)),
            postcode=f"{chance.choice(AREAS)} {chance.randrange(1, 10)}{chance.choice('ABDE')}{chance.choice('GHJLN')}",
        )


def slip(chance: random.Random, word: str) -> str:
    """The word with one slip of the finger: a letter wrong, missing, doubled, or two changed round."""
    at = chance.randrange(1, max(len(word) - 1, 2)) if len(word) > 2 else 0
    kind = chance.randrange(4)
    letter = word[at].casefold()
    if kind == 0:
        return word[:at] + BESIDE.get(letter, "e") + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + letter + word[at:]
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def _typed(child: Invented, **other: object) -> SearchWords:
    words = SearchWords(f"{child.given_name} {child.family_name}", child.date_of_birth, None, child.postcode)
    return replace(words, **other)  # type: ignore[arg-type]


def _wrong_digit(chance: random.Random, born: date) -> date:
    choices = [born.replace(year=born.year + 1), born + timedelta(days=10), born - timedelta(days=1)]
    return chance.choice(choices) if (born.month, born.day) != (2, 29) else born + timedelta(days=10)


def _turned(born: date) -> date:
    return born.replace(month=born.day, day=born.month) if born.day <= 12 else born


def _short(chance: random.Random, given: str) -> str:
    forms = next((line.split()[1:] for line in LINES.split("\n") if line.startswith(given.casefold() + " ")), [given])
    return chance.choice(forms)


Mistake = Callable[[random.Random, Invented], SearchWords]
MISTAKES: dict[str, Mistake] = {
    "as held": lambda chance, child: _typed(child),
    "slip in the surname": lambda chance, child: _typed(
        child, name=f"{child.given_name} {slip(chance, child.family_name)}"
    ),
    "slip in the first name": lambda chance, child: _typed(
        child, name=f"{slip(chance, child.given_name)} {child.family_name}"
    ),
    "slip in both": lambda chance, child: _typed(
        child, name=f"{slip(chance, child.given_name)} {slip(chance, child.family_name)}"
    ),
    "short form": lambda chance, child: _typed(
        child, name=f"{_short(chance, child.given_name)} {child.family_name}", postcode=""
    ),
    "surname first": lambda chance, child: _typed(child, name=f"{child.family_name}, {child.given_name}"),
    "day and month changed round": lambda chance, child: _typed(child, date_of_birth=_turned(child.date_of_birth)),
    "a wrong digit in the date": lambda chance, child: _typed(
        child, date_of_birth=_wrong_digit(chance, child.date_of_birth)
    ),
    "no date": lambda chance, child: _typed(child, date_of_birth=None),
    "year only": lambda chance, child: _typed(child, date_of_birth=None, year_of_birth=child.date_of_birth.year),
    "moved house": lambda chance, child: _typed(child, postcode="LS1 4AP"),
    "half of a double name": lambda chance, child: _typed(
        child, name=f"{child.given_name} {child.family_name.split('-')[-1]}"
    ),
    "initial only": lambda chance, child: _typed(child, name=f"{child.given_name[0]} {child.family_name}"),
    "surname slip, wrong date, moved": lambda chance, child: _typed(
        child,
        name=f"{child.given_name} {slip(chance, child.family_name)}",
        date_of_birth=_wrong_digit(chance, child.date_of_birth),
        postcode="LS1 4AP",
    ),
}
