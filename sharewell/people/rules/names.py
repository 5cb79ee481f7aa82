"""Names, however they were written: folded, cut into parts, and how each part sounds."""

import re
import unicodedata
from functools import lru_cache

import jellyfish

from sharewell.people.rules.nicknames import roots_of

# Letters that do not come apart into a plain letter and a mark.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)
JOINING = str.maketrans("", "", "'’‘`´ʼ.")
# Little words before a name that people write apart, together or not at all.
PARTICLES = frozenset(  # a list of words reads best as words
    "o mc mac al el ul ur st de del della di da dos du la le van von der den ter bin bint ibn ap ab abu".split()  # noqa: SIM905
)
MOST_PARTS = 6
LEAST_FOR_HALVES, HALF = 6, 4

Part = tuple[str, ...]


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """The name in plain small letters, words parted by one space: 'Zoë O’Brien-Łuk' is 'zoe obrien luk'."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS).translate(JOINING))
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())


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
def sound(word: str) -> str:
    """How one folded word sounds in English (metaphone); words in other scripts stand for themselves."""
    return (jellyfish.metaphone(word) if word.isascii() else "") or word


@lru_cache(maxsize=65_536)
def sounds_of(part: Part) -> frozenset[str]:
    """How this part of a name may sound, and how the names sound that it may be short for."""
    return frozenset(sound(root) for way in part for root in roots_of(way))


def misspellings(word: str) -> frozenset[str]:
    """What is looked up to find a word in spite of a slip: itself, itself less any one letter, and its two halves.

    Two words one slip apart (a letter missing, added, wrong, or two changed round) always share one of these.
    """
    less = {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) > 2 else set()
    halves = {f"^{word[:HALF]}", f"{word[-HALF:]}$"} if len(word) >= LEAST_FOR_HALVES else set()
    return frozenset({word} | less | halves)


def is_initial(word: str) -> bool:
    """Whether this is a single letter, standing for a name."""
    return bool(re.fullmatch(r"[a-z]", word))
