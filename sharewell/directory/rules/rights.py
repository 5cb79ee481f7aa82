"""Who may give which role, and what each role may do in words. One place: pages, commands and docs/roles.md read it."""

from collections.abc import Iterable

from sharewell.directory.rules.words import Role

# These look after the directory. With these alone nobody sees anything about a child.
LOOKING_AFTER = frozenset({Role.ADMINISTRATOR, Role.PARTNERSHIP_LEAD})

ROLE_NAMES = {
    Role.PRACTITIONER: "Practitioner",
    Role.DESIGNATED_LEAD: "Designated safeguarding lead",
    Role.DEPUTY: "Deputy safeguarding lead",
    Role.OTHER_SENIOR: "Other senior member of staff",
    Role.RECEIVING_WORKER: "Receiving worker",
    Role.ADVISER: "Adviser",
    Role.MANAGER: "Manager",
    Role.ADMINISTRATOR: "Administrator",
    Role.PARTNERSHIP_LEAD: "Partnership lead",
}
MAY_DO = {
    Role.PRACTITIONER: "Writes down worries about children, decides whether to share them, and sees what they wrote.",
    Role.DESIGNATED_LEAD: "Does what a practitioner does, and sees everything that the agency has written or shared "
    "about children, and the book of it.",
    Role.DEPUTY: "Stands in for the designated lead, and sees the same.",
    Role.OTHER_SENIOR: "Does what a practitioner does, and is asked when lead and deputy are away.",
    Role.RECEIVING_WORKER: "Does what a practitioner does, and in a team acknowledges and decides what is sent to it.",
    Role.ADVISER: "Does what a practitioner does, and is asked for advice.",
    Role.MANAGER: "Does what a practitioner does, is told when an answer is late, and sees in the book who did what.",
    Role.ADMINISTRATOR: "Looks after the agency’s teams, numbers, hours, people and roles. Sees nothing about a child.",
    Role.PARTNERSHIP_LEAD: "Adds agencies and areas, invites the first administrator of an agency, and sets the stages "
    "of disagreements. Sees which agencies disagree and, at the last stage, what they wrote to each other; otherwise "
    "nothing about a child.",
}


def works_with_children(roles: Iterable[Role]) -> bool:
    """Whether any of these roles is work with children: looking after the directory is none, and nor is no role."""
    return bool(frozenset(roles) - LOOKING_AFTER)


def may_look_after(roles: Iterable[Role]) -> bool:
    """Whether any of these roles looks after the directory."""
    return bool(frozenset(roles) & LOOKING_AFTER)


def roles_to_give(roles: Iterable[Role]) -> frozenset[Role]:
    """What somebody with these roles may give to, and take from, others of their own agency.

    An administrator gives every role of the agency; looking after the partnership comes from those who do, alone.
    """
    held = frozenset(roles)
    of_agency = frozenset(Role) - {Role.PARTNERSHIP_LEAD} if Role.ADMINISTRATOR in held else frozenset()
    of_partnership = {Role.PARTNERSHIP_LEAD} if Role.PARTNERSHIP_LEAD in held else set()
    return of_agency | of_partnership


def roles_in_words(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """The name of each of these roles, and what it may do; in the order of the list of roles."""
    held = frozenset(roles)
    return [(ROLE_NAMES[role], MAY_DO[role]) for role in Role if role in held]
