"""What the clock does when something comes due: it tells those who wait and those who owe, once."""

from collections.abc import Mapping
from typing import Any

from sharewell.clocks.actions import mark_late, mark_warned
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.access import has_it
from sharewell.concerns.actions.moving import tell_sender, tell_team
from sharewell.concerns.models import Call, Concern, Referral
from sharewell.decisions.models import Telling
from sharewell.desk import access
from sharewell.directory.access import members_holding, team_members, who_looks_after_numbers
from sharewell.directory.actions import mark_told
from sharewell.directory.models import Agency, Member
from sharewell.directory.rules import Role
from sharewell.disclosures.actions import report_step
from sharewell.disclosures.rules import Step
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act
from sharewell.notices.actions import tell
from sharewell.notices.rules import NoticeKind

# What is said of each thing that a team owes a sender: when it comes near, and when it is late.
SAID = {
    ClockKind.ACKNOWLEDGE: (NoticeKind.ACKNOWLEDGE_SOON, NoticeKind.NOT_ACKNOWLEDGED),
    ClockKind.DECIDE: (NoticeKind.ANSWER_DUE_SOON, NoticeKind.ANSWER_LATE),
}
# How both ends see that it was late.
LATE = {ClockKind.ACKNOWLEDGE: Step.UNSEEN, ClockKind.DECIDE: Step.LATE}


def _which(_: Referral, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"clock": said["clock"].kind}


@act("referral.lateness_told", may=access.is_the_clock, on="referral", also=_which)
def tell_of_lateness(*, by: Actor, referral: Referral, clock: Clock) -> Referral:
    """The team, its agency's managers and the sender know that nobody acknowledged it, or decided it, in time.

    Overtaken when they were told already, or when it has just been done.
    """
    mark_late(by=by, clock=clock)
    disclosure, kind = referral.disclosure, SAID[ClockKind(clock.kind)][1]
    report_step(by=by, disclosure=disclosure, step=LATE[ClockKind(clock.kind)])
    tell_team(referral, [*team_members(referral.team), *members_holding(referral.agency, Role.MANAGER)], kind)
    tell_sender(disclosure, kind)
    return referral


@act("referral.unanswered_told", may=access.is_the_clock, on="referral", refers=("clock",))
def tell_of_no_answer(*, by: Actor, referral: Referral, clock: Clock) -> Referral:
    """Both ends know that the sender has not answered the team's question in time: the team decides without it.

    Overtaken when they were told already, or when it has just been answered.
    """
    mark_late(by=by, clock=clock)
    disclosure = referral.disclosure
    tell_sender(disclosure, NoticeKind.ANSWER_LATE)
    tell_team(referral, has_it(referral), NoticeKind.ANSWER_LATE)
    return referral


@act("referral.warning_given", may=access.is_the_clock, on="referral", also=_which)
def warn_of_lateness(*, by: Actor, referral: Referral, clock: Clock) -> Referral:
    """Whoever has it, or the whole team while nobody has, knows that it comes near.

    Overtaken when they were warned already, or when it has just been done.
    """
    mark_warned(by=by, clock=clock)
    tell_team(referral, has_it(referral), SAID[ClockKind(clock.kind)][0])
    return referral


@act("call.warning_given", may=access.is_the_clock, on="call", refers=("clock",))
def warn_of_call(*, by: Actor, call: Call, clock: Clock) -> Call:
    """Whoever carries the worry on knows that their call is soon to be confirmed in writing.

    Overtaken when they were warned already, or when it has just been confirmed.
    """
    mark_warned(by=by, clock=clock)
    concern = call.concern
    _tell(access.who_answers_for(concern), NoticeKind.CONFIRM_SOON, concern)
    return call


@act("call.lateness_told", may=access.is_the_clock, on="call", refers=("clock",))
def tell_of_late_call(*, by: Actor, call: Call, clock: Clock) -> Call:
    """Whoever carries the worry on, and the leads there, know that a call was not confirmed in writing in time.

    Overtaken when they were told already, or when it has just been confirmed.
    """
    mark_late(by=by, clock=clock)
    concern = call.concern
    told = {one.pk: one for one in (*access.who_answers_for(concern), *access.leads_for(concern))}
    _tell([*told.values()], NoticeKind.NOT_CONFIRMED, concern)
    return call


@act("telling.came_due", may=access.is_the_clock, on="telling")
def ask_to_look_again(*, by: Actor, telling: Telling, concern: Concern) -> Telling:
    """The day has come to look again at why a family was not told: whoever carries it on knows, or else the leads.

    Refused when whoever carries it on has left and the agency has no lead: there is nobody to tell.
    """
    answering = access.who_answers_for(concern)
    if not answering:
        raise Refused("The author has left, and nobody leads safeguarding in that agency.")
    _tell(answering, NoticeKind.LOOK_AGAIN, concern)
    return telling


def _tell(members: list[Member], kind: NoticeKind, concern: Concern) -> None:
    tell(members, kind, concern.reference, f"/concerns/{concern.pk}/", kept_from=concern.kept_from)


@act("agency.review_came_due", may=access.is_the_clock, on="agency")
def tell_of_review(*, by: Actor, agency: Agency) -> Agency:
    """The administrators of the agency know that somebody's access is to be looked at again.

    Refused where nobody administers it: there is nobody to tell.
    """
    administrators = members_holding(agency, Role.ADMINISTRATOR)
    if not administrators:
        raise Refused("Nobody administers that agency.")
    tell(administrators, NoticeKind.REVIEW_ACCESS, "ACCESS", "/administration/review-access/")
    return agency


@act("account.closing_warned", may=access.is_the_clock, on="member")
def warn_of_closing(*, by: Actor, member: Member) -> Member:
    """The member knows that their account will be closed within a week unless they sign in."""
    tell([member], NoticeKind.ACCOUNT_CLOSES, "ACCOUNT", "/home/")
    return member


@act("agency.told_of_wrong_numbers", may=access.is_the_clock, on="agency")
def tell_of_wrong_numbers(*, by: Actor, agency: Agency) -> Agency:
    """Its administrators know how many of its numbers are said to be wrong; without any, whoever leads the partnership.

    Refused when there is nobody to tell, and when by now nothing is said to be wrong.
    """
    looking_after, numbers = who_looks_after_numbers(agency), mark_told(agency)
    if not looking_after or not numbers:
        raise Refused("Nobody looks after the numbers of this agency, or there is nothing to tell.")
    tell(looking_after, NoticeKind.NUMBER_SAID_WRONG, f"NUMBERS-{numbers}", "/contacts/said-wrong/")
    return agency
