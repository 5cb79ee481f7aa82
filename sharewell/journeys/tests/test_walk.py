"""Going through a journey: forward, back, off the path, to the check page, and to the act at the end."""

import pytest

from sharewell.directory.models import Team
from sharewell.journeys.tests.given import Walker, a_member

pytestmark = [pytest.mark.django_db, pytest.mark.urls("sharewell.journeys.tests.toy")]


@pytest.fixture
def me() -> Walker:
    return Walker(a_member()).start()


def test_from_the_first_page_to_the_act_at_the_end(me: Walker) -> None:
    page = me.to_check().send("check/")
    team = Team.objects.get()
    assert page.address == "/help/"
    assert (team.name, me.draft.state, me.draft.result_path) == ("Night desk", "done", f"/help/?team={team.pk}")
    assert me.draft.answers == {}
