"""The owner of a number that is said to be wrong is told at once, and every day until it is put right."""

from datetime import timedelta

import pytest

from sharewell.desk import actions as desk
from sharewell.desk.rounds import tell_of_wrong_numbers
from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import THE_CONTACTS_PAGE
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.errors import NotPermitted
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.notices.models import Notice


def walk(hours: float = 0) -> int:
    """The worker's round, so many hours from now; how many notices there are then."""
    with pretend(now() + timedelta(hours=hours)):
        tell_of_wrong_numbers()
    return Notice.objects.filter(kind="number_said_wrong").count()


def test_told_at_once_then_every_day_until_it_is_put_right(cast, browse):
    assert walk() == 0
    actions.report_wrong_number(by=THE_CONTACTS_PAGE, team=cast.duty_team, note="Mia Tarrant lives there")
    assert [walk(), walk(1), walk(23), walk(25), walk(26), walk(50)] == [1, 1, 1, 2, 2, 3]
    (notice, *_) = Notice.objects.all()
    assert notice.member == cast.council_administrator
    assert (notice.reference, notice.path) == ("NUMBERS-1", "/contacts/said-wrong/")
    assert not Entry.objects.filter(kind="agency.told_of_wrong_numbers").exclude(actor_name="The clock").exists()
    page = browse.as_(cast.council_administrator.user)(f"/notices/{notice.pk}/")
    assert page.heading == "Numbers that are said to be wrong"
    actions.check_contact(by=cast.council_administrator, team=cast.duty_team)
    assert walk(99) == 3


def test_without_an_administrator_whoever_leads_the_partnership_is_told(cast):
    actions.end_membership(by=THE_INSTALLATION, member=cast.council_administrator)
    actions.report_wrong_number(by=THE_CONTACTS_PAGE, team=cast.duty_team)
    assert walk() == 0
    leader = a_member(cast.surgery, "Petra Vale", "Partnership manager", Role.PARTNERSHIP_LEAD)
    assert walk() == 1 and Notice.objects.get().member == leader


def test_only_the_clock_tells(cast):
    actions.report_wrong_number(by=THE_CONTACTS_PAGE, team=cast.duty_team)
    with pytest.raises(NotPermitted):
        desk.tell_of_wrong_numbers(by=cast.council_administrator, agency=cast.council)
