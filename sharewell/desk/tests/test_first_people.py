"""A real place begins at the keyboard: an agency, its team with hours, a person and their membership."""

from datetime import UTC, datetime, time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from sharewell.accounts.access import account_with
from sharewell.directory.access import members_of, who_answers_now
from sharewell.directory.models import Agency, Team
from sharewell.directory.rules import Hours, Role, TeamPurpose
from sharewell.directory.rules.saying import week_of
from sharewell.errors import Refused

TUESDAY_NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
DAY = Hours(time(8, 30), time(17))


@pytest.mark.django_db
def test_from_nothing_to_somebody_who_receives() -> None:
    call_command("add_agency", "Real Council", kind="council")
    call_command(
        "add_team", "real council", "Front Door", purpose="referral", telephone="01632 960001", public=True,
        hours=["mon-fri=08:30-17:00"],
    )  # fmt: skip
    call_command("add_person", "pat@example.org", name="Pat Real")
    call_command(
        "add_member", "PAT@example.org", agency="Real Council", job_title="Social worker",
        role=["receiving_worker"], team=["front door"],
    )  # fmt: skip
    (member,) = members_of(account_with("pat@example.org"))
    assert member.has_role(Role.RECEIVING_WORKER)
    team = who_answers_now(TeamPurpose.REFERRAL, TUESDAY_NOON)
    assert team is not None
    assert member.team_ids == {team.pk}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("add_agency", "Here", "--kind", "council"), "already in the directory"),
        (("add_team", "Nowhere", "Front Door", "--purpose", "referral"), "There are: Here"),
        (("add_team", "Here", "Front Door", "--purpose", "referral", "--hours", "always"), "is not understood"),
        (("add_team", "Here", "Front Door", "--purpose", "referral", "--public"), "needs a telephone number"),
        (("add_member", "nobody@example.org", "--agency", "Here"), "has no account"),
        (("add_member", "pat@example.org", "--agency", "Here", "--team", "Nobody"), "It has: none yet"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_half_done(command: tuple[str, ...], words: str) -> None:
    call_command("add_agency", "Here", kind="council")
    call_command("add_person", "pat@example.org", name="Pat Real")
    with pytest.raises(CommandError, match=words):
        call_command(*command)
    assert Agency.objects.count() == 1
    assert not Team.objects.exists()
    assert not members_of(account_with("pat@example.org"))


@pytest.mark.parametrize(
    ("said", "week"),
    [
        (["mon=08:30-17:00"], {0: [DAY]}),
        (["mon-wed=08:30-17:00"], {0: [DAY], 1: [DAY], 2: [DAY]}),
        (["SAT,sun=00:00-00:00"], {5: [Hours(time(), time())], 6: [Hours(time(), time())]}),
        (["mon=08:30-17:00", "mon=18:00-20:00"], {0: [DAY, Hours(time(18), time(20))]}),
        (["bank=08:30-17:00"], {7: [DAY]}),
        ([], {}),
    ],
)
def test_hours(said: list[str], week: dict[int, list[Hours]]) -> None:
    assert week_of(said) == week


@pytest.mark.parametrize("said", ["mon", "mon=", "xyz=08:30-17:00", "fri-mon=08:30-17:00", "sun-bank=1-2", "mon=8-25"])
def test_hours_that_are_none(said: str) -> None:
    with pytest.raises(Refused, match="Write hours like"):
        week_of([said])
