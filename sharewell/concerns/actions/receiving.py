"""What the receiving team does while it decides: says who deals with it, passes it on, asks for more, says how it
stands, and takes up again what was withdrawn. The sender sees each step."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from sharewell.clocks.access import due_for, running_clock, terms_for
from sharewell.clocks.actions import start_clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.actions.moving import move, promise, tell_sender, tell_team
from sharewell.concerns.actions.referrals import report_acknowledged
from sharewell.concerns.models import Referral, Rerouting
from sharewell.concerns.rules import (
    CLOSED,
    News,
    ReferralState,
    reasons_not_to_ask,
    reasons_not_to_reroute,
    reasons_not_to_take_up_again,
)
from sharewell.directory.access import team_members
from sharewell.directory.models import Member, Team
from sharewell.disclosures.access import is_about
from sharewell.disclosures.actions import pass_on, report_step
from sharewell.disclosures.rules import Step
from sharewell.errors import Overtaken, Refused
from sharewell.ledger.book import Actor, act
from sharewell.moment import now
from sharewell.notices.rules import NoticeKind

NOBODY_LEFT = "Nobody is left in the team that had it."
IS_OPEN = ~Q(state__in=CLOSED)


def _facts(referral: Referral, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"reference": referral.disclosure.reference, "team": str(referral.team_id)}


@act("referral.allocated", may=access.may_allocate, on="referral", refers=("to",), also=_facts)
def allocate_referral(*, by: Member, referral: Referral, to: Member) -> Referral:
    """This member of the team deals with it from now on, and is told; so is whoever had it, and the sender.

    Allocating acknowledges, where nobody has. Refused for somebody who is not in the team, or has it already. Overtaken
    when somebody else took it, passed it on or decided it meanwhile: by whom, and when.
    """
    had, is_new = referral.with_member, referral.state == ReferralState.NEW
    if referral.team_id not in to.team_ids or to == had or is_about(referral.disclosure, to):
        raise Refused(f"{to.name} cannot take it: they are not in the team, or have it already.")
    still = Q(IS_OPEN, state=referral.state, team=referral.team_id, with_member=had)
    seen = {"acknowledged_at": now()} if is_new else {}
    move(referral, still, state=ReferralState.ACKNOWLEDGED, with_member_id=to.pk, **seen)
    if is_new:
        report_acknowledged(by, referral)
    report_step(by=by, disclosure=referral.disclosure, step=Step.ALLOCATED, to_words=to.name)
    tell_team(referral, [to], NoticeKind.REFERRAL_ALLOCATED, but=by)
    if had:
        tell_team(referral, [had], NoticeKind.REFERRAL_REALLOCATED, but=by)
    return referral


@act("referral.rerouted", may=access.may_reroute, on="referral", words=("because",), refers=("team",), also=_facts)
def reroute_referral(*, by: Member, referral: Referral, team: Team, because: str) -> Referral:
    """Another team of the same agency has it from now on, to acknowledge; the clock to the sender runs on as it did.

    They are told, and so is the sender; the team that had it sees where it went. Refused without a reason, for a team
    that takes no referrals or is of another agency, and when it is closed. Overtaken when somebody decided it, took it
    or passed it on meanwhile.
    """
    may_go_there = team in access.teams_to_reroute_to(referral)
    is_open = access.is_open(referral)
    if reasons := reasons_not_to_reroute(because=because, is_open=is_open, may_go_there=may_go_there):
        raise Refused(*reasons)
    had = referral.with_member
    _pass_on(by, referral, team, because)
    if had:
        tell_team(referral, [had], NoticeKind.REFERRAL_REALLOCATED, but=by)
    return referral


@act("referral.passed_from_nobody", may=access.may_pass_from_nobody, on="referral", refers=("team",), also=_facts)
def pass_from_nobody(*, by: Actor, referral: Referral, team: Team) -> Referral:
    """Nobody is left in the team that had it, so another team of the agency has it, to acknowledge, and is told.

    The sender sees it; the clock to them runs on. Overtaken when somebody is there, or it moved or closed, meanwhile.
    """
    if referral.team_id in access.teams_that_can_read(referral) or not access.is_open(referral):
        raise Overtaken(access.was_first(referral))
    _pass_on(by, referral, team, NOBODY_LEFT)
    return referral


def _pass_on(by: Member | Actor, referral: Referral, team: Team, because: str) -> None:
    before, had = referral.team, referral.with_member
    still = Q(state=referral.state, team=before, with_member=had)
    move(referral, still, state=ReferralState.NEW, team=team, with_member=None, acknowledged_at=None)
    Rerouting.objects.create(
        agency_id=referral.agency_id,
        referral=referral,
        from_team=before,
        to_team=team,
        by=by if isinstance(by, Member) else None,
        because=because,
        at=now(),
    )
    pass_on(by=by, disclosure=referral.disclosure, team=team, words=because)
    if running_clock(referral.disclosure_id, ClockKind.ACKNOWLEDGE) is None:
        promise(by, referral.disclosure, team, ClockKind.ACKNOWLEDGE, terms_for(now(), team))
    tell_team(referral, team_members(team), NoticeKind.REFERRAL_PASSED_ON, but=by if isinstance(by, Member) else None)
    tell_sender(referral.disclosure, NoticeKind.REFERRAL_MOVED)


@act("referral.more_asked", may=access.may_ask_for_more, on="referral", words=("question",), also=_facts)
def ask_for_more(*, by: Member, referral: Referral, question: str) -> Referral:
    """The sender is asked this about the very referral, by a time that both ends see; the clock to decide runs on.

    It is a status between the two ends of one disclosure, so it needs no decision: it says nothing new about the child.
    Refused without a question, while an earlier one waits for its answer, and once it is closed. Overtaken when a
    colleague asked, or decided, meanwhile.
    """
    is_asked = referral.asked_at is not None
    if reasons := reasons_not_to_ask(question=question, is_open=access.is_open(referral), is_asked=is_asked):
        raise Refused(*reasons)
    at, disclosure = now(), referral.disclosure
    move(referral, Q(IS_OPEN, asked_at__isnull=True, team=referral.team_id), asked_at=at)
    start_clock(
        by=by,
        kind=ClockKind.SAY_MORE,
        owner_agency=disclosure.agency,
        other_agency=referral.agency,
        subject=str(disclosure.pk),
        reference=disclosure.reference,
        due_at=due_for(ClockKind.SAY_MORE, at),
    )
    report_step(by=by, disclosure=disclosure, step=Step.ASKED, words=question)
    tell_sender(disclosure, NoticeKind.MORE_ASKED)
    return referral


@act(
    "referral.news_given",
    may=access.may_say_what_is_happening,
    on="referral",
    words=("words",),
    facts=("news",),
    also=_facts,
)
def say_what_is_happening(*, by: Member, referral: Referral, news: News, words: str = "") -> Referral:
    """Both ends see how it stands, in one of a few short sentences, and a further one if there is more to say.

    Refused once it is closed: then the outcome says it.
    """
    if not access.is_open(referral):
        raise Refused("It is decided or withdrawn already: the sender sees that.")
    report_step(by=by, disclosure=referral.disclosure, step=Step.NEWS_GIVEN, outcome=News(news), words=words)
    tell_sender(referral.disclosure, NoticeKind.NEWS_GIVEN)
    return referral


@act("referral.taken_up_again", may=access.may_take_up_again, on="referral", words=("because",), also=_facts)
def take_up_again(*, by: Member, referral: Referral, because: str) -> Referral:
    """The team goes on with what was withdrawn: this member has it, a decision is owed anew, the sender is told why.

    Refused without a reason, and when it is not withdrawn. Overtaken when a colleague took it up first.
    """
    if reasons := reasons_not_to_take_up_again(because=because):
        raise Refused(*reasons)
    if referral.state != ReferralState.WITHDRAWN:
        raise Overtaken(access.was_first(referral))
    at, disclosure = now(), referral.disclosure
    still = Q(state=ReferralState.WITHDRAWN, team=referral.team_id)
    move(referral, still, state=ReferralState.ACKNOWLEDGED, with_member_id=by.pk, closed_at=None, acknowledged_at=at)
    report_step(by=by, disclosure=disclosure, step=Step.TAKEN_UP, words=because)
    referral.clock = promise(by, disclosure, referral.team, ClockKind.DECIDE, terms_for(at, referral.team))
    referral.due_at = referral.clock.due_at
    referral.save(update_fields=["clock", "due_at"])
    tell_sender(disclosure, NoticeKind.REFERRAL_TAKEN_UP)
    return referral
