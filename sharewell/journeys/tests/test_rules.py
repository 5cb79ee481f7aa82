"""The path follows from the answers that count, and from nothing else."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharewell.journeys.rules import (
    Answers,
    Group,
    Held,
    Journey,
    Many,
    Page,
    accepted,
    is_stale,
    path_through,
    size,
)

ANSWERS = ("yes", "no")


def said(answer: str, *, is_finished: bool = True, rests_on: str = "") -> Held:
    return Held(typed={"answer": [answer]}, is_finished=is_finished, rests_on=rests_on)


def page_asked_when(slug: str, wanted: Mapping[str, str]) -> Page:
    return Page(slug, slug, asked=lambda seen: all(seen.one(name, "answer") == value for name, value in wanted.items()))


@st.composite
def journeys(draw: st.DrawFn) -> tuple[Page, ...]:
    """Pages, each asked when some pages (before it or not) have certain answers."""
    slugs = [f"p{number}" for number in range(draw(st.integers(1, 7)))]
    conditions = st.dictionaries(st.sampled_from(slugs), st.sampled_from(ANSWERS), max_size=2)
    return tuple(page_asked_when(slug, draw(conditions)) for slug in slugs)


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Held]:
    slugs = st.sampled_from([f"p{number}" for number in range(7)])
    held = st.builds(lambda answer, done: said(answer, is_finished=done), st.sampled_from(ANSWERS), st.booleans())
    return draw(st.dictionaries(slugs, held))


@given(journeys(), drafts())
def test_a_page_is_on_the_path_exactly_when_it_is_asked_of_what_counts_before_it(
    pages: tuple[Page, ...], held: dict[str, Held]
) -> None:
    path = path_through(pages, held)
    before: dict[str, Held] = {}
    for page in pages:
        assert (page in path.pages) == page.asked(Answers(before))
        if page in path.pages and page.slug in held and held[page.slug].is_finished:
            before[page.slug] = held[page.slug]
    assert dict(path.counted) == before


@given(journeys(), drafts())
def test_what_does_not_count_changes_nothing(pages: tuple[Page, ...], held: dict[str, Held]) -> None:
    path = path_through(pages, held)
    only_counted = {slug: held[slug] for slug in path.counted}
    assert path_through(pages, only_counted) == Path_equal(path)


@given(journeys(), drafts())
def test_one_can_go_as_far_as_the_first_unfinished_page_and_no_further(
    pages: tuple[Page, ...], held: dict[str, Held]
) -> None:
    path = path_through(pages, held)
    *finished, last = path.reached or (None,)
    assert all(page.slug in path.counted for page in finished)
    if path.first_unfinished is None:
        assert path.reached == path.pages
    else:
        assert last == path.first_unfinished


@given(journeys(), drafts())
def test_back_undoes_forward(pages: tuple[Page, ...], held: dict[str, Held]) -> None:
    path = path_through(pages, held)
    for page in path.pages:
        after = path.after(page.slug)
        assert after is None or path.before(after.slug) == page


@given(journeys())
def test_answering_the_first_unfinished_page_again_and_again_ends(pages: tuple[Page, ...]) -> None:
    held: dict[str, Held] = {}
    for _ in range(len(pages) + 1):
        stop = path_through(pages, held).first_unfinished
        if stop is None:
            return
        held[stop.slug] = said("yes")
    raise AssertionError("The journey never ends.")


class Path_equal:  # noqa: N801 - reads as a phrase
    """Equal to a path with the same pages and the same answers that count."""

    def __init__(self, path: object) -> None:
        self.path = path

    def __eq__(self, other: object) -> bool:
        return self.path.pages == other.pages and dict(self.path.counted) == dict(other.counted)  # type: ignore[attr-defined]

    __hash__ = None  # type: ignore[assignment]


def test_an_answer_off_the_path_is_kept_and_counts_again_when_it_is_back() -> None:
    pages = (Page("a", "A"), page_asked_when("b", {"a": "yes"}), Page("c", "C"))
    held = {"a": said("no"), "b": said("yes"), "c": said("yes")}
    assert [page.slug for page in path_through(pages, held).pages] == ["a", "c"]
    assert "b" not in path_through(pages, held).counted
    assert "b" in path_through(pages, held | {"a": said("yes")}).counted


def test_an_answer_that_took_something_for_granted_is_asked_again_when_that_changes() -> None:
    advice = Page("advice", "Advice", rests_on=lambda seen: seen.one("harm", "answer"))
    pages = (Page("harm", "Harm"), advice, Page("end", "End"))
    held = {"harm": said("yes"), "end": said("yes")}
    held["advice"] = accepted(advice, Held(), path_through(pages, held).counted_before("advice"))
    assert path_through(pages, held).first_unfinished is None
    assert path_through(pages, held | {"harm": said("no")}).first_unfinished == advice


def test_after_a_change_one_goes_on_to_what_it_left_open_and_else_to_the_next_page() -> None:
    pages = (Page("a", "A"), page_asked_when("b", {"a": "yes"}), Page("c", "C"))
    open_b = path_through(pages, {"a": said("yes"), "c": said("yes")})
    assert open_b.next_to_answer("a", is_change=True) == pages[1]
    whole = path_through(pages, {"a": said("no"), "c": said("yes")})
    assert whole.next_to_answer("a", is_change=True) is None
    assert whole.next_to_answer("a") == pages[2]
    assert whole.next_to_answer("c") is None


def test_the_number_of_pages_is_certain_once_nothing_more_can_be_asked() -> None:
    pages = (Page("a", "A"), page_asked_when("b", {"a": "yes"}))
    assert path_through(pages, {}).could_grow
    assert not path_through(pages, {"a": said("no")}).could_grow
    assert not path_through((Page("a", "A"),), {}).could_grow


ONE, OTHER = Held(typed={"t": ["one"]}), Held(typed={"t": ["other"]})


@pytest.mark.parametrize(
    ("saved", "typed", "seen", "stale"),
    [
        (None, ONE, 0, False),
        (Held(typed={"t": ["one"]}, stamp=3, tab="x"), Held(typed={"t": ["new"]}, tab="y"), 3, False),
        (Held(typed={"t": ["one"]}, stamp=4, tab="x"), Held(typed={"t": ["new"]}, tab="y"), 3, True),
        (Held(typed={"t": ["one"]}, stamp=4, tab="x"), Held(typed={"t": ["new"]}, tab="x"), 3, False),
        (Held(typed={"t": ["one"]}, stamp=4, tab="x"), Held(typed={"t": ["one"]}, tab="y"), 3, False),
        (Held(typed={"t": ["one"]}, stamp=4, tab="x"), Held(typed={"t": ["one"], "u": [""]}, tab="y"), 0, False),
    ],
)
def test_a_tab_is_stale_when_another_saved_other_words_since(
    saved: Held | None, typed: Held, seen: int, stale: bool
) -> None:
    assert is_stale(saved, typed, seen) is stale


@given(
    st.builds(
        Held,
        typed=st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=3), max_size=2), max_size=2),
        is_finished=st.booleans(),
        stamp=st.integers(0, 9),
        tab=st.text(max_size=3),
        rests_on=st.text(max_size=3),
        gist=st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=2).map(tuple),
        removed=st.none() | st.just({"t": ["gone"]}),
    )
)
def test_what_is_kept_is_what_is_read(held: Held) -> None:
    assert Held.from_json(held.as_json()) == held


def test_rows_are_kept() -> None:
    rows = ({"t": ["one"]}, {}, {"t": ["three"]})
    assert Held.from_json(Held(rows=rows).as_json()).rows == rows


def test_the_size_counts_every_word_even_the_removed() -> None:
    held = {"a": Held(typed={"t": ["123"]}), "b": Held(rows=({"u": ["12", "3"]},), removed={"u": ["1"]})}
    assert size(held) == 4 + 4 + 2


def test_answers_are_read_as_typed() -> None:
    answers = Answers({"a": said("yes"), "b": Held(rows=({"t": ["one"]},))})
    assert answers.one("a", "answer") == "yes"
    assert answers.every("a", "none") == ()
    assert answers.one("nowhere", "answer") == ""
    assert answers.rows("b") == ({"t": ["one"]},)
    assert answers.rows("nowhere") == ()
    assert answers.chosen(["a", "z"]) == {"a": "yes"}


@pytest.mark.parametrize("slug", ["check", "all", "Has Space", "", "-a", "discard"])
def test_some_words_cannot_be_addresses(slug: str) -> None:
    with pytest.raises(ValueError, match="cannot be"):
        Page(slug, "Title")


def test_a_page_that_repeats_needs_a_form() -> None:
    with pytest.raises(ValueError, match="needs a form"):
        Page("a", "A", many=Many())


def test_a_journey_without_groups_is_one_group() -> None:
    plain = Journey("k", "T", (Page("a", "A"),), lambda sitting: "/")
    assert plain.group("") == Group("", "T")
    assert plain.group("walk") is None


OPTIONAL = (Page("first", "First"), Page("more", "More", may_be_left=True), Page("last", "Last"))


def test_a_page_that_may_be_left_is_passed_over_until_it_is_answered():
    path = path_through(OPTIONAL, {"first": said("yes")})
    assert [page.slug for page in path.pages] == ["first", "last"]
    assert path.after("first").slug == path.after("more").slug == path.first_unfinished.slug == "last"
    assert path.before("more").slug == path.before("last").slug == "first"
    assert [page.slug for page in path.offered] == ["more"] and OPTIONAL[1] in path.reached
    assert list(path.counted_before("more")) == ["first"]


def test_answered_it_is_on_the_path_in_its_place():
    path = path_through(OPTIONAL, {"first": said("yes"), "more": said("yes")})
    assert path.pages == OPTIONAL and path.offered == ()
    assert path.after("first").slug == "more" and path.before("last").slug == "more"


def test_begun_it_holds_nothing_up():
    path = path_through(OPTIONAL, {"first": said("yes"), "more": said("yes", is_finished=False), "last": said("no")})
    assert path.first_unfinished is None and [page.slug for page in path.offered] == ["more"]


def test_it_cannot_be_opened_before_its_turn():
    path = path_through(OPTIONAL, {})
    assert path.offered == () and path.reached == OPTIONAL[:1]
