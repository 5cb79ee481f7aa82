"""Whether a worry is about somebody who works with its author, and who: asked wherever one is written down.

It costs nobody anything: it is a list that stands at *No*. Whoever is named sees nothing of it, whatever they lead.
"""

from collections.abc import Callable, Sequence
from functools import cache, partial
from uuid import UUID

from sharewell.concerns.access.handing import everybody_in_chain
from sharewell.concerns.actions import AboutStaff
from sharewell.concerns.models import Concern
from sharewell.directory.access import colleague_for, colleagues_of
from sharewell.directory.models import Member
from sharewell.web.fields import Option, Pick

FIELD = "about_staff"
SOMEBODY_ELSE = "other"
# A longer list would be read by nobody; then those who take worries are named, and no others.
MOST_NAMED = 400
HINT = "If you name them, they see nothing of this, whatever they lead here"


class AboutStaffPick(Pick):
    """The question with its answers; `named` gives the colleagues, and is asked only when the page is drawn."""

    def __init__(self, member: Member, named: Callable[[], Sequence[Member]]) -> None:
        super().__init__(
            "Is it about somebody who works with you?",
            hint=HINT,
            choices=lambda: [*map(option_of, named()), Option(SOMEBODY_ELSE, "Somebody who is not in this list")],
            required=False,
            empty="No",
        )
        self.member = member

    def valid_value(self, value: object) -> bool:
        return str(value) == SOMEBODY_ELSE or named_by(self.member, str(value)) is not None


def option_of(colleague: Member) -> Option:
    """One colleague, as one of the answers."""
    return Option(str(colleague.pk), f"{colleague.name}, {colleague.job_title}".rstrip(", "))


def asked_about_staff(member: Member) -> AboutStaffPick:
    """The field on which this member says it. Who may be named is looked up once, however often it is drawn."""
    return AboutStaffPick(member, cache(partial(colleagues_to_name, member)))


def colleagues_to_name(member: Member) -> list[Member]:
    """Everybody else who works there, by name; where they are too many for a list, those who take worries."""
    found = colleagues_of(member, most=MOST_NAMED + 1)
    return found if len(found) <= MOST_NAMED else everybody_in_chain(member.agency, without=member)


def named_by(member: Member, said: str) -> Member | None:
    """The colleague whom an answer names; None for any other answer. Nobody names themself."""
    try:
        found = colleague_for(member, UUID(said))
    except ValueError:
        return None
    return found if found and found.user_id != member.user_id else None


def about_staff_said(member: Member, said: str | None) -> AboutStaff:
    """The answer, as the acts take it."""
    if not said:
        return AboutStaff()
    return AboutStaff(is_so=True, who=None if said == SOMEBODY_ELSE else named_by(member, said))


def said_of(concern: Concern) -> str:
    """What was answered of a worry on record; empty for no."""
    if concern.kept_from_id:
        return str(concern.kept_from_id)
    return SOMEBODY_ELSE if concern.is_about_staff else ""


def in_words(about: AboutStaff) -> str:
    """The answer in words."""
    if about.who:
        return f"Yes: {about.who.name}, who cannot see it"
    return "Yes: somebody else who works here" if about.is_so else "No"
