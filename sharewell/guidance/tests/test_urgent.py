"""What answers bring at once, worked out beforehand, is what the walk says when they are given."""

from itertools import product

import pytest

from sharewell.guidance.editions import editions
from sharewell.guidance.rules import Edition, Outcome, Urgent, advise, urgent


def brought(rows: tuple[Urgent, ...], answers: dict[str, str]) -> list[Urgent]:
    """What a page shows that has these answers and nothing but the rows."""
    return [row for row in rows if row.answers.items() <= answers.items()]


@pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.key)
def test_the_rows_say_what_the_walk_says(edition: Edition) -> None:
    rows = urgent(edition)
    keys = [each.key for each in edition.questions if any(each.key in row.answers for row in rows)]
    assert rows and keys
    for chosen in product(*([answer.key for answer in edition.question(key).answers] for key in keys)):
        answers = dict(zip(keys, chosen, strict=True))
        advice = advise(edition, answers)
        counted = {key: answers[key] for key in keys if key in advice.path}
        shown = brought(rows, counted)
        assert {duty.key for row in shown for duty in row.duties} == {
            duty.key for duty in advice.duties if duty.at_once
        }
        assert any(row.is_call for row in shown) == (advice.outcome == Outcome.CALL_999)


def test_each_row_ends_with_the_answer_that_brings_it() -> None:
    for edition in editions():
        for row in urgent(edition):
            assert list(row.answers)[-1] == row.question and (row.duties or row.is_call)
