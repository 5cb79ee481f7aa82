"""How old the children are is known from their records, so the walk does not offer what cannot be true of them."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import WORRY, Teacher, at_the_worry
from sharewell.guidance.editions import edition
from sharewell.moment import pretend
from sharewell.people.access import details_of
from sharewell.people.actions import correct_child
from sharewell.people.models import Child

TO_WHO = {"harm": "no", "recipient": "helper", "purpose": "other", "bundle": "needed"}
YOUNG, ALWAYS = ["under16_able", "under16_not"], ["adult", "not_sure"]
EDITION = edition("england-2026")


@pytest.fixture(autouse=True)
def _today():
    with pretend(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        yield


def walked_to_who(cast, *births: date | None) -> Teacher:
    children = [
        given.a_child(cast.teacher, given_name=f"Child{place}", date_of_birth=born) for place, born in enumerate(births)
    ]
    about = {f"row{row}-about": str(children[0].pk) for row in (0, 1)} if len(children) > 1 else {}
    teacher = at_the_worry(cast.teacher, *children).answer("worry", **WORRY, **about)
    for slug, answer in TO_WHO.items():
        teacher.answer(slug, answer=answer)
    assert teacher.page.heading == "Whose private information is it?"
    return teacher


def answers(page, name: str = "answer") -> list[str]:
    return [radio["value"] for radio in page.soup.select(f'input[type="radio"][name="{name}"]')]


@pytest.mark.parametrize(
    ("births", "keys"),
    [
        ([date(2017, 5, 1)], YOUNG + ALWAYS),
        ([date(2010, 11, 24)], YOUNG + ALWAYS),
        ([date(2010, 11, 23)], ["sixteen", *ALWAYS]),
        ([date(2017, 5, 1), date(2010, 1, 1)], [*YOUNG, "sixteen", *ALWAYS]),
        ([None], [*YOUNG, "sixteen", *ALWAYS]),
    ],
)
def test_what_cannot_be_true_is_not_offered(cast, births, keys) -> None:
    teacher = walked_to_who(cast, *births)
    assert answers(teacher.page) == keys
    together = teacher.browse(f"{teacher.at}all/questions/")
    assert answers(together, "who-answer") == keys


def test_what_was_not_offered_is_not_taken(cast) -> None:
    teacher = walked_to_who(cast, date(2017, 5, 1)).answer("who", answer="sixteen")
    assert teacher.page.errors == ["Select one of the answers listed"]


def test_an_answer_that_is_no_longer_offered_is_asked_again(cast) -> None:
    teacher = walked_to_who(cast, date(2017, 5, 1)).answer("who", answer="under16_not")
    assert teacher.page.heading == EDITION.question("consent").title
    child = Child.objects.get()
    was = details_of(child)
    older = replace(was, date_of_birth=date(2010, 1, 1))
    correct_child(by=cast.teacher, child=child, was=was, details=older, because="Her mother said.")
    assert teacher.browse(f"{teacher.at}consent/").heading == "Whose private information is it?"
    teacher.answer("who", answer="sixteen")
    assert teacher.page.heading == EDITION.question("consent").title
