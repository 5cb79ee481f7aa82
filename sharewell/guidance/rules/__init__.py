"""The rules of the walk: answers in, advice out. Pure: no database, no clock, no web.

An edition is data. It may use only the words of the closed lists in `words`; `shapes` says what an edition is
made of; `walk` asks the next question and weighs the answers.
"""

from sharewell.guidance.rules.shapes import (
    Advice,
    Answer,
    Clock,
    Duty,
    Edition,
    Gateway,
    GoldenRule,
    Lift,
    OutcomeWords,
    Passage,
    Question,
    Reason,
    Rule,
    Switch,
    When,
)
from sharewell.guidance.rules.walk import NoRuleHits, UnknownAnswer, advise
from sharewell.guidance.rules.words import GROUPS, PREDICATES, AgencyKind, Fact, Mark, Outcome, Unit

__all__ = [
    "GROUPS",
    "PREDICATES",
    "Advice",
    "AgencyKind",
    "Answer",
    "Clock",
    "Duty",
    "Edition",
    "Fact",
    "Gateway",
    "GoldenRule",
    "Lift",
    "Mark",
    "NoRuleHits",
    "Outcome",
    "OutcomeWords",
    "Passage",
    "Question",
    "Reason",
    "Rule",
    "Switch",
    "Unit",
    "UnknownAnswer",
    "When",
    "advise",
]
