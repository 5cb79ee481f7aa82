"""Two at once: an invitation is accepted by one, and two administrators cannot each take the other's right."""

from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password

from sharewell.accounts.models import User
from sharewell.directory import actions
from sharewell.directory.access import has_administrator
from sharewell.directory.models import Invitation, Member
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import the_cast
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
