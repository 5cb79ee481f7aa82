"""A number from guidance that holds no more does not come into the directory."""

from dataclasses import replace
from datetime import date

import pytest

from sharewell.directory import actions
from sharewell.directory.models import Team
from sharewell.directory.rules import TeamPurpose
from sharewell.errors import Refused
from sharewell.guidance import numbers
from sharewell.guidance.tests.given import shipped


@pytest.fixture
def _old(monkeypatch):
    """An old edition whose words have a number, beside the one in force."""
    now = shipped()
    duty = replace(now.duties[0], words="Ring the hub on 01632 960002.")
    old = replace(now, key="old", title="The guidance of 2020", duties=(duty,), in_force_from=date(2020, 1, 1))
    monkeypatch.setattr(numbers, "editions", lambda: (now, old))


def test_it_is_refused_when_a_team_is_added_and_when_a_number_is_set(cast, _old):
    by = cast.administrator
    with pytest.raises(Refused, match="stands in “The guidance of 2020”, which holds no more"):
        actions.add_team(by=by, agency=cast.school, name="Hub", purpose=TeamPurpose.OTHER, telephone="+44 1632 960002")
    with pytest.raises(Refused, match="Give the number of today"):
        actions.set_contact(by=by, team=cast.lead_team, telephone="01632 960002", what_for="", is_public=True)
    assert not Team.objects.get(pk=cast.lead_team.pk).telephone
    actions.set_contact(by=by, team=cast.lead_team, telephone="01632 960003", what_for="", is_public=True)
