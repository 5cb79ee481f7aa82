"""What the lists are given to show: rows in words, tabs with how many, and the way to the next page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from sharewell.clocks.rules import ClockKind, ClockState, ClockWords
from sharewell.concerns.handing_rules import HANDING_WORDS, HandingState
from sharewell.concerns.handing_showing import grown
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import OUTCOME_WORDS, RAISED_WORDS, Raised, ReferralOutcome, ReferralState
from sharewell.concerns.stepping import clock_of, open_question
from sharewell.decisions.rules import DECIDED_WORDS, TOLD_WORDS, Decided
from sharewell.desk.access import MINE, Queue, Work
from sharewell.desk.rules import HAVING_WORDS, QUEUE_TAB_WORDS, WORK_TAB_WORDS, Asked, counted_words, pages_of
from sharewell.directory.models import Team
from sharewell.disagreements.rules import SAFETY_WORDS
from sharewell.disagreements.showing import rows as disagreement_rows
from sharewell.disclosures.models import Disclosure, DisclosureStep
from sharewell.disclosures.rules import CARRIED_WORDS, Carried, Step
from sharewell.moment import now
from sharewell.web.words import local, lower_first, short_moment

Context = dict[str, Any]
NOBODY_NAMED = "A child whose name was not shared"


@dataclass(frozen=True)
class WorkRow:
    """One worry on its author's list."""

    concern: Concern
    who: str
    to: str
    stands: str
    since: str
    clock: ClockWords | None
    outcome: str
    reason: str


@dataclass(frozen=True)
class QueueRow:
    """One referral on the team's list."""

    referral: Referral
    who: str
    stands: str
    since: str
    clock: ClockWords
    can_be_taken: bool

    @property
    def is_late(self) -> bool:
        return self.clock.state == ClockState.LATE


def work(request: HttpRequest, found: Work) -> Context:
    """One page of somebody's work."""
    return {
        "work": found,
        "rows": [_work_row(concern, found) for concern in found.concerns],
        "tabs": _tabs(request, found.counts, WORK_TAB_WORDS, found.asked, "whose"),
        "paging": paging(request, found.asked, found.found, "whose"),
        "look_again": [(telling, concern, named(concern)) for telling, concern in found.look_again],
        "told_words": TOLD_WORDS,
        "disagreements": disagreement_rows(request.member, found.disagreements),  # type: ignore[attr-defined]
        "safety_words": SAFETY_WORDS,
        "today": local(now()).date(),
        "handed": [
            (handing, named(handing.concern), handing.clock.words(now()) if handing.clock else None)
            for handing in (*found.handed.waiting, *found.handed.taken)
        ],
        "calls": [(call, named(call.concern), call.clock.words(now())) for call in found.calls if call.clock],
        "sees_others": found.is_lead and found.asked.whose != MINE,
    }


def named(concern: Concern) -> str:
    """Whom a worry is about: their names, in their order."""
    return ", ".join(each.child.display_name for each in concern.children.all())


def _work_row(concern: Concern, found: Work) -> WorkRow:
    disclosure = concern.disclosure
    if concern.raised == Raised.HANDED:
        return _handed_row(concern, found)
    if disclosure is None:
        return WorkRow(
            concern=concern,
            who=named(concern),
            to="",
            stands=DECIDED_WORDS[Decided(concern.decision.decided)],
            since=_against(concern),
            clock=None,
            outcome="",
            reason=concern.decision.because,
        )
    is_here = disclosure.with_team is not None
    stands, since = _where_it_stands(disclosure)
    decided = since if since and since.step == Step.DECIDED else None
    clock = clock_of(found.clocks.get(str(disclosure.pk), []), ClockKind.DECIDE)
    return WorkRow(
        concern=concern,
        who=named(concern),
        to=disclosure.with_team.name if disclosure.with_team else disclosure.spoken_to,
        stands=stands if is_here else CARRIED_WORDS[Carried(disclosure.carried)],
        since=_step_words(since) if is_here and since else RAISED_WORDS[Raised(concern.raised)],
        clock=clock.words(now()) if clock else None,
        outcome=OUTCOME_WORDS[ReferralOutcome(decided.outcome)] if decided else "",
        reason=decided.words if decided else "" if is_here else concern.decision.because,
    )


def _handed_row(concern: Concern, found: Work) -> WorkRow:
    """A worry that was handed to a lead: who has it, or what was decided on it and came of that."""
    handing = concern.handing
    last = next((grown(each) for each in reversed(concern.grown.all())), None)
    clock = handing.clock if handing.state in HandingState.moving() else None
    if last:
        clock = next(iter(found.clocks.get(str(last.concern.disclosure_id), [])), clock)
    stands = HANDING_WORDS[HandingState(handing.state)]
    if last:
        stands = f"{last.concern.author.name}: {lower_first(last.decided)}"
    return WorkRow(
        concern=concern,
        who=named(concern),
        to=handing.with_member.name if handing.with_member else "Nobody could take it",
        stands=stands,
        since=last.steps[-1][0] if last and last.steps else f"Since {_moment(handing.since)}",
        clock=clock.words(now()) if clock else None,
        outcome=last.outcome if last else "",
        reason=(last.because or last.concern.decision.because) if last else "",
    )


