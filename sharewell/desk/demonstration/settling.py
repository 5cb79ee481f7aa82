"""The agencies stand, with teams, hours and numbers; the people are in their posts; the children are known."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.hashers import make_password

from sharewell.accounts.actions.people import add_person, choose_password
from sharewell.accounts.actions.terms import accept_terms
from sharewell.accounts.models import User
from sharewell.accounts.terms import terms_in_force
from sharewell.desk.demonstration.children import child_details, children, household_details
from sharewell.desk.demonstration.numbers import nhs_numbers
from sharewell.desk.demonstration.past import Past
from sharewell.desk.demonstration.people import PASSWORD, PEOPLE, Person
from sharewell.desk.demonstration.places import AREAS, BODIES, Body, Place
from sharewell.directory.access import areas, member_with
from sharewell.directory.actions import (
    THE_INSTALLATION,
    add_agency,
    add_member,
    add_team,
    check_contact,
    describe_agency,
    join_team,
    set_area,
    set_areas,
    set_contact,
    set_hours,
    set_identifiers,
    set_whereabouts,
)
from sharewell.directory.models import Agency, Member, Team
from sharewell.moment import pretend
from sharewell.people.actions import add_child, add_household_member
from sharewell.people.models import Child, HouseholdMember

BEGAN, NUMBERS_CHECKED, CHILDREN_KNOWN = 60, 4, 45  # working days before it was loaded


@dataclass
class Town:
    """Who and what there is in Holmbury, by the short words of the story. A member stands under their first post."""

    agencies: dict[str, Agency] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    households: dict[str, list[HouseholdMember]] = field(default_factory=dict)


def settle(past: Past) -> Town:
    """The whole town, in order of time: agencies and people first, then the children, then numbers checked again."""
    town = Town()
    with pretend(past.back(days=BEGAN)):
        for name, districts in AREAS.items():
            set_area(by=THE_INSTALLATION, name=name, districts=districts)
        for word, body in BODIES.items():
            _found(town, word, body)
        hashed = make_password(PASSWORD)
        for word, person in PEOPLE.items():
            _take_up_posts(town, word, person, hashed)
    _know_children(town, past)
    with pretend(past.back(days=NUMBERS_CHECKED)):
        for team in town.teams.values():
            if team.is_public:
                check_contact(by=THE_INSTALLATION, team=team, checked_by="the partnership office")
    return town


def _found(town: Town, word: str, body: Body) -> None:
    agency = add_agency(
        by=THE_INSTALLATION, name=body.name, kind=body.kind, short_name=body.short_name, is_demonstration=True
    )
    town.agencies[word] = agency
    set_identifiers(by=THE_INSTALLATION, agency=agency, identifiers=body.identifiers)
    describe_agency(by=THE_INSTALLATION, agency=agency, what_it_does=body.what_it_does, website=body.website)
    for name, place in body.teams.items():
        team = add_team(
            by=THE_INSTALLATION,
            agency=agency,
            name=place.name,
            purpose=place.purpose,
            telephone=place.telephone,
            what_for=place.what_for,
        )
        set_hours(by=THE_INSTALLATION, team=team, week=place.week, on_bank_holidays=place.on_bank_holidays)
        town.teams[name] = set_contact(
            by=THE_INSTALLATION,
            team=team,
            telephone=place.telephone,
            what_for=place.what_for,
            is_public=place.is_public,
        )
        _put_in_place(town.teams[name], place)


def _put_in_place(team: Team, place: Place) -> None:
    set_whereabouts(by=THE_INSTALLATION, team=team, whereabouts=place.where)
    served = [area for area in areas() if area.name in place.areas]
    set_areas(by=THE_INSTALLATION, team=team, areas=served)


def _take_up_posts(town: Town, word: str, person: Person, hashed: str) -> None:
    user: User = add_person(by=THE_INSTALLATION, email=person.email, name=person.name, is_demonstration=True)
    choose_password(by=user, account=user, hashed=hashed)
    for post in reversed(person.posts):
        member = add_member(
            by=THE_INSTALLATION,
            user=user,
            agency=town.agencies[post.body],
            job_title=post.job_title,
            roles=post.roles,
        )
        for name in post.teams:
            join_team(by=THE_INSTALLATION, team=town.teams[name], member=member)
        town.members[word] = member_with(member.pk) or member


def accept(town: Town) -> None:
    """Everybody has accepted the terms of use, so that a visitor is not asked for each of them."""
    for member in town.members.values():
        accept_terms(by=member.user, account=member.user, terms=terms_in_force())


def _know_children(town: Town, past: Past) -> None:
    numbers = nhs_numbers()
    for minute, (word, child) in enumerate(children().items()):
        by = town.members[child["by"]]
        body = PEOPLE[child["by"]].posts[0].body
        with pretend(_in_turn(past, minute)):
            kept = add_child(by=by, details=child_details(child, past, body, next(numbers)))
            town.children[word] = kept
            town.households[word] = [
                add_household_member(by=by, child=kept, details=household_details(name, relation))
                for name, relation in child.get("home", {}).items()
            ]


def _in_turn(past: Past, number: int) -> datetime:
    return past.back(days=CHILDREN_KNOWN, minutes=-5 * number)
