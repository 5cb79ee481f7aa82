"""One page: a decision not to share, or one carried out by telephone, gets the same record."""

import pytest

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.ledger.models import Entry
from sharewell.people.models import Child
from tests.pages import Browse

ADDRESS = "/record-decision/"
BY_PHONE = {
    "harm": "no",
    "child_name": "Mia Tarrant",
    "what": "The family would like help with sleep.",
    "decided": "telephone",
    "with_whom": "The health visitor, Holmbury Trust",
    "because": "Her mother asked for help and agreed.",
    "told": "told",
    "told_words": "Mother, at the gate",
}
NOT_SHARED = BY_PHONE | {
    "decided": "do_not_share",
    "with_whom": "A neighbour who asked",
    "because": "The neighbour has no part in it.",
    "told": "not_shared",
    "told_words": "",
}


@pytest.fixture
def browse(cast) -> Browse:
    return Browse().as_(cast.teacher.user)


def test_by_telephone(cast, browse) -> None:
    done = browse.post(ADDRESS, BY_PHONE)
    assert done.heading == "It is on the record"
    concern = Concern.objects.get()
    assert concern.disclosure.spoken_to == BY_PHONE["with_whom"]
    assert concern.disclosure.to_team is None
    assert concern.reference in done
    assert browse(f"/concerns/{concern.pk}/copy/").status == 200
    assert Entry.objects.filter(kind="concern.raised").count() == 1


def test_not_shared(browse) -> None:
    browse.post(ADDRESS, NOT_SHARED)
    concern = Concern.objects.get()
    assert concern.disclosure is None
    assert concern.decision.because == NOT_SHARED["because"]
    assert concern.decision.recipient_words == NOT_SHARED["with_whom"]
    assert concern.decision.edition_digest


def test_with_nothing_shared_nobody_is_asked_what_the_family_was_told(browse) -> None:
    browse.post(ADDRESS, NOT_SHARED | {"told": ""})
    assert Concern.objects.get().disclosure is None


def test_harm_stands_first_and_says_refer_today(browse) -> None:
    page = browse.post(ADDRESS, NOT_SHARED | {"harm": "new"})
    assert "Tell children’s social care or the police today" in page


def test_a_child_who_may_be_held_already_is_asked_about_first(cast, browse) -> None:
    child = given.a_child(cast.teacher)
    page = browse.post(ADDRESS, NOT_SHARED | {"child_name": "Miah Tarant"})
    assert "Is it one of these" in page
    assert not Concern.objects.exists()
    browse.post(ADDRESS, NOT_SHARED | {"child_name": "Miah Tarant", "child": str(child.pk)})
    assert Concern.objects.get().child == child
    assert Child.objects.count() == 1


@pytest.mark.parametrize(
    "field", ["harm", "child_name", "what", "decided", "with_whom", "because", "told", "told_words"]
)
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(browse, field) -> None:
    page = browse.post(ADDRESS, BY_PHONE | {field: ""})
    assert page.errors
    assert not Concern.objects.exists()
    if field != "what":
        assert BY_PHONE["what"] in page.html


def test_a_child_of_another_agency_cannot_be_chosen(cast, browse) -> None:
    theirs = given.a_child(cast.stranger)
    browse.post(ADDRESS, NOT_SHARED | {"child": str(theirs.pk)}, status=404)
    browse.post(ADDRESS, NOT_SHARED | {"child": "junk"}, status=404)
    assert not Concern.objects.exists()
