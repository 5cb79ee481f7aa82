"""The pieces of an edition that are read, not weighed: titled passages, golden rules, terms, outcomes in words."""

from dataclasses import dataclass

from sharewell.guidance.rules.words import Mark, Outcome


@dataclass(frozen=True)
class Passage:
    """A titled piece of the edition's own words (markdown), with any exact quotation it begins with.

    `source` says where the facts in it come from; `awaits` what is still to be checked (none: they are sure);
    `follows` which piece of the edition before this one it took the place of.
    """

    key: str
    title: str
    quote: str
    body: str
    source: str
    awaits: str
    follows: str

    @property
    def mark(self) -> Mark:
        """How certain what it says is."""
        return Mark.LIKELY if self.awaits else Mark.SURE


@dataclass(frozen=True)
class GoldenRule(Passage):
    """One of the seven golden rules."""

    number: int


@dataclass(frozen=True)
class Term:
    """A word of the field, with the other forms in which it is met, and what it means in a sentence or two."""

    key: str
    word: str
    also: tuple[str, ...]
    means: str
    source: str
    awaits: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form in which it is met."""
        return (self.word, *self.also)

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else it is called: the other forms, but for those that are only the plural of one."""
        plurals = {many for form in self.forms for many in _plurals(form)}
        return tuple(form for form in self.also if form not in plurals)


def _plurals(form: str) -> tuple[str, str]:
    """How the plural of this may be written: gateways, lawful bases."""
    return f"{form}s", f"{form.removesuffix('is')}es"


@dataclass(frozen=True)
class OutcomeWords:
    """An outcome in words: the heading, what it means, and what to do next (markdown)."""

    outcome: Outcome
    heading: str
    meaning: str
    next_steps: str
