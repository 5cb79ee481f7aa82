"""Everything that can be found: each piece of an edition and each link, with its words and where it stands. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sharewell.guidance.library import told
from sharewell.guidance.library.elsewhere import Elsewhere
from sharewell.guidance.rules import Edition


@dataclass(frozen=True)
class Entry:
    """One piece: the part of the library it stands in, its title and words, and how its address is made.

    `is_apart`: it belongs to no edition.
    """

    part: str
    title: str
    words: str
    page: str
    fragment: str
    parts: Mapping[str, str] = field(default_factory=dict)
    is_apart: bool = False


ENDS = (".", "?", "!", "…", ".”")
Tell = Callable[[Any], told.Told]
# What stands in which part, on which page, and what the places on that page are called.
PLACES: tuple[tuple[str, str, str, Callable[[Edition], Iterable[Any]], Tell], ...] = (
    ("The golden rules", "guidance_rules", "{}", lambda edition: edition.golden_rules, told.rule),
    ("The questions", "guidance_questions", "question-{}", lambda edition: edition.questions, told.question),
    ("What the advice can be", "guidance_outcomes", "outcome-{}", lambda e: e.outcomes.values(), told.outcome),
    ("What people get wrong", "guidance_myths", "myth-{}", lambda edition: edition.myths, told.passage),
    ("The law", "guidance_law", "law-{}", lambda edition: edition.law, told.passage),
    ("How long things may take", "guidance_law", "clock-{}", lambda edition: edition.clocks, told.clock),
    ("The Caldicott principles", "guidance_caldicott", "caldicott-{}", lambda e: e.caldicott, told.passage),
    ("A child’s own say", "guidance_own_say", "say-{}", lambda edition: edition.own_say, told.passage),
    ("Words explained", "guidance_glossary", "term-{}", lambda edition: edition.glossary, told.term),
)


def entries(edition: Edition) -> Iterator[Entry]:
    """Every piece of this edition that can be found."""
    for part, page, fragment, pieces, tell in PLACES:
        for piece in pieces(edition):
            said = tell(piece)
            yield Entry(part, said.title, _words(piece, said), page, fragment.format(said.key))
    for gateway in edition.gateways:
        said = told.gateway(gateway)
        yield Entry("The law", said.title, _words(gateway, said), "guidance_gateway", "", {"gateway": said.key})


def outside(elsewhere: Elsewhere) -> Iterator[Entry]:
    """Every link to another site, as it stands on our page of links."""
    for link in elsewhere.links:
        yield Entry("Read more elsewhere", link.title, link.about, "guidance_links", f"link-{link.key}", is_apart=True)


def _words(piece: Any, said: told.Told) -> str:
    """What it says besides its title, with its source."""
    words = [words for _, words in said.says if words and words != said.title]
    source = getattr(piece, "source", "")
    whole = words if source in words or not source else [*words, source]
    return " ".join(each if each.endswith(ENDS) else f"{each}." for each in whole)
