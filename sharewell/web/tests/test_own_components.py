"""The components that are ours alone: each sign has its word, and a table stays a table on a phone."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import engines


def drawn(component: str, *args: Any, **options: Any) -> BeautifulSoup:
    module = engines["jinja2"].env.get_template("web/components.html").module
    return BeautifulSoup(str(getattr(module, component)(*args, **options)), "html5lib")


@pytest.mark.parametrize("state", ["plain", "soon", "late", "met"])
def test_a_clock_says_its_words_and_marks_its_state(state: str) -> None:
    badge = drawn("clock_badge", "2 h left", state).select_one(f".sw-clock--{state}")
    assert badge.get_text().endswith("2 h left")
    assert bool(badge.select('[aria-hidden="true"]')) is (state != "plain")


@pytest.mark.parametrize(("kind", "word"), [("fact", "Fact"), ("told", "Told"), ("opinion", "Opinion")])
def test_how_known_is_always_a_word(kind: str, word: str) -> None:
    assert drawn("how_known", kind).select_one(f".sw-known--{kind}").get_text() == word


def test_a_table_keeps_its_meaning_when_it_is_drawn_as_cards() -> None:
    rows = [{"group": "To decide"}, {"cells": ["Mia", "P. Lorne"], "classes": "sw-late"}, ["Theo", "O. Farrow"]]
    table = drawn("table", "Referrals", ["Child", {"text": "With"}], rows, first_cell_is_header=True)
    assert table.select_one('table[role="table"] caption').get_text() == "Referrals"
    assert [row["role"] for row in table.find_all("tr")] == ["row"] * 4
    assert [cell.get_text() for cell in table.select('[role="rowheader"]')] == ["Mia", "Theo"]
    assert [cell.get_text() for cell in table.select("td")] == ["With: P. Lorne", "With: O. Farrow"]
    assert table.select_one(".sw-table__group th")["colspan"] == "2"
    assert table.select_one("tr.sw-late")


def test_who_answers_now_can_be_rung_and_nobody_says_what_to_do() -> None:
    now = {"name": "Referral and Assessment Team", "telephone": "01632 960140", "until": "Until 5 pm"}
    others = [{"name": "Advice line", "telephone": "01632 960155", "is_open": True, "words": "until 4.30 pm"}]
    box = drawn("answering_now", now, others)
    assert [link["href"] for link in box.select("a")] == ["tel:01632960140", "tel:01632960155"]
    assert "Open until 4.30 pm" in " ".join(box.get_text().split())
    assert "call 999" in drawn("answering_now", None).get_text()


def test_a_timeline_says_who_and_when_and_keeps_words_apart() -> None:
    read = {"title": "Read", "by": "P. Lorne", "when": "24 November, 3.08 pm", "text": "4 minutes early"}
    line = drawn("timeline", [read, {"title": "Sent"}])
    assert [" ".join(item.get_text().split()) for item in line.select(".moj-timeline__item")] == [
        "Read by P. Lorne 24 November, 3.08 pm 4 minutes early",
        "Sent",
    ]


def test_tabs_and_side_navigation_say_where_one_is() -> None:
    items = [{"text": "Today", "href": "/a/", "current": True}, {"text": "Late", "href": "/b/"}]
    assert drawn("tabs", items).select_one('[aria-current="page"]').get_text() == "Today"
    assert drawn("side_navigation", items).select_one('[aria-current="location"]').get_text() == "Today"
    sections = [{"heading": "Teams", "items": items}]
    assert drawn("side_navigation", sections=sections).select_one("h2").get_text() == "Teams"


def test_steps_and_progress_speak_without_their_colours() -> None:
    steps = drawn("steps", [{"title": "Delivered", "words": "Today", "state": "done"}, {"title": "Read"}])
    assert steps.li.get_text() == "✓ Done: DeliveredToday"
    assert steps.select_one(".sw-steps__done [aria-hidden]").get_text() == "✓"
    assert "Question 2 of about 5" in drawn("progress", "Question 2 of about 5", 2, 5).get_text()


def test_why_stands_with_the_rule() -> None:
    assert "Why we ask. Safe first." in drawn("why_box", "Safe first.", "Tell.").get_text()
    assert "The rule. Tell." in drawn("why_box", "Safe first.", "Tell.").get_text()
