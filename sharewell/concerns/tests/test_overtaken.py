"""What was corrected while the sender waited is not sent as it was: they look again, with all that they wrote."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import PURPOSE, Teacher, at_the_end
from sharewell.directory.models import Team
from sharewell.items.actions import identity_items
from sharewell.items.models import ItemVersion
from sharewell.journeys import actions
from sharewell.people.access import child_for, details_of
from sharewell.people.actions import correct_child
from sharewell.people.models import Child

pytestmark = pytest.mark.slow

LOOK_AGAIN = "details have been corrected since you looked"


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


def corrected(by, child: Child, **new: str) -> None:
    """A colleague corrects the child's details, and they stand as items."""
    now_held = child_for(by, child.pk)
    was = details_of(now_held)
    correct_child(by=by, child=now_held, was=was, details=replace(was, **new), because="They told us")
    identity_items(by=by, children=[now_held])


def test_an_address_corrected_while_the_sender_waited_is_not_sent_as_it_was(cast, child, teacher, meanwhile) -> None:
    meanwhile(lambda: corrected(cast.lead, child, address="9 New Road"))
    teacher.answer("check")
    assert not Concern.objects.exists()
    assert teacher.page.heading == "Pick what they need"
    assert any("reads differently" in error for error in teacher.page.errors)
    assert (PURPOSE in teacher.page.html, "9 New Road" in teacher.page) == (True, True)
    kept = [box["data-thing"] for box in teacher.page.soup.select("input[name=items][checked]")]
    assert kept == [f"name@{child.pk}", "worry-0"]
    address = ItemVersion.objects.get(item__from_record="address")
    assert (address.number, address.text) == (1, "9 New Road")


def test_a_correction_of_what_was_not_picked_is_shown_before_it_is_sent(cast, child, teacher, meanwhile) -> None:
    meanwhile(lambda: corrected(cast.lead, child, school="Fernleigh Primary School"))
    seen = teacher.browse(f"{teacher.at}check/").soup.select_one("input[name=_seen]")["value"]
    page = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen}, status=409)
    assert (page.heading, Concern.objects.count()) == ("Check your answers", 0)
    assert LOOK_AGAIN in page.errors[0]
    assert "School, nursery or college" in page
    teacher.answer("check")
    assert teacher.page.heading == "Sent, and it has arrived"


def test_a_team_that_no_longer_takes_it_is_sent_nothing(cast, teacher, meanwhile) -> None:
    meanwhile(lambda: Team.objects.filter(pk=cast.referral_team.pk).update(purpose="other"))
    teacher.answer("check")
    assert not Concern.objects.exists()
    assert teacher.page.heading == "Pick what they need"
    assert PURPOSE in teacher.page.html
    assert teacher.page.errors
