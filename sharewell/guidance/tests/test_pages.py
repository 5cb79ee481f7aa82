"""The library: read by anybody, dated, and every piece says how certain it is and where it comes from.

None of these tests may use the database (none is marked so): the library asks it nothing.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from sharewell.guidance.editions import editions
from sharewell.guidance.library.opened import Opened
from sharewell.guidance.library.urls import PARTS
from sharewell.guidance.rules import AgencyKind, Mark
from sharewell.guidance.tests.given import shipped
from sharewell.moment import pretend
from tests.pages import Browse, words_of

EDITION = shipped()
OLD = editions()[-1]
LONG_AGO = datetime(2009, 3, 1, 12, tzinfo=UTC)
NAMES = ["guidance", *(name for _, name in PARTS.values() if name != "guidance_gateway")]
TODAY = [reverse(name) for name in NAMES]


@pytest.mark.parametrize("address", TODAY)
def test_each_page_says_its_edition_and_its_dates(browse: Browse, address: str) -> None:
    page = browse(address)
    assert page.links[EDITION.title] == reverse("guidance_edition", kwargs={"key": EDITION.key})
    assert "In force from 5 February 2026" in page
    assert "Last checked on 23 November 2026" in page
    assert "Draft edition" not in page
    assert "Not in force today" not in page


def test_a_draft_of_a_partnership_says_that_it_holds_on_no_day() -> None:
    own = Opened(
        replace(EDITION, key="own-2027", is_own=True, released=False),
        date(2026, 11, 26),
        date(2026, 11, 26),
        is_named=True,
    )
    said = render_to_string("guidance/library/_dates.html", {"opened": own, "edition": own.edition}, using="jinja2")
    assert "Not in force today" in said and "it holds on no day until it is released" in said


@pytest.mark.parametrize("name", NAMES[1:])
def test_each_part_of_an_old_edition_says_that_it_does_not_hold_today(browse: Browse, name: str) -> None:
    page = browse(reverse(name, kwargs={"key": OLD.key}))
    assert "Not in force today" in page
    assert "said from 1 January 2011 until 1 January 2015" in page
    assert page.links["Read the guidance that holds today"] == "/guidance/"
    assert EDITION.title not in page.text


def test_what_an_old_edition_leads_to_is_of_that_edition(browse: Browse) -> None:
    page = browse(f"/guidance/editions/{OLD.key}/rules/")
    links = [str(link["href"]) for link in page.soup.main.select("a[href]")]
    assert links.pop(0) == "/guidance/"
    links.remove("/contacts/")  # whom to ring is never of an old edition
    assert all(link.startswith(f"/guidance/editions/{OLD.key}/") for link in links)
    assert page.links["The law"] == f"/guidance/editions/{OLD.key}/law/"


def test_the_front_page_leads_to_every_part(browse: Browse) -> None:
    links = set(browse("/guidance/").links.values())
    assert set(TODAY) - {"/guidance/"} <= links


def test_the_rules_are_in_their_own_words_and_ours(browse: Browse) -> None:
    page = browse("/guidance/rules/")
    for rule in EDITION.golden_rules:
        assert f"{rule.number}. {rule.title}" in page
        assert rule.source in page
    assert "Protecting a child from such harm takes priority over protecting their privacy" in page
    assert "the exact words of the seventh rule of 2024 await checking" in page


def test_each_question_has_its_why_its_rule_its_myth_and_its_answers(browse: Browse) -> None:
    page = browse("/guidance/questions/")
    for question in EDITION.questions:
        assert question.title in page
        assert question.why in page and question.rule in page and question.asked_when in page
        myth = EDITION.myth(question.myth)
        assert myth and page.links[myth.title] == f"/guidance/myths/#myth-{myth.key}"
        for answer in question.answers:
            assert answer.label in page and answer.hint in page


@pytest.mark.parametrize(
    ("address", "pieces"),
    [
        ("/guidance/myths/", EDITION.myths),
        ("/guidance/law/", EDITION.law),
        ("/guidance/caldicott/", EDITION.caldicott),
        ("/guidance/own-say/", EDITION.own_say),
    ],
)
def test_each_passage_says_where_it_comes_from_and_what_awaits_checking(browse: Browse, address: str, pieces) -> None:
    page = browse(address)
    for piece in pieces:
        assert piece.title in page and piece.source in page and piece.awaits in page
    assert page.text.count("Likely; awaits checking") >= sum(piece.mark is Mark.LIKELY for piece in pieces)


def test_there_are_eight_caldicott_principles(browse: Browse) -> None:
    assert "8. Tell people how it is used" in browse("/guidance/caldicott/")


def test_the_outcomes_say_what_they_mean_and_what_to_do_next(browse: Browse) -> None:
    page = browse("/guidance/outcomes/")
    for words in EDITION.outcomes.values():
        assert words.heading in page
    assert page.text.count("What to do next") == len(EDITION.outcomes)


def test_with_no_edition_in_force_the_pages_say_so(browse: Browse) -> None:
    with pretend(LONG_AGO):
        for address in TODAY:
            page = browse(address, status=404)
            assert "No edition of the guidance is in force on 1 March 2009" in page
            assert EDITION.title not in page.text


@pytest.mark.parametrize("address", [*TODAY, "/guidance/editions/", f"/guidance/editions/{EDITION.key}/"])
def test_the_pages_can_only_be_read(browse: Browse, address: str) -> None:
    assert browse.client.post(address).status_code == 405


def test_an_edition_can_be_read_whole(browse: Browse) -> None:
    page = browse(f"/guidance/editions/{EDITION.key}/")
    assert page.heading == EDITION.title
    for pieces in (EDITION.golden_rules, EDITION.myths, EDITION.law, EDITION.caldicott, EDITION.own_say):
        assert all(piece.title in page and piece.source in page for piece in pieces)
    assert all(question.title in page for question in EDITION.questions)
    assert all(gateway.title in page for gateway in EDITION.gateways)
    assert all(clock.title in page for clock in EDITION.clocks)
    assert all(term.means in page for term in EDITION.glossary)
    browse("/guidance/editions/england-1066/", status=404)
    browse("/guidance/editions/england-1066/rules/", status=404)


@pytest.mark.parametrize("address", ["/guidance/law/", f"/guidance/editions/{EDITION.key}/"])
def test_what_stands_on_the_page_is_not_printed_with_nothing_under_it(browse: Browse, address: str) -> None:
    assert "sw-no-print" in browse(address).soup.find("h2", id="contents")["class"]


def test_the_glossary_gives_other_names_and_no_plurals(browse: Browse) -> None:
    page = browse("/guidance/words/")
    said = [each.text for each in page.soup.select(".sw-terms__also")]
    assert "also: MASH; multi-agency safeguarding hub" in said
    assert not [each for each in said if "gateways" in each or "referrals" in each]


def test_all_editions_are_listed_with_their_days(browse: Browse) -> None:
    page = browse("/guidance/editions/")
    for edition in editions():
        assert page.links[edition.title] == f"/guidance/editions/{edition.key}/"
    assert "1 January 2015" in page and "No end set" in page


def test_the_law_is_a_table_of_gateways_each_with_its_certainty_and_source(browse: Browse) -> None:
    page = browse("/guidance/law/")
    for gateway in EDITION.gateways:
        row = page.soup.find(id=f"gateway-{gateway.key}").parent
        words = words_of(row)
        assert page.links[gateway.title] == f"/guidance/law/{gateway.key}/"
        assert all(said in words for said in (gateway.who, gateway.what_for, gateway.record, gateway.source))
        assert ("Likely; awaits checking" in words) == (gateway.mark is Mark.LIKELY)
        assert gateway.awaits in words
    for clock in EDITION.clocks:
        assert clock.title in page


@pytest.mark.parametrize("kind", list(AgencyKind))
def test_the_law_can_be_shown_for_one_kind_of_agency(browse: Browse, kind: AgencyKind) -> None:
    page = browse(f"/guidance/law/?kind={kind}")
    shown = {row["id"].removeprefix("gateway-") for row in page.soup.select('th[id^="gateway-"]')}
    assert shown == {gateway.key for gateway in EDITION.gateways if gateway.is_open_to(kind)}
    assert page.soup.select_one(f'option[value="{kind}"][selected]')


def test_an_unknown_kind_of_agency_is_shown_everything(browse: Browse) -> None:
    page = browse("/guidance/law/?kind=%00%22<b>")
    assert len(page.soup.select('th[id^="gateway-"]')) == len(EDITION.gateways)


def test_each_gateway_has_a_page(browse: Browse) -> None:
    for gateway in EDITION.gateways:
        page = browse(f"/guidance/law/{gateway.key}/")
        assert page.heading == gateway.title
        assert all(said in page for said in (gateway.who, gateway.what_for, gateway.record, gateway.source))
        assert gateway.awaits in page
    browse("/guidance/law/magna-carta/", status=404)
    browse(f"/guidance/editions/{OLD.key}/law/{OLD.gateways[0].key}/")


@pytest.mark.parametrize("address", [*TODAY, f"/guidance/editions/{EDITION.key}/", "/guidance/law/ca-1989-47/"])
def test_each_term_is_linked_once_where_it_is_first_used_and_leads_to_its_meaning(browse: Browse, address: str) -> None:
    page, glossary = browse(address), browse("/guidance/words/")
    links = [str(link["href"]) for link in page.soup.select("a.sw-term")]
    assert len(links) == len(set(links))
    assert all(glossary.soup.find(id=link.partition("#")[2]) for link in links)
    assert not page.soup.select("h1 .sw-term, h2 .sw-term, h3 .sw-term, a a, blockquote .sw-term")


def test_our_own_words_above_the_pieces_have_their_terms_linked_too(browse: Browse) -> None:
    assert browse("/guidance/caldicott/").soup.select_one(".govuk-body-l a[href$='#term-caldicott-guardian']")
