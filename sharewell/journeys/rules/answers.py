"""What a draft holds of each page, and the answers that count. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

# The words typed into one form: each field by its HTML name, each value as the browser sent it.
Typed = Mapping[str, Sequence[str]]
# A question and its answer in words, for "your answers so far" and for "check your answers".
Line = tuple[str, str]

LARGEST_DRAFT = 1_000_000


@dataclass(frozen=True)
class Held:
    """What a draft holds of one page: the words as typed, and whether they were accepted at *Continue*.

    `rows` is filled instead of `typed` on a page that repeats. `stamp` is the draft's version when this was saved and
    `tab` names the very page shown that saved it: together they tell a stale tab from a browser's back button.
    `rests_on` is what a finished page took for granted, `gist` its answer in a few words, for the card beside the later
    pages. `removed` is the row taken out last, so that it can be put back.
    """

    typed: Typed = field(default_factory=dict)
    rows: tuple[Typed, ...] = ()
    is_finished: bool = False
    stamp: int = 0
    tab: str = ""
    rests_on: str = ""
    gist: tuple[Line, ...] = ()
    removed: Typed | None = None

    def same_words_as(self, other: "Held") -> bool:
        """Whether both hold the same words; what was left blank is the same as what is not there."""
        return _words(self) == _words(other)

    def as_json(self) -> dict[str, Any]:
        """The shape kept in the draft, without what is empty."""
        kept: dict[str, Any] = {"typed": {name: list(values) for name, values in self.typed.items()}}
        if self.rows:
            kept = {"rows": [{name: list(values) for name, values in row.items()} for row in self.rows]}
        if self.removed is not None:
            kept["removed"] = {name: list(values) for name, values in self.removed.items()}
        small: dict[str, Any] = {
            "finished": self.is_finished,
            "stamp": self.stamp,
            "tab": self.tab,
            "rests_on": self.rests_on,
        }
        small["gist"] = [list(line) for line in self.gist]
        return kept | {name: value for name, value in small.items() if value}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Held":
        """What `as_json` kept."""
        return cls(
            typed=kept.get("typed", {}),
            rows=tuple(kept.get("rows", ())),
            is_finished=kept.get("finished", False),
            stamp=kept.get("stamp", 0),
            tab=kept.get("tab", ""),
            rests_on=kept.get("rests_on", ""),
            gist=tuple((label, value) for label, value in kept.get("gist", ())),
            removed=kept.get("removed"),
        )


def _words(held: Held) -> tuple[Any, ...]:
    rows = [{name: list(row[name]) for name in row if any(row[name])} for row in (held.typed, *held.rows)]
    return tuple(rows)


class Answers(Mapping[str, Held]):
    """The answers that count, by page, as typed. Read only."""

    def __init__(self, held: Mapping[str, Held] | None = None) -> None:
        self._held = dict(held or {})

    def __getitem__(self, slug: str) -> Held:
        return self._held[slug]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def one(self, slug: str, name: str) -> str:
        """What was typed or chosen in this field, or nothing at all."""
        values = self.every(slug, name)
        return values[-1] if values else ""

    def every(self, slug: str, name: str) -> tuple[str, ...]:
        """All that was ticked or chosen in this field."""
        return tuple(self._held[slug].typed.get(name, ())) if slug in self._held else ()

    def rows(self, slug: str) -> tuple[Typed, ...]:
        """The rows of a page that repeats."""
        return self._held[slug].rows if slug in self._held else ()

    def chosen(self, slugs: Sequence[str], name: str = "answer") -> dict[str, str]:
        """Question by question, the answer that counts; a question without one is left out."""
        return {slug: self.one(slug, name) for slug in slugs if slug in self._held}


def size(held: Mapping[str, Held]) -> int:
    """How many characters a draft holds, names of fields included."""
    rows = [row for each in held.values() for row in (each.typed, *each.rows, each.removed or {})]
    return sum(len(name) + sum(map(len, values)) for row in rows for name, values in row.items())
