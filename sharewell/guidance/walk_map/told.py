"""The map in words: for each answer, which questions can follow and which advice it can come to."""

from collections.abc import Sequence

from sharewell.guidance.rules.shapes import Edition
from sharewell.guidance.rules.words import Outcome
from sharewell.guidance.walk_map.chart import Stop, Way
from sharewell.guidance.walk_map.drawing import LETTERS


def way_in_words(way: Way, edition: Edition, stops: Sequence[Stop]) -> str:
    """Where the answer leads, in a sentence or two."""
    sentences = []
    if way.next:
        named = [f"question {number} ({stops[number - 1].question.short})" for number in way.next]
        sentences.append(f"Then {_either(named)}.")
    if way.settles:
        sentences.append(f"By then the advice can be settled: {_advice(way.settles, edition)}.")
    if way.ends:
        sentences.append(f"The questions can end here, with the advice {_advice(way.ends, edition)}.")
    return " ".join(sentences)


def _advice(outcomes: Sequence[Outcome], edition: Edition) -> str:
    return _either([f"“{edition.outcomes[outcome].heading}” ({LETTERS[outcome]})" for outcome in outcomes])


def _either(words: Sequence[str]) -> str:
    """One, two or three."""
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
