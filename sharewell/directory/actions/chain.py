"""The order in which an agency's people are asked, and who is away."""

from collections.abc import Sequence
from datetime import datetime

from sharewell.directory import access
from sharewell.directory.models import Agency, Away, Member, MemberRole
from sharewell.directory.rules import CHAIN, Role
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now


@act("chain.ordered", may=access.may_administer, on="agency", facts=("role", "members"))
def order_chain(*, by: Member | Actor, agency: Agency, role: Role, members: Sequence[Member]) -> Agency:
    """Of those who hold this role in the agency, these are asked in this order.

    Refused when the role is none of the chain's, and when it is not just those who hold it.
    """
    if role not in CHAIN:
        raise Refused("Only leads, deputies and other senior members are asked in an order.")
    held = {row.member_id: row for row in MemberRole.objects.filter(agency=agency, role=Role(role).value)}
    current = {member.pk for member in access.members_holding(agency, role)}
    if {member.pk for member in members} != current or len(members) != len(current):
        raise Refused("Somebody has come or gone meanwhile. Look at the list again, and put all of them in order.")
    for place, member in enumerate(members):
        held[member.pk].place = place
    MemberRole.objects.bulk_update(held.values(), ["place"])
    return agency


@act("member.went_away", may=access.may_say_who_is_away, on="member", facts=("since", "until"), refers=("cover",))
def go_away(
    *,
    by: Member | Actor,
    member: Member,
    since: datetime | None = None,
    until: datetime | None = None,
    cover: Member | None = None,
) -> Away:
    """The member is not there from now (or since) until then, or until they say so; `cover` stands in for them.

    What was said before of the same days is replaced. Refused when they would be back before they go, when that has
    gone by, and when the cover may not see what comes in.
    """
    at = now()
    since = since or at
    if until is not None and until <= max(since, at):
        raise Refused("Give a day and time of return that is still to come, and after the leaving.")
    if cover is not None and cover.pk not in {one.pk for one in access.who_may_cover(member)}:
        raise Refused(f"{cover.name} cannot cover: they do not hold the role that the work needs.")
    _there_again(member, at)
    return Away.objects.create(
        agency_id=member.agency_id, member=member, since=since, until=until, cover=cover, said_at=at
    )


@act("member.came_back", may=access.may_say_who_is_away, on="member")
def come_back(*, by: Member | Actor, member: Member) -> Member:
    """The member is there again, and nothing else is arranged. Overtaken when they were not away."""
    if not _there_again(member, now()):
        raise Overtaken(f"{member.name} is not away.")
    return member


def _there_again(member: Member, at: datetime) -> int:
    """What runs ends now; what was arranged is not to be."""
    not_over = Away.objects.filter(member=member)
    ended = not_over.filter(since__lt=at).exclude(until__lte=at).update(until=at)
    return ended + not_over.filter(since__gte=at).delete()[0]
