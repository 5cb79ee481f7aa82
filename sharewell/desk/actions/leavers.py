"""What a member has passes to a colleague, all of it at once; and a member leaves with nothing left behind."""

from datetime import datetime
from typing import Any

from sharewell.concerns.actions import hand_over_concern, hand_over_referral
from sharewell.concerns.actions.moving import tell_team
from sharewell.concerns.models import Referral
from sharewell.desk import access
from sharewell.directory.access import may_administer_member, team_members
from sharewell.directory.actions import end_membership
from sharewell.directory.models import Member
from sharewell.disclosures.access import is_about
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act
from sharewell.notices.actions import tell
from sharewell.notices.rules import NoticeKind

# One notice for all that was handed over: it leads to the list, and names nothing.
TO_MY_WORK = ("WORK", "/my-work/")


def _what_is_open(_: Member, given: dict[str, Any]) -> dict[str, Any]:
    return {"to": str(given["to"].pk) if given["to"] else ""}


@act("work.handed_over", may=access.may_hand_over_work, on="member", also=_what_is_open)
def hand_over_work(*, by: Member | Actor, member: Member, to: Member) -> Member:
    """All that the member has open is with this colleague from now on, who is told; they hold one act, whole.

    A referral goes to the colleague if they are in its team, else back to the whole team, which is told. A worry about
    whoever hands over, or about the colleague, stays where it is, unseen, and the clock gives it to somebody else once
    the member has left. Refused when nothing is open, and when the colleague cannot take over a worry.
    """
    work = access.open_work_of(member, by, to)
    if not work.things:
        raise Refused(f"{member.name} has nothing open to hand over.")
    for concern in work.concerns:
        hand_over_concern(by=by, concern=concern, to=to)
    for referral in work.referrals:
        _pass_on(by, referral, to)
    tell([to], NoticeKind.HANDED_OVER, *TO_MY_WORK)
    return member


def _pass_on(by: Member | Actor, referral: Referral, to: Member) -> None:
    about = referral.disclosure.decision.kept_from
    takes = to if referral.team_id in to.team_ids and not is_about(referral.disclosure, to) else None
    hand_over_referral(by=by, referral=referral, to=takes)
    told = [to] if takes else [one for one in team_members(referral.team) if one.pk != referral.with_member_id]
    path = f"/referrals/{referral.pk}/"
    tell(told, NoticeKind.HANDED_OVER, referral.disclosure.reference, path, kept_from=about)


@act("referral.given_back", may=access.is_the_clock, on="referral")
def give_back_to_team(*, by: Actor, referral: Referral) -> Referral:
    """Whoever had it is not in its team any more: the whole team has it again, and is told.

    Overtaken when it was given to somebody, or decided, meanwhile.
    """
    hand_over_referral(by=by, referral=referral)
    tell_team(referral, team_members(referral.team), NoticeKind.HANDED_OVER)
    return referral


@act("member.leaver_recorded", may=may_administer_member, on="member", facts=("until",), also=_what_is_open)
def record_leaver(
    *, by: Member | Actor, member: Member, to: Member | None = None, until: datetime | None = None
) -> Member:
    """The member leaves, now or at the instant given, and what they have open is with a colleague from now on.

    Refused when something is open and nobody takes it over, and when nobody would lead safeguarding any more.
    """
    if reasons := access.reasons_not_to_let_go(by, member, to):
        raise Refused(*reasons)
    if to is not None and access.open_work_of(member, by, to).things:
        hand_over_work(by=by, member=member, to=to)
    return end_membership(by=by, member=member, until=until)
