"""Which part of a list is asked for, and how names are looked for in it. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from rapidfuzz import fuzz, utils

PAGE = 25
# What was looked for by name comes on one page: the words stand in no address, so no link leads to a second one.
MOST_FOUND = 100
# How many of one part are counted: more than these are said to be more. Ten pages of work is as much as anybody plans
# by, and counting on costs a full desk what it does not cost an empty one.
MOST_COUNTED = 250
# How like a word must be to a name, out of 100: `Tarant` finds `Tarrant`, `Tara` does not find `Clara`.
LEAST_LIKENESS = 80


class QueueTab(StrEnum):
    """The parts of a team's queue."""

    OPEN = "open"
    NEW = "not-acknowledged"
    TODAY = "decide-today"
    LATE = "late"
    ASKED = "asked-for-more"
    DECIDED = "decided"
    PASSED_ON = "passed-on"


QUEUE_TAB_WORDS = {
    QueueTab.OPEN: "All open",
    QueueTab.NEW: "Not acknowledged",
    QueueTab.TODAY: "Decide today",
    QueueTab.LATE: "Late",
    QueueTab.ASKED: "Asked for more",
    QueueTab.DECIDED: "Decided or withdrawn",
    QueueTab.PASSED_ON: "Passed on",
}


class Having(StrEnum):
    """Whose referrals: anybody's, mine, or those that nobody has taken. Or one colleague's, by their id."""

    ANYBODY = ""
    ME = "me"
    NOBODY = "nobody"


HAVING_WORDS = {Having.ANYBODY: "Anyone", Having.ME: "Me", Having.NOBODY: "Nobody yet"}


class WorkTab(StrEnum):
    """The parts of a practitioner's own list."""

    ALL = "all"
    WAITING = "waiting"
    ANSWERED = "answered"
    NOT_SHARED = "not-shared"
    HANDED = "handed"
    OUTSIDE = "outside"


WORK_TAB_WORDS = {
    WorkTab.ALL: "All",
    WorkTab.WAITING: "Waiting for an outcome",
    WorkTab.ANSWERED: "Decided or withdrawn",
    WorkTab.NOT_SHARED: "Not shared",
    WorkTab.HANDED: "Handed to a lead",
    WorkTab.OUTSIDE: "Shared outside",
}


@dataclass(frozen=True)
class Asked:
    """What is asked of a list: the part, the page of it (from 1), the words looked for, and whose."""

    tab: str
    page: int = 1
    words: str = ""
    whose: str = ""


def one_of(kind: type[StrEnum], said: str | None) -> StrEnum:
    """The part that is named, or the first: an address that was mistyped still leads somewhere."""
    first = next(iter(kind))
    return kind(said) if said in set(kind) else first


def whose_of(said: str | None) -> str:
    """Whose referrals are asked for: one of the usual answers, or somebody's id; anybody's when it is neither."""
    try:
        return str(UUID(said or ""))
    except ValueError:
        return str(one_of(Having, said))


def pages_of(many: int) -> int:
    """How many pages so many rows fill; one when there are none."""
    return max(1, -(-many // PAGE))


def looks_like(words: str, reference: str, about: str) -> bool:
    """Whether this is what somebody means who typed these words: part of the reference, or every word like a name."""
    sought = utils.default_process(words)
    if not sought:
        return False
    if _bare(words) in _bare(reference):
        return True
    names = utils.default_process(about).split()
    return all(any(_is_like(word, name) for name in names) for word in sought.split())


def whole_reference(words: str) -> str:
    """The reference that is typed or heard here, as it is written (SW-7K4M-21QX); empty when it is not a whole one."""
    bare = _bare(words)
    bare = bare.removeprefix("SW") if len(bare) == 10 else bare
    return f"SW-{bare[:4]}-{bare[4:]}" if len(bare) == 8 else ""


def counted_words(many: int) -> str:
    """How many there are, where they are counted no further than that."""
    return f"{many:,}" if many <= MOST_COUNTED else f"more than {MOST_COUNTED:,}"


def _is_like(word: str, name: str) -> bool:
    return name.startswith(word) or (len(word) > 3 and fuzz.ratio(word, name) >= LEAST_LIKENESS)


def _bare(reference: str) -> str:
    """A reference as it is heard: capitals, no hyphens or spaces; O is 0, I and L are 1."""
    plain = "".join(character for character in reference.upper() if character.isalnum())
    return plain.translate(str.maketrans("OIL", "011"))