# What a sender reads of each step.
WORK_STEPS = {
    Step.DELIVERED: "Delivered, not read yet",
    Step.READ: "Read",
    Step.ACKNOWLEDGED: "Acknowledged",
    Step.DECIDED: "Decided",
}


def _where_it_stands(disclosure: Disclosure) -> tuple[str, DisclosureStep | None]:
    """How it stands, and the very step that made it so: others may have followed, and changed nothing of that."""
    steps = list(disclosure.steps.all())
    last = {Step(each.step): each for each in steps}
    if disclosure.withdrawn_at:
        return "Withdrawn", last.get(Step.WITHDRAWN)
    if disclosure.step != Step.DECIDED and (question := open_question(steps)):
        return "They ask you something", question
    return WORK_STEPS[Step(disclosure.step)], last.get(Step(disclosure.step))


def _against(concern: Concern) -> str:
    return "Against the advice, with the reason" if concern.decision.goes_against_advice else "Not shared"


def _step_words(step: DisclosureStep) -> str:
    by = "" if step.step in {Step.DELIVERED, Step.LATE} else f", {step.by_name}"
    return f"{short_moment(step.at, now())}{by}"


def queue(request: HttpRequest, found: Queue, teams: list[Team]) -> Context:
    """One page of a team's queue."""
    return {
        "queue": found,
        "team": found.team,
        "rows": [_queue_row(referral) for referral in found.referrals],
        "passed_on": found.passed_on,
        "found_words": counted_words(found.found),
        "tabs": _tabs(request, found.counts, QUEUE_TAB_WORDS, found.asked, "with", counted_words),
        "paging": None if found.asked.words else paging(request, found.asked, found.found, "with"),
        "others": [(team.name, reverse("queue_of_team", args=[team.pk])) for team in teams if team != found.team],
        "having": [
            *({"value": str(key), "text": words} for key, words in HAVING_WORDS.items()),
            *({"value": str(one.pk), "text": one.name} for one in found.colleagues),
        ],
        "is_narrowed": bool(found.asked.words or found.asked.whose),
        "at": now(),
    }


def _queue_row(referral: Referral) -> QueueRow:
    disclosure = referral.disclosure
    is_new = referral.state == ReferralState.NEW
    stands, since = _standing(referral, disclosure.step)
    return QueueRow(
        referral=referral,
        who=disclosure.about_words or NOBODY_NAMED,
        stands=stands,
        since=since,
        clock=referral.clock.words(now()),
        can_be_taken=is_new,
    )


def _standing(referral: Referral, step: str) -> tuple[str, str]:
    """How it stands, and since when."""
    if referral.state == ReferralState.WITHDRAWN:
        return "Withdrawn by the sender", f"Withdrawn {_moment(referral.closed_at)}"
    if referral.state == ReferralState.DECIDED:
        return OUTCOME_WORDS[ReferralOutcome(referral.outcome)], f"Decided {_moment(referral.decided_at)}"
    if referral.asked_at:
        return "Asked for more", f"Asked {_moment(referral.asked_at)}"
    if referral.state == ReferralState.ACKNOWLEDGED:
        return "Deciding", f"Acknowledged {_moment(referral.acknowledged_at)}"
    return "Not read" if step == Step.DELIVERED else "Read, not acknowledged", f"Came {_moment(referral.received_at)}"


def _moment(instant: Any) -> str:
    """`today 9.24 am`, `Thu 4.41 pm`: within a line of words."""
    words = short_moment(instant, now()) if instant else ""
    return lower_first(words) if words.startswith(("Today", "Yesterday", "Tomorrow")) else words


def _tabs(
    request: HttpRequest,
    counts: Any,
    words: dict[Any, str],
    asked: Asked,
    whose: str,
    say: Callable[[int], str] = "{:,}".format,
) -> list[dict[str, Any]]:
    """One tab for each part, with how many there are; whose it is stays asked, the words looked for do not."""
    return [
        {
            "text": f"{words[tab]} ({say(many)})",
            "href": _address(request, {"show": tab, whose: asked.whose}),
            "current": tab == asked.tab,
        }
        for tab, many in counts.items()
    ]


def paging(request: HttpRequest, asked: Asked, many: int, whose: str) -> Context | None:
    """The pagination component's arguments; None when all stand on one page."""
    last, number = pages_of(many), asked.page
    if last == 1 and number == 1:
        return None

    def to(page: int) -> Context:
        return {"href": _address(request, {"page": str(page), "show": asked.tab, whose: asked.whose})}

    near = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    items: list[Context] = []
    for before, page in zip([0, *near], near, strict=False):
        items += [{"ellipsis": True}] if page - before > 1 else []
        items.append({"number": page, "current": page == number, **to(page)})
    return {
        "items": items,
        "previous": to(min(number - 1, last)) if number > 1 else None,
        "next": to(number + 1) if number < last else None,
    }


def _address(request: HttpRequest, said: dict[str, str]) -> str:
    """This page's own address, with what is asked of it. Never what was looked for: that may be a name."""
    return f"{request.path}?{urlencode({name: value for name, value in said.items() if value})}"
