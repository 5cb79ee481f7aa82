"""Words however they were written: folded, as they sound, and what finds one in spite of a slip. Pure."""

import unicodedata
from functools import lru_cache

import jellyfish

# Letters that do not come apart into a plain letter and a mark.
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n"}
)
JOINING = str.maketrans("", "", "'’‘`´ʼ.")
LEAST_FOR_HALVES, HALF = 6, 4


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """The name in plain small letters, words parted by one space: 'Zoë O’Brien-Łuk' is 'zoe obrien luk'."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS).translate(JOINING))
    kept = "".join(letter if letter.isalnum() else " " for letter in plain if not unicodedata.combining(letter))
    return " ".join(kept.split())


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """How one folded word sounds in English (metaphone); words in other scripts stand for themselves."""
    return (jellyfish.metaphone(word) if word.isascii() else "") or word


def misspellings(word: str) -> frozenset[str]:
    """What is looked up to find a word in spite of a slip: itself, itself less any one letter, and its two halves.

    Two words one slip apart (a letter missing, added, wrong, or two changed round) always share one of these.
    """
    less = {word[:at] + word[at + 1 :] for at in range(len(word))} if len(word) > 2 else set()
    halves = {f"^{word[:HALF]}", f"{word[-HALF:]}$"} if len(word) >= LEAST_FOR_HALVES else set()
    return frozenset({word} | less | halves)
