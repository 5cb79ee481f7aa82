"""Which edition came after which: their order, until when each held, and what is compared with what."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from sharewell.guidance import editions as shelves
from sharewell.guidance.editions import SHELF, Library, library
from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.succession import held, newest_first, stretches
from sharewell.guidance.tests.given import KEY
from sharewell.guidance.tests.test_shelves import FROM, SHIPS, own
from sharewell.moment import now
from tests.pages import Browse

JUNE, JULY, TURN = date(2026, 6, 1), date(2026, 7, 1), date(2027, 1, 1)
TODAY = localdate(now())


def keys(found: list[Edition]) -> list[str]:
    return [each.key for each in newest_first(found)]


def test_of_two_that_begin_on_one_day_the_one_that_replaces_is_the_newer() -> None:
    first, second, third = own("b"), own("c", "b"), own("a", "c")
    for mixed in ([first, second, third], [third, first, second], [second, third, first]):
        assert keys([*mixed, SHIPS[0]]) == ["a", "c", "b", KEY]
    assert keys([own("early", "late", FROM), own("late", KEY, JUNE)]) == ["early", "late"]


def test_an_edition_held_until_another_took_its_place() -> None:
    mine = [own("ours", since=JUNE), own("ours-2", "ours", JULY)]
    found = [
        (each.edition.key, each.since, each.until, each.after and each.after.key) for each in stretches(SHIPS, mine)
    ]
    assert found == [
        (KEY, FROM, JUNE, "ours"),
        ("ours", JUNE, JULY, "ours-2"),
        ("ours-2", JULY, TURN, "next"),
        ("next", TURN, None, None),
    ]


def test_one_that_holds_again_says_how_it_stands_today() -> None:
    mine = [own("ours", since=JUNE, until=JULY)]
    days = {day: held(SHIPS[0], SHIPS, mine, day) for day in (date(2026, 6, 15), date(2026, 8, 1))}
    assert [each and (each.since, each.until) for each in days.values()] == [(FROM, JUNE), (JULY, TURN)]
    assert held(own("draft", released=False), SHIPS, mine, JULY) is None
    never = held(own("none"), SHIPS, [own("none"), own("ours", "none")], JULY)
    assert never and never.is_empty and never.after and never.after.key == "ours"


@pytest.fixture
def two_of_our_own(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Edition, Edition]]:
    """The edition that ships, an own one in its place, and since today another in the place of that."""
    first = replace(own("ours", since=JUNE), title="Ours, the first", unfit="")
    second = replace(own("ours-2", "ours", TODAY), title="Ours, the second")
    shelf = Library(library().shipped, newest_first([first, second]))
    monkeypatch.setattr(shelves, "library", lambda: shelf)
    yield first, second


def test_the_list_says_until_when_each_held_and_what_came_then(browse: Browse, two_of_our_own: object) -> None:
    rows = [row.get_text(" ", strip=True) for row in browse("/guidance/editions/").soup.select("tbody tr")]
    assert rows[0].startswith("Ours, the second") and "No end set" in rows[0] and "In force today" in rows[0]
    ended = f"{TODAY.day} {TODAY:%B %Y}"
    assert f"{ended}, then Ours, the second" in rows[1] and "Not in force today" in rows[1]
    assert "1 June 2026, then Ours, the first" in rows[2] and "No end set" not in rows[2]


def test_one_that_never_held_says_what_has_its_place(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = replace(own("one", since=TODAY), title="One"), replace(own("two", "one", TODAY), title="Two")
    shelf = Library(library().shipped, newest_first([first, second]))
    monkeypatch.setattr(shelves, "library", lambda: shelf)
    row = browse("/guidance/editions/").soup.select("tbody tr")[1].get_text(" ", strip=True)
    assert "Until: It never holds: Two has its place" in row and "Not in force on any day" in row
    page = browse("/guidance/editions/one/")
    assert "Not in force today. It never holds: another edition has its place." in page
    assert "It never holds: Two has its place. Last checked on" in page


def test_the_page_of_one_that_was_replaced_says_so(browse: Browse, two_of_our_own: object) -> None:
    page = browse("/guidance/editions/ours/")
    ended = f"{TODAY.day} {TODAY:%B %Y}"
    assert f"This is what the guidance said from 1 June 2026 until {ended}. Then “Ours, the second” took its" in page
    assert f"In force from 1 June 2026 until {ended}, then Ours, the second. Last checked" in page


def test_an_own_edition_is_compared_with_the_one_that_it_replaced(browse: Browse, two_of_our_own: object) -> None:
    page = browse("/guidance/changes/")
    assert "Before: Ours, the first, not in force today. After: Ours, the second, in force today." in page


def test_every_edition_that_ships_has_its_place(tmp_path: Path) -> None:
    assert keys(list(shelves.load(SHELF))) == [KEY, "wokingham-2011"]
