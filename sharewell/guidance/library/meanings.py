"""What people type, and what the guidance calls it; which words speak of danger, and which are good as they stand."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

KEPT = Path(__file__).with_name("meanings.toml")
# How people write a section of an Act: s47.
SECTION = re.compile(r"s(\d{1,3}[a-z]{0,2})")


@dataclass(frozen=True)
class Wanted:
    """One thing to look for: the words as typed, and `also` what the guidance calls it, if it says otherwise."""

    typed: str
    also: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """Everything that is looked for."""
        return (self.typed, *self.also)


@dataclass(frozen=True)
class Meanings:
    """The list as it is kept."""

    says: Mapping[str, tuple[str, ...]]
    danger: frozenset[str]
    usual: frozenset[str]
    longest: int

    def wanted(self, words: Sequence[str]) -> list[Wanted]:
        """What these words ask for. Several words with one meaning are one thing: *county lines*."""
        found, at = list[Wanted](), 0
        while at < len(words):
            many = next((many for many in range(self.longest, 1, -1) if self.meaning(words[at : at + many])), 1)
            part = words[at : at + many]
            found.append(Wanted(" ".join(part), self.meaning(part)))
            at += len(part)
        return found

    def meaning(self, words: Sequence[str]) -> tuple[str, ...]:
        """What the guidance calls this; nothing when it has no other word for it."""
        typed = " ".join(words)
        if found := SECTION.fullmatch(typed):
            return (f"section {found[1]}",)
        return self.says.get(typed) or self.says.get(typed.removesuffix("s"), ())

    def is_good(self, word: str) -> bool:
        """Whether this is a good word, though no page may have it."""
        return bool({word, word.removesuffix("s")} & self.usual) or word in self.danger

    def speaks_of_danger(self, words: Iterable[str]) -> bool:
        """Whether somebody who types this may be worried about a child just now."""
        words = list(words)
        return any(word in self.danger for word in words) or any(
            "badly hurt" in each.also for each in self.wanted(words)
        )


@cache
def meanings() -> Meanings:
    """The list, read once."""
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    says = {typed: tuple(each["says"]) for each in kept["means"] for typed in each["typed"]}
    longest = max(len(typed.split()) for typed in says)
    return Meanings(says, frozenset(kept["danger"]["words"]), frozenset(kept["usual"]["words"]), longest)
