"""What each answer can lead to, worked out by walking every path. Pure.

With every part of the law that an edition knows switched on: what is switched by date only adds questions.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sharewell.guidance.rules.shapes import Answer, Edition, Question
from sharewell.guidance.rules.walk import Place, walk_of
from sharewell.guidance.rules.words import Outcome


@dataclass(frozen=True)
class Way:
    """What one answer can lead to: `next`, the numbers of the questions that can follow it; `ends`, the advice with
    which the walk can end there; `settles`, the advice that it can settle while a question about how to go on follows.
    """

    answer: Answer
    next: tuple[int, ...]
    ends: tuple[Outcome, ...]
    settles: tuple[Outcome, ...]


@dataclass(frozen=True)
class Stop:
    """One question with its number, counted from 1, and the ways on from it."""

    number: int
    question: Question
    ways: tuple[Way, ...]

    @property
    def next(self) -> tuple[int, ...]:
        """The numbers of the questions that can follow, whatever is answered."""
        return tuple(sorted({number for way in self.ways for number in way.next}))

    @property
    def ends(self) -> tuple[Outcome, ...]:
        """The advice with which the walk can end here, whatever is answered."""
        return _in_order(outcome for way in self.ways for outcome in way.ends)

    @property
    def settles(self) -> tuple[Outcome, ...]:
        """The advice that can be settled here though a question follows, whatever is answered."""
        return _in_order(outcome for way in self.ways for outcome in way.settles)


def chart_of(edition: Edition) -> tuple[Stop, ...]:
    """Every question of the edition in its order, with the ways on from it."""
    walk = walk_of(edition)
    numbers = {question.key: number for number, question in enumerate(walk.questions, 1)}
    places: dict[tuple[str, str], set[Place]] = defaultdict(set)
    for question, answer, place in walk.turns():
        places[question.key, answer].add(place)
    stops = []
    for question in walk.questions:
        is_before_advice = numbers[question.key] <= walk.judged_at
        ways = [_way(each, places[question.key, each.key], numbers, is_before_advice) for each in question.answers]
        stops.append(Stop(numbers[question.key], question, tuple(ways)))
    return tuple(stops)


def _way(answer: Answer, places: set[Place], numbers: dict[str, int], is_before_advice: bool) -> Way:
    return Way(
        answer=answer,
        next=tuple(sorted({numbers[place.question.key] for place in places if place.question})),
        ends=_in_order(place.verdict.outcome for place in places if place.verdict and not place.question),
        settles=_in_order(
            place.verdict.outcome for place in places if place.verdict and place.question and is_before_advice
        ),
    )


def _in_order(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    found = set(outcomes)
    return tuple(outcome for outcome in Outcome if outcome in found)
