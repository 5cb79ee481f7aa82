"""What may be done to the directory, by whom, and that it is entered."""

from datetime import date, time

import pytest

from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.rules import AgencyKind, Hours, OnBankHolidays, Role, TeamPurpose
from sharewell.directory.tests.given import a_user
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.book import Actor, ActorKind
from sharewell.ledger.models import Entry
from tests.building import HOUSE, sources

NINE_TO_TEN = {0: [Hours(time(9), time(10))]}


def entries(kind: str) -> list[Entry]:
    return list(Entry.objects.filter(kind=kind))


@pytest.mark.parametrize("who", ["teacher", "colleague", "lead", "stranger", "council_administrator"])
def test_only_an_administrator_of_the_agency_administers_it(cast, who):
    by, team = getattr(cast, who), cast.lead_team
    newcomer = a_user("New Comer")
    tries = [
        lambda: actions.add_team(by=by, agency=cast.school, name="Another", purpose=TeamPurpose.OTHER),
        lambda: actions.set_hours(by=by, team=team, week=NINE_TO_TEN),
        lambda: actions.set_contact(by=by, team=team, telephone="101", what_for="", is_public=True),
        lambda: actions.check_contact(by=by, team=team),
        lambda: actions.add_exception(by=by, team=team, on=date(2099, 1, 1)),
        lambda: actions.remove_exception(by=by, team=team, on=date(2099, 1, 1)),
        lambda: actions.add_member(by=by, user=newcomer, agency=cast.school),
        lambda: actions.give_role(by=by, member=cast.teacher, role=Role.ADMINISTRATOR),
        lambda: actions.take_role(by=by, member=cast.lead, role=Role.DESIGNATED_LEAD),
        lambda: actions.join_team(by=by, team=team, member=cast.teacher),
        lambda: actions.leave_team(by=by, team=team, member=cast.lead),
        lambda: actions.end_membership(by=by, member=cast.deputy),
    ]
    for attempt in tries:
        with pytest.raises(NotPermitted):
            attempt()
    assert len(entries("team.added.refused")) == 1


def test_only_the_installation_adds_agencies_and_bank_holidays(cast):
    another_system = Actor(kind=ActorKind.SYSTEM, id="sign-in", name="The sign-in page")
    for by in (cast.administrator, cast.administrator.user, another_system):
        with pytest.raises(NotPermitted):
            actions.add_agency(by=by, name="Ours too", kind=AgencyKind.CHARITY)
        with pytest.raises(NotPermitted):
            actions.add_bank_holidays(by=by, source="me", dates={date(2099, 1, 1): "Mine"})


def test_no_page_may_act_as_the_installation():
    """Only commands and tests name it; an act that anybody can reach by the web takes a member or a person."""
    allowed = {"permits.py", "__init__.py"}
    named = [
        path.relative_to(HOUSE)
        for path in sources()
        if "THE_INSTALLATION" in path.read_text(encoding="utf-8")
        and not ("management" in path.parts or "demonstration" in str(path))
    ]
    assert {path.name for path in named if path.parts[0] == "directory"} <= allowed
    assert not [path for path in named if path.parts[0] != "directory"]


def test_an_administrator_who_has_left_administers_nothing(cast):
    actions.end_membership(by=THE_INSTALLATION, member=cast.administrator)
    with pytest.raises(NotPermitted):
        actions.add_team(by=cast.administrator, agency=cast.school, name="Late", purpose=TeamPurpose.OTHER)


def test_a_team_is_added_once_and_its_number_can_be_rung(cast):
    by = cast.administrator
    team = actions.add_team(by=by, agency=cast.school, name="First aid", purpose=TeamPurpose.OTHER)
    assert not team.is_public
    with pytest.raises(Refused, match="already has a team"):
        actions.add_team(by=by, agency=cast.school, name=" first AID ", purpose=TeamPurpose.OTHER)
    with pytest.raises(Refused, match="telephone number"):
        actions.set_contact(by=by, team=team, telephone="ring me", what_for="", is_public=False)
    with pytest.raises(Refused, match="needs a telephone"):
        actions.set_contact(by=by, team=team, telephone="", what_for="", is_public=True)
    actions.set_contact(by=by, team=team, telephone="01632 960 001", what_for="Cuts", is_public=True)
    assert team.checked_by == "Ada Office"
    (entry,) = [entry for entry in entries("team.contact_set") if entry.subject_id == str(team.pk)]
    assert entry.facts["telephone"] == "01632 960 001"


def test_an_agency_is_added_once(cast):
    with pytest.raises(Refused, match="already in the directory"):
        actions.add_agency(by=THE_INSTALLATION, name="holmbury council", kind=AgencyKind.COUNCIL)


