"""The public pages: read by anybody, dated, and each likely fact marked."""

from datetime import UTC, datetime

import pytest

from sharewell.guidance.rules import Mark
from sharewell.guidance.tests.given import shipped
from sharewell.moment import pretend
from tests.pages import Browse

EDITION = shipped()
LONG_AGO = datetime(2009, 3, 1, 12, tzinfo=UTC)


def test_the_edition_in_force_shows_every_question_its_dates_and_that_it_is_a_draft(browse: Browse) -> None:
    page = browse("/guidance/")
    assert page.heading == EDITION.title
    assert "Draft edition" in page
    assert "In force from 5 February 2026" in page
    for question in EDITION.questions:
        assert question.title in page
        assert question.why in page
        for answer in question.answers:
            assert answer.label in page


def test_an_edition_can_be_read_by_its_name(browse: Browse) -> None:
    assert browse(f"/guidance/editions/{EDITION.key}/").heading == EDITION.title
    browse("/guidance/editions/england-1066/", status=404)


def test_the_rules_page_shows_the_seven_rules_the_myths_and_the_outcomes(browse: Browse) -> None:
    page = browse("/guidance/rules/")
    for rule in EDITION.golden_rules:
        assert f"{rule.number}. {rule.title}" in page
    assert "Protecting a child from such harm takes priority over protecting their privacy" in page
    for myth in EDITION.myths:
        assert myth.title in page
    for words in EDITION.outcomes.values():
        assert words.heading in page


def test_the_law_page_marks_how_certain_each_gateway_is_and_where_it_comes_from(browse: Browse) -> None:
    page = browse("/guidance/law/")
    for gateway in EDITION.gateways:
        card = page.soup.find(id=f"gateway-{gateway.key}")
        assert card is not None
        words = " ".join(card.get_text().split())
        assert gateway.source in words
        assert ("Likely; awaits checking" in words) == (gateway.mark is Mark.LIKELY)
        assert gateway.awaits in words
    for clock in EDITION.clocks:
        assert clock.title in page


@pytest.mark.parametrize("address", ["/guidance/", "/guidance/rules/", "/guidance/law/"])
def test_with_no_edition_in_force_the_page_says_so(browse: Browse, address: str) -> None:
    with pretend(LONG_AGO):
        page = browse(address, status=404)
    assert "No edition of the guidance is in force on 1 March 2009" in page


@pytest.mark.parametrize("address", ["/guidance/", "/guidance/rules/", "/guidance/law/"])
def test_the_pages_can_only_be_read(browse: Browse, address: str) -> None:
    assert browse.client.post(address).status_code == 405
