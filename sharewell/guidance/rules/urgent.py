"""Which answers bring what cannot wait, worked out before anybody answers: for a page with all questions at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sharewell.guidance.rules.shapes import Duty, Edition, Question
from sharewell.guidance.rules.walk import Walk, advise, walk_of
from sharewell.guidance.rules.words import Outcome


@dataclass(frozen=True)
class Urgent:
    """What an answer to `question` brings at once. `answers`: that answer, with those before it that must be so too.

    `is_call`: 999 is to be rung.
    """

    question: str
    answers: Mapping[str, str]
    duties: tuple[Duty, ...]
    is_call: bool


def urgent(edition: Edition, on: date | None = None) -> tuple[Urgent, ...]:
    """Everything that any answer can bring at once: what ships first, then a partnership's own."""
    walk = walk_of(edition, on)
    return (*_along(walk, _that_matter(walk), {}, walk.start.state, frozenset()), *_local(walk))


def _duties(walk: Walk) -> list[Duty]:
    return [duty for duty in walk.edition.duties if duty.at_once and not duty.local]


def _that_matter(walk: Walk) -> list[Question]:
    """The questions whose answers these duties heed, or that settle whether one of those is asked."""
    heeded, found = 0, list[Question]()
    for duty in _duties(walk):
        heeded |= duty.when.reads
    for question in reversed(walk.questions):
        if not question.local and any(said & heeded for said in walk.says[question.key].values()):
            found.insert(0, question)
            heeded |= question.asked.reads
    return found


def _along(
    walk: Walk, questions: list[Question], answers: Mapping[str, str], state: int, known: frozenset[str]
) -> Iterator[Urgent]:
    """What the answers to these questions bring, one path after the other; `known` has been brought already."""
    if not questions:
        return
    question, *others = questions
    if not question.asked.holds(state):
        yield from _along(walk, others, answers, state, known)
        return
    for answer, said in walk.says[question.key].items():
        now = {**answers, question.key: answer}
        duties = tuple(duty for duty in _duties(walk) if walk.is_due(duty, state | said) and duty.key not in known)
        is_call = advise(walk.edition, now).outcome == Outcome.CALL_999
        if duties or is_call:
            yield Urgent(question.key, now, duties, is_call)
        yield from _along(walk, others, now, state | said, known | {duty.key for duty in duties})


def _local(walk: Walk) -> Iterator[Urgent]:
    """A duty of a partnership's own comes with the answer that names it."""
    at_once = {duty.key: duty for duty in walk.edition.duties if duty.at_once and duty.local}
    for question in walk.questions:
        for answer in question.answers:
            duties = tuple(at_once[key] for key in answer.duties if key in at_once)
            if duties:
                yield Urgent(question.key, {question.key: answer.key}, duties, is_call=False)
