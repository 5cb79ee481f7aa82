"""What can be done: share through the gate, say what became of it, and say who has it at either end."""

from sharewell.disclosures.actions.gate import Route, disclose, give_openness
from sharewell.disclosures.actions.steps import carry_instead, hand_over_disclosure, pass_on, report_step, take_over

__all__ = [
    "Route",
    "carry_instead",
    "disclose",
    "give_openness",
    "hand_over_disclosure",
    "pass_on",
    "report_step",
    "take_over",
]
