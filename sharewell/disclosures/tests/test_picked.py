"""Which versions may cross: those open to the one who shares, each once, as they stand."""

import pytest

from sharewell.directory.models import Member
from sharewell.disclosures.access import items_of
from sharewell.disclosures.tests import given
from sharewell.disclosures.tests.given import THE_NURSE, a_decision
from sharewell.errors import NotPermitted, Refused
from sharewell.items.actions import correct_item, identity_items, write_item
from sharewell.items.models import ItemVersion
from sharewell.items.rules import ItemDetails, Known
from sharewell.people.actions import add_child
from sharewell.people.models import Child


@pytest.fixture
def child(cast) -> Child:
    return add_child(by=cast.teacher, details={"given_name": "Mia", "family_name": "Tarrant"})


def written(by: Member, child: Child, text: str = "A bruise on her arm") -> ItemVersion:
    return write_item(by=by, child=child, details=ItemDetails(text=text, kind=Known.FACT))


def corrected(by: Member, version: ItemVersion) -> ItemVersion:
    details = ItemDetails(text="A bruise on her leg", kind=Known.FACT)
    return correct_item(by=by, item=version.item, was=version, details=details, because="I wrote the wrong limb.")


@pytest.mark.parametrize("who", ["colleague", "lead", "deputy"])
def test_what_somebody_may_not_see_they_may_not_share(cast, child, who) -> None:
    theirs, mine = written(getattr(cast, who), child), written(cast.teacher, child)
    with pytest.raises(NotPermitted, match="you may see yourself"):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team), mine, theirs)
    assert given.sent(a_decision(cast.teacher, child, team=cast.referral_team), mine).pk


def test_a_lead_shares_what_anybody_in_the_agency_wrote(cast, child) -> None:
    assert given.sent(a_decision(cast.lead, child, team=cast.referral_team), written(cast.teacher, child)).pk


def test_the_record_is_shared_by_anybody_who_may_decide(cast, child) -> None:
    (name, *_) = identity_items(by=cast.teacher, children=[child])
    assert given.sent(a_decision(cast.colleague, child, team=cast.referral_team), name).pk


def test_what_was_corrected_since_is_not_sent(cast, child) -> None:
    version = written(cast.teacher, child)
    newer = corrected(cast.teacher, version)
    with pytest.raises(Refused, match="corrected since"):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team), version)
    told = given.sent(a_decision(cast.teacher, child, team=cast.referral_team), newer)
    assert [each.version for each in items_of(told)] == [newer]


def test_what_was_said_outside_stays_on_record_as_it_was_said(cast, child) -> None:
    version = written(cast.teacher, child)
    corrected(cast.teacher, version)
    told = given.sent(a_decision(cast.teacher, child, words=THE_NURSE), version)
    assert [each.version.text for each in items_of(told)] == ["A bruise on her arm"]


def test_a_thing_picked_twice_is_refused(cast, child) -> None:
    version = written(cast.teacher, child)
    with pytest.raises(Refused, match="picked twice"):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team), version, version)
