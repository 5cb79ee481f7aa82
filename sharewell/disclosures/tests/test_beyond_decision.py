"""A decision permits its own disclosure and no other: its children, its recipient, its purpose, once."""

import pytest

from sharewell.decisions.rules import Decided
from sharewell.directory.models import Team
from sharewell.directory.rules import RECEIVING, TeamPurpose
from sharewell.directory.tests.given import a_team
from sharewell.disclosures.actions import Route
from sharewell.disclosures.tests import given
from sharewell.disclosures.tests.given import a_decision
from sharewell.errors import Refused
from sharewell.items.actions import identity_items, write_item
from sharewell.items.rules import ItemDetails, Known
from sharewell.people.actions import add_child


@pytest.fixture
def child(cast):
    return add_child(by=cast.teacher, details={"given_name": "Mia", "family_name": "Tarrant"})


@pytest.fixture
def version(cast, child):
    return write_item(by=cast.teacher, child=child, details=ItemDetails(text="A bruise on her arm", kind=Known.FACT))


def test_a_decision_about_one_child_lets_nothing_of_another_pass(cast, child, version) -> None:
    other = add_child(by=cast.teacher, details={"given_name": "Ned", "family_name": "Okell"})
    of_other = write_item(by=cast.teacher, child=other, details=ItemDetails(text="He was late", kind=Known.FACT))
    with pytest.raises(Refused, match="Decide about that child too"):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team), version, of_other)


def test_a_decision_to_share_with_one_team_is_for_no_other(cast, child, version) -> None:
    decision = a_decision(cast.teacher, child, team=cast.duty_team)
    with pytest.raises(Refused, match="with another team"):
        given.sent(decision, version, route=Route(team=cast.referral_team))
    assert given.sent(decision, version).pk


def test_with_nobody_to_be_named_nothing_of_the_record_passes(cast, child, version) -> None:
    decision = a_decision(cast.teacher, child, team=cast.referral_team, decided=Decided.SHARE_ANONYMISED)
    (name, *_) = identity_items(by=cast.teacher, child=child)
    with pytest.raises(Refused, match="name nobody"):
        given.sent(decision, version, name)
    assert given.sent(decision, version).pk


@pytest.mark.parametrize("purpose", [each for each in TeamPurpose if each not in RECEIVING])
def test_a_team_whose_work_is_not_to_take_it_is_sent_nothing(cast, child, version, purpose) -> None:
    team = a_team(cast.council, "Some other team", purpose, "01632 960177")
    with pytest.raises(Refused, match="not one that takes"):
        given.sent(a_decision(cast.teacher, child, team=_again(team)), version)


def test_a_team_that_is_not_public_is_sent_nothing(cast, child, version) -> None:
    assert not cast.police_team.is_public
    with pytest.raises(Refused, match="not one that takes"):
        given.sent(a_decision(cast.teacher, child, team=cast.police_team), version)


def _again(team: Team) -> Team:
    """The team as it stands now."""
    return Team.objects.select_related("agency").get(pk=team.pk)
