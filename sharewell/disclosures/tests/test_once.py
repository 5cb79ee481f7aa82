"""A decision is carried out once, whatever the route, also when two press at the same moment."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from sharewell.directory.tests.given import the_cast
from sharewell.disclosures.models import DisclosedItem, Disclosure
from sharewell.disclosures.tests import given
from sharewell.disclosures.tests.given import THE_NURSE, a_decision
from sharewell.errors import Overtaken
from sharewell.items.actions import write_item
from sharewell.items.models import ItemVersion
from sharewell.items.rules import ItemDetails, Known
from sharewell.journeys.tests.crowd import all_at_once, on_file
from sharewell.ledger.models import Entry
from sharewell.people.actions import add_child

AT_ONCE = 8


def a_version(by) -> ItemVersion:
    child = add_child(by=by, details={"given_name": "Mia", "family_name": "Tarrant"})
    return write_item(by=by, child=child, details=ItemDetails(text="A bruise on her arm", kind=Known.FACT))


@pytest.mark.parametrize("outside", [True, False])
def test_a_second_disclosure_under_one_decision_is_overtaken_and_entered(cast, outside) -> None:
    version = a_version(cast.teacher)
    to = {"words": THE_NURSE} if outside else {"team": cast.referral_team}
    decision = a_decision(cast.teacher, version.item.child, **to)
    first = given.sent(decision, version)
    with pytest.raises(Overtaken, match="carried out already"):
        given.sent(decision, version)
    assert list(Disclosure.objects.all()) == [first]
    assert Entry.objects.filter(kind="disclosure.sent").count() == 1
    assert Entry.objects.get(kind="disclosure.sent.refused").facts == {"refusal": "Overtaken"}


def test_the_database_holds_one_disclosure_for_a_decision_whoever_writes_it(cast) -> None:
    version = a_version(cast.teacher)
    first, second = (
        given.sent(a_decision(cast.teacher, version.item.child, words=THE_NURSE), version) for _ in range(2)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=second.pk).update(decision=first.decision)


@pytest.mark.parametrize("outside", [True, False])
@pytest.mark.django_db(transaction=True)
def test_many_at_once_carry_it_out_once_and_the_others_are_told(tmp_path: Path, outside) -> None:
    with on_file(tmp_path):
        cast = the_cast()
        version = a_version(cast.teacher)
        to = {"words": THE_NURSE} if outside else {"team": cast.referral_team}
        decision = a_decision(cast.teacher, version.item.child, **to)
        gave = all_at_once(AT_ONCE, lambda _: given.sent(decision, version))
        assert sorted(type(each).__name__ for each in gave) == ["Disclosure", *["Overtaken"] * (AT_ONCE - 1)]
        assert Disclosure.objects.count() == DisclosedItem.objects.count() == 1
        assert Entry.objects.filter(kind="disclosure.sent").count() == 1
        assert Entry.objects.filter(kind="disclosure.sent.refused").count() == AT_ONCE - 1
