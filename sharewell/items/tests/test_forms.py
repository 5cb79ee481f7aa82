"""What people type about what is known: kinds, who told, dates; and how one item is drawn."""

import json

import pytest
from bs4 import BeautifulSoup
from django.template.loader import get_template

from sharewell.directory.tests.given import Cast
from sharewell.items.actions import correct_item
from sharewell.items.forms import CorrectItem, WriteChildsWords, WriteItem, WriteOpinion, asks_about, item_details
from sharewell.items.rules import ItemDetails, Known
from sharewell.items.tests.given import BRUISE, SAID, an_item
from sharewell.people.tests.given import a_child

WHEN = {"happened_on_day": "23", "happened_on_month": "11", "happened_on_year": "2026"}


def errors(form) -> dict[str, str]:
    form.is_valid()
    return {field: " ".join(map(str, said)) for field, said in form.errors.items()}


def test_what_is_typed_becomes_plain_json() -> None:
    form = WriteItem({"text": "A bruise", "kind": "told", "told_by": "Her aunt", "exact_words": "on", **WHEN})
    assert form.is_valid(), form.errors
    details = form.item_details()
    assert json.loads(json.dumps(details)) == details == item_details(form.cleaned_data)
    assert details == {
        "text": "A bruise",
        "kind": "told",
        "told_by": "Her aunt",
        "exact_words": True,
        "happened_on": "2026-11-23",
        "category": "happened",
    }
    assert form.details().kind is Known.TOLD


def test_who_told_it_is_kept_only_for_what_was_told() -> None:
    form = WriteItem({"text": "A bruise", "kind": "fact", "told_by": "Her aunt"})
    assert form.is_valid(), form.errors
    assert "told_by" not in form.item_details()


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"kind": "fact"}, "text", "Write what happened"),
        ({"text": "A bruise"}, "kind", "Select how you know this"),
        ({"text": "A bruise", "kind": "rumour"}, "kind", "Select one of the answers"),
        ({"text": "A bruise", "kind": "told"}, "told_by", "Enter who told you"),
        ({"text": "x" * 10_001, "kind": "fact"}, "text", "1 character too long"),
        ({"text": "a\x00b", "kind": "fact"}, "text", "hidden character"),
        ({"text": "A", "kind": "fact", **WHEN, "happened_on_day": "31"}, "happened_on", "real date"),
        ({"text": "A", "kind": "fact", **WHEN, "happened_on_day": "25"}, "happened_on", "today or in the past"),
        ({"text": "A", "kind": "opinion", "exact_words": "on"}, "exact_words", "not an opinion"),
    ],
)
def test_what_is_refused(typed: dict[str, str], field: str, words: str) -> None:
    found = errors(WriteItem(typed))
    assert words in found[field]
    assert len(found) == 1


@pytest.mark.parametrize(("form", "category"), [(WriteChildsWords, "childs_words"), (WriteOpinion, "opinion")])
def test_each_form_has_its_category(form: type[WriteItem], category: str) -> None:
    filled = form({"text": "A", "kind": "fact"})
    assert filled.is_valid(), filled.errors
    assert filled.item_details()["category"] == category


def test_a_correction_needs_its_reason() -> None:
    assert "because" in errors(CorrectItem({"text": "A", "kind": "fact"}))


def test_who_told_it_stands_under_told_and_is_there_without_javascript() -> None:
    soup = BeautifulSoup(str(WriteItem()), "html5lib")
    told = soup.find("input", {"name": "kind", "value": "told"})
    revealed = soup.find(id=told["data-aria-controls"])
    assert revealed.find("input", {"name": "told_by"})
    assert [label.get_text(strip=True) for label in soup.select(".govuk-radios__item > label")] == [
        "Fact", "Told", "Opinion",
    ]  # fmt: skip


def test_forms_may_repeat_on_a_page() -> None:
    typed = {"items-0-text": "A", "items-0-kind": "fact", "items-1-text": "B", "items-1-kind": "opinion"}
    forms = [WriteItem(typed, prefix=f"items-{number}") for number in range(2)]
    assert all(form.is_valid() for form in forms)
    assert [form.details().text for form in forms] == ["A", "B"]


def drawn(version) -> BeautifulSoup:
    return BeautifulSoup(get_template("items/_item.html").render({"version": version}), "html5lib")


def test_an_item_is_drawn_with_how_it_is_known_and_both_dates(cast: Cast) -> None:
    soup = drawn(an_item(cast.teacher, a_child(cast.teacher)))
    assert soup.h3.get_text(" ", strip=True) == "Bruise on left arm Fact"
    words = " ".join(soup.get_text(" ").split())
    assert "Happened 23 November 2026, about 9.10 am." in words
    assert "Written Tuesday 24 November 2026, 2 pm by Tess Archer." in words
    assert "Ask first" not in words and "corrected" not in words


def test_an_item_says_who_told_it_and_what_to_ask_first(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    said = an_item(cast.teacher, mina, **SAID, mentions_others=True, others_words="her stepfather", ask_first=True)
    words = " ".join(drawn(said).get_text(" ").split())
    assert "Ask first: could this put someone at risk?" in words
    assert "Their exact words. Told by Mina. Mentions somebody else. Happened: last week." in words


def test_a_corrected_item_says_so_and_cannot_bring_markup(cast: Cast) -> None:
    first = an_item(cast.teacher, a_child(cast.teacher))
    details = ItemDetails.read({**BRUISE, "text": "<script>alert(1)</script>"})
    second = correct_item(by=cast.teacher, item=first.item, was=first, details=details, because="Wrong <b>arm</b>")
    soup = drawn(second)
    assert soup.script is None and soup.b is None
    words = " ".join(soup.get_text(" ").split())
    assert "by Tess Archer, corrected: version 2." in words
    assert "Wrong" not in words, "whoever was sent an item was not sent why it was corrected"


TWO = {"1": "Mina Okell", "2": "Jo Okell"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"about": ["2", "1"]}, (["1", "2"], "", False)),
        ({"about": ["2"], "about_words": "their aunt"}, (["2"], "", False)),
        ({"about": ["2", "somebody_else"], "about_words": "their aunt"}, (["2"], "their aunt", True)),
    ],
)
def test_of_several_children_it_is_said_who_it_is_about(typed: dict, said: tuple) -> None:
    form = asks_about(WriteItem, TWO)({"text": "A bruise", "kind": "fact", **typed})
    assert form.is_valid(), form.errors
    assert (form.cleaned_data["about"], form.details().about_words, form.details().mentions_others) == said
    assert list(form.fields)[:3] == ["text", "about", "about_words"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ({}, {"about": "Select who this is about"}),
        ({"about": ["3"]}, {"about": "Select one of the answers listed"}),
        (
            {"about": ["somebody_else"], "about_words": "their aunt"},
            {"about": "Select which of the children this matters to, as well as somebody else"},
        ),
        (
            {"about": ["1", "somebody_else"]},
            {"about_words": "Enter who else this is about, even if only ‘a man at the gate’"},
        ),
        ({"about": ["1", "somebody_else"], "about_words": "x" * 201}, {"about_words": "1 character too long"}),
    ],
)
def test_who_it_is_about_is_one_of_them_at_least(typed: dict, found: dict[str, str]) -> None:
    said = errors(asks_about(WriteItem, TWO)({"text": "A bruise", "kind": "fact", **typed}))
    assert said.keys() == found.keys()
    assert all(words in said[field] for field, words in found.items())
