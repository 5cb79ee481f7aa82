"""Names, however they were written: cut into parts, and how each part sounds."""

import re
from functools import lru_cache

from sharewell.people.rules.nicknames import roots_of
from sharewell.web.folding import folded, sound

# Little words before a name that people write apart, together or not at all.
PARTICLES = frozenset(  # a list of words reads best as words
    "o mc mac al el ul ur st de del della di da dos du la le van von der den ter bin bint ibn ap ab abu".split()  # noqa: SIM905
)
MOST_PARTS = 6

Part = tuple[str, ...]


@lru_cache(maxsize=65_536)
def parts_of(name: str) -> tuple[Part, ...]:
    """The parts of a name, each with the ways it may be written: 'Al-Hassan' is one part, ('alhassan', 'hassan')."""
    parts: list[Part] = []
    before = ""
    for word in folded(name).split():
        if word in PARTICLES:
            before += word
        else:
            parts.append((before + word, word) if before else (word,))
            before = ""
    if before:
        parts.append((before,))
    return tuple(parts[:MOST_PARTS])


def surname_parts_of(name: str) -> tuple[Part, ...]:
    """The parts of a family name; a double-barrelled one is also looked for as a single word."""
    parts = parts_of(name)
    return (*parts, ("".join(part[0] for part in parts),)) if len(parts) > 1 else parts


@lru_cache(maxsize=65_536)
def sounds_of(part: Part) -> frozenset[str]:
    """How this part of a name may sound, and how the names sound that it may be short for."""
    return frozenset(sound(root) for way in part for root in roots_of(way))


def is_initial(word: str) -> bool:
    """Whether this is a single letter, standing for a name."""
    return bool(re.fullmatch(r"[a-z]", word))
