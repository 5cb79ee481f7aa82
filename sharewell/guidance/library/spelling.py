"""The word that somebody meant, from those that are there. Pure."""

from collections.abc import Mapping

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

SHORTEST = 4
# How alike two words must be, from 0 to 1; and how alike words count that sound the same.
ALIKE, SOUNDS_ALIKE = 0.66, 0.8


class Speller:
    """Knows every word that is there, and in how many pieces each stands."""

    def __init__(self, counts: Mapping[str, int]) -> None:
        self.counts = {word: count for word, count in counts.items() if word.isalpha() and len(word) >= SHORTEST}
        self.words = sorted(self.counts)
        self.sounds: dict[str, list[str]] = {}
        for word in self.words:
            self.sounds.setdefault(jellyfish.metaphone(word), []).append(word)

    def nearest(self, word: str) -> str:
        """The word that is most like this one; of several the one met most. Empty when none is like it."""
        if len(word) < SHORTEST or not word.isalpha():
            return ""
        near = process.extract(
            word, self.words, scorer=DamerauLevenshtein.normalized_similarity, score_cutoff=ALIKE, limit=5
        )
        found = {each: score for each, score, _ in near}
        for each in self.sounds.get(jellyfish.metaphone(word), ()):
            found[each] = max(found.get(each, 0), SOUNDS_ALIKE)
        return max(found, key=lambda each: (found[each], self.counts[each], each), default="")
