"""Levels of need, in the words of the partnership's own threshold document. Pure.

Working Together asks every partnership to publish one; names, numbers and words differ from place to place. The four
here are where a partnership starts, in plain words of our own, and are replaced from a day on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_LEVELS, LONGEST_NAME, LONGEST_WORDS = 8, 80, 400


@dataclass(frozen=True)
class Level:
    """One level of need: its name, and what it means."""

    name: str
    words: str


STARTING = (
    Level("Level 1, universal", "Home, school, GP and other services that everybody has meet what the child needs."),
    Level("Level 2, early help", "The child needs a little more than that, from one service or from a few together."),
    Level(
        "Level 3, targeted help",
        "Several needs at once, or one that is serious. Somebody leads a plan with the family and each agency.",
    ),
    Level(
        "Level 4, social care",
        "Without a social worker’s help the child’s health or development may suffer, or the child is being badly "
        "hurt or neglected, or is likely to be.",
    ),
)


@dataclass(frozen=True)
class Levels:
    """The levels in force, the lowest first, and where they come from."""

    levels: tuple[Level, ...] = field(default=STARTING)
    title: str = ""

    @property
    def source_words(self) -> str:
        """Where the words come from."""
        return f"From {self.title}." if self.title else "Common words. Your partnership has not set its own here yet."

    def written(self, number: str, why: str) -> str:
        """How the level that was chosen is kept: its name and words as they stood, and why."""
        level = self.levels[int(number)]
        named = f"{level.name}: {level.words}" + (f" ({self.title})" if self.title else "")
        return f"{named}\n{why}"

    def number_in(self, text: str) -> tuple[str, str]:
        """What was chosen and why, read from how it is kept; nothing chosen where the words are not those in force."""
        named, _, why = text.partition("\n")
        for number, _level in enumerate(self.levels):
            if self.written(str(number), "").rstrip("\n") == named:
                return str(number), why
        return "", text


def read_levels(text: str) -> list[Level]:
    """One level a line, the lowest first: its name, a colon, what it means."""
    lines = (line.strip() for line in text.splitlines())
    parted = (line.partition(":") for line in lines if line)
    return [Level(name.strip(), words.strip()) for name, _, words in parted]


def levels_as_text(levels: Sequence[Level]) -> str:
    """The same, as somebody would type it."""
    return "\n".join(f"{each.name}: {each.words}" for each in levels)


def reasons_not_to_set_levels(levels: Sequence[Level]) -> list[str]:
    """Why these cannot be the levels of need; empty when they can. Each reason says how to mend it."""
    reasons = []
    if not 2 <= len(levels) <= MOST_LEVELS:
        reasons.append(f"Write from 2 to {MOST_LEVELS} levels, one a line.")
    reasons += [
        f"Line {number}: write the name of the level, a colon, and what it means."
        for number, each in enumerate(levels, 1)
        if not each.name or not each.words
    ]
    if any(len(each.name) > LONGEST_NAME or len(each.words) > LONGEST_WORDS for each in levels):
        reasons.append(f"Use no more than {LONGEST_NAME} characters for a name and {LONGEST_WORDS} for what it means.")
    if len({each.name.casefold() for each in levels}) < len(levels):
        reasons.append("Two levels have one name. Give each its own.")
    return reasons


def as_json(levels: Sequence[Level]) -> list[dict[str, Any]]:
    """The same, as JSON can keep it."""
    return [{"name": each.name, "words": each.words} for each in levels]
