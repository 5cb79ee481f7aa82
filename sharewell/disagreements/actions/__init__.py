"""What can be done: disagree, answer, say how safe the child is, move on, propose, accept, reject; set the stages."""

from sharewell.disagreements.actions.due import tell_partnership, warn_of_stage
from sharewell.disagreements.actions.moving import move_disagreement_on
from sharewell.disagreements.actions.opening import Objection, open_disagreement
from sharewell.disagreements.actions.resolving import accept_resolution, propose_resolution, reject_resolution
from sharewell.disagreements.actions.speaking import answer_disagreement, say_safety_now
from sharewell.disagreements.actions.stages import set_stages

__all__ = [
    "Objection",
    "accept_resolution",
    "answer_disagreement",
    "move_disagreement_on",
    "open_disagreement",
    "propose_resolution",
    "reject_resolution",
    "say_safety_now",
    "set_stages",
    "tell_partnership",
    "warn_of_stage",
]
