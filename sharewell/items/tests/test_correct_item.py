"""Correcting: another version, the one before left word for word, and nobody overwritten unawares."""

import pytest
from django.db import IntegrityError, transaction

from sharewell.directory.tests.given import Cast
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.items import access
from sharewell.items.actions import correct_item, identity_items
from sharewell.items.models import ItemVersion
from sharewell.items.tests.given import BRUISE, an_item
from sharewell.people.tests.given import a_child, entries, words_of

RIGHT_ARM = {**BRUISE, "text": "A bruise on her right arm, the size of a coin."}
BECAUSE = "I wrote the wrong arm"


def corrected(by, was: ItemVersion, details=RIGHT_ARM, because: str = BECAUSE) -> ItemVersion:
    return correct_item(by=by, item=was.item, was=was, details=details, because=because)


def test_another_version_and_the_one_before_stays(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    first = an_item(cast.teacher, mina)
    second = corrected(cast.teacher, first)
    assert (second.number, second.text, second.because) == (2, RIGHT_ARM["text"], BECAUSE)
    assert second.is_corrected
    kept = ItemVersion.objects.get(pk=first.pk)
    assert (kept.number, kept.text, kept.written_at) == (1, BRUISE["text"], first.written_at)
    assert access.items_for(cast.teacher, mina) == [second]
    assert access.history_of(cast.teacher, first.item) == [second, first]
    assert access.versions([first.pk]) == [first]


def test_entered_with_why(cast: Cast) -> None:
    first = an_item(cast.teacher, a_child(cast.teacher))
    second = corrected(cast.teacher, first)
    (entry,) = entries("item.corrected")
    assert entry.facts == {"version": str(second.pk), "number": 2, "kind": "fact"}
    assert words_of(entry)["because"] == BECAUSE


def test_overtaken_when_there_is_a_newer_version(cast: Cast) -> None:
    first = an_item(cast.teacher, a_child(cast.teacher))
    corrected(cast.lead, first)
    with pytest.raises(Overtaken):
        corrected(cast.teacher, first, details={**BRUISE, "text": "Two bruises"})
    assert [version.number for version in access.history_of(cast.teacher, first.item)] == [2, 1]


@pytest.mark.parametrize(
    ("details", "because", "words"),
    [(RIGHT_ARM, " ", "Say why"), (BRUISE, BECAUSE, "Nothing is different"), ({}, BECAUSE, "Write what is known")],
)
def test_refused(cast: Cast, details: dict, because: str, words: str) -> None:
    first = an_item(cast.teacher, a_child(cast.teacher))
    with pytest.raises(Refused, match=words):
        corrected(cast.teacher, first, details, because)
    assert len(access.history_of(cast.teacher, first.item)) == 1


def test_refused_for_a_version_of_something_else(cast: Cast) -> None:
    mina = a_child(cast.teacher)
    first, other = an_item(cast.teacher, mina), an_item(cast.teacher, mina)
    with pytest.raises(Refused, match="not a version of this item"):
        correct_item(by=cast.teacher, item=first.item, was=other, details=RIGHT_ARM, because=BECAUSE)


@pytest.mark.parametrize("who", ["colleague", "stranger", "receiver", "officer", "administrator"])
def test_refused_for_those_who_neither_wrote_it_nor_lead(cast: Cast, who: str) -> None:
    first = an_item(cast.teacher, a_child(cast.teacher))
    with pytest.raises(NotPermitted):
        corrected(getattr(cast, who), first)


def test_what_repeats_the_record_is_corrected_in_the_record(cast: Cast) -> None:
    (name, *_) = identity_items(by=cast.teacher, children=[a_child(cast.teacher)])
    with pytest.raises(NotPermitted):
        corrected(cast.lead, name)


def test_a_version_stands_once_whatever_the_code(cast: Cast) -> None:
    first = an_item(cast.teacher, a_child(cast.teacher))
    again = {**{name: getattr(first, name) for name in ("agency", "item", "kind", "category")}, "number": 1}
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemVersion.objects.create(**again, written_at=first.written_at, written_by=cast.teacher)


def test_no_act_of_this_room_changes_or_deletes_a_version() -> None:
    import inspect

    from sharewell.items import actions

    # Whom an item is kept from stands on the item, and may be said later; its versions stand.
    source = inspect.getsource(actions).replace(inspect.getsource(actions.keep_items_from), "")
    assert "ItemVersion" not in inspect.getsource(actions.keep_items_from)
    for verb in (".update(", ".delete(", ".bulk_update(", ".save("):
        assert verb not in source
