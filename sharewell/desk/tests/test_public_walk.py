"""The walk without an account: any browser can go it, it gives the engine's advice, and nothing of it is kept."""

import logging
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, urlencode

import pytest
from django.contrib.sessions.models import Session
from django.http import QueryDict
from django.test import Client
from hypothesis import given as supposing
from hypothesis import settings, strategies

from sharewell.desk.walking import AGENCY, ASKED, AT, walking
from sharewell.directory.rules import TeamPurpose
from sharewell.directory.tests.given import OFFICE, a_team
from sharewell.guidance.editions import edition_in_force
from sharewell.guidance.rules import AgencyKind, Outcome, advise
from sharewell.guidance.wording import KINDS
from sharewell.moment import pretend
from sharewell.web.logs import NamesPages

WALK, ALL = "/guidance/walk/", "/guidance/walk/all/"
TODAY = date(2026, 11, 23)
EDITION = edition_in_force(TODAY)
REFERRAL = {"danger": "no", "harm": "new", "recipient": "protector", "bundle": "others", "tell": "safe"}
CODES = {question.key: [answer.key for answer in question.answers] for question in EDITION.questions}


@pytest.fixture(autouse=True)
def _today():
    with pretend(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        yield


def at(answers, **more):
    return f"{WALK}?{urlencode({**answers, **more})}"


def test_each_page_puts_one_question_with_why_the_rule_and_the_myth(browse, cast) -> None:
    said: dict[str, str] = {}
    for key, answer in REFERRAL.items():
        page, question = browse(at(said)), EDITION.question(key)
        assert page.heading == question.title
        assert question.why in page and question.rule in page and EDITION.myth(question.myth).title in page
        assert [radio["value"] for radio in page.soup.select('input[type="radio"]')] == CODES[key]
        assert all(words in page for words in (EDITION.question(each).short for each in said))
        said[key] = answer
    assert browse(at(said)).heading == "What the guidance advises"


def test_a_form_leads_on_and_what_it_carries_is_no_more_than_codes(browse) -> None:
    page = browse(at({"danger": "no", "harm": "new"}))
    form = page.soup.select_one("main form")
    carried = {field["name"]: field["value"] for field in form.select('input[type="hidden"]')}
    assert form["method"] == "get" and carried == {"danger": "no", "harm": "new", ASKED: "recipient"}
    assert not page.soup.select("main textarea, main input[type=text]")
    after = browse(at({**carried, "recipient": "protector"}))
    assert after.response.redirect_chain == [(at({"danger": "no", "harm": "new", "recipient": "protector"}), 302)]


def test_a_form_carries_every_answer_but_the_one_it_asks_for(browse) -> None:
    """Carried too, the answer of before would stand in the address beside the new one."""
    page = browse(at(REFERRAL, **{AT: "recipient", AGENCY: "school"}))
    carried = [(field["name"], field["value"]) for field in page.soup.select('main form input[type="hidden"]')]
    others = [(key, answer) for key, answer in REFERRAL.items() if key != "recipient"]
    assert carried == [*others, (AGENCY, "school"), (ASKED, "recipient")]
    found = walking(EDITION, TODAY, QueryDict(at(REFERRAL)[len(WALK) + 1 :]))
    assert found.carried(without="recipient") == others and found.carried() == list(REFERRAL.items())


def test_no_answer_is_asked_for_again(browse) -> None:
    page = browse(at({"danger": "no"}, **{ASKED: "harm"}))
    assert page.errors == ["Choose an answer. “I am not sure” is an answer too"]
    assert page.heading == EDITION.question("harm").title


def test_the_advice_is_the_engines_with_its_reasons_duties_rules_and_law(browse, cast) -> None:
    page, advice = browse(at(REFERRAL)), advise(EDITION, REFERRAL, "", TODAY)
    words = EDITION.outcomes[advice.outcome]
    said = [words.heading, *(each.words for each in (*advice.reasons, *advice.duties))]
    said += [*(rule.title for rule in advice.rules), *(gateway.title for gateway in advice.gateways)]
    assert all(each in page for each in said)
    assert "Draft edition" not in page and "in force from 5 February 2026" in page
    assert "Nothing was kept" in page and "01632 960" in page
    assert {"/concerns/new/", "/record-decision/", WALK} <= set(page.links.values())


def test_who_answers_now_stands_next_to_the_advice_and_in_what_cannot_wait(browse, cast) -> None:
    page = browse(at(REFERRAL))
    assert page.soup.select_one('.sw-at-once a[href^="tel:01632960"]')
    assert page.html.index('id="advice"') < page.html.index('id="answering-now"') < page.html.index(">Why<")
    page = browse(at({"danger": "no", "harm": "new"}))
    assert page.soup.select_one(".sw-at-once a")["href"] == "/contacts/"


def test_get_advice_first_leads_with_the_advice_line_when_it_answers(browse, cast) -> None:
    a_team(cast.council, "Advice line", TeamPurpose.ADVICE, "01632 960155", week=OFFICE)
    unsure = {"danger": "no", "harm": "not_sure", "recipient": "not_sure"}
    assert advise(EDITION, unsure, "", TODAY).outcome == Outcome.SEEK_ADVICE
    page = browse(at(unsure))
    line = page.soup.select_one("#advice-line").find_parent("section")
    assert "01632 960155" in line.text and page.html.index('id="advice-line"') < page.html.index('id="answering-now"')
    assert not browse(at(REFERRAL)).soup.select_one("#advice-line")
    with pretend(datetime(2026, 11, 23, 3, tzinfo=UTC)):
        assert not browse(at(unsure)).soup.select_one("#advice-line")


def test_only_an_end_that_shares_leads_to_sharing(browse, cast) -> None:
    page = browse(at(REFERRAL))
    assert page.links["Sign in to share it and record it"] == "/concerns/new/"
    page = browse(at({"danger": "no", "harm": "no", "recipient": "public", "purpose": "none"}))
    assert page.links["Sign in to record it"] == "/record-decision/" and "/concerns/new/" not in page.links.values()


def test_for_whom_the_questions_are_is_said_before_the_first(browse) -> None:
    page = browse(WALK)
    assert "for anybody who works or volunteers with children" in page
    assert "You need no account" in page and page.links["who answers now"] == "/contacts/"
    assert "You need no account" not in browse(at({"danger": "no"}))


def test_the_pages_own_to_the_history_of_the_browser(browse) -> None:
    assert "so in your browser’s history" in browse(WALK) and "use a private window" in browse(WALK)


def test_paper_has_the_whole_day_and_the_hours_of_each_number(browse, cast) -> None:
    page = browse(at(REFERRAL))
    assert page.soup.select_one(".sw-end__head .sw-paper-only").text == "Monday 23 November 2026, midday"
    numbers = page.soup.select("section.sw-paper-only li")
    assert any("Monday to Friday 8.30 am to 5 pm" in each.text for each in numbers)
    assert not any(" now" in each.text for each in numbers)


def test_the_first_use_of_a_term_leads_to_what_it_means_and_no_label_does(browse, cast) -> None:
    linked = 0
    for answers in ({}, {"danger": "no"}, {"danger": "no", "harm": "new"}, REFERRAL):
        terms = browse(at(answers)).soup.select("main .sw-term")
        linked += len(terms)
        assert len({term["href"] for term in terms}) == len(terms)
        assert all(term["href"].startswith("/guidance/words/#term-") for term in terms)
        assert not any(term.find_parent(["label", "legend", "h1", "h2", "h3", "summary"]) for term in terms)
    assert linked > 3
    assert not browse(ALL).soup.select(".sw-term")


def test_the_law_can_be_narrowed_to_the_kind_of_agency(browse, cast) -> None:
    assert set(KINDS) == set(AgencyKind)
    everything, school = browse(at(REFERRAL)), browse(at(REFERRAL, **{AGENCY: "school"}))
    narrowed = advise(EDITION, REFERRAL, "school", TODAY).gateways
    assert all(gateway.title in school for gateway in narrowed)
    assert len(narrowed) < len(advise(EDITION, REFERRAL, "", TODAY).gateways)
    assert len(school.html) < len(everything.html)


def test_the_kind_of_agency_that_was_chosen_stays_chosen(browse, cast) -> None:
    for given, chosen in (({}, []), ({AGENCY: "school"}, ["school"])):
        page = browse(at(REFERRAL, **given))
        form = page.soup.select_one(f'form:has([name="{AGENCY}"])')
        assert [option["value"] for option in form.select(f'[name="{AGENCY}"] option[selected]')] == chosen
        hidden = {field["name"]: field["value"] for field in form.select('input[type="hidden"]')}
        assert hidden == REFERRAL


def test_danger_leads_at_once_to_999(browse, cast) -> None:
    page = browse(at({"danger": "yes"}))
    assert page.soup.select_one('.sw-call-999 a[href="tel:999"]')
    assert "Ring 999 now" in page


def test_what_cannot_wait_is_said_before_the_next_question(browse) -> None:
    assert "Tell children’s social care or the police today" in browse(at({"danger": "no", "harm": "new"})).text
    assert "sw-at-once" not in browse(at({"danger": "no", "harm": "no"})).html


def test_an_answer_can_be_changed_and_those_that_still_fit_stay(browse) -> None:
    page = browse(at(REFERRAL, **{AT: "recipient"}))
    assert page.heading == EDITION.question("recipient").title
    assert page.soup.select_one("input[checked]")["value"] == "protector"
    changed = browse(at(REFERRAL, **{"recipient": "risk", ASKED: "recipient"}))
    assert changed.response.redirect_chain[-1][0] == at({"danger": "no", "harm": "new", "recipient": "risk"})
    assert page.soup.select_one(".govuk-back-link")["href"] == at(REFERRAL, **{AT: "harm"})


@pytest.mark.parametrize(
    "query",
    ["colour=red", "danger=maybe", "danger=no&harm=" + "x" * 3000, "danger=no&_agency=circus", "_at=x", "%00=%ff%00"],
)
def test_a_code_that_is_not_ours_gives_a_page_that_says_how_to_go_on(browse, caplog, query) -> None:
    with caplog.at_level(logging.INFO):
        caplog.handler.addFilter(NamesPages())
        page = browse(f"{WALK}?{query}", status=404)
    assert page.heading == "This address does not fit the questions" and WALK in page.links.values()
    browse(f"{ALL}?{query}", status=404)
    assert query not in caplog.text and "public_walk" in caplog.text


def test_the_answers_that_fit_are_kept_by_such_a_page(browse) -> None:
    page = browse(at({"danger": "no", "harm": "worse"}), status=404)
    assert page.links["Go on with these"] == at({"danger": "no"})


def test_nothing_is_kept(client: Client) -> None:
    """No cookie and no row; the database is not even asked, which a test without a mark for it may not do."""
    for address in (WALK, at({"danger": "no", "harm": "new"}), ALL, at({"danger": "maybe"})):
        response = client.get(address)
        assert not response.cookies and not client.cookies
        assert response["Cache-Control"] == "no-store" and response["Referrer-Policy"] == "no-referrer"


def test_the_advice_too_keeps_nothing(client: Client, cast) -> None:
    response = client.get(at(REFERRAL))
    assert response.status_code == 200 and not response.cookies and not Session.objects.exists()
    assert client.post(WALK).status_code == 405


def test_with_no_edition_in_force_the_page_says_so(browse) -> None:
    with pretend(datetime(2009, 3, 1, 12, tzinfo=UTC)):
        assert "No edition of the guidance is in force" in browse(WALK, status=404)


def test_all_questions_can_be_answered_on_one_page(browse, cast) -> None:
    page = browse(ALL)
    assert page.heading == "The questions"
    assert {radio["name"] for radio in page.soup.select('input[type="radio"]')} == set(CODES)
    assert all(question.why in page and EDITION.myth(question.myth).title in page for question in EDITION.questions)
    done = browse(f"{ALL}?{urlencode({**REFERRAL, 'worse': 'yes', ASKED: 'tell'})}")
    assert done.response.redirect_chain[-1][0] == at(REFERRAL)


def test_one_page_says_which_answer_is_missing_and_keeps_the_others(browse) -> None:
    said = {key: REFERRAL[key] for key in ("danger", "harm", "bundle")}
    page = browse(f"{ALL}?{urlencode({**said, ASKED: 'danger'})}")
    assert page.errors == ["“Who would get the information?”: choose an answer. “I am not sure” is an answer too"]
    assert page.soup.select_one(".govuk-error-summary a")["href"] == "#id_recipient_0"
    assert {(box["name"], box["value"]) for box in page.soup.select("input[checked]")} == set(said.items())
    assert "Questions not needed so far" in page


def test_one_page_has_what_each_answer_brings_at_once_and_a_button_to_see_it_without_a_script(browse) -> None:
    page = browse(ALL)
    brought = {note["data-brought-by"]: note for note in page.soup.select("#danger [hidden], #harm [hidden]")}
    assert brought['{"danger": "yes"}'].select_one('.sw-call-999 a[href="tel:999"]')
    today = brought['{"danger": "no", "harm": "new"}']
    assert "today" in today.text and today.select_one('a[href="/contacts/"]')
    assert '{"danger": "no", "harm": "no"}' not in brought
    assert page.soup.select_one("#harm [data-without-script] button").text.strip() == "See if something cannot wait"
    assert not page.soup.select("[data-until-changed] a")
    page = browse(f"{ALL}?danger=yes")
    assert page.soup.select_one("[data-until-changed] .sw-call-999")
    assert "today" in browse(f"{ALL}?danger=no&harm=new").soup.select_one("[data-until-changed] .sw-at-once").text


ANSWERS = strategies.fixed_dictionaries({}, optional={key: strategies.sampled_from(CODES[key]) for key in CODES})


@settings(max_examples=300, deadline=None)
@supposing(ANSWERS, strategies.sampled_from(["", *CODES]), strategies.sampled_from(["", *CODES]), strategies.booleans())
def test_an_address_that_was_mended_needs_no_mending(answers, looked_at, asked, is_school) -> None:
    said = {**answers, AT: looked_at, ASKED: asked, AGENCY: "school" if is_school else ""}
    found = walking(EDITION, TODAY, QueryDict(urlencode(said)))
    again = walking(EDITION, TODAY, QueryDict(urlencode(found.pairs())))
    assert not found.has_unknown and again.pairs() == found.pairs() == parse_qsl(urlencode(found.pairs()))
    assert again.advice == found.advice == advise(EDITION, answers, found.agency, TODAY)
