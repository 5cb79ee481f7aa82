"""Correcting a child's details: the row changes, the book keeps what stood there, nobody is overwritten unawares."""

from dataclasses import replace

import pytest

from sharewell.directory.tests.given import Cast
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.people.access import child_for, details_of, find_children
from sharewell.people.actions import correct_child
from sharewell.people.models import NameKey
from sharewell.people.rules import ChildDetails, SearchWords
from sharewell.people.tests.given import a_child, entries, words_of

BECAUSE = "The family told us"


def corrected(by, child, **changes):
    was = details_of(child)
    return correct_child(by=by, child=child, was=was, details=replace(was, **changes), because=BECAUSE)


def test_the_details_are_new_and_the_child_is_found_by_them(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    corrected(cast.colleague, mina, family_name="Tarrant", address="9 New Road")
    kept = child_for(cast.teacher, mina.pk)
    assert (kept.display_name, kept.address, kept.version) == ("Mina Tarrant", "9 New Road", 2)
    assert [found.child.pk for found in find_children(cast.teacher, SearchWords("Tarant"))] == [mina.pk]
    assert find_children(cast.teacher, SearchWords("Okell")) == []
    assert not NameKey.objects.filter(child=mina, key__contains="OKL").exists()


def test_entered_with_what_stood_there_before(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    corrected(cast.colleague, mina, family_name="Tarrant")
    (entry,) = entries("child.corrected")
    assert entry.facts == {"changed": ["family_name"]}
    words = words_of(entry)
    assert '"family_name": "Okell"' in words["was"]
    assert '"family_name": "Tarrant"' in words["details"]
    assert words["because"] == BECAUSE


def test_overtaken_when_somebody_was_quicker(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    mine, theirs = child_for(cast.teacher, mina.pk), child_for(cast.lead, mina.pk)
    corrected(cast.lead, theirs, given_name="Amina")
    with pytest.raises(Overtaken):
        corrected(cast.teacher, mine, given_name="Mia")
    assert child_for(cast.teacher, mina.pk).given_name == "Amina"
    assert entries("child.corrected.refused")[0].facts == {"refusal": "Overtaken"}


def test_overtaken_when_what_was_seen_has_gone(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    seen = details_of(mina)
    corrected(cast.lead, mina, given_name="Amina")
    with pytest.raises(Overtaken):
        correct_child(by=cast.teacher, child=mina, was=seen, details=seen, because=BECAUSE)


@pytest.mark.parametrize(
    ("details", "because", "words"),
    [
        ({}, BECAUSE, "Enter a name"),
        ({"given_name": "Mia"}, "  ", "Say why"),
        (None, BECAUSE, "Nothing is different"),
    ],
)
def test_refused(cast: Cast, details: dict | None, because: str, words: str) -> None:
    mina = a_child(cast.teacher)
    new = details_of(mina) if details is None else ChildDetails.read(details)
    with pytest.raises(Refused, match=words):
        correct_child(by=cast.teacher, child=mina, was=details_of(mina), details=new, because=because)
    assert child_for(cast.teacher, mina.pk).version == 1


@pytest.mark.parametrize("who", ["stranger", "receiver", "officer", "administrator"])
def test_refused_for_those_outside(cast: Cast, who: str) -> None:
    mina = a_child(cast.teacher)
    with pytest.raises(NotPermitted):
        corrected(getattr(cast, who), mina, given_name="Mia")


def test_a_guess_keeps_the_day_it_was_made(cast: Cast) -> None:
    child = a_child(cast.teacher, given_name="Bo", age_estimate=6, estimated_on="2025-01-10")
    said = {"given_name": "Beau", "age_estimate": 6}
    kept = correct_child(by=cast.teacher, child=child, was=details_of(child), details=said, because=BECAUSE)
    assert kept.estimated_on.isoformat() == "2025-01-10"
