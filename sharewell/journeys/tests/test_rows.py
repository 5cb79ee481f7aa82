"""A page that repeats: add another and remove are plain buttons, and nothing typed into any row is lost."""

import pytest

from sharewell.journeys.tests.given import ROW, Walker, a_member
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.journeys.tests.toy"), pytest.mark.slow]
TWO = ROW | {"_rows": "2", "row1-heading": "A cut", "row1-kind": "told"}


@pytest.fixture
def me() -> Walker:
    walker = Walker(a_member()).start()
    walker.answer("danger", "worry")
    return walker


def headings(page: Page) -> list[str]:
    return [str(field.get("value", "")) for field in page.soup.select("input[id$=-heading]")]


def test_it_begins_with_as_many_rows_as_are_needed(me: Walker) -> None:
    page = me.get("items/")
    assert page.heading == "What do you know?"
    assert headings(page) == [""]
    assert page.soup.select_one("input[name=_rows]")["value"] == "1"
    assert not page.soup.select("button[value^=remove]")


def test_add_another_keeps_what_was_typed_right_or_wrong(me: Walker) -> None:
    page = me.send("items/", ROW | {"row0-kind": "", "_do": "add"})
    assert page.address == f"{me.at}items/"
    assert page.errors == []
    assert headings(page) == ["A bruise", ""]
    assert page.soup.select_one("#row-2 legend").text.strip() == "Item 2"
    assert len(page.soup.select("button[value^=remove]")) == 2


def test_the_enter_key_continues_and_does_not_remove(me: Walker) -> None:
    me.send("items/", ROW | {"_do": "add"})
    first = me.get("items/").soup.select_one("form[data-autosave] button")
    assert first["value"] == "continue"
    assert first["tabindex"] == "-1"


def test_no_more_rows_than_there_is_room_for(me: Walker) -> None:
    rows = {f"row{number}-{name}": "told" for number in range(3) for name in ("heading", "kind")}
    page = me.send("items/", rows | {"_rows": "3", "_do": "add"})
    assert len(headings(page)) == 3
    assert "There is room for 3." in page
    assert not page.soup.select("button[value=add]")
    more = rows | {"row3-heading": "x", "row3-kind": "fact", "row99-heading": "y", "_rows": "100"}
    page = me.send("items/", more)
    assert "There can be at most 3" in " ".join(page.errors)
    assert len(headings(page)) == 4


def test_remove_takes_out_that_row_and_it_can_be_put_back(me: Walker) -> None:
    page = me.send("items/", TWO | {"_do": "remove-0"})
    assert headings(page) == ["A cut"]
    assert "You removed one item." in page
    page = me.send("items/", {"_rows": "1", "row0-heading": "A cut", "row0-kind": "told", "_do": "put-back"})
    assert headings(page) == ["A cut", "A bruise"]
    assert "You removed" not in page


def test_an_empty_row_is_removed_without_a_word(me: Walker) -> None:
    page = me.send("items/", ROW | {"_rows": "2", "_do": "remove-1"})
    assert headings(page) == ["A bruise"]
    assert "You removed" not in page


@pytest.mark.parametrize("button", ["remove-7", "remove-x", "put-back", "remove--1", "remove-99999999"])
def test_a_button_for_a_row_that_is_not_there_is_a_plain_continue(me: Walker, button: str) -> None:
    assert me.send("items/", ROW | {"_do": button}).address == f"{me.at}child/"


def test_a_row_left_blank_does_not_count(me: Walker) -> None:
    page = me.send("items/", TWO | {"_rows": "3"})
    assert page.address == f"{me.at}child/"
    me.answer("child", "harm", "tell", "advice", "recipient")
    check = me.get("check/")
    assert "Item 2: What do you know? A cut" in check.text
    assert "Item 3" not in check.text


def test_each_row_says_what_is_wrong_with_it(me: Walker) -> None:
    page = me.send("items/", TWO | {"row0-heading": "", "row1-kind": ""})
    assert len(page.errors) == 2
    links = [link["href"] for link in page.soup.select(".govuk-error-summary a")]
    assert links == ["#id_row0-heading", "#id_row1-kind_0"]


@pytest.mark.parametrize("count", ["", "x", "0", "-1", "99999999999999999999", "²"])
def test_a_strange_count_of_rows_is_survived(me: Walker, count: str) -> None:
    page = me.send("items/", ROW | {"_rows": count})
    assert page.status == 200


def test_too_few_says_how_many_are_needed(me: Walker) -> None:
    page = me.send("items/", {"_rows": "0"})
    assert page.errors == ["Answer the question “What do you know?”", "Answer the question “How do you know?”"]
