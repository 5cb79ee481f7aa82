"""docs/roles.md: what each role may do in words, and who may do each act of the directory, tried one by one.

Nothing is written down twice: every act is asked, through its own `may`, whether somebody who holds one role alone may
do it in their own agency and in another. Nobody of these is in the database.
"""

import inspect
from collections.abc import Iterator
from itertools import product
from typing import Any

from sharewell.accounts.models import User
from sharewell.directory.models import Agency, Invitation, Member, SentFile, Team
from sharewell.directory.rules import MAY_DO, ROLE_NAMES, Role
from sharewell.ledger.kinds import ACTS, Act
from sharewell.moment import now

ROOM = "sharewell.directory."
INTRODUCTION = """# Roles

Made by `manage.py describe_roles --write` from the code itself; a test compares. Somebody may hold several roles in an
agency, and others in another.

## What each role may do

| Role | In the code | What it may do |
| --- | --- | --- |
"""
ACTS_BEGIN = """
With the roles of an administrator and a partnership lead alone, nobody sees anything about a child, whatever team they
are put into; but for what two agencies wrote to each other of a disagreement that came to the partnership.

## Who looks after the directory

*Own*: in their own agency. *Any*: in every agency. Where an act gives, takes or brings a role, each role was tried, and
those that may be given are named. Roles that are not in this table may do none of these acts. Nobody may do any of them
to raise their own rights. The last administrator of an agency, and the last partnership lead, stay until somebody else
is one. What stands under *the installation* is done by command.

| Act | What becomes true | Administrator | Partnership lead | Who else |
| --- | --- | --- | --- | --- |
"""
SHOWN = (Role.ADMINISTRATOR, Role.PARTNERSHIP_LEAD)
# What follows from who somebody is to the very thing, and not from a role alone.
BESIDES = {
    "account.closed": "the worker",
    "directory.imported": "whoever sent the file, where they may do what each of its rows does",
    "invitation.accepted": "whoever was invited",
    "invitation.withdrawn": "a partnership lead who made it",
    "member.acted_for": "the person themself",
}
OWN, OTHER = "own", "other"


def described() -> str:
    """The whole page."""
    roles = "".join(f"| {ROLE_NAMES[role]} | `{role.value}` | {MAY_DO[role]} |\n" for role in Role)
    return INTRODUCTION + roles + ACTS_BEGIN + "".join(_row(each) for each in administrative_acts())


def administrative_acts() -> list[Act]:
    """The acts of the directory, by their kind."""
    return [each for kind, each in sorted(ACTS.items()) if each.module.startswith(ROOM) and ".tests" not in each.module]


def may_be_done(each: Act, role: Role) -> set[tuple[str, Role | None]]:
    """Where somebody with this role alone may do it, and, of an act about a role, for which role."""
    agencies = {place: Agency(name=place) for place in (OWN, OTHER)}
    by = _somebody(agencies[OWN], role)
    found: set[tuple[str, Role | None]] = set()
    for place, given in product(agencies, _roles_tried(each)):
        if _may(each, by, agencies[place], given):
            found.add((place, given))
    return found


def _may(each: Act, by: Member, agency: Agency, given: Role | None) -> bool:
    if each.may is None:
        return True
    wanted = [*inspect.signature(each.may).parameters][1:]
    stand_ins = _stand_ins(agency, given)
    return each.may(by, *(stand_ins[name] for name in wanted))


def _stand_ins(agency: Agency, given: Role | None) -> dict[str, Any]:
    """For each argument that a `may` of the directory asks for, one of this agency. A new name needs one here."""
    other = _somebody(agency, Role.PRACTITIONER)
    return {
        "agency": agency,
        "team": Team(agency=agency),
        "member": other,
        "account": other.user,
        "invitation": Invitation(agency=agency, invited_by=other, email="somebody@example.org"),
        "file": SentFile(agency=agency),
        "role": given,
        "roles": (given,),
    }


def _somebody(agency: Agency, role: Role) -> Member:
    member = Member(user=User(name="Somebody"), agency=agency, since=now())
    member.roles = frozenset({role})  # type: ignore[misc]
    return member


def _roles_tried(each: Act) -> list[Role | None]:
    asked = inspect.signature(each.may).parameters if each.may else {}
    return list(Role) if {"role", "roles"} & set(asked) else [None]


def _row(each: Act) -> str:
    cells = [_cell(each, role) for role in SHOWN]
    others = ", ".join(ROLE_NAMES[role] for role in Role if role not in SHOWN and may_be_done(each, role))
    is_nobodys = not any(cells) and not others
    who_else = BESIDES.get(each.kind) or others or ("the installation" if is_nobodys else "")
    return f"| `{each.kind}` | {each.meaning} | {cells[0]} | {cells[1]} | {who_else} |\n"


def _cell(each: Act, role: Role) -> str:
    found = may_be_done(each, role)
    return "; ".join(_said(found))


def _said(found: set[tuple[str, Role | None]]) -> Iterator[str]:
    """`own`, `any`, and of an act about roles which ones: `any (administrator)`."""
    anywhere = {given for place, given in found if place == OTHER}
    own = {given for place, given in found if place == OWN} - anywhere
    for words, roles in (("any", anywhere), ("own", own)):
        if roles:
            named = [role for role in Role if role in roles]
            yield words + (f" ({_named(named)})" if named else "")


def _named(roles: list[Role]) -> str:
    if len(roles) == len(Role):
        return "every role"
    if len(roles) == len(Role) - 1:
        (missing,) = set(Role) - set(roles)
        return f"every role but {ROLE_NAMES[missing].lower()}"
    return ", ".join(ROLE_NAMES[role].lower() for role in roles)
