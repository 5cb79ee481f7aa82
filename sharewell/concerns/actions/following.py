"""What the sender's end does after sending: adds something, answers, asks what is happening, withdraws."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Max, Q
from django.utils.timezone import localdate

from sharewell.clocks.access import running_clock
from sharewell.clocks.actions import meet_clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.actions.keeping_from import keep_from
from sharewell.concerns.actions.moving import move, stop_clocks, tell_sender, tell_team
from sharewell.concerns.models import Concern, ConcernItem, Referral
from sharewell.concerns.rules import (
    CHASE_AGAIN_AFTER,
    CLOSED,
    ReferralState,
    reasons_not_to_add,
    reasons_not_to_withdraw,
)
from sharewell.decisions.actions import Intent, Walked, make_decision
from sharewell.decisions.models import Decision
from sharewell.decisions.rules import Decided, Manner
from sharewell.directory.models import Member
from sharewell.disclosures.access import open_question_of
from sharewell.disclosures.actions import Route, disclose, report_step
from sharewell.disclosures.models import Disclosure, DisclosureStep
from sharewell.disclosures.naming import Cover
from sharewell.disclosures.rules import Step
from sharewell.errors import Overtaken, Refused
from sharewell.guidance.editions import edition_in_force
from sharewell.items.actions import write_items
from sharewell.items.models import ItemVersion
from sharewell.items.rules import ItemDetails
from sharewell.ledger.book import act
from sharewell.moment import now
from sharewell.notices.rules import NoticeKind
from sharewell.people.models import Child
from sharewell.web.words import clock


@dataclass(frozen=True)
class Addition:
    """What is added: things newly known, what stands on the worry's record already, and why the team needs it.

    `about` says of each new thing, in the same order, which of several children it is about. `answers` is the question
    that its author had read, if the team had asked one. `kept_from`: a colleague whom it says the worry is about.
    """

    because: str
    items: Sequence[ItemDetails] = ()
    about: Sequence[Sequence[Child]] = ()
    kept: Sequence[ItemVersion] = ()
    answers: DisclosureStep | None = None
    kept_from: Member | None = None


def _added_facts(added: Disclosure, said: Mapping[str, Any]) -> dict[str, Any]:
    return {"reference": said["concern"].reference, "disclosure": added.reference, "decision": added.decision.reference}


@act("referral.added_to", may=access.may_follow, on="concern", words=("addition.because",), also=_added_facts)
def add_to_referral(*, by: Member, concern: Concern, addition: Addition) -> Disclosure:
    """What is added is known to the team that has it, on a decision of its own with its reason; the team is told.

    It answers what the team had asked. Where it says that the worry is about a colleague, all of it is kept from them.
    It may come after the outcome too: then the team sees that, and can look again.
    Refused without a reason, with nothing to add, and for all that the gate refuses. Overtaken when another team has it
    by now.
    """
    if reasons := reasons_not_to_add(because=addition.because, items=len(addition.items) + len(addition.kept)):
        raise Refused(*reasons)
    if addition.kept_from:
        keep_from(by=by, concern=concern, who=addition.kept_from)
    first = cast(Disclosure, concern.disclosure)
    versions = [*addition.kept, *_written(by, concern, addition)]
    decision = _decide(by, concern, first, addition.because)
    added = disclose(
        by=by,
        decision=decision,
        route=Route(team=first.with_team, follows=first),
        cover=Cover("", versions[0].heading, first.purpose),
        versions=versions,
    )
    answers = _answered(by, first, addition.answers)
    report_step(by=by, disclosure=first, step=Step.ADDED, words=addition.because, answers=answers)
    _tell_team(by, first, NoticeKind.MORE_SAID)
    return added


def _written(by: Member, concern: Concern, addition: Addition) -> list[ItemVersion]:
    """The new things, written down about the children of the worry and kept with it."""
    if not addition.items:
        return []
    children = access.children_of(concern)
    written = write_items(
        by=by, child=children[0], many=addition.items, about=addition.about, kept_from=concern.kept_from
    )
    last = ConcernItem.objects.filter(concern=concern).aggregate(last=Max("position"))["last"] or 0
    ConcernItem.objects.bulk_create(
        ConcernItem(agency_id=concern.agency_id, concern=concern, version=version, position=position)
        for position, version in enumerate(written, last + 1)
    )
    return written


def _decide(by: Member, concern: Concern, first: Disclosure, because: str) -> Decision:
    """To share this too, for what the rest was shared for; with nobody named, where nobody was to be named."""
    edition = edition_in_force(localdate(now()))
    return make_decision(
        by=by,
        children=access.children_of(concern),
        walked=Walked(edition.key, edition.digest, {}, manner=Manner.ONE_PAGE),
        decided=Decided.SHARE_ANONYMISED if first.is_nameless else Decided.SHARE,
        because=because,
        intent=Intent(first.purpose, first.with_team, kept_from=concern.kept_from),
    )


def _answered(by: Member, first: Disclosure, question: DisclosureStep | None) -> DisclosureStep | None:
    """The question that this answers, where it is still open; then its clock is met. None when nothing was asked."""
    if question is None:
        return None
    asked = Referral.objects.filter(disclosure=first, asked_at__isnull=False)
    if question != open_question_of(first) or not asked.update(asked_at=None):
        return None
    if running := running_clock(first.pk, ClockKind.SAY_MORE):
        meet_clock(by=by, clock=running)
    return question


@act("referral.nothing_more_said", may=access.may_follow, on="concern")
def say_nothing_more(*, by: Member, concern: Concern, question: DisclosureStep) -> Concern:
    """The team's question is answered: nothing more is known. A status, so it needs no decision; the team is told.

    Overtaken when the question was answered meanwhile, or is owed no answer any more.
    """
    first = cast(Disclosure, concern.disclosure)
    answers = _answered(by, first, question)
    if answers is None:
        raise Overtaken("Nothing is asked any more: it was answered, decided or withdrawn meanwhile.")
    report_step(by=by, disclosure=first, step=Step.NOTHING_MORE, answers=answers)
    _tell_team(by, first, NoticeKind.MORE_SAID)
    return concern


@act("referral.withdrawn", may=access.may_follow, on="concern", words=("because",))
def withdraw_referral(*, by: Member, concern: Concern, because: str) -> Concern:
    """The sender asks the team to leave it, with the reason; the team is told; no decision is owed, the clocks stop.

    Whoever carries it is told too, where a lead did it. It stays on record at both ends, and the team may take it up
    again. Refused without a reason. Overtaken when it was decided, or withdrawn, meanwhile.
    """
    if reasons := reasons_not_to_withdraw(because=because):
        raise Refused(*reasons)
    referral = _referral_of(concern)
    move(referral, ~Q(state__in=CLOSED), state=ReferralState.WITHDRAWN, closed_at=now(), asked_at=None)
    stop_clocks(by, referral.disclosure, because)
    report_step(by=by, disclosure=referral.disclosure, step=Step.WITHDRAWN, words=because)
    tell_team(referral, access.has_it(referral), NoticeKind.REFERRAL_WITHDRAWN)
    tell_sender(referral.disclosure, NoticeKind.REFERRAL_WITHDRAWN, but=by)
    return concern


@act("referral.news_asked", may=access.may_follow, on="concern")
def ask_what_is_happening(*, by: Member, concern: Concern) -> Concern:
    """Whoever has it, or the team while nobody has, is asked how it stands; both ends see that it was asked.

    Refused within an hour of the last time, which it says; and once it is decided or withdrawn.
    """
    referral, at = _referral_of(concern), now()
    if referral.state in CLOSED:
        raise Refused("It is decided or withdrawn: the steps on this page say so.")
    long_ago = Q(chased_at__isnull=True) | Q(chased_at__lte=at - CHASE_AGAIN_AFTER)
    if not Referral.objects.filter(long_ago, pk=referral.pk).exclude(state__in=CLOSED).update(chased_at=at):
        referral.refresh_from_db(fields=["chased_at"])
        asked = clock(referral.chased_at) if referral.chased_at else "a moment ago"
        raise Refused(
            f"You asked at {asked}, and they have been told. You can ask again an hour after that, or ring them."
        )
    report_step(by=by, disclosure=referral.disclosure, step=Step.NEWS_ASKED)
    tell_team(referral, access.has_it(referral), NoticeKind.NEWS_ASKED)
    return concern


def _referral_of(concern: Concern) -> Referral:
    wanted = Referral.objects.select_related("team", "disclosure__with_member__user", "disclosure__agency")
    return wanted.get(disclosure=concern.disclosure_id)


def _tell_team(by: Member, first: Disclosure, kind: NoticeKind) -> None:
    referral = Referral.objects.select_related("team", "disclosure").get(disclosure=first)
    tell_team(referral, access.has_it(referral), kind)
