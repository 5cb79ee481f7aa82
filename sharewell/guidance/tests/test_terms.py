"""Words of the field lead to what they mean, once on each page, and never where they would be in the way."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.guidance.editions import editions
from sharewell.guidance.library.terms import Terms
from sharewell.guidance.markdown import plain, rendered
from sharewell.guidance.rules import Term


def term(word: str, *also: str) -> Term:
    return Term(word.lower().replace(" ", "-"), word, also, f"What {word} means.", "Our own words.", "")


GLOSSARY = (term("consent"), term("public interest"), term("lead"), term("safeguarding lead", "DSL"), term("FGM"))


@pytest.fixture
def terms() -> Terms:
    return Terms(GLOSSARY, "/words/")


def linked(html: str) -> list[tuple[str, str]]:
    return [(a["href"], a.get_text()) for a in BeautifulSoup(f"<div>{html}</div>", "html5lib").select("a.sw-term")]


def test_the_first_use_on_a_page_is_a_link_and_no_other(terms: Terms) -> None:
    first, second = terms.words("With consent, or without consent."), terms.prose("No consent, but *public interest*.")
    assert linked(first) == [("/words/#term-consent", "consent")]
    assert linked(second) == [("/words/#term-public-interest", "public interest")]


def test_the_longest_form_wins_and_any_form_counts_as_a_use(terms: Terms) -> None:
    assert linked(terms.words("Ask the Safeguarding Lead.")) == [
        ("/words/#term-safeguarding-lead", "Safeguarding Lead")
    ]
    assert linked(terms.words("The DSL, or the lead")) == [("/words/#term-lead", "lead")]


def test_a_plural_is_no_other_name() -> None:
    assert term("gateway", "gateways").other_names == ()
    assert term("lawful basis", "lawful bases").other_names == ()
    assert term("front door", "MASH", "MASHs", "hub").other_names == ("MASH", "hub")


def test_only_whole_words_count_in_any_case(terms: Terms) -> None:
    assert linked(terms.words("consents, consenting, non-consent, misled, leads")) == []
    assert linked(terms.words("CONSENT, fgm and the public\n interest")) == [
        ("/words/#term-consent", "CONSENT"),
        ("/words/#term-fgm", "fgm"),
        ("/words/#term-public-interest", "public\n interest"),
    ]


@pytest.mark.parametrize(
    "prose",
    ["# About consent", "[about consent](/x/)", "[*consent*](/x/)", "They say “with consent only” here"],
)
def test_nothing_is_linked_in_a_heading_a_link_or_a_quotation(terms: Terms, prose: str) -> None:
    assert linked(terms.prose(prose)) == []
    assert linked(terms.prose("Consent")) == [("/words/#term-consent", "Consent")]


def test_a_form_that_has_a_quotation_in_it_is_linked_whole() -> None:
    terms = Terms((term("harm", "serious (“significant”) harm"),), "/words/")
    assert [text for _, text in linked(terms.words("Such serious (“significant”) harm."))] == [
        "serious (“significant”) harm"
    ]


def test_a_term_does_not_lead_to_itself(terms: Terms) -> None:
    assert linked(terms.words("What consent means.", besides="consent")) == []


def test_without_a_glossary_the_words_stay_as_they_are() -> None:
    assert Terms((), "/words/").words("a < b & consent") == "a &lt; b &amp; consent"


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(["consent", "<b>", "“", "”", "*", "[x](/y)", " ", "\n\n", "&", "# "]), max_size=12).map(
        "".join
    )
)
@settings(max_examples=200, deadline=None)
def test_links_change_nothing_else(written: str) -> None:
    """Without the links it is the very HTML, whatever was written."""
    prose = Terms(GLOSSARY, "/words/").prose(written)
    soup = BeautifulSoup(f"<div>{prose}</div>", "html5lib")
    for link in soup.select("a.sw-term"):
        link.unwrap()
    bare = BeautifulSoup(f"<div>{rendered(written)}</div>", "html5lib")
    assert soup.body.get_text() == bare.body.get_text()
    assert [tag.name for tag in soup.find_all(True)] == [tag.name for tag in bare.find_all(True)]
    said = Terms(GLOSSARY, "/words/").words(written)
    assert (
        BeautifulSoup(f"<div>{said}</div>", "html5lib").find_all(
            lambda tag: tag.name not in {"html", "head", "body", "div", "a"}
        )
        == []
    )


def test_the_plain_words_of_every_piece_have_no_marks_left() -> None:
    assert plain("Ring **999**.\n\n1. *One*\n2. [Two](/x/)") == "Ring 999. One Two"
    for edition in editions():
        for piece in (*edition.golden_rules, *edition.myths, *edition.law):
            assert not set("*[]#<>") & set(plain(piece.body))


@pytest.mark.parametrize("said", ["ſafeguarding lead", "\u212aeep", "keep", "the \u0130d and the \u0131d", "ﬁt"])
def test_letters_that_are_found_like_plain_ones_are_no_fault(said: str) -> None:
    terms = Terms((*GLOSSARY, term("keep"), term("id"), term("fit")), "/words/")
    assert BeautifulSoup(str(terms.words(said)), "html5lib").get_text() == said


def test_what_is_found_leads_to_its_own_term(terms: Terms) -> None:
    assert linked(terms.words("A ſafeguarding  lead")) == [("/words/#term-safeguarding-lead", "ſafeguarding  lead")]
