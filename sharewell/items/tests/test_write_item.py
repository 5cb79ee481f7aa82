"""Writing down what is known: done, refused to each wrong person, entered, sealed, in few statements."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharewell.directory.tests.given import Cast
from sharewell.errors import NotPermitted, Refused
from sharewell.items import access
from sharewell.items.actions import write_item, write_items
from sharewell.items.models import ItemVersion
from sharewell.items.rules import Known
from sharewell.items.tests.given import AFRAID, BRUISE, SAID, an_item, many_items
from sharewell.people.tests.given import a_child, entries, statements, words_of


def test_it_stands_with_both_its_dates(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    bruise = ItemVersion.objects.get(pk=an_item(cast.teacher, mina).pk)
    assert (bruise.number, bruise.known, bruise.heading) == (1, Known.FACT, "Bruise on left arm")
    assert (bruise.happened_on, bruise.happened_words) == (date(2026, 11, 23), "about 9.10 am")
    assert bruise.written_at and bruise.written_by == cast.teacher
    assert (bruise.agency, bruise.child_id, bruise.item.author) == (cast.school, mina.pk, cast.teacher)
    assert not bruise.is_corrected


def test_what_somebody_said_keeps_who_told_it(cast: Cast) -> None:
    said = an_item(cast.teacher, a_child(cast.teacher), **SAID)
    assert (said.known, said.told_by, said.exact_words, said.happened_on) == (Known.TOLD, "Mina", True, None)
    assert said.heading == "“He gets cross when I spill things.”"


def test_entered_with_the_words_sealed(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    bruise = an_item(cast.teacher, mina)
    (entry,) = entries("item.written")
    assert (entry.subject_id, entry.child_id) == (str(bruise.pk), str(mina.pk))
    assert entry.facts == {"child": str(mina.pk), "item": str(bruise.item_id), "kind": "fact"}
    assert "bruise" in words_of(entry)["details"]
    assert "bruise" not in (entry.facts_text + entry.word_digests_text).lower()


@pytest.mark.parametrize("details", [{}, {"text": "A bruise"}, {"text": "A bruise", "kind": "told"}])
def test_refused(cast: Cast, details: dict) -> None:
    mina = a_child(cast.teacher)
    with pytest.raises(Refused):
        write_item(by=cast.teacher, child=mina, details=details)
    assert access.items_for(cast.teacher, mina) == []
    assert len(entries("item.written.refused")) == 1


@pytest.mark.parametrize(
    "who", ["stranger", "receiver", "other_worker", "officer", "administrator", "council_administrator", "leaver"]
)
def test_refused_for_those_outside(cast: Cast, who: str) -> None:
    mina = a_child(cast.teacher)
    member = getattr(cast, who)
    member.refresh_from_db()
    with pytest.raises(NotPermitted):
        write_item(by=member, child=mina, details=BRUISE)
    with pytest.raises(NotPermitted):
        write_items(by=member, child=mina, many=[BRUISE])


def test_a_hundred_in_as_many_statements_as_one(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    counts = []
    for many in (1, 100):
        with CaptureQueriesContext(connection) as captured:
            written = many_items(cast.teacher, mina, many)
        counts.append(len(statements(captured)))
        assert [version.text for version in written][-1] == f"Late to school, day {many - 1}"
    # SQLite takes a limited number of values in one statement: a hundred may take a few more, never one an item.
    assert counts[1] <= counts[0] + 4
    assert entries("items.written")[1].facts["kinds"] == ["fact"] * 100


def test_many_are_whole_or_not_at_all(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    with pytest.raises(Refused, match="Item 2: Select how you know this"):
        write_items(by=cast.teacher, child=mina, many=[BRUISE, {"text": "Late"}])
    assert access.items_for(cast.teacher, mina) == []


def test_free_text_is_sealed_at_rest(cast: Cast) -> None:
    said = {**SAID, "about_words": "her stepfather", "others_words": "Col Tarrant", "source": "my own ears"}
    an_item(cast.teacher, a_child(cast.teacher), **said, mentions_others=True)
    columns = "heading, text, told_by, source, happened_words, about_words, others_words, because"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM items_itemversion")  # noqa: S608 - the columns stand two lines above
        sealed = b"".join(bytes(value) for value in cursor.fetchone())
    for words in ("spill", "Mina", "stepfather", "Tarrant", "last week", "own ears", "cross"):
        assert words.encode() not in sealed


def test_shown_by_category_then_by_the_day(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    late = {"text": "Late again", "kind": "fact", "happened_on": "2026-11-20"}
    undated = {"text": "Tired for weeks", "kind": "fact"}
    write_items(by=cast.teacher, child=mina, many=[AFRAID, undated, BRUISE, SAID, late])
    shown = [version.heading for version in access.items_for(cast.teacher, mina)]
    assert shown == [
        "Late again",
        "Bruise on left arm",
        "Tired for weeks",
        "“He gets cross when I spill things.”",
        "Her mother may be afraid of her partner.",
    ]


def test_one_thing_can_be_about_several_children(cast: Cast) -> None:
    mina, jo = a_child(cast.teacher), a_child(cast.teacher, given_name="Jo")
    about = [[mina], [jo], [jo, mina, jo]]
    written = write_items(by=cast.teacher, child=mina, many=[BRUISE, SAID, AFRAID], about=about)
    assert list(access.children_about(written).values()) == [(mina.pk,), (jo.pk,), (jo.pk, mina.pk)]
    assert [access.items_for(cast.teacher, child) for child in (mina, jo)] == [
        [written[0], written[2]],
        [written[1], written[2]],
    ]
    (entry,) = entries("items.written")
    assert entry.facts["about"] == [[str(child.pk) for child in children] for children in about]


@pytest.mark.parametrize(
    ("number", "words"), [([1, 0], "Item 2: Say who it is about"), ([1], "Item 2: Say who"), ([1, 1, 1], "more things")]
)
def test_what_is_about_nobody_is_refused(cast: Cast, number: list[int], words: str) -> None:
    mina = a_child(cast.teacher)
    with pytest.raises(Refused, match=words):
        write_items(by=cast.teacher, child=mina, many=[BRUISE, AFRAID], about=[[mina] * each for each in number])
    assert access.items_for(cast.teacher, mina) == []


def test_nothing_is_written_about_a_child_of_another_agency(cast: Cast) -> None:
    mina, theirs = a_child(cast.teacher), a_child(cast.stranger)
    with pytest.raises(NotPermitted):
        write_items(by=cast.teacher, child=mina, many=[BRUISE], about=[[mina, theirs]])


def test_about_many_children_in_as_many_statements_as_about_one(cast: Cast) -> None:
    mina, jo = a_child(cast.teacher), a_child(cast.teacher, given_name="Jo")
    counts = []
    for many in (2, 20):
        with CaptureQueriesContext(connection) as captured:
            written = write_items(by=cast.teacher, child=mina, many=[BRUISE] * many, about=[[mina, jo]] * many)
        counts.append(len(statements(captured)))
        with CaptureQueriesContext(connection) as captured:
            access.children_about(written)
        assert len(statements(captured)) == 1
    assert counts[0] == counts[1]
