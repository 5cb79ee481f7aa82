"""Who is invited, what a member may do, and whose access is still right."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from sharewell.accounts.forms import BOX, ChoosePassword
from sharewell.accounts.models import User
from sharewell.directory.actions import Answer
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import MAY_DO, ROLE_NAMES, Role
from sharewell.web.fields import Choice, Choices, Email, Option, ShortText
from sharewell.web.forms import Form


def role_options(roles: Collection[Role]) -> list[Option]:
    """These roles as boxes to tick, each with what it may do."""
    return [Option(role.value, ROLE_NAMES[role], hint=MAY_DO[role]) for role in Role if role in roles]


class Person(Form):
    """Who somebody is, before they are here."""

    name = ShortText("Full name", missing="Enter their full name", look={"autocomplete": "off"})
    email = Email(
        "Email address",
        hint="Their own address at work. They sign in with it, and the link goes there and nowhere else.",
        look=BOX | {"autocomplete": "off"},
    )
    job_title = ShortText("Job title", required=False, max_length=80)


class Rights(Form):
    """What a member may do, and in which teams."""

    roles = Choices("What may they do?", missing="Select at least one role", coerce=Role)
    teams = Choices(
        "Which teams are they in?",
        hint="In a team they see what is sent to it. Leave all empty for none.",
        required=False,
    )

    def __init__(self, *given: Any, may_give: Collection[Role], teams: Sequence[Team], **options: Any) -> None:
        super().__init__(*given, **options)
        by_id = {str(team.pk): team for team in teams}
        cast("Choices", self.fields["roles"]).choices = role_options(may_give)
        chosen = cast("Choices", self.fields["teams"])
        chosen.choices = [Option(key, team.name) for key, team in by_id.items()]
        chosen.coerce = by_id.get
        if not teams:
            del self.fields["teams"]


class Invite(Person, Rights):
    """Somebody who is to be a member."""

    field_order = ("name", "email", "job_title", "roles", "teams")


class InviteAdministrator(Person):
    """The first administrator of an agency."""


class ChangeMember(Rights):
    """What a member may do from now on, and in which teams they are."""

    def __init__(self, *given: Any, member: Member, may_give: Collection[Role], **options: Any) -> None:
        super().__init__(*given, may_give=may_give, **options)
        self.fields["roles"].required = not member.roles - set(may_give)
        self.fields["roles"].error_messages["required"] = "Select at least one role, or record that they leave"


class BeginWithInvitation(ChoosePassword):
    """Somebody without an account: how they are called, and their password."""

    name = ShortText("Your full name", missing="Enter your full name", look={"autocomplete": "name"})
    field_order = ("name", "password")

    def __init__(self, *given: Any, email: str, **options: Any) -> None:
        typed = given[0].get("name", "") if given and given[0] else ""
        super().__init__(*given, person=User(email=email, name=typed), **options)
        self.fields["password"].label = "Choose a password"


class AcceptInvitation(Form):
    """Somebody with an account says yes."""


KEEP, CHANGE, END = "keep", "change", "end"


class ReviewMember(Form):
    """Whether one member's access is still right. Left open, they stay on the list."""

    def __init__(self, *given: Any, member: Member, may_give: Collection[Role], **options: Any) -> None:
        super().__init__(*given, prefix=f"m{member.pk.hex}", **options)
        self.member = member
        answers = [
            Option(KEEP, "Keep it as it is"),
            Option(CHANGE, "Change what they may do", reveals="roles"),
            Option(
                END,
                "End their membership",
                hint="They are signed out at once, everywhere. Whoever is next in line carries on.",
            ),
        ]
        self.fields["answer"] = Choice(f"{member.name}: is this still right?", choices=answers, required=False)
        self.fields["roles"] = Choices(
            "What may they do from now on?", choices=role_options(may_give), required=False, coerce=Role
        )
        self.initial = {"roles": [role.value for role in member.roles]} | dict(self.initial or {})

    def answer(self) -> Answer:
        """What was said, as the act takes it."""
        said = self.cleaned_data
        roles = frozenset(said["roles"]) if said["answer"] == CHANGE else None
        return Answer(self.member, roles=roles, has_left=said["answer"] == END)

    def clean(self) -> dict[str, Any]:
        cleaned = cast("dict[str, Any]", super().clean() or self.cleaned_data)
        if cleaned.get("answer") == CHANGE and not cleaned.get("roles"):
            self.add_error("roles", f"Select at least one role for {self.member.name}, or end their membership")
        return cleaned


def names_of(roles: Iterable[Role]) -> list[str]:
    """The names of these roles, in the order of the list of roles."""
    held = frozenset(roles)
    return [ROLE_NAMES[role] for role in Role if role in held]
