"""A decision permits its own disclosure and no other: its children, its recipient, its purpose, once."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sharewell.decisions.rules import Decided
from sharewell.directory.models import Team
from sharewell.directory.rules import RECEIVING, TeamPurpose
from sharewell.directory.tests.given import a_team
from sharewell.disclosures.actions import Route
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import USUAL_PURPOSES, Carried
from sharewell.disclosures.tests import given
from sharewell.disclosures.tests.given import a_decision
from sharewell.errors import Refused
from sharewell.items.actions import identity_items, write_item
from sharewell.items.rules import ItemDetails, Known
from sharewell.moment import now
from sharewell.people.actions import add_child, add_household_member


def test_a_decision_about_one_child_lets_nothing_of_another_pass(cast, child, version) -> None:
    other = add_child(by=cast.teacher, details={"given_name": "Ned", "family_name": "Okell"})
    of_other = write_item(by=cast.teacher, child=other, details=ItemDetails(text="He was late", kind=Known.FACT))
    with pytest.raises(Refused, match="Decide about that child too"):
        given.sent(a_decision(cast.teacher, child, team=cast.referral_team), version, of_other)


def _routes(cast) -> dict[str, Route]:
    return {
        "a team": Route(cast.referral_team),
        "another team": Route(cast.duty_team),
        "somebody": given.in_person(given.THE_NURSE),
        "somebody else": given.in_person("Her grandmother"),
        "nobody": given.in_person(" "),
        "a team, and somebody": Route(cast.referral_team, spoken_to=given.THE_NURSE),
    }


@pytest.mark.parametrize("decided", ["a team", "another team", "somebody", "somebody else", "nobody"])
def test_it_goes_to_whom_it_was_decided_for_and_to_nobody_else(cast, child, version, decided) -> None:
    """Every route under every decision: only the one decided for is open."""
    routes = _routes(cast)
    meant = routes[decided]
    for name, route in routes.items():
        decision = a_decision(cast.teacher, child, team=meant.team, words=meant.spoken_to)
        if name == decided != "nobody":
            assert given.sent(decision, version, route=route).decision == decision
            continue
        with pytest.raises(Refused, match=r"share with somebody else|who it goes to"):
            given.sent(decision, version, route=route)
    assert Disclosure.objects.count() == (decided != "nobody")


def test_words_beside_a_team_in_the_decision_open_no_way_outside(cast, child, version) -> None:
    decision = a_decision(cast.teacher, child, team=cast.referral_team, words=given.THE_NURSE)
    with pytest.raises(Refused, match="share with somebody else"):
        given.sent(decision, version, route=given.in_person(given.THE_NURSE))
    assert given.sent(decision, version).to_team == cast.referral_team


@pytest.mark.parametrize("stands", [{"to_team": None}, {"to_agency": None}, {"carried": Carried.LETTER}])
def test_no_row_says_both_that_a_team_has_it_and_that_it_was_carried_outside(cast, child, version, stands) -> None:
    disclosure = given.sent(a_decision(cast.teacher, child, team=cast.referral_team), version)
    with pytest.raises(IntegrityError), transaction.atomic():
        Disclosure.objects.filter(pk=disclosure.pk).update(**stands)


@pytest.mark.parametrize("purpose", ["", "To learn what the surgery knows"])
def test_what_was_decided_for_one_purpose_is_shared_for_no_other(cast, child, version, purpose) -> None:
    decision = a_decision(cast.teacher, child, team=cast.referral_team)
    with pytest.raises(Refused, match="another purpose"):
        given.sent(decision, version, cover=replace(given.COVER, purpose=purpose))
    assert given.sent(decision, version).purpose == decision.purpose


def test_with_nobody_to_be_named_nothing_of_the_record_passes(cast, child, version) -> None:
    decision = a_decision(cast.teacher, child, team=cast.referral_team, decided=Decided.SHARE_ANONYMISED)
    (name, *_) = identity_items(by=cast.teacher, children=[child])
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


NAMING = [{"about": "Mia Tarrant, 8 years"}, {"headline": "Mia’s arm"}, {"headline": "The TARRANT girl"}]
NAMING += [{"about": "A girl of 8"}, {"headline": "Mími is hurt"}]
PURPOSES = ["To keep Mia safe", "To help the Tarrants, for Tarrant asked", "For mimi"]


@pytest.fixture
def known_as(cast):
    details = {"given_name": "Mia", "family_name": "Tarrant", "known_as": ["Mimi"], "mother_name": "Jane Holt"}
    return add_child(by=cast.teacher, details=details)


def _written(by, child, text: str):
    return write_item(by=by, child=child, details=ItemDetails(text=text, kind=Known.FACT))


@pytest.mark.parametrize("cover", NAMING)
@pytest.mark.parametrize("decided", [Decided.SHARE, Decided.SHARE_ANONYMISED])
def test_a_cover_says_no_name_that_nothing_picked_says(cast, known_as, cover, decided) -> None:
    decision = a_decision(cast.teacher, known_as, team=cast.referral_team, decided=decided)
    version = _written(cast.teacher, known_as, "A bruise on her arm")
    with pytest.raises(Refused, match=r"Nothing picked names the child|to name nobody"):
        given.sent(decision, version, cover=replace(given.COVER, **cover))
    assert given.sent(decision, version).about == ""


@pytest.mark.parametrize("purpose", PURPOSES)
def test_what_it_is_for_says_no_name_that_nothing_picked_says(cast, known_as, purpose) -> None:
    decision = a_decision(cast.teacher, known_as, team=cast.referral_team, purpose=purpose)
    with pytest.raises(Refused, match="Nothing picked names the child"):
        given.sent(decision, _written(cast.teacher, known_as, "A bruise"), cover=replace(given.COVER, purpose=purpose))


@pytest.mark.parametrize("said", ["Jane Holt", "the Holts", "Dean", "Janie"])
def test_with_nobody_to_be_named_a_cover_names_nobody_of_the_household(cast, known_as, said) -> None:
    add_household_member(by=cast.teacher, child=known_as, details={"name": "Dean Hollis", "relation": "father"})
    version = _written(cast.teacher, known_as, "A bruise")
    for words in ({"purpose": f"To help a child of {said}"}, {"headline": f"Seen with {said}"}):
        cover = replace(given.COVER, **words)
        decision = a_decision(
            cast.teacher,
            known_as,
            team=cast.referral_team,
            decided=Decided.SHARE_ANONYMISED,
            purpose=cover.purpose,
        )
        with pytest.raises(Refused, match="to name nobody"):
            given.sent(decision, version, cover=cover)


@pytest.mark.parametrize("decided", [Decided.SHARE, Decided.SHARE_ANONYMISED])
@pytest.mark.parametrize("details", [{"due_date": "2027-03-01"}, {"family_name": "Reid", "age_estimate": 6}])
def test_a_child_without_a_first_name_is_named_by_the_mother_s(cast, details, decided) -> None:
    child = add_child(by=cast.teacher, details={"mother_name": "Jane Okonkwo"} | details)
    purpose = "To keep the child of Jane Okonkwo safe"
    decision = a_decision(cast.teacher, child, team=cast.referral_team, purpose=purpose, decided=decided)
    with pytest.raises(Refused, match=r"Nothing picked names the child|to name nobody"):
        given.sent(decision, _written(cast.teacher, child, "A bruise"), cover=replace(given.COVER, purpose=purpose))


def test_a_name_that_is_picked_may_stand_in_the_cover(cast, known_as) -> None:
    (name, *_) = identity_items(by=cast.teacher, children=[known_as])
    cover = replace(given.COVER, about="Mia Tarrant, 8 years", headline="Mia was late")
    told = given.sent(a_decision(cast.teacher, known_as, team=cast.referral_team), name, cover=cover)
    assert told.about == cover.about


@pytest.mark.parametrize(("born", "age"), [(21, "3 weeks"), (400, "13 months")])
def test_an_age_is_nobody_s_name(cast, born, age) -> None:
    today = localdate(now())
    names = {"given_name": "Ella", "family_name": "Smith", "date_of_birth": (today - timedelta(days=born)).isoformat()}
    ella = add_child(by=cast.teacher, details=names)
    tom = add_child(by=cast.teacher, details={"given_name": "Tom", "family_name": age.split()[1].title()})
    (name, *_) = identity_items(by=cast.teacher, children=[ella])
    decision = a_decision(cast.teacher, ella, tom, team=cast.referral_team)
    for about in (f"Ella Smith, {age}\nTom", f"Ella Smith, {age}, brother of Tom", f"Ella Smith, brother of a {age}"):
        with pytest.raises(Refused, match="Nothing picked names the child"):
            given.sent(decision, name, cover=replace(given.COVER, about=about))
    assert given.sent(decision, name, cover=replace(given.COVER, about=f"Ella Smith, {age}")).pk


def test_a_heading_may_say_a_name_that_what_was_written_says(cast, known_as) -> None:
    version = _written(cast.teacher, known_as, "Mia was late")
    decision = a_decision(cast.teacher, known_as, team=cast.referral_team)
    assert given.sent(decision, version, cover=replace(given.COVER, headline=version.heading)).pk


@pytest.mark.parametrize("text", ["Mia was late", "The Tarrants: Tarrant was late", "Mimi’s late", "jane was late"])
def test_with_nobody_to_be_named_no_words_that_name_somebody_pass(cast, known_as, text) -> None:
    decision = a_decision(cast.teacher, known_as, team=cast.referral_team, decided=Decided.SHARE_ANONYMISED)
    with pytest.raises(Refused, match="to name nobody"):
        given.sent(decision, _written(cast.teacher, known_as, text))


@pytest.mark.parametrize("purpose", sorted(USUAL_PURPOSES))
@pytest.mark.parametrize("decided", [Decided.SHARE, Decided.SHARE_ANONYMISED])
def test_a_usual_purpose_names_nobody_though_a_child_be_called_so(cast, purpose, decided) -> None:
    child = add_child(by=cast.teacher, details={"given_name": "Keep", "family_name": "Child"})
    decision = a_decision(cast.teacher, child, team=cast.referral_team, purpose=purpose, decided=decided)
    cover = replace(given.COVER, headline="", purpose=purpose)
    assert given.sent(decision, _written(cast.teacher, child, "A bruise"), cover=cover).purpose == purpose
