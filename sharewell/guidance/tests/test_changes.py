"""Two editions compared: what took whose place, what is new, gone or said in other words."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.guidance.editions import editions
from sharewell.guidance.library.changes import ORDER, changes
from sharewell.guidance.library.marking import marked
from sharewell.guidance.library.pairs import followed
from sharewell.guidance.tests.given import shipped
from tests.pages import Browse, words_of

NEW = shipped()
OLD = editions()[-1]
WORDS = st.lists(st.sampled_from(["a", "child", "at", "risk", "share", ",", ".", "<b>", "must", "may"]), max_size=30)


def states(older, newer, part):
    found = next(section for section in changes(older, newer, (newer, older)) if section.key == part)
    return {change.key: change.state for change in found.changes}


@given(WORDS.map(" ".join), WORDS.map(" ".join))
@settings(max_examples=300, deadline=None)
def test_the_marked_words_are_the_words_themselves(older: str, newer: str) -> None:
    found = marked(older, newer)
    for said, html, mark, other in ((older, found.older, "del", "ins"), (newer, found.newer, "ins", "del")):
        soup = BeautifulSoup(f"<div>{html}</div>", "html5lib")
        assert not soup.find(other) and not soup.find("b")
        for hidden in soup.select(".govuk-visually-hidden"):
            assert hidden.parent.name == mark
            hidden.decompose()
        assert soup.div.get_text() == said


def test_only_what_changed_is_marked() -> None:
    found = marked(
        "You may share it with the police if a child is at risk.", "You must share it if a child is at risk."
    )
    out, put = (BeautifulSoup(html, "html5lib") for html in (found.older, found.newer))
    assert [words_of(mark) for mark in out("del")] == ["(taken out:) may", "(taken out:) with the police"]
    assert [words_of(mark) for mark in put("ins")] == ["(put in:) must"]


def test_other_words_altogether_are_not_marked() -> None:
    assert not marked("Ask for agreement first.", "The child comes before privacy.").is_marked
    assert not marked("", "New words").is_marked


def test_an_edition_beside_itself_has_changed_in_nothing() -> None:
    for section in changes(NEW, NEW, editions()):
        assert {change.state for change in section.changes} <= {"same"}


def test_each_golden_rule_stands_beside_the_one_whose_place_it_took() -> None:
    section = next(section for section in changes(OLD, NEW, editions()) if section.key == "rules")
    beside = {change.pair.newer.key: change.pair.older.key for change in section.changes}
    assert beside == {rule.key: rule.follows for rule in NEW.golden_rules}


def test_what_is_followed_is_traced_through_the_editions_between() -> None:
    rules = tuple(replace(rule, follows="golden-3" if rule.key == "golden-1" else "") for rule in NEW.golden_rules)
    newest = replace(NEW, key="newest", follows=NEW.key, golden_rules=rules)
    came = followed(OLD, newest, (newest, NEW, OLD), lambda edition: edition.golden_rules)
    assert came == {"golden-1": "golden-4"}
    stranger = replace(NEW, key="stranger", follows="")
    assert followed(OLD, stranger, (stranger, OLD), lambda edition: edition.golden_rules)["golden-3"] == "golden-3"


def test_pieces_are_new_gone_changed_or_the_same() -> None:
    gateways = (replace(NEW.gateways[0], who="Nobody."), replace(NEW.gateways[1], key="another"), *NEW.gateways[2:])
    found = states(NEW, replace(NEW, gateways=gateways), "gateways")
    assert found[NEW.gateways[0].key] == "changed"
    assert found["another"] == "new"
    assert found[NEW.gateways[1].key] == "gone"
    assert found[NEW.gateways[2].key] == "same"


def test_answers_clocks_switches_and_terms_count_as_words() -> None:
    first = NEW.questions[0]
    fewer = replace(first, answers=first.answers[:-1])
    assert states(NEW, replace(NEW, questions=(fewer, *NEW.questions[1:])), "questions")[first.key] == "changed"
    longer = replace(NEW.clocks[0], length=9)
    assert states(NEW, replace(NEW, clocks=(longer, *NEW.clocks[1:])), "clocks")[longer.key] == "changed"
    later = replace(NEW.switches[0], effective_from=None)
    assert states(NEW, replace(NEW, switches=(later,)), "switches") == {str(later.fact): "changed"}
    assert states(NEW, replace(NEW, glossary=NEW.glossary[1:]), "words")[NEW.glossary[0].key] == "gone"


def test_the_page_compares_the_two_newest_the_older_first(browse: Browse) -> None:
    page = browse("/guidance/changes/")
    assert f"Before: {OLD.title}, not in force today. After: {NEW.title}, in force today." in page
    assert all(page.soup.find("h2", id=part) for part in ORDER)
    assert page.soup.find("ins") and page.soup.find("del")
    for edition in (OLD, NEW):
        assert f"{edition.title}: in force from" in page


@pytest.mark.parametrize(("older", "newer"), [(OLD, NEW), (NEW, OLD)])
def test_any_two_can_be_chosen_in_either_order(browse: Browse, older, newer) -> None:
    page = browse(f"/guidance/changes/?older={older.key}&newer={newer.key}")
    assert f"Before: {OLD.title}, not in force today. After: {NEW.title}, in force today." in page
    assert page.soup.select_one(f'#older option[value="{OLD.key}"][selected]')


def test_one_edition_twice_asks_for_another_and_none_of_ours_is_not_found(browse: Browse) -> None:
    page = browse(f"/guidance/changes/?older={OLD.key}&newer={OLD.key}")
    assert "Choose two different editions" in page
    browse("/guidance/changes/?older=magna-carta", status=404)


def test_the_golden_rules_of_both_editions_stand_side_by_side(browse: Browse) -> None:
    page = browse("/guidance/rules/side-by-side/")
    rows = [words_of(row) for row in page.soup.select("tbody tr")]
    assert len(rows) == 7
    for rule, row in zip(NEW.golden_rules, rows, strict=True):
        older = next(each for each in OLD.golden_rules if each.key == rule.follows)
        assert all(
            said in row for said in (rule.title, rule.quote, rule.source, older.title, older.quote, older.source)
        )
