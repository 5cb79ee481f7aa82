"""Two at once: an invitation is accepted by one, and two administrators cannot each take the other's right."""

from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password

from sharewell.accounts.models import User
from sharewell.directory import actions
from sharewell.directory.access import has_administrator, members_holding
from sharewell.directory.models import Invitation, Member
from sharewell.directory.rules import AgencyKind, Role
from sharewell.directory.tests.given import a_member, a_user, an_agency, the_cast
from sharewell.errors import Overtaken, Refused
from sharewell.journeys.tests.crowd import all_at_once, on_file

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CROWD = 12


def test_an_invitation_is_accepted_once(tmp_path: Path) -> None:
    with on_file(tmp_path):
        cast = the_cast()
        made = actions.invite(
            by=cast.administrator, agency=cast.school, email="n@example.org", name="N", roles=(Role.PRACTITIONER,)
        )
        hashed = make_password("seven purple kettles")

        def accept(number: int) -> str:
            invitation = Invitation.objects.select_related("agency", "invited_by__user").get(pk=made.pk)
            try:
                actions.begin_with_invitation(invitation=invitation, name=f"N {number}", hashed=hashed)
            except Overtaken:
                return "overtaken"
            return "in"

        answers = all_at_once(CROWD, accept)
        assert sorted(answers) == ["in", *["overtaken"] * (CROWD - 1)]
        assert User.objects.filter(email="n@example.org").count() == 1
        assert Member.objects.filter(user__email="n@example.org").count() == 1


def test_two_administrators_cannot_each_take_the_others_right(tmp_path: Path) -> None:
    with on_file(tmp_path):
        cast = the_cast()
        actions.give_role(by=cast.administrator, member=cast.teacher, role=Role.ADMINISTRATOR)
        pair = [cast.administrator.pk, cast.teacher.pk]

        def take(number: int) -> str:
            rows = Member.objects.select_related("user", "agency")
            by, other = rows.get(pk=pair[number]), rows.get(pk=pair[1 - number])
            try:
                if number:
                    actions.take_role(by=by, member=other, role=Role.ADMINISTRATOR)
                else:
                    actions.end_membership(by=by, member=other)
            except Refused:
                return "refused"
            return "taken"

        assert "taken" in all_at_once(2, take)
        assert has_administrator(cast.school)


def test_somebody_is_invited_once_however_many_press(tmp_path: Path) -> None:
    with on_file(tmp_path):
        cast = the_cast()

        def press(_: int) -> str:
            by = Member.objects.select_related("user", "agency").get(pk=cast.administrator.pk)
            try:
                actions.invite(by=by, agency=by.agency, email="n@example.org", name="N", roles=(Role.PRACTITIONER,))
            except Refused:
                return "refused"
            return "invited"

        assert sorted(all_at_once(CROWD, press)) == ["invited", *["refused"] * (CROWD - 1)]
        assert Invitation.objects.count() == 1


def test_an_agency_gets_one_first_administrator(tmp_path: Path) -> None:
    with on_file(tmp_path):
        cast = the_cast()
        lead = a_member(cast.council, "Petra Vale", "Partnership manager", Role.PARTNERSHIP_LEAD)
        empty = an_agency("Lantern Youth", AgencyKind.CHARITY)
        people = [a_user(f"First {number}") for number in range(CROWD)]
        made = [
            actions.invite(by=lead, agency=empty, email=each.email, name=each.name, roles=(Role.ADMINISTRATOR,)).pk
            for each in people
        ]

        def accept(number: int) -> str:
            invitation = Invitation.objects.select_related("agency", "invited_by__user").get(pk=made[number])
            try:
                actions.accept_invitation(by=people[number], invitation=invitation, agency=invitation.agency)
            except Refused:
                return "refused"
            return "in"

        assert sorted(all_at_once(CROWD, accept)) == ["in", *["refused"] * (CROWD - 1)]
        assert Member.objects.filter(agency=empty).count() == 1


def test_the_last_lead_does_not_lose_two_roles_at_once(tmp_path: Path) -> None:
    with on_file(tmp_path):
        cast = the_cast()
        only = a_member(cast.surgery, "Una Only", "Partner", Role.DESIGNATED_LEAD, Role.DEPUTY)
        admin = a_member(cast.surgery, "Adam Rota", "Manager", Role.ADMINISTRATOR)

        def take(number: int) -> str:
            rows = Member.objects.select_related("user", "agency")
            by, member = rows.get(pk=admin.pk), rows.get(pk=only.pk)
            try:
                actions.take_role(by=by, member=member, role=(Role.DESIGNATED_LEAD, Role.DEPUTY)[number])
            except Refused:
                return "refused"
            return "taken"

        assert sorted(all_at_once(2, take)) == ["refused", "taken"]
        assert members_holding(cast.surgery, Role.DESIGNATED_LEAD, Role.DEPUTY) == [only]
