"""The word that somebody meant, from those that are there. Pure.

A good word that is not there must not become another: *self* is not *itself*, *mother* is not *other*. So a slip is
believed only when little of the word is wrong and it begins alike, or when both sound the same, or when a letter is
doubled in one of them.
"""

from collections.abc import Mapping
from itertools import groupby

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

SHORTEST = 4
# A word up to so long must sound the same. In a longer one, one letter of four may be wrong.
SHORT, ONE_IN = 5, 4
# Of a word at least so long that sounds the same, nearly half may be wrong; of a shorter one, one letter.
LONG = 8


class Speller:
    """Knows every word that is there, and in how many pieces each stands."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = {word: count for word, count in counts.items() if word.isalpha() and len(word) >= SHORTEST}
        self.words = sorted(self.counts)
        self.sounds = {word: jellyfish.metaphone(word) for word in self.words}

    def nearest(self, word: str) -> str:
        """The word that is most like this one; of several the one met most. Empty when none is like it."""
        if len(word) < SHORTEST or not word.isalpha():
            return ""
        most = len(word) // 2 - 1
        near = process.extract(word, self.words, scorer=DamerauLevenshtein.distance, score_cutoff=most, limit=None)
        sound = jellyfish.metaphone(word)
        found = {each: wrong for each, wrong, _ in near if self._is_slip(word, each, int(wrong), sound)}
        return min(found, key=lambda each: (found[each], -self.counts[each], each), default="")

    def sounding_like(self, word: str) -> str:
        """The word that one letter of this one was meant for, both sounding the same; empty when it is there itself."""
        if word in self.counts or len(word) < LONG or not word.isalpha():
            return ""
        found = self.nearest(word)
        is_one = len(found) == len(word) and sum(map(str.__ne__, found, word)) == 1
        return found if is_one and self.sounds[found] == jellyfish.metaphone(word) else ""

    def _is_slip(self, typed: str, word: str, wrong: int, sound: str) -> bool:
        """Whether somebody who typed the one may well have meant the other; `wrong`: how many letters differ."""
        if wrong == 1 and _undoubled(typed) == _undoubled(word):
            return True
        sounds_alike = self.sounds[word] == sound and (wrong == 1 or len(typed) >= LONG)
        return sounds_alike or (len(typed) > SHORT and typed[0] == word[0] and wrong <= len(typed) // ONE_IN)


def _undoubled(word: str) -> str:
    """The word with no letter twice in a row."""
    return "".join(letter for letter, _ in groupby(word))
