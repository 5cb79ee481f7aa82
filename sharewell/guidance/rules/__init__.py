"""The rules of the walk: answers in, advice out. Pure: no database, no clock, no web.

An edition is data. It may use only the words of the closed lists in `words`; `shapes` says what an edition is
made of, `pieces` what is read in it; `walk` asks the next question and weighs the answers.
"""

from sharewell.guidance.rules.conditions import When
from sharewell.guidance.rules.offering import offered, withheld
from sharewell.guidance.rules.pieces import GoldenRule, OutcomeWords, Passage, Term
from sharewell.guidance.rules.shapes import (
    Advice,
    Answer,
    Clock,
    Duty,
    Edition,
    Gateway,
    Lift,
    Question,
    Reason,
    Rule,
    Switch,
)
from sharewell.guidance.rules.urgent import Urgent, urgent
from sharewell.guidance.rules.walk import NoRuleHits, UnknownAnswer, advise
from sharewell.guidance.rules.words import GROUPS, PREDICATES, AgencyKind, Fact, Layer, Mark, Outcome, Unit

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
    "Layer",
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
    "Term",
    "Unit",
    "UnknownAnswer",
    "Urgent",
    "When",
    "advise",
    "offered",
    "urgent",
    "withheld",
]
