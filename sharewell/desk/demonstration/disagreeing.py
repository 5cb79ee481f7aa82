"""A sender disagrees with an outcome; it is answered, and moves to the next stage, where it stands."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sharewell.concerns.models import Concern
from sharewell.desk.demonstration.past import Past
from sharewell.desk.demonstration.settling import Town
from sharewell.disagreements.access import open_disagreement_of
from sharewell.disagreements.actions import Objection, answer_disagreement, move_disagreement_on, open_disagreement
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import Against, Safety

# A little less than a working day at the first stage; whatever its length is set to, it has not run out.
OPENED, ANSWERED, MOVED_ON = {"days": 1, "minutes": 20}, {"minutes": 200}, {"minutes": 30}

Step = tuple[datetime, Callable[[], object]]


def disagreeing(
    town: Town, past: Past, concern: Callable[[], Concern | None], says: Mapping[str, Any]
) -> Iterator[Step]:
    """Each step and when it happens. `concern` gives the worry once it has been told."""

    def found() -> Disagreement:
        told = concern()
        assert told is not None and told.disclosure is not None
        disagreement = open_disagreement_of(told.author, told.disclosure)
        assert disagreement is not None
        return disagreement

    def disagree() -> None:
        told = concern()
        assert told is not None and told.disclosure is not None
        said = {name: says[name] for name in ("because", "desired")}
        objection = Objection(Against.OUTCOME, safety=Safety(says["safety"]), **said)
        open_disagreement(by=told.author, disclosure=told.disclosure, objection=objection)

    def answer() -> None:
        answer_disagreement(by=town.members[says["answered_by"]], disagreement=found(), words=says["answered"])

    def move_on() -> None:
        disagreement = found()
        by, because = disagreement.opened_by, says["moved_on"]
        move_disagreement_on(by=by, disagreement=disagreement, from_stage=disagreement.stage, because=because)

    yield past.back(**OPENED), disagree
    yield past.back(**ANSWERED), answer
    yield past.back(**MOVED_ON), move_on
