"""What was corrected while the sender waited is not sent as it was: they look again, with all that they wrote."""

from collections.abc import Callable

import pytest

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import PURPOSE, Teacher, at_the_end
from sharewell.directory.models import Team
from sharewell.journeys import actions
from sharewell.people.models import Child


@pytest.fixture
def child(cast) -> Child:
    return given.a_child(cast.teacher, address="1 Old Street")


@pytest.fixture
def teacher(cast, child) -> Teacher:
    """A teacher who is about to send the name, the address and a thing written."""
    return at_the_end(
        cast.teacher, cast.referral_team, f"name@{child.pk}", f"address@{child.pk}", "worry-0", children=[child]
    )


@pytest.fixture
def meanwhile(monkeypatch) -> Callable[[Callable[[], object]], None]:
    """Somebody else does this, once, after the sender's request was read and before it has its turn."""
    in_turn, waiting = actions.finish_draft, []

    def after_somebody_else(**said) -> str:
        while waiting:
            waiting.pop()()
        return in_turn(**said)

    monkeypatch.setattr(actions, "finish_draft", after_somebody_else)
    return waiting.append


def test_a_team_that_no_longer_takes_it_is_sent_nothing(cast, teacher, meanwhile) -> None:
    meanwhile(lambda: Team.objects.filter(pk=cast.referral_team.pk).update(purpose="other"))
    teacher.answer("check")
    assert not Concern.objects.exists()
    assert teacher.page.heading == "Pick what they need"
    assert PURPOSE in teacher.page.html
    assert teacher.page.errors