def test_hours_are_refused_for_a_weekday_that_is_none_and_for_missing_own_hours(cast):
    by, team = cast.council_administrator, cast.referral_team
    with pytest.raises(Refused, match="Weekdays"):
        actions.set_hours(by=by, team=team, week={8: [Hours(time(9), time(10))]})
    with pytest.raises(Refused, match="bank holidays"):
        actions.set_hours(by=by, team=team, week=NINE_TO_TEN, on_bank_holidays=OnBankHolidays.OWN_HOURS)
    actions.set_hours(by=by, team=team, week=NINE_TO_TEN)
    assert entries("team.hours_set")[-1].facts == {"week": {"monday": ["09.00-10.00"]}}


def test_an_exception_is_put_and_taken_away(cast):
    by, team, on = cast.council_administrator, cast.referral_team, date(2099, 1, 5)
    actions.add_exception(by=by, team=team, on=on)
    actions.add_exception(by=by, team=team, on=on, hours=[Hours(time(9), time(10)), Hours(time(11), time(12))])
    assert team.exceptions.count() == 2
    actions.remove_exception(by=by, team=team, on=on)
    with pytest.raises(Refused, match="no hours of its own"):
        actions.remove_exception(by=by, team=team, on=on)
    with pytest.raises(Refused, match="gone by"):
        actions.add_exception(by=by, team=team, on=date(2001, 1, 1))


def test_roles_and_teams_are_given_and_taken(cast):
    by, teacher = cast.administrator, cast.teacher
    actions.give_role(by=by, member=teacher, role=Role.OTHER_SENIOR)
    assert teacher.has_role(Role.OTHER_SENIOR)
    with pytest.raises(Refused, match="already has"):
        actions.give_role(by=by, member=teacher, role=Role.OTHER_SENIOR)
    actions.take_role(by=by, member=teacher, role=Role.OTHER_SENIOR)
    assert not teacher.has_role(Role.OTHER_SENIOR)
    with pytest.raises(Refused, match="does not have"):
        actions.take_role(by=by, member=teacher, role=Role.OTHER_SENIOR)
    actions.join_team(by=by, team=cast.lead_team, member=teacher)
    assert teacher.team_ids == {cast.lead_team.pk}
    with pytest.raises(Refused, match="already in"):
        actions.join_team(by=by, team=cast.lead_team, member=teacher)
    actions.leave_team(by=by, team=cast.lead_team, member=teacher)
    assert not teacher.team_ids
    with pytest.raises(Refused, match="is not in"):
        actions.leave_team(by=by, team=cast.lead_team, member=teacher)
    with pytest.raises(Refused, match="not a member of"):
        actions.join_team(by=by, team=cast.lead_team, member=cast.stranger)


def test_a_leaver_is_in_no_team_holds_no_new_role_and_may_come_back(cast):
    by, deputy = cast.administrator, cast.deputy
    actions.end_membership(by=by, member=deputy)
    assert not deputy.team_ids
    with pytest.raises(Overtaken):
        actions.end_membership(by=by, member=deputy)
    with pytest.raises(Refused, match="has left"):
        actions.give_role(by=by, member=deputy, role=Role.MANAGER)
    with pytest.raises(Refused, match="has left"):
        actions.join_team(by=by, team=cast.lead_team, member=deputy)
    back = actions.add_member(by=by, user=deputy.user, agency=cast.school)
    assert back.pk != deputy.pk
    with pytest.raises(Refused, match="already a member"):
        actions.add_member(by=by, user=deputy.user, agency=cast.school)


def test_a_person_acts_only_for_a_membership_of_their_own(cast):
    actions.act_for(by=cast.teacher.user, member=cast.teacher)
    assert entries("member.acted_for")[0].facts == {"agency": str(cast.school.pk)}
    for member in (cast.stranger, cast.leaver):
        with pytest.raises(NotPermitted):
            actions.act_for(by=cast.teacher.user, member=member)


def test_nobody_gives_rights_to_themselves(cast):
    by = cast.administrator
    with pytest.raises(Refused, match="Ask another administrator"):
        actions.give_role(by=by, member=by, role=Role.DESIGNATED_LEAD)
    with pytest.raises(Refused, match="Ask another administrator"):
        actions.join_team(by=by, team=cast.lead_team, member=by)
    assert not by.has_role(Role.DESIGNATED_LEAD)
    assert not by.team_ids
    actions.give_role(by=by, member=cast.colleague, role=Role.ADMINISTRATOR)
    actions.give_role(by=cast.colleague, member=by, role=Role.DESIGNATED_LEAD)
    assert by.has_role(Role.DESIGNATED_LEAD)


def test_who_only_administers_sees_nothing_that_is_sent_to_a_team(cast) -> None:
    alone, by, team = cast.administrator, THE_INSTALLATION, cast.lead_team
    assert alone.roles == {Role.ADMINISTRATOR}
    with pytest.raises(Refused, match="no role that works with children"):
        actions.join_team(by=by, team=team, member=alone)
    actions.give_role(by=by, member=alone, role=Role.RECEIVING_WORKER)
    actions.join_team(by=by, team=team, member=alone)
    assert alone.team_ids == {team.pk}
    actions.take_role(by=by, member=alone, role=Role.RECEIVING_WORKER)
    assert not alone.team_ids
