"""What changed from one edition to another: each piece that is new, gone, or in other words. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup

from sharewell.guidance.library.marking import marked
from sharewell.guidance.library.pairs import Pair, by_key, followed, side_by_side
from sharewell.guidance.library.told import Told, clock, gateway, outcome, passage, question, rule, switch, term
from sharewell.guidance.rules import Edition


@dataclass(frozen=True)
class Wording:
    """One thing that a piece says, as it was and as it is."""

    label: str
    older: Markup
    newer: Markup
    is_marked: bool


@dataclass(frozen=True)
class Change:
    """What became of one piece: `new`, `gone`, `changed` or `same`."""

    pair: Pair[Told]

    @property
    def state(self) -> str:
        """What became of it, in one word."""
        if self.pair.older is None or self.pair.newer is None:
            return "gone" if self.pair.newer is None else "new"
        return "same" if self.pair.older.says == self.pair.newer.says else "changed"

    @property
    def title(self) -> str:
        """What it is called now, or was called."""
        told = self.pair.newer or self.pair.older
        return told.title if told else ""

    @property
    def key(self) -> str:
        """Its name in the edition."""
        told = self.pair.newer or self.pair.older
        return told.key if told else ""

    @cached_property
    def wordings(self) -> list[Wording]:
        """What it says, both ways, each thing that differs or stands on one side only."""
        older = dict(self.pair.older.says) if self.pair.older else {}
        newer = dict(self.pair.newer.says) if self.pair.newer else {}
        labels = [label for label in {**newer, **older} if older.get(label, "") != newer.get(label, "")]
        return [Wording(label, *marked(older.get(label, ""), newer.get(label, ""))) for label in labels]


@dataclass(frozen=True)
class Section:
    """One kind of piece, and every change in it."""

    key: str
    title: str
    changes: tuple[Change, ...]

    def count(self, state: str) -> int:
        """How many pieces are in this state."""
        return sum(change.state == state for change in self.changes)

    def those(self, state: str) -> list[Change]:
        """The changes in this state."""
        return [change for change in self.changes if change.state == state]


Pieces = Callable[[Edition], Sequence[Any]]
# The parts whose pieces may say which older piece they took the place of; then those that are known by their names.
FOLLOWING: tuple[tuple[str, str, Pieces, Callable[[Any], Told]], ...] = (
    ("rules", "The golden rules", lambda edition: edition.golden_rules, rule),
    ("myths", "What people get wrong", lambda edition: edition.myths, passage),
    ("law", "The law, in general", lambda edition: edition.law, passage),
    ("caldicott", "The Caldicott principles", lambda edition: edition.caldicott, passage),
    ("own-say", "A child’s own say", lambda edition: edition.own_say, passage),
)
NAMED: tuple[tuple[str, str, Pieces, Callable[[Any], Told]], ...] = (
    ("questions", "The questions", lambda edition: edition.questions, question),
    ("outcomes", "What the advice can be", lambda edition: tuple(edition.outcomes.values()), outcome),
    ("gateways", "The gateways in law", lambda edition: edition.gateways, gateway),
    ("switches", "Law that starts on a day", lambda edition: edition.switches, switch),
    ("clocks", "How long things may take", lambda edition: edition.clocks, clock),
    ("words", "Words explained", lambda edition: edition.glossary, term),
)
ORDER = (
    "rules",
    "questions",
    "outcomes",
    "myths",
    "law",
    "gateways",
    "switches",
    "clocks",
    "caldicott",
    "own-say",
    "words",
)


@lru_cache(maxsize=16)
def changes(older: Edition, newer: Edition, shelf: tuple[Edition, ...]) -> list[Section]:
    """Every part of both editions, each piece beside the one it took the place of. Worked out once."""
    made = {}
    for key, title, pieces, told in FOLLOWING:
        came = followed(older, newer, shelf, pieces)
        made[key] = _section(
            key, title, [told(each) for each in pieces(older)], [told(each) for each in pieces(newer)], came
        )
    for key, title, pieces, told in NAMED:
        was, now = [told(each) for each in pieces(older)], [told(each) for each in pieces(newer)]
        made[key] = _section(key, title, was, now, by_key(now, _key))
    return [made[key] for key in ORDER]


def _section(key: str, title: str, was: list[Told], now: list[Told], came: dict[str, str]) -> Section:
    return Section(key, title, tuple(Change(pair) for pair in side_by_side(was, now, _key, came)))


def _key(told: Told) -> str:
    return told.key
