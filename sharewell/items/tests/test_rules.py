"""Fact, told, opinion: what each needs, as tables."""

from dataclasses import replace
from datetime import date

import pytest

from sharewell.items.rules import (
    LONGEST_TEXT,
    ItemCategory,
    ItemDetails,
    Known,
    heading_from,
    reasons_not_to_correct,
    reasons_not_to_write,
)
from sharewell.items.tests.given import AFRAID, BRUISE, SAID

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("details", [BRUISE, SAID, AFRAID])
def test_what_may_be_written(details: dict) -> None:
    read = ItemDetails.read(details)
    assert reasons_not_to_write(read, TODAY) == []
    assert ItemDetails.read(read.as_json()) == read


@pytest.mark.parametrize(
    ("details", "field", "words"),
    [
        ({"text": " ", "kind": "fact"}, "text", "Write what is known"),
        ({"text": "x" * (LONGEST_TEXT + 1), "kind": "fact"}, "text", "10,000 characters or fewer"),
        ({"text": "A bruise"}, "kind", "fact, told or opinion"),
        ({"text": "A bruise", "kind": "told"}, "told_by", "Enter who told you"),
        ({"text": "A bruise", "kind": "told", "told_by": " "}, "told_by", "Enter who told you"),
        ({"text": "A bruise", "kind": "opinion", "exact_words": True}, "exact_words", "not an opinion"),
        ({"text": "A bruise", "kind": "fact", "happened_on": "2026-11-25"}, "happened_on", "today or in the past"),
    ],
)
def test_reasons_not_to_write(details: dict, field: str, words: str) -> None:
    reasons = reasons_not_to_write(ItemDetails.read(details), TODAY)
    assert [reason.field for reason in reasons] == [field]
    assert words in reasons[0]


@pytest.mark.parametrize(
    ("changes", "because", "fields"),
    [
        ({"text": "A bruise on her right arm"}, "I wrote the wrong arm", []),
        ({"text": "A bruise on her right arm"}, " ", ["because"]),
        ({}, "I looked again", ["text"]),
        ({"text": ""}, "", ["text", "because"]),
    ],
)
def test_reasons_not_to_correct(changes: dict, because: str, fields: list[str]) -> None:
    before = ItemDetails.read(BRUISE)
    reasons = reasons_not_to_correct(replace(before, **changes), before, because, TODAY)
    assert [reason.field for reason in reasons] == fields


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("A bruise", "A bruise"),
        ("A bruise.\nSeen at nine.", "A bruise."),
        ("one two three four five six seven eight nine, ten", "one two three four five six seven eight nine…"),
        ("x" * 200, "x" * 79 + "…"),
    ],
)
def test_headings(text: str, heading: str) -> None:
    assert heading_from(text) == heading
    assert ItemDetails(text=text).titled() == heading


def test_a_heading_given_is_kept() -> None:
    assert ItemDetails(text="A bruise", heading="Left arm").titled() == "Left arm"


def test_every_word_is_on_the_list() -> None:
    assert {known.words: known.meaning for known in Known} == {
        "Fact": "I saw it or hold it",
        "Told": "Someone told me",
        "Opinion": "What I think",
    }
    assert all(category.words for category in ItemCategory)
    with pytest.raises(ValueError, match="rumour"):
        ItemDetails.read({"kind": "rumour"})
    with pytest.raises(TypeError):
        ItemDetails.read({"shoe_size": "3"})
