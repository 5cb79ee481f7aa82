"""A number that stands only in an edition which holds no more is never live."""

from dataclasses import replace
from datetime import date

import pytest

from sharewell.guidance.numbers import numbers_in, only_in_an_old_one, plain_number
from sharewell.guidance.tests.given import shipped
from tests.pages import Browse

TODAY = date(2026, 11, 24)
NOW = shipped()
OLD_PAGES = ["", "law/", "rules/", "questions/", "myths/", "words/", "outcomes/", "own-say/", "caldicott/"]


def with_words(key: str, words: str, **more):
    duty = replace(NOW.duties[0], words=words)
    return replace(NOW, key=key, duties=(duty, *NOW.duties[1:]), **more)


OLD = with_words("old", "Ring the hub on 01632 960 002, or +44 (0)1632 960003.", in_force_from=date(2020, 1, 1))


def test_the_numbers_in_the_words_of_an_edition():
    assert numbers_in(OLD) - numbers_in(NOW) == {"01632960002", "01632960003"}
    assert plain_number("+44 1632 960002") == plain_number("(01632) 960-002") == "01632960002"
    assert not {number for number in numbers_in(NOW) if len(number) < 9}


def test_it_is_old_unless_the_edition_in_force_has_it_too():
    assert only_in_an_old_one("01632 960002", [NOW, OLD], NOW, TODAY) is OLD
    assert only_in_an_old_one("01632 960099", [NOW, OLD], NOW, TODAY) is None
    again = with_words("now", "The hub: 01632 960002")
    assert only_in_an_old_one("01632 960002", [again, OLD], again, TODAY) is None
    assert only_in_an_old_one("01632 960002", [NOW, OLD], None, TODAY) is OLD
    to_come = replace(OLD, in_force_from=date(2027, 1, 1))
    draft = replace(OLD, released=False)
    assert only_in_an_old_one("01632 960002", [NOW, to_come, draft], NOW, TODAY) is None
    assert only_in_an_old_one("", [NOW, OLD], NOW, TODAY) is None


@pytest.mark.parametrize("part", OLD_PAGES)
def test_pages_of_an_old_edition_make_no_number_live_and_lead_to_who_answers_now(db, part):
    main = Browse()(f"/guidance/editions/wokingham-2011/{part}").soup.main
    assert not main.select('a[href^="tel:"]:not([href="tel:999"], [href="tel:101"])')
    assert "Do not ring a number that you find in it" in main.get_text()
    assert main.select_one('a[href="/contacts/"]')
