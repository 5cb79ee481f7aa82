"""Which answers are offered: what is known already is not asked again, so an answer that cannot be true is left out."""

from collections.abc import Collection

from sharewell.guidance.rules.shapes import Answer, Question


def offered(question: Question, ages: Collection[range] = ()) -> tuple[Answer, ...]:
    """The answers that can be true of children of these ages: of several children, those that fit any of them.

    Each age is the whole years that a child may have. With no child, or one whose age nobody knows (an empty range),
    every answer is offered.
    """
    if not ages or not all(ages):
        return question.answers
    return tuple(answer for answer in question.answers if any(_fits(answer, age) for age in ages))


def withheld(question: Question, ages: Collection[range] = ()) -> tuple[str, ...]:
    """The keys of the answers that are left out."""
    kept = offered(question, ages)
    return tuple(answer.key for answer in question.answers if answer not in kept)


def _fits(answer: Answer, age: range) -> bool:
    is_too_young = answer.youngest is not None and age[-1] < answer.youngest
    is_too_old = answer.oldest is not None and age[0] > answer.oldest
    return not is_too_young and not is_too_old
