"""Fact, told or opinion: the words, what each needs, and how one item is put. No Django."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

HEADING_WORDS, LONGEST_HEADING, LONGEST_TEXT = 9, 80, 10_000
ASK_FIRST = "Ask first: could this put someone at risk?"


class Known(StrEnum):
    """How something is known. Receivers most want these three kept apart."""

    FACT = "fact"
    TOLD = "told"
    OPINION = "opinion"

    @property
    def words(self) -> str:
        return {"fact": "Fact", "told": "Told", "opinion": "Opinion"}[self]

    @property
    def meaning(self) -> str:
        """What the word means to the one who picks it."""
        return {"fact": "I saw it or hold it", "told": "Someone told me", "opinion": "What I think"}[self]


class ItemCategory(StrEnum):
    """What an item is about; items are shown in this order."""

    IDENTITY = "identity"
    HOUSEHOLD = "household"
    HAPPENED = "happened"
    CHILDS_WORDS = "childs_words"
    OPINION = "opinion"
    CHANGED = "changed"
    IMPACT = "impact"
    RISK = "risk"
    HISTORY = "history"
    STRENGTHS = "strengths"
    TRIED = "tried"
    NEED = "need"
    WANTED = "wanted"
    NETWORK = "network"
    VISITING = "visiting"
    OTHER = "other"

    @property
    def words(self) -> str:
        return CATEGORY_WORDS[self]


CATEGORY_WORDS = {
    ItemCategory.IDENTITY: "Who the child is",
    ItemCategory.HOUSEHOLD: "Household",
    ItemCategory.HAPPENED: "What happened",
    ItemCategory.CHILDS_WORDS: "What the child said",
    ItemCategory.OPINION: "What it may mean",
    ItemCategory.CHANGED: "What changed today",
    ItemCategory.IMPACT: "What it does to the child",
    ItemCategory.RISK: "Who may be a risk",
    ItemCategory.HISTORY: "History",
    ItemCategory.STRENGTHS: "What is going well",
    ItemCategory.TRIED: "What has been tried",
    ItemCategory.NEED: "Level of need",
    ItemCategory.WANTED: "What you would like to happen",
    ItemCategory.NETWORK: "Who else is involved",
    ItemCategory.VISITING: "Danger to anybody who visits",
    ItemCategory.OTHER: "Something else",
}


class Reason(str):
    """A reason in words that knows which part of the item it is about, so that a form can show it there."""

    field: str

    def __new__(cls, field: str, words: str) -> Self:
        made = super().__new__(cls, words)
        made.field = field
        return made


@dataclass(frozen=True, repr=False)
class ItemDetails:
    """One thing known: what, how it is known, and when it happened (a date, or words like 'last week')."""

    text: str = ""
    kind: Known | None = None
    heading: str = ""
    told_by: str = ""
    happened_on: date | None = None
    happened_words: str = ""
    exact_words: bool = False
    category: ItemCategory = ItemCategory.HAPPENED
    about_words: str = ""
    mentions_others: bool = False
    others_words: str = ""
    ask_first: bool = False
    source: str = ""

    @classmethod
    def read(cls, said: "Mapping[str, Any] | Self") -> Self:
        """The details from a mapping, as `as_json` makes it or with real dates. TypeError for an unknown key."""
        if isinstance(said, cls):
            return said
        kept = dict(said)  # type: ignore[arg-type]
        if kept.get("kind"):
            kept["kind"] = Known(kept["kind"])
        if kept.get("category"):
            kept["category"] = ItemCategory(kept["category"])
        if isinstance(kept.get("happened_on"), str):
            kept["happened_on"] = date.fromisoformat(kept["happened_on"])
        return cls(**kept)

    def as_json(self) -> dict[str, Any]:
        """What was said, as JSON can keep it; what is empty is left out."""
        said = {name: value for name, value in asdict(self).items() if value not in ("", None, False)}
        if self.happened_on:
            said["happened_on"] = self.happened_on.isoformat()
        return said

    def __repr__(self) -> str:
        return json.dumps(self.as_json(), ensure_ascii=False, sort_keys=True)

    def titled(self) -> str:
        """Its heading: the one given, or the first words of the text."""
        return self.heading or heading_from(self.text)


DETAILS = tuple(each.name for each in fields(ItemDetails))


def heading_from(text: str) -> str:
    """The first words of a text, as a heading: at most nine words and eighty characters."""
    line = text.strip().split("\n")[0].strip()
    words = line.split()
    short = " ".join(words[:HEADING_WORDS])
    if len(short) > LONGEST_HEADING:
        short = short[: LONGEST_HEADING - 1].rstrip()
    return short if short == line else short.rstrip(".,;:") + "…"


def reasons_not_to_write(item: ItemDetails, today: date) -> list[Reason]:
    """Why this cannot stand as an item; empty when it can. Each reason says how to mend it."""
    reasons = []
    if not item.text.strip():
        reasons.append(Reason("text", "Write what is known"))
    if len(item.text) > LONGEST_TEXT:
        reasons.append(Reason("text", f"Use {LONGEST_TEXT:,} characters or fewer, or write it as several items"))
    if item.kind is None:
        reasons.append(Reason("kind", "Select how you know this: fact, told or opinion"))
    if item.kind is Known.TOLD and not item.told_by.strip():
        reasons.append(Reason("told_by", "Enter who told you, even if only ‘a parent at the gate’"))
    if item.exact_words and item.kind is Known.OPINION:
        reasons.append(Reason("exact_words", "Somebody’s exact words are a fact or were told; they are not an opinion"))
    if item.happened_on and item.happened_on > today:
        reasons.append(Reason("happened_on", "The date it happened must be today or in the past"))
    return reasons


def reasons_not_to_write_about(about: Sequence[int], many: int) -> list[str]:
    """Why it is not plain who each of so many things is about; empty when it is. `about` is how many children each is
    about, or empty where they are all about the same one child."""
    said = [*about, *[0] * (many - len(about))] if about else []
    reasons = [f"Item {number}: Say who it is about" for number, children in enumerate(said, 1) if not children]
    return reasons if len(about) <= many else [*reasons, "It is said of more things who they are about than there are"]


def reasons_not_to_correct(item: ItemDetails, before: ItemDetails, because: str, today: date) -> list[Reason]:
    """Why this cannot stand as a new version of the item; empty when it can."""
    reasons = reasons_not_to_write(item, today)
    if not because.strip():
        reasons.append(Reason("because", "Say why this is being corrected"))
    if item == before:
        reasons.append(Reason("text", "Nothing is different from the version before"))
    return reasons
