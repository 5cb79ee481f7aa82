"""Looking for words: whole, with other endings, misspelt; whatever is typed, an answer and never an error."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from time import sleep
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.guidance.editions import editions
from sharewell.guidance.library.catalogue import Entry, entries
from sharewell.guidance.library.searching import LONGEST, MOST_WORDS, Index, index_of, words_of
from sharewell.guidance.tests.given import shipped
from tests.pages import Browse
from tests.pages import words_of as words_in

NEW = shipped()
OLD = editions()[-1]
GOOD = """
self mother father sister itself kin gang other thread hope kind court rather brother custody knife drugs
weapon online phone bullying hunger pregnant prison secret fable horse sharp persuade banana grandmother
therapist homework playground football holiday breakfast umbrella computer furniture
"""
OPERATORS = [
    '"',
    "AND",
    'a" OR "b',
    "NEAR(x y)",
    "title:consent",
    "*",
    "consent*",
    "(",
    "^a",
    "-a",
    "a + b",
    "{a b}: c",
    "''",
    ";--",
]


def titles(typed: str, edition=NEW) -> list[str]:
    return [hit.entry.title for hit in index_of(edition).find(typed).hits]


def test_every_piece_can_be_found_by_its_own_title() -> None:
    for edition in editions():
        for entry in entries(edition):
            found = titles(entry.title, edition)
            assert entry.title in found, f"{edition.key}: {entry.title} is not among {found[:5]}"


def test_every_address_leads_to_where_the_words_are(browse: Browse) -> None:
    for typed in ("share", "council", "harm", "consent", "working day"):
        page = browse(f"/guidance/search/?q={quote(typed)}")
        for address in {str(link["href"]) for link in page.soup.select(".sw-hits a")}:
            path, _, fragment = address.partition("#")
            there = browse(path)
            assert not fragment or there.soup.find(id=fragment), address


@pytest.mark.parametrize(("typed", "other"), [("sharing", "share"), ("neglected", "neglect"), ("parents", "parent")])
def test_a_word_finds_its_other_endings(typed: str, other: str) -> None:
    assert titles(typed) and set(titles(typed)) == set(titles(other))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("gilick", "gillick"),
        ("confidenshal", "confidential"),
        ("kaldikot", "caldicott"),
        ("conset", "consent"),
        ("saifgarding", "safeguarding"),
        ("parrental responsibility", "parental responsibility"),
        ("gilick competance", "gillick competence"),
        ("gillick competance", "gillick competence"),
        ("subject acess request", "subject access request"),
        ("parental responsability", "parental responsibility"),
    ],
)
def test_a_misspelt_word_is_understood_and_said(typed: str, meant: str) -> None:
    found = index_of(NEW).find(typed)
    assert found.instead == meant
    assert [hit.entry for hit in found.hits] == [hit.entry for hit in index_of(NEW).find(meant).hits] != []


def test_a_word_that_is_there_is_never_taken_for_another() -> None:
    for word in ("consent", "rule", "school", "999"):
        assert index_of(NEW).find(word).instead == ""


@pytest.mark.parametrize(
    "typed",
    GOOD.split(),
)
def test_a_good_word_is_never_taken_for_a_slip(typed: str) -> None:
    assert index_of(NEW).find(typed).instead == ""


@pytest.mark.parametrize(
    ("typed", "also"),
    [
        ("mother", ["parent"]),
        ("dads", ["parent"]),
        ("teenager", ["child", "young person"]),
        ("social services", ["social care"]),
        ("GP", ["doctor"]),
        ("social servises", ["social care"]),
        ("county lines", ["badly hurt"]),
        ("self-harm", ["badly hurt"]),
        ("running away", ["badly hurt"]),
        ("radicalisation", ["prevent"]),
        ("court", ["order"]),
        ("s47", ["section 47"]),
        ("s17", ["section 17"]),
        ("anonymous", ["anonymised"]),
        ("unborn", ["before birth", "not yet born"]),
        ("pregnant", ["before birth", "not yet born"]),
        ("consent", []),
    ],
)
def test_other_words_for_the_same_are_looked_for_too(typed: str, also: list[str]) -> None:
    found = index_of(NEW).find(typed)
    assert list(found.also) == also and found.hits and found.has_all


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("s47", "section 47"),
        ("anonymous", "anonymised"),
        ("unborn", "Before birth"),
        ("pregnant", "Before birth"),
        ("vital", "Data protection: saving a life, “vital interests” (UK GDPR, article 6(1)(d))"),
    ],
)
def test_what_people_call_it_comes_first(typed: str, title: str) -> None:
    assert titles(typed)[0] == title


@pytest.mark.parametrize("typed", ["neglecting", "informing", "protective", "decided", "agreements"])
def test_another_ending_is_no_slip(typed: str) -> None:
    assert titles(typed) and not index_of(NEW).find(typed).instead


def test_a_whole_question_looks_for_the_words_that_count() -> None:
    assert words_of("can I tell the dad") == ["tell", "dad"]
    found = index_of(NEW).find("can I tell the dad")
    assert found.also == ("parent",) and found.has_all and not found.instead


def test_words_that_stand_side_by_side_come_first() -> None:
    apart = Entry("P", "Social matters and care", "Care, care, care for social matters.", "p", "")
    together = Entry("P", "Other", "x " * 80 + "Ask social care.", "p", "")
    assert [hit.entry for hit in Index([apart, together]).find("social care").hits] == [together, apart]


def test_the_links_are_found_too(browse: Browse) -> None:
    page = browse("/guidance/search/?q=gillick+fraser")
    assert page.links["Gillick competence and Fraser guidelines"].startswith("/guidance/links/#link-")
    assert browse(f"/guidance/search/?q=gillick+fraser&edition={OLD.key}").links


@pytest.mark.parametrize(
    ("typed", "is_shown"), [("suicide", True), ("he hits her", True), ("xyzzyqq", True), ("consent", False)]
)
def test_words_of_danger_and_no_result_lead_to_who_answers(browse: Browse, typed: str, is_shown: bool) -> None:
    page = browse(f"/guidance/search/?q={quote(typed)}")
    assert bool(page.soup.select_one("#worried")) == is_shown
    if is_shown:
        assert page.links["Who answers now"] == "/contacts/"
        assert page.links["Go through the questions"] == "/guidance/walk/"


def test_each_word_must_be_there_or_else_any_and_it_says_so() -> None:
    assert index_of(NEW).find("police schools").has_all
    some = index_of(NEW).find("consent qqqq")
    assert some.hits and not some.has_all


def test_a_title_counts_more_than_words_in_passing() -> None:
    pieces = [Entry("P", "Other", "consent " * 3 + "x " * 50, "p", ""), Entry("P", "Consent", "Agreement.", "p", "")]
    assert [hit.entry.title for hit in Index(pieces).find("consent").hits] == ["Consent", "Other"]


def test_what_was_looked_for_is_marked_and_the_rest_escaped() -> None:
    hit = Index([Entry("P", "A <b>", "Share & <share> it", "p", "")]).find("sharing").hits[0]
    assert hit.snippet == "<mark>Share</mark> &amp; &lt;<mark>share</mark>&gt; it"
    assert hit.title == "A &lt;b&gt;"


@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*OPERATORS, "consent", "\x00", "\x02", "é", "’s"]), max_size=30).map(" ".join)
)
@settings(max_examples=300, deadline=None)
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    found = index_of(NEW).find(typed)
    assert len(words_of(typed)) <= MOST_WORDS
    for hit in found.hits:
        assert not set("\x02\x03") & set(hit.title + hit.snippet)


@pytest.mark.parametrize("typed", [*OPERATORS, "\x00\x07", "x" * 5000, "\ufffd", "<script>", "%", "\U0001f600"])
def test_the_page_takes_whatever_is_typed_and_shows_it_again(browse: Browse, typed: str) -> None:
    page = browse(f"/guidance/search/?q={quote(typed)}")
    assert page.heading == "Search the library"
    assert ("That was very long" in page) == (len(typed) > LONGEST)


def test_operators_are_looked_for_as_plain_words() -> None:
    assert words_of('title:"consent" OR NEAR(harm*)') == ["title", "consent", "near", "harm"]
    assert words_of("AND NOT or") == ["and", "not", "or"]
    assert words_of("the child’s PARENTS' say") == ["child", "parents", "say"]


def test_nothing_typed_shows_the_box_and_how_to_use_it(browse: Browse) -> None:
    for address in ("/guidance/search/", "/guidance/search/?q=", "/guidance/search/?q=%20%20!"):
        page = browse(address)
        assert "Type a word or two" in page and "Nothing was found" not in page


def test_results_are_grouped_counted_and_lead_to_their_place(browse: Browse) -> None:
    page = browse("/guidance/search/?q=gillick")
    assert "results" in page
    assert "Words explained" in [words_in(heading) for heading in page.soup.select("main h2")]
    assert page.links["Gillick competence"] == "/guidance/words/#term-gillick"
    assert page.soup.select(".sw-hits mark")


def test_a_misspelling_is_answered_with_did_you_mean(browse: Browse) -> None:
    page = browse("/guidance/search/?q=gilick")
    assert "Did you mean gillick?" in page
    assert "/guidance/search/?q=gillick" in page.links["gillick"]
    assert page.soup.select(".sw-hits")


def test_no_results_say_what_to_try(browse: Browse) -> None:
    page = browse("/guidance/search/?q=xyzzyqq")
    assert "Nothing was found" in page and "Try fewer words" in page


def test_another_edition_can_be_searched(browse: Browse) -> None:
    page = browse(f"/guidance/search/?q=framework&edition={OLD.key}")
    assert "Not in force today" in page
    links = [str(link["href"]) for link in page.soup.select(".sw-hits a")]
    assert links and all(link.startswith(f"/guidance/editions/{OLD.key}/") for link in links)
    browse("/guidance/search/?q=a&edition=magna-carta", status=404)
    assert "Not in force today" not in browse(f"/guidance/search/?q=consent&edition={NEW.key}")


def test_many_may_search_at_once() -> None:
    index = Index(tuple(entries(NEW)))
    asked = ["consent", "gilick", "police schools", "xyzzyqq", '"'] * 40
    alone = [index.find(typed) for typed in asked]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(index.find, asked)) == alone


class Watched:
    """A book that sees whether two ask it at the same time."""

    def __init__(self, book: sqlite3.Connection) -> None:
        self.book, self.asking, self.most = book, 0, 0

    def execute(self, *given: object) -> sqlite3.Cursor:
        self.asking += 1
        self.most = max(self.most, self.asking)
        sleep(0.001)
        self.asking -= 1
        return self.book.execute(*given)


def test_those_who_search_at_once_take_turns_at_the_book() -> None:
    index = Index(tuple(entries(NEW))[:20])
    watched = index.book = Watched(index.book)
    with ThreadPoolExecutor(4) as threads:
        assert len(list(threads.map(index.find, ["consent", "police schools"] * 8))) == 16
    assert watched.most == 1


def test_what_is_looked_for_is_in_no_log(browse: Browse, caplog, capfd) -> None:
    with caplog.at_level("DEBUG"):
        browse("/guidance/search/?q=Tarrantella")
        browse("/guidance/search/?q=Tarrantella&edition=magna-carta", status=404)
    out, err = capfd.readouterr()
    assert "tarrantella" not in (out + err + caplog.text).lower()
