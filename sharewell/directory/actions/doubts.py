"""Saying that a number is wrong, and that its owner was told."""

from sharewell.accounts.actions.tries import count_try
from sharewell.accounts.marks import counted_as
from sharewell.accounts.models import User
from sharewell.directory.models import Agency, Member, Team, WrongNumber
from sharewell.directory.rules import SAID_BY_ANYBODY, SAID_FROM_ONE_ADDRESS
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, ActorKind, act, actor_of, not_an_act
from sharewell.moment import now

# Anybody who is not signed in and says on the contacts page that a number is wrong.
THE_CONTACTS_PAGE = Actor(kind=ActorKind.SYSTEM, id="contacts-page", name="The contacts page")


@act(
    "contact.reported_wrong",
    open_to="Anybody may say that a public number is wrong.",
    on="team",
    words=("note",),
    also=lambda said, _: {"telephone": said.telephone},
)
def report_wrong_number(*, by: Member | User | Actor, team: Team, note: str = "") -> WrongNumber:
    """Somebody says that this number is wrong; it says so itself until the number is set or checked again.

    Refused for a team whose number is not public. Whoever lets anybody press this counts the tries (`count_report`).
    """
    if not team.is_public or team.closed_at:
        raise Refused("That number is not shown any more.")
    return WrongNumber.objects.create(
        agency_id=team.agency_id,
        team=team,
        telephone=team.telephone,
        note=note.strip(),
        reported_at=now(),
        reported_by="Somebody who was not signed in" if by == THE_CONTACTS_PAGE else actor_of(by).name,
    )


@not_an_act(because="A counter that lives for an hour; what is said is entered.")
def count_report(*, by: Member | User | Actor, address: str) -> None:
    """One more report counts for the address, and for everybody who is not signed in. TooManyTries at the limit."""
    limits = {counted_as("wrong numbers", address): SAID_FROM_ONE_ADDRESS}
    if by == THE_CONTACTS_PAGE:
        limits[counted_as("wrong numbers", "from anybody")] = SAID_BY_ANYBODY
    count_try(limits)


@not_an_act(because="Part of the act that tells the owner; that act is entered.")
def mark_told(agency: Agency) -> int:
    """The owner was told just now of all that is open. Gives how many numbers that is."""
    waiting = WrongNumber.objects.filter(agency=agency, put_right_at__isnull=True)
    waiting.update(told_at=now())
    return waiting.values("team").distinct().count()


@not_an_act(because="Part of the act that sets or checks the number; that act is entered.")
def put_right(team: Team) -> None:
    """What was said of this team's number is put right."""
    WrongNumber.objects.filter(team=team, put_right_at__isnull=True).update(put_right_at=now())
