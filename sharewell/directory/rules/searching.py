"""Which words of the directory somebody meant who typed these, slips and all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from sharewell.web.folding import folded, misspellings, sound

MOST_WORDS, LONGEST_WORD, MOST_MEANT = 8, 40, 6
LEAST_FOR_BEGINNING, LEAST_DIGITS = 4, 5
SMALL = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"])
# What a word or its slip scores when it is the very word, begins the same, or sounds the same.
SAME, BEGINS, SOUNDS = 1.0, 0.95, 0.8


@dataclass(frozen=True)
class Meant:
    """One typed word, and the words of the directory it stands for; `is_slip` when it is none of them itself."""

    typed: str
    words: tuple[str, ...]
    is_slip: bool = False


def words_in(text: str) -> list[str]:
    """The words by which a text is found: folded, each once. A telephone number is one word, however it is parted."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) >= LEAST_DIGITS and not any(letter.isalpha() for letter in text):
        return [digits[:LONGEST_WORD]]
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in folded(text).split()))


def words_sought(typed: str) -> list[str]:
    """The words to look for in what was typed: without small words, unless there are no others, and not too many."""
    words = words_in(typed)
    return ([word for word in words if word not in SMALL] or words)[:MOST_WORDS]


def keys_of(word: str) -> frozenset[str]:
    """What leads to a word: its slips, its beginning and its sound."""
    return misspellings(word) | {f"^{word[:LEAST_FOR_BEGINNING]}", f"~{sound(word)}"}


def meant_by(typed: str, held: Iterable[str]) -> Meant:
    """Which of the words held were meant: the word with those that begin like it; if it is not there, the nearest."""
    scores = {word: score for word in held if (score := _likeness(typed, word))}
    best = max(scores.values(), default=0.0)
    enough = BEGINS if best >= BEGINS else best - 0.05
    words = sorted((word for word in scores if scores[word] >= enough), key=lambda word: (-scores[word], word))
    return Meant(typed, tuple(words[: None if best >= BEGINS else MOST_MEANT]), is_slip=0 < best < BEGINS)


def meant_by_each(typed: Iterable[str], held: Mapping[str, Iterable[str]]) -> list[Meant]:
    """The same for several words. `held`: for each key of a typed word the words that it leads to."""
    return [meant_by(word, {found for key in keys_of(word) for found in held.get(key, ())}) for word in typed]


def _likeness(typed: str, word: str) -> float:
    """How like they are, from 0 to 1; 0 when the one was hardly meant for the other."""
    if typed == word:
        return SAME
    if len(typed) >= LEAST_FOR_BEGINNING and (word.startswith(typed) or typed == f"{word}s"):
        return BEGINS
    if typed.isdigit() or word.isdigit():
        return 0.0
    wrong = OSA.distance(typed, word)
    sounds_alike = sound(typed) == sound(word) and wrong <= max(1, len(typed) * 2 // 5)
    is_near = wrong <= _most_wrong(typed) and (wrong == 1 or typed[0] == word[0])
    if not (is_near or sounds_alike):
        return 0.0
    return max(SOUNDS if sounds_alike else 0.0, 1 - wrong / max(len(typed), len(word)))


def _most_wrong(typed: str) -> int:
    """How many slips of the finger a word of that length may have."""
    return 0 if len(typed) < 4 else 1 if len(typed) < 7 else 2
