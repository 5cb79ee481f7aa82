"""Tabs, pages, and looking for a name, without a database."""

import pytest

from sharewell.desk.rules import (
    QueueTab,
    counted_words,
    looks_like,
    one_of,
    pages_of,
    whole_reference,
)  # fmt: skip

ABOUT = "Ivy Brack, 5 years; Sam Brack, 9 years"


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("ivy", True),
        ("Sam Brack", True),
        ("brak", True),  # misspelt
        ("  IVY   brack ", True),
        ("SW-7K2H-03QX", True),
        ("7k2h 03qx", True),
        ("7k2h", True),
        ("7K2H-O3QX", True),  # O heard for 0
        ("Mia", False),
        ("Ivy Tarrant", False),
        ("", False),
        ("---", False),
        ("%", False),
    ],
)
def test_looks_like(words: str, is_found: bool) -> None:
    assert looks_like(words, "SW-7K2H-03QX", ABOUT) is is_found


def test_nobody_is_found_by_words_that_stand_in_no_name() -> None:
    assert not looks_like("Anna", "SW-7K2H-03QX", "A child whose name was not shared")


@pytest.mark.parametrize(("many", "pages"), [(0, 1), (1, 1), (25, 1), (26, 2), (1000, 40)])
def test_pages_of(many: int, pages: int) -> None:
    assert pages_of(many) == pages


def test_a_mistyped_tab_is_the_first() -> None:
    assert one_of(QueueTab, "late") is QueueTab.LATE
    assert one_of(QueueTab, "nonsense") is QueueTab.OPEN
    assert one_of(QueueTab, None) is QueueTab.OPEN


@pytest.mark.parametrize(
    ("words", "reference"),
    [
        ("SW-7K2H-03QX", "SW-7K2H-03QX"),
        ("sw 7k2h o3qx", "SW-7K2H-03QX"),
        ("7K2H-03QX", "SW-7K2H-03QX"),
        ("SW-7K2H", ""),
        ("Ivy Brack and Sam Brack", ""),
        ("", ""),
    ],
)
def test_whole_reference(words: str, reference: str) -> None:
    assert whole_reference(words) == reference


@pytest.mark.parametrize(("many", "words"), [(0, "0"), (250, "250"), (251, "more than 250")])
def test_counted_words(many: int, words: str) -> None:
    assert counted_words(many) == words
