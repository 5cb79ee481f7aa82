"""The stages of a disagreement, what may be done at each end, and when the partnership is told. Pure.

Sources: Working Together to Safeguard Children (a clear way to escalate is required); the shape of four stages, from
the two practitioners up, is that of several local policies. Lengths are local and stand in `clocks`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharewell.web.words import words_in

LEAST_WORDS = 3
MOST_STAGES = 5
# The clocks' own number for a stage in which somebody said that the child is at risk: act within hours, not days.
RISK_OF_HARM = 0


class End(StrEnum):
    """One end of the disclosure that the two do not see alike."""

    SENDER = "sender"
    RECEIVER = "receiver"

    @property
    def other(self) -> "End":
        return End.RECEIVER if self is End.SENDER else End.SENDER


END_WORDS = {End.SENDER: "Who sent it", End.RECEIVER: "Who received it"}


class State(StrEnum):
    """A disagreement is open or resolved. There is no third: nobody can just close it."""

    OPEN = "open"
    RESOLVED = "resolved"


STATE_WORDS = {State.OPEN: "Open", State.RESOLVED: "Resolved"}


class Against(StrEnum):
    """What somebody disagrees with."""

    OUTCOME = "outcome"
    SILENCE = "silence"
    SHARING = "sharing"
    OTHER = "other"


AGAINST_WORDS = {
    Against.OUTCOME: "The outcome",
    Against.SILENCE: "No answer in time",
    Against.SHARING: "What was shared, or held back",
    Against.OTHER: "Something else",
}


class Safety(StrEnum):
    """Whether the child is safe now, as far as whoever says it knows."""

    SAFE = "safe"
    NOT_SURE = "not_sure"
    AT_RISK = "at_risk"


SAFETY_WORDS = {Safety.SAFE: "Safe for now", Safety.NOT_SURE: "Not sure", Safety.AT_RISK: "At risk of harm"}


class StepKind(StrEnum):
    """What happened in a disagreement. Steps are added, and never changed."""

    OPENED = "opened"
    ANSWERED = "answered"
    SAFETY_SAID = "safety_said"
    MOVED_ON = "moved_on"
    PROPOSED = "proposed"
    REJECTED = "rejected"
    RESOLVED = "resolved"


STEP_WORDS = {
    StepKind.OPENED: "Disagreed",
    StepKind.ANSWERED: "Answered",
    StepKind.SAFETY_SAID: "Said how safe the child is now",
    StepKind.MOVED_ON: "Moved to the next stage",
    StepKind.PROPOSED: "Proposed a resolution",
    StepKind.REJECTED: "Did not accept the proposal",
    StepKind.RESOLVED: "Accepted: resolved",
}


class How(StrEnum):
    """How a resolution ends it: the two agree on something, or whoever disagreed no longer does."""

    AGREED = "agreed"
    NO_LONGER = "no_longer"


HOW_WORDS = {How.AGREED: "We have agreed what will happen", How.NO_LONGER: "We no longer disagree"}


class Stands(StrEnum):
    """By whom an end is represented at a stage."""

    HAS_IT = "has_it"
    LEADS = "leads"
    MANAGERS = "managers"


STANDS_WORDS = {Stands.LEADS: "Designated safeguarding lead and deputies", Stands.MANAGERS: "Managers"}
HAS_IT_WORDS = {End.SENDER: "Whoever sent it, or carries it on", End.RECEIVER: "The team that received it"}
# How a stage stands on the page.
STAGE_WORDS = {"done": "Done", "now": "Now", "next": "Next", "later": "Later", "unneeded": "Not needed"}


def stands_words(stands: Stands, end: End | str) -> str:
    """By whom an end is represented, in words."""
    return HAS_IT_WORDS[End(end)] if stands == Stands.HAS_IT else STANDS_WORDS[stands]


@dataclass(frozen=True)
class StageRule:
    """One stage: its number from 1, its title, who meets in words, and by whom each end is represented."""

    number: int
    title: str
    who: str
    sender: tuple[Stands, ...]
    receiver: tuple[Stands, ...]

    def stands(self, end: End) -> tuple[Stands, ...]:
        """By whom this end is represented."""
        return self.sender if end == End.SENDER else self.receiver


# What holds where the partnership has set nothing. An old disagreement points to it too: it is never edited in place.
USUAL_STAGES = (
    StageRule(
        1,
        "Between the two practitioners",
        "Who sent it, and the team that received it, by telephone or in person.",
        (Stands.HAS_IT,),
        (Stands.HAS_IT,),
    ),
    StageRule(
        2,
        "Between their managers or safeguarding leads",
        "The safeguarding lead of the one end, and the team manager of the other.",
        (Stands.LEADS,),
        (Stands.MANAGERS,),
    ),
    StageRule(
        3,
        "Between senior managers",
        "The head or a senior manager of each agency.",
        (Stands.MANAGERS, Stands.LEADS),
        (Stands.MANAGERS,),
    ),
    StageRule(
        4,
        "The partnership",
        "The safeguarding partners, called together by the partnership’s lead.",
        (Stands.MANAGERS, Stands.LEADS),
        (Stands.MANAGERS,),
    ),
)


def rule_of(stages: Sequence[StageRule], number: int) -> StageRule:
    """The stage with this number; the last one for any number beyond it."""
    return stages[min(number, len(stages)) - 1]


def is_last(stages: Sequence[StageRule], number: int) -> bool:
    """Whether no stage comes after this one."""
    return number >= len(stages)


def length_of(stage: int, safety: Safety | str) -> int:
    """Under which number the clocks know how long this stage may take: its own, or that of a risk of harm."""
    return RISK_OF_HARM if safety == Safety.AT_RISK else stage


def outcome_words(code: str) -> str:
    """The outcome as its step keeps it, in words: no further action. Its full words belong to the room above."""
    return code.replace("_", " ")


def reasons_without_words(words: str, asked_for: str) -> list[str]:
    """Why this is no sentence that the other end could answer; empty when it is one."""
    return [] if words_in(words) >= LEAST_WORDS else [f"Write {asked_for} in a sentence of three words or more."]


def reasons_not_to_open(*, against: str, has_outcome: bool, is_here: bool, words: str) -> list[str]:
    """Why nobody can disagree in this way; empty when they can."""
    reasons = []
    if not is_here:
        reasons.append("It was not sent through Sharewell, so the other end cannot answer here. Ring them.")
    if against == Against.OUTCOME and not has_outcome:
        reasons.append("There is no outcome yet. Choose what else you disagree with.")
    if against == Against.SILENCE and has_outcome:
        reasons.append("There is an outcome by now. Look at it, and choose what you disagree with.")
    if against == Against.OTHER and words_in(words) < LEAST_WORDS:
        reasons.append("Write what you disagree with in a sentence of three words or more.")
    return reasons


def reasons_not_to_propose(*, how: str, end: End, opened_end: str, proposed_end: str) -> list[str]:
    """Why this end cannot propose this; empty when it can. Its own proposal it may replace."""
    reasons = []
    if how == How.NO_LONGER and end != opened_end:
        reasons.append("Only the end that disagreed can say that it no longer does. Propose what will happen instead.")
    if proposed_end and proposed_end != end:
        reasons.append("The other end has proposed a resolution. Accept it, or say why not.")
    return reasons


def reasons_not_to_accept(*, end: End, proposed_end: str, is_own: bool) -> list[str]:
    """Why this person cannot accept the proposal; empty when they can: one end never ends it alone."""
    if end == proposed_end:
        return ["Your own end proposed this. Somebody at the other end must accept it."]
    return ["You proposed this yourself. Somebody else must accept it."] if is_own else []


def is_due_to_tell(told_on: date | None, today: date, *, is_working_day: bool) -> bool:
    """Whether the partnership's lead is told today: on every working day, once, while the last stage is late."""
    return is_working_day and (told_on is None or told_on < today)


def reasons_not_to_set_stages(stages: Sequence[StageRule], in_force_from: date, today: date) -> list[str]:
    """Why these cannot be the partnership's stages from that day; empty when they can. The past stays as it was."""
    reasons = []
    if not stages:
        reasons.append("Write at least one stage.")
    if len(stages) > MOST_STAGES:
        reasons.append(f"Write no more than {MOST_STAGES} stages.")
    if in_force_from < today:
        reasons.append("The stages can hold from today or a later day: what was in force before stays on record.")
    reasons += [
        f"Say who stands for each end at stage {each.number}." for each in stages if not (each.sender and each.receiver)
    ]
    return reasons
