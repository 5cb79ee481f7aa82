"""The two taxonomies of what is published, their terms, and ids that are made of one another. Pure."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sharewell.directory.rules import ANSWERS_NEED, Need, TeamPurpose
from sharewell.directory.wording import NEED_WORDS

# Every id of ours that is no row's grows from this one, so that it is the same wherever Sharewell runs.
OURS = uuid.UUID("6d6f9d1e-5c0f-4a53-9f0b-0e6a4c2b7a11")
# The bits of a UUID that say its version and variant, which stay as they are when it is turned into another.
FIXED = 0xF << 76 | 0xC << 60
PURPOSE_WORDS = {
    TeamPurpose.REFERRAL: "Takes worries about a child, by day",
    TeamPurpose.EMERGENCY_DUTY: "Takes worries about a child out of hours",
    TeamPurpose.ADVICE: "Gives advice",
    TeamPurpose.EARLY_HELP: "Helps families early",
    TeamPurpose.SAFEGUARDING: "Leads safeguarding in its agency",
    TeamPurpose.POLICE: "The police, about a child",
    TeamPurpose.OTHER: "Something else",
}


@dataclass(frozen=True)
class Term:
    """One word that services are sorted by: the taxonomy it stands in, and the purposes of teams it fits."""

    taxonomy: "Taxonomy"
    key: str
    words: str
    purposes: frozenset[TeamPurpose]

    @property
    def id(self) -> uuid.UUID:
        """The same for ever."""
        return uuid.uuid5(self.taxonomy.id, self.key)

    @property
    def shape(self) -> dict[str, Any]:
        """As the standard has it."""
        found = {"id": self.id, "taxonomy": self.taxonomy.name, "taxonomy_id": self.taxonomy.id, "term": self.words}
        return {name: str(value) for name, value in found.items()}


@dataclass(frozen=True)
class Taxonomy:
    """A list of terms."""

    key: str
    name: str
    description: str

    @property
    def id(self) -> uuid.UUID:
        """The same for ever."""
        return uuid.uuid5(OURS, self.key)

    @property
    def shape(self) -> dict[str, Any]:
        """As the standard has it, with its terms."""
        terms = [term.shape for term in TERMS if term.taxonomy == self]
        said = {"id": str(self.id), "name": self.name, "description": self.description, "version": "1"}
        return {**said, "taxonomy_terms": terms}


NEEDS = Taxonomy("needs", "What people ring about", "Why somebody looks for a number; a service may answer several.")
PURPOSES = Taxonomy("purposes", "What a team is rung for", "The work of the team; each service has exactly one.")
TAXONOMIES = (NEEDS, PURPOSES)
TERMS = (
    *(Term(NEEDS, need.value, NEED_WORDS[need], frozenset(ANSWERS_NEED[need])) for need in Need),
    *(Term(PURPOSES, each.value, PURPOSE_WORDS[each], frozenset([each])) for each in TeamPurpose),
)


def terms_of(purpose: str) -> Iterator[Term]:
    """The terms that a team of this purpose is sorted under."""
    return (term for term in TERMS if purpose in term.purposes)


def turned(known: uuid.UUID, into: str) -> uuid.UUID:
    """The id of something that there is once for each row (`into`: what it is), made of the row's id.

    Turned twice it is the first again, so what it belongs to is found without a table.
    """
    return uuid.UUID(int=known.int ^ (uuid.uuid5(OURS, into).int & ~FIXED))
