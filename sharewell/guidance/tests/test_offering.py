"""What is known of a child's age is not asked again: an answer that cannot be true is not offered."""

from typing import cast

import pytest

from sharewell.guidance.rules import Question, offered, withheld
from sharewell.guidance.tests.given import shipped

EDITION = shipped()
WHO = cast(Question, EDITION.question("who"))
YOUNG, ALWAYS = {"under16_able", "under16_not"}, {"adult", "not_sure"}
EVERY = YOUNG | {"sixteen"} | ALWAYS


@pytest.mark.parametrize(
    ("ages", "keys"),
    [
        ([], EVERY),
        ([range(9, 10)], YOUNG | ALWAYS),
        ([range(15, 16)], YOUNG | ALWAYS),
        ([range(16, 17)], {"sixteen"} | ALWAYS),
        ([range(17, 18)], {"sixteen"} | ALWAYS),
        ([range(18, 19)], ALWAYS),
        ([range(14, 17)], EVERY),
        ([range(1), range(16, 17)], EVERY),
        ([range(3, 4), range(9, 10)], YOUNG | ALWAYS),
        ([range(9, 10), range(0)], EVERY),
    ],
)
def test_the_answers_that_can_be_true_are_offered(ages: list[range], keys: set[str]) -> None:
    assert {answer.key for answer in offered(WHO, ages)} == keys
    assert set(withheld(WHO, ages)) == EVERY - keys


def test_other_questions_are_the_same_at_every_age() -> None:
    for question in EDITION.questions:
        if question is not WHO:
            assert offered(question, [range(5, 6)]) == question.answers
