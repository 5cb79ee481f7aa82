"""Every step between the two ends of a referral, in words and in the order of time; and what waits for an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sharewell.clocks.access import clocks_for_subjects
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.naming import titles_of, whom_of
from sharewell.concerns.rules import NEWS_WORDS, OUTCOME_WORDS, News, ReferralOutcome
from sharewell.directory.models import Member
from sharewell.disclosures.access import additions_to, steps_of
from sharewell.disclosures.models import Disclosure, DisclosureStep
from sharewell.disclosures.rules import STEP_WORDS, Step, awaiting_news, step_title
from sharewell.items.access import children_about
from sharewell.items.models import ItemVersion

# What is written with a step, by what it is called.
SAID_AS = {Step.ASKED: "Question", Step.NEWS_GIVEN: "", Step.ADDED: "Why they need it"}


@dataclass(frozen=True)
class StepLine:
    """One step in words: what, who, when, and what was written with it."""

    title: str
    by: str
    at: datetime
    said: str
    called: str


@dataclass(frozen=True)
class Added:
    """What was added later, as it crossed, and whether that was after the decision."""

    disclosure: Disclosure
    items: Sequence[ItemVersion]
    is_after_decision: bool


def lines_of(steps: Iterable[DisclosureStep]) -> list[StepLine]:
    """Each step in words, oldest first."""
    return [
        StepLine(_title(each), _by(each), each.at, each.words, SAID_AS.get(Step(each.step), "Reason")) for each in steps
    ]


def _title(step: DisclosureStep) -> str:
    if step.step == Step.NEWS_GIVEN:
        return NEWS_WORDS[News(step.outcome)]
    if step.step == Step.DECIDED:
        outcome = OUTCOME_WORDS[ReferralOutcome(step.outcome)]
        return f"{STEP_WORDS[Step.DECIDED]}: {outcome[:1].lower()}{outcome[1:]}" + (
            f". {step.to_words}" if step.to_words else ""
        )
    if step.step == Step.ADDED and step.answers_id:
        return "Answered, with something added"
    return step_title(step.step, step.to_words)


def _by(step: DisclosureStep) -> str:
    if step.step == Step.LATE:
        return ""
    return ", ".join(part for part in (step.by_name, step.by_title) if part)


def following(member: Member, disclosure: Disclosure, steps: Sequence[DisclosureStep]) -> dict[str, object]:
    """What both ends see of a referral beside its outcome: each step, what was added, what is asked and still open."""
    decided = next((step.at for step in steps if step.step == Step.DECIDED), None)
    added = [
        Added(each, items, bool(decided and each.sent_at > decided))
        for each in additions_to(disclosure)
        for items in [[item.version for item in each.items.all()]]
    ]
    every = [version for each in added for version in each.items]
    about = children_about(every) if every else {}
    clocks = clocks_for_subjects(member, [disclosure.pk]).get(str(disclosure.pk), [])
    return {
        "every_step": lines_of(steps),
        "added": added,
        "added_titles": titles_of(every, about),
        "added_whom": whom_of(every, about),
        "question": None if _is_closed(disclosure) else open_question(steps),
        "question_clock": clock_of(clocks, ClockKind.SAY_MORE),
        "awaits_news": awaiting_news(step.step for step in steps) and not _is_closed(disclosure),
        "is_ended": _is_closed(disclosure),
    }


def open_question(steps: Sequence[DisclosureStep]) -> DisclosureStep | None:
    """The question that nobody has answered, of all the steps; None when there is none."""
    answered = {step.answers_id for step in steps}
    return next((step for step in reversed(steps) if step.step == Step.ASKED and step.pk not in answered), None)


def clock_of(clocks: Iterable[Clock], kind: ClockKind) -> Clock | None:
    """Of the clocks between two ends, the one of this kind that was started last."""
    return max((each for each in clocks if each.kind == kind), key=lambda each: each.started_at, default=None)


def _is_closed(disclosure: Disclosure) -> bool:
    return disclosure.step == Step.DECIDED or disclosure.withdrawn_at is not None


def question_to(disclosure: Disclosure | None) -> DisclosureStep | None:
    """What the sender's end is asked now; None when nothing is, or no answer would change anything."""
    return None if disclosure is None or _is_closed(disclosure) else open_question(steps_of(disclosure))
