"""The map of the walk: true to every path, drawn and told alike, and the files in docs/ are those of the editions."""

from collections import defaultdict
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from sharewell.guidance.editions import edition, library
from sharewell.guidance.rules import Edition, Outcome
from sharewell.guidance.rules.walk import Step, walk_of
from sharewell.guidance.walk_map.chart import chart_of
from sharewell.guidance.walk_map.drawing import LETTERS, drawn
from sharewell.guidance.walk_map.files import behind, files_of
from sharewell.guidance.walk_map.told import way_in_words
from tests.pages import Browse

KEYS = [each.key for each in library().shipped]
SVG = "{http://www.w3.org/2000/svg}"


def walked(whole: Edition) -> tuple[dict, dict]:
    """Every answer on every path, and what came of it: the questions that followed, the advice it ended with."""
    followed, ended = defaultdict(set), defaultdict(set)
    walk, numbers = walk_of(whole), {question.key: number for number, question in enumerate(whole.questions, 1)}
    waiting: list[Step] = [walk.start]
    while waiting:
        step = waiting.pop()
        for answer in step.question.answers if step.question else ():
            found = walk.answered(step, answer.key)
            if found.question:
                followed[step.question.key, answer.key].add(numbers[found.question.key])
            else:
                ended[step.question.key, answer.key].add(found.verdict.outcome)
            waiting.append(found)
    return followed, ended


@pytest.mark.parametrize("key", [pytest.param("england-2026", marks=pytest.mark.slow), "wokingham-2011"])
def test_it_shows_what_every_path_shows_and_nothing_else(key: str) -> None:
    whole = edition(key)
    followed, ended = walked(whole)
    for stop in chart_of(whole):
        for way in stop.ways:
            at = (stop.question.key, way.answer.key)
            assert set(way.next) == followed[at] and set(way.ends) == ended[at]


@pytest.mark.parametrize("key", KEYS)
def test_every_question_is_led_to_and_every_answer_leads_on(key: str) -> None:
    stops = chart_of(edition(key))
    assert [stop.number for stop in stops] == list(range(1, len(edition(key).questions) + 1))
    assert {number for stop in stops for number in stop.next} == {stop.number for stop in stops[1:]}
    assert all(way.next or way.ends for stop in stops for way in stop.ways)
    assert {outcome for stop in stops for outcome in stop.ends} == set(Outcome)


def test_advice_is_settled_where_a_question_about_how_to_go_on_follows() -> None:
    consent = next(stop for stop in chart_of(edition("england-2026")) if stop.question.key == "duty")
    worse = chart_of(edition("england-2026"))[consent.number]
    assert worse.ways[0].settles == (Outcome.SHARE,) and worse.ways[0].ends == ()
    assert chart_of(edition("england-2026"))[-1].settles == ()


@pytest.mark.parametrize("key", KEYS)
def test_the_drawing_has_a_title_a_description_and_every_question_and_advice(key: str) -> None:
    whole = edition(key)
    root = ElementTree.fromstring(drawn(whole, chart_of(whole)))  # noqa: S314 - it is ours
    assert root.get("role") == "img" and whole.title in root.find(f"{SVG}title").text
    named = {root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")}
    assert set(root.get("aria-labelledby").split()) == named
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {f"{number}. {question.short}" for number, question in enumerate(whole.questions, 1)} <= set(words)
    assert {whole.outcomes[outcome].heading for outcome in Outcome} | set(LETTERS.values()) <= set(words)
    assert not [each for each in root.iter() if each.get("style") or each.tag.endswith(("script", "style"))]


@pytest.mark.parametrize("key", KEYS)
def test_the_page_has_the_drawing_and_the_same_as_a_table(browse: Browse, key: str) -> None:
    whole = edition(key)
    page, stops = browse(f"/guidance/editions/{key}/map/"), chart_of(whole)
    assert page.soup.select_one('[role="region"][tabindex="0"] svg[role="img"]')
    assert page.heading == f"The map of the questions: {whole.title}"
    for stop in stops:
        assert f"{stop.number}. {stop.question.title}" in page and f"Asked: {stop.question.asked_when}" in page
        assert all(way.answer.label in page and way_in_words(way, whole, stops) in page for way in stop.ways)


def test_the_map_of_today_is_that_of_the_edition_in_force(browse: Browse) -> None:
    assert edition("england-2026").title in browse("/guidance/map/")
    browse("/guidance/editions/england-1066/map/", status=404)
    assert "/guidance/map/" in browse("/guidance/").links.values()


def test_the_maps_in_docs_are_those_of_the_editions_that_ship() -> None:
    stale = behind(settings.BASE, library().shipped)
    assert not stale, f"Run manage.py draw_walk --write: {', '.join(map(str, stale))} is not as the editions are."


def test_the_page_says_in_words_that_wrap_what_the_letters_stand_for(browse: Browse) -> None:
    page, whole = browse("/guidance/map/"), edition("england-2026")
    said = [" ".join(each.text.split()) for each in page.soup.select(".sw-map-key li")]
    assert said == [f"{LETTERS[outcome]} {whole.outcomes[outcome].heading}" for outcome in Outcome]
    drawing = page.soup.select_one(".sw-map svg")
    assert whole.outcomes[Outcome.SHARE].heading not in [each.text for each in drawing.select("text")]
    assert whole.outcomes[Outcome.SHARE].heading in drawn(whole, chart_of(whole))


def test_the_command_says_what_is_stale_and_writes_it(tmp_path: Path, settings) -> None:
    settings.BASE = tmp_path
    with pytest.raises(CommandError, match=r"england-2026\.svg"):
        call_command("draw_walk")
    call_command("draw_walk", "--write", stdout=StringIO())
    said = StringIO()
    call_command("draw_walk", stdout=said)
    assert "The maps are those of the editions." in said.getvalue()
    assert {tmp_path / path for path in files_of(library().shipped)} == set((tmp_path / "docs/walk").iterdir())
