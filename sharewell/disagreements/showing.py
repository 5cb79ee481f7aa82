"""What the pages of a disagreement are given to show, to somebody who may see it already."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sharewell.clocks.rules import ClockWords
from sharewell.directory.access import answering_this_minute
from sharewell.directory.models import Member
from sharewell.disagreements import access
from sharewell.disagreements.actions import Objection
from sharewell.disagreements.models import Disagreement, DisagreementStep, Named
from sharewell.disagreements.rules import (
    AGAINST_WORDS,
    HOW_WORDS,
    SAFETY_WORDS,
    STAGE_WORDS,
    STATE_WORDS,
    STEP_WORDS,
    Against,
    End,
    Safety,
    StageRule,
    State,
    StepKind,
    is_last,
    outcome_words,
    rule_of,
    stands_words,
)
from sharewell.disclosures.access import steps_of as disclosure_steps_of
from sharewell.disclosures.models import Disclosure, DisclosureStep
from sharewell.disclosures.rules import Step
from sharewell.moment import now

Context = dict[str, Any]
MOST_NAMES = 3
WORDS: Context = {
    "against_words": AGAINST_WORDS,
    "how_words": HOW_WORDS,
    "safety_words": SAFETY_WORDS,
    "stands_words": stands_words,
    "state_words": STATE_WORDS,
    "step_words": STEP_WORDS,
    "stage_words": STAGE_WORDS,
}


@dataclass(frozen=True)
class StageShown:
    """One stage on the page: how it stands (a key of `STAGE_WORDS`), and who stands for each end, where known."""

    rule: StageRule
    state: str
    sender: str
    receiver: str


@dataclass(frozen=True)
class Row:
    """One disagreement in a list."""

    disagreement: Disagreement
    stage: StageRule
    of: int
    clock: ClockWords
    is_own: bool


def rows(member: Member, found: Sequence[Disagreement]) -> list[Row]:
    """These as a list shows them, in a fixed number of statements."""
    at, shown = now(), []
    for each in found:
        stages = access.stages_of(each.stage_list)
        is_own = each.agency_id == member.agency_id
        shown.append(Row(each, rule_of(stages, each.stage), len(stages), each.clock.words(at), is_own))
    return shown


def asking(disclosure: Disclosure) -> Context:
    """What stands beside the question what one disagrees with."""
    return {"disclosure": disclosure, "outcome": outcome_of(disclosure), "ring_now": answering_this_minute(now()).lead}


def outcome_of(disclosure: Disclosure) -> DisclosureStep | None:
    """The outcome of the disclosure, if there is one."""
    return next((step for step in disclosure_steps_of(disclosure) if step.step == Step.DECIDED), None)


def outcome_said(disclosure: Disclosure) -> str:
    """The outcome in a few words; nothing where there is none."""
    step = outcome_of(disclosure)
    return outcome_words(step.outcome) if step else ""


def says_the_same(found: Disagreement, objection: Objection) -> bool:
    """Whether the same page was sent twice."""
    return (found.because, found.desired) == (objection.because, objection.desired)


def disagreement(member: Member, found: Disagreement) -> Context:
    """A disagreement, whole, for somebody at one of its ends."""
    end = access.end_in(member, found)
    proposal = found.proposal if found.state == State.OPEN else None
    return {
        **said(found),
        "end": end,
        "is_open": found.state == State.OPEN,
        "stages": _stages(found),
        "proposal": proposal,
        "may_answer_proposal": bool(proposal and proposal.end != end and proposal.by_member_id != member.pk),
        "sees_record": access.sees_disclosure(member, found),
        "is_sender": end == End.SENDER,
        "ring_now": answering_this_minute(now()).lead,
    }


def said(found: Disagreement) -> Context:
    """What the two ends said to each other, and the clock: what the partnership sees too at the last stage."""
    stages = access.stages_of(found.stage_list)
    steps = access.steps_of(found)
    return {
        **WORDS,
        "disagreement": found,
        "against": _against(found),
        "steps": steps[::-1],
        "safety_step": next(step for step in reversed(steps) if step.safety),
        "is_at_risk": found.safety == Safety.AT_RISK and found.state == State.OPEN,
        "clock_now": found.clock.words(now()),
        "stage": rule_of(stages, found.stage),
        "next_stage": None if is_last(stages, found.stage) else rule_of(stages, found.stage + 1),
        "of": len(stages),
        "resolution": _resolution(found, steps),
    }


def _against(found: Disagreement) -> str:
    if found.against == Against.OTHER:
        return found.against_words
    words = AGAINST_WORDS[Against(found.against)]
    return f"{words}: {outcome_words(found.against_step.outcome)}" if found.against_step else words


def _resolution(found: Disagreement, steps: list[DisagreementStep]) -> tuple[DisagreementStep, DisagreementStep] | None:
    """What was proposed, and the step in which it was accepted; nothing while it is open."""
    if found.state == State.OPEN:
        return None
    accepted = next(step for step in reversed(steps) if step.kind == StepKind.RESOLVED)
    return next(step for step in steps if step.pk == found.proposal_id), accepted


def _stages(found: Disagreement) -> list[StageShown]:
    named, stages = access.everybody_named(found), access.stages_of(found.stage_list)
    first = {step.by_name for step in disclosure_steps_of(found.disclosure)}
    return [_stage(found, rule, [each for each in named if each.stage == rule.number], first) for rule in stages]


def _stage(found: Disagreement, rule: StageRule, named: list[Named], first: set[str]) -> StageShown:
    return StageShown(rule, _state(found, rule), *(_names(found, rule, end, named, first) for end in End))


def _state(found: Disagreement, rule: StageRule) -> str:
    ahead = rule.number - found.stage
    if found.state == State.RESOLVED:
        return "unneeded" if ahead > 0 else "done"
    return {0: "now", 1: "next"}.get(ahead, "done" if ahead < 0 else "later")


def _names(found: Disagreement, rule: StageRule, end: End, named: list[Named], first: set[str]) -> str:
    """Whoever was named; of the next stage whoever would be now. Who has had it in hand already stands first."""
    people = [each.member for each in named if each.end == end]
    if not named and rule.number == found.stage + 1 and found.state == State.OPEN:
        people = list(access.who_stands(found.disclosure, rule, end))
    names = sorted((each.name for each in people), key=lambda name: name not in first)
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
