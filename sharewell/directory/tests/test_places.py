"""What an agency says of itself: its numbers in registers, its teams, where they are, whom they serve."""

import pytest
from django.http import Http404

from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import Whereabouts
from sharewell.directory.models import Agency, AgencyIdentifier, Area, Team
from sharewell.directory.rules import AgencyKind, Role, TeamPurpose, district_of
from sharewell.directory.tests import given
from sharewell.errors import NotPermitted, Overtaken, Refused


def numbers_of(agency: Agency) -> dict[str, str]:
    return dict(AgencyIdentifier.objects.filter(agency=agency).values_list("scheme", "value"))


def test_an_agency_has_one_number_of_each_register_and_no_other_has_it(cast):
    by = cast.administrator
    actions.set_identifiers(by=by, agency=cast.school, identifiers={"urn": " 999001 ", "ons": "e06000041", "ods": ""})
    assert numbers_of(cast.school) == {"urn": "999001", "ons": "E06000041"}
    with pytest.raises(Refused, match="URN 999001 is Fernleigh Primary School"):
        actions.set_identifiers(by=cast.council_administrator, agency=cast.council, identifiers={"urn": "999001"})
    with pytest.raises(Refused, match="six figures"):
        actions.set_identifiers(by=by, agency=cast.school, identifiers={"urn": "99900"})
    assert numbers_of(cast.school) == {"urn": "999001", "ons": "E06000041"}
    actions.set_identifiers(by=by, agency=cast.school, identifiers={})
    assert numbers_of(cast.school) == {}


def test_only_its_administrator_says_what_an_agency_is(cast):
    actions.describe_agency(by=cast.administrator, agency=cast.school, what_it_does=" A school. ")
    assert Agency.objects.get(pk=cast.school.pk).what_it_does == "A school."
    with pytest.raises(NotPermitted):
        actions.describe_agency(by=cast.council_administrator, agency=cast.school, what_it_does="Closed.")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": " "}, "Give the area a name"),
        ({"ons_code": "41"}, "An ONS code"),
        ({"districts": "RG40 NOWHERE"}, "NOWHERE is not the first half"),
    ],
)
def test_an_area_has_the_shape_of_one(db, wrong, says):
    with pytest.raises(Refused, match=says):
        actions.set_area(by=THE_INSTALLATION, **{"name": "Holmbury"} | wrong)
    assert not Area.objects.exists()


def test_an_area_is_the_partnerships_and_set_again_by_its_name(cast):
    actions.set_area(by=THE_INSTALLATION, name="Holmbury", districts="rg40  rg41")
    actions.set_area(by=THE_INSTALLATION, name="Holmbury", districts="RG40")
    assert [area.districts for area in Area.objects.all()] == ["RG40"]
    with pytest.raises(NotPermitted):
        actions.set_area(by=cast.administrator, name="Elsewhere")


def test_a_team_serves_the_areas_it_says_and_no_others(cast):
    north, south = (actions.set_area(by=THE_INSTALLATION, name=name) for name in ("North", "South"))
    team, by = cast.referral_team, cast.council_administrator
    actions.set_areas(by=by, team=team, areas=[north, south])
    actions.set_areas(by=by, team=team, areas=[south])
    assert [area.name for area in team.areas.all()] == ["South"]


def test_where_a_team_is_and_for_whom(cast):
    team, by = cast.referral_team, cast.council_administrator
    before = team.changed_at
    actions.set_whereabouts(
        by=by, team=team, whereabouts=Whereabouts(address="1 Shire Hall", minimum_age=0, maximum_age=18)
    )
    kept = Team.objects.get(pk=team.pk)
    assert (kept.address, kept.minimum_age, kept.maximum_age) == ("1 Shire Hall", 0, 18)
    assert kept.changed_at > before
    with pytest.raises(Refused, match="above the oldest"):
        actions.set_whereabouts(by=by, team=team, whereabouts=Whereabouts(minimum_age=12, maximum_age=5))
    with pytest.raises(Refused, match="from 0 to 25"):
        actions.set_whereabouts(by=by, team=team, whereabouts=Whereabouts(maximum_age=99))


def test_a_team_that_is_closed_is_shown_and_sent_nothing(cast):
    by, team = cast.council_administrator, cast.referral_team
    with pytest.raises(Refused, match="Somebody is still in"):
        actions.close_team(by=by, team=team)
    actions.leave_team(by=by, team=team, member=cast.receiver)
    actions.close_team(by=by, team=team)
    assert team not in access.teams_with_purpose(TeamPurpose.REFERRAL)
    assert team.name not in [one.team.name for one in access.contacts_now(team.changed_at)]
    with pytest.raises(Http404):
        access.team_for(cast.teacher, team.pk)
    with pytest.raises(Overtaken):
        actions.close_team(by=by, team=team)


def test_who_leads_the_partnership_adds_agencies_and_nobody_else_does(cast):
    leader = given.a_member(cast.council, "Petra Vale", "Partnership manager", Role.PARTNERSHIP_LEAD)
    added = actions.add_agency(by=leader, name="Oak Street Nursery", kind=AgencyKind.NURSERY)
    assert added in access.agencies()
    with pytest.raises(NotPermitted):
        actions.add_agency(by=cast.council_administrator, name="Another", kind=AgencyKind.CHARITY)


@pytest.mark.parametrize(
    ("typed", "district"),
    [
        ("rg40 1aa", "RG40"),
        ("RG401AA", "RG40"),
        ("rg40", "RG40"),
        ("W1A 1AA", "W1A"),
        ("M1 1AE", "M1"),
        ("nowhere", ""),
    ],
)
def test_the_district_of_a_postcode(typed, district):
    assert district_of(typed) == district
