"""The two ends disagree about an outcome: opened, answered, moved on, proposed, accepted or not."""

from functools import partial
from uuid import UUID

from sharewell.directory.models import Member
from sharewell.disagreements import access, actions
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import Against, End, Safety, State
from sharewell.disagreements.tests.given import AGREED, BECAUSE, DESIRED
from sharewell.disclosures.models import Disclosure
from tests.year.agenda import Year, member_with

DISCLOSED = ("agency", "to_agency", "to_team", "with_team__agency", "sender__user", "with_member__user", "decision")
WHOLE = (
    "agency",
    "other_agency",
    "clock",
    "stage_list",
    "opened_by__user",
    "proposal",
    *(f"disclosure__{each}" for each in DISCLOSED),
)
WAITS = 60, 900


def begin(year: Year, key: UUID) -> None:
    """Whoever sent it disagrees, or seldom somebody of the team that received it."""
    disclosure = Disclosure.objects.select_related(*DISCLOSED).get(pk=key)
    crew = year.places.crew[disclosure.with_team_id]
    by = year.somebody(crew) if year.chance(0.2) else member_with(disclosure.with_member_id)
    if by.until is not None:
        return
    safety = year.random.choice(list(Safety))
    objection = actions.Objection(against=Against.OUTCOME, because=BECAUSE, desired=DESIRED, safety=safety)
    opened = year.attempt(
        "disagreed", partial(actions.open_disagreement, by=by, disclosure=disclosure, objection=objection)
    )
    if opened:
        year.after(year.minutes(*WAITS), partial(tend, year, opened.pk))


def tend(year: Year, key: UUID) -> None:
    """One end does something, until it is resolved."""
    disagreement = Disagreement.objects.select_related(*WHOLE).get(pk=key)
    if disagreement.state == State.RESOLVED:
        return
    year.after(year.minutes(*WAITS), partial(tend, year, key))
    end = year.random.choice(list(End))
    by = _of(year, disagreement, end)
    if by is None:
        return
    proposal = disagreement.proposal
    if proposal is not None:
        if proposal.end != end and proposal.by_member_id != by.pk:
            _reply(year, disagreement, by)
        return
    _speak(year, disagreement, by)


def _of(year: Year, disagreement: Disagreement, end: End) -> Member | None:
    """Somebody who is named for this end at this stage, and may take part."""
    named = [each.member_id for each in access.named_at(disagreement, disagreement.stage, end)]
    there = [each for each in named if year.is_in(each)]
    by = member_with(year.random.choice(there)) if there else None
    return by if by and access.end_in(by, disagreement) == end else None


def _reply(year: Year, disagreement: Disagreement, by: Member) -> None:
    said = {"by": by, "disagreement": disagreement, "proposal": disagreement.proposal}
    if year.chance(0.6):
        year.attempt("resolved", partial(actions.accept_resolution, **said))
    else:
        because = "Nobody has said when she is seen."
        year.attempt("not accepted", partial(actions.reject_resolution, because=because, **said))


def _speak(year: Year, disagreement: Disagreement, by: Member) -> None:
    said, roll = {"by": by, "disagreement": disagreement}, year.random.random()
    if roll < 0.25:
        year.attempt("proposed", partial(actions.propose_resolution, agreed=AGREED, **said))
    elif roll < 0.4:
        words = "We looked again, and think as we did."
        year.attempt("answered a disagreement", partial(actions.answer_disagreement, words=words, **said))
    elif roll < 0.5:
        because, stage = "We have spoken and do not agree.", disagreement.stage
        move = partial(actions.move_disagreement_on, from_stage=stage, because=because, **said)
        year.attempt("moved on by an end", move)
    elif roll < 0.6:
        safety = year.random.choice(list(Safety))
        year.attempt("said how safe", partial(actions.say_safety_now, safety=safety, **said))
