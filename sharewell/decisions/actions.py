"""What can be done: decide, and say what was done about openness."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sharewell.decisions import access
from sharewell.decisions.models import Decision, DecisionChild, Telling
from sharewell.decisions.rules import (
    Decided,
    Manner,
    Openness,
    Weighed,
    goes_against,
    new_reference,
    reasons_not_to_decide,
    what_openness_lacks,
    what_weighing_lacks,
)
from sharewell.directory.access import reasons_not_to_take_over
from sharewell.directory.models import Member, Team
from sharewell.errors import Refused
from sharewell.ledger.book import Actor, act, not_an_act
from sharewell.moment import now
from sharewell.people.models import Child


@dataclass(frozen=True)
class Walked:
    """The walk as it was gone: the edition's key and digest, the answers by question, the advice in words, its duties.
    `weighed` is what those duties wanted written."""

    edition: str
    digest: str
    answers: Mapping[str, str]
    advice: str = ""
    shown: Mapping[str, Any] = field(default_factory=dict)
    is_complete: bool = True
    manner: Manner = Manner.WALKED
    duties: tuple[str, ...] = ()
    weighed: Weighed = field(default_factory=Weighed)

    def pinned(self) -> dict[str, Any]:
        """What the decision keeps of it, for ever."""
        return {
            "manner": self.manner,
            "edition": self.edition,
            "edition_digest": self.digest,
            "answers": dict(self.answers),
            "advice": self.advice,
            "advice_shown": dict(self.shown),
            **asdict(self.weighed),
        }


@dataclass(frozen=True)
class Intent:
    """For whom and for what: a team of the directory, or somebody in words; the purpose; and the colleague whom it is
    about, from whom it is kept."""

    purpose: str = ""
    team: Team | None = None
    recipient_words: str = ""
    kept_from: Member | None = None

    def pinned(self) -> dict[str, Any]:
        """What the decision keeps of it."""
        return {
            "purpose": self.purpose,
            "recipient_team": self.team,
            "recipient_words": self.recipient_words,
            "kept_from": self.kept_from,
        }


def _decision_facts(decision: Decision, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "reference": decision.reference,
        "edition": decision.edition,
        "edition_digest": decision.edition_digest,
        "answers": dict(decision.answers),
        "advice": decision.advice,
        "goes_against_advice": decision.goes_against_advice,
        "manner": decision.manner,
        "children": [str(child.pk) for child in said["children"]],
        "recipient_team": str(decision.recipient_team_id or ""),
    }


@act(
    "decision.made",
    may=access.may_decide,
    on="decision",
    words=("because", "intent.purpose", "intent.recipient_words"),
    facts=("decided",),
    also=_decision_facts,
    gives_receipt=True,
)
def make_decision(
    *,
    by: Member,
    children: Sequence[Child],
    walked: Walked,
    decided: Decided,
    because: str,
    intent: Intent,
    happened_at: datetime | None = None,
) -> Decision:
    """The decision stands on the record, with the edition, the answers, the advice and the reason.

    Refused when the walk is not finished, when it goes against the advice with no reason, or when a duty of the advice
    says to write both sides (or why sharing is worse) and that is not written. Source: golden rule 7.
    """
    reasons = reasons_not_to_decide(
        advice=walked.advice, decided=decided, because=because, is_complete=walked.is_complete
    )
    if reasons := reasons + list(what_weighing_lacks(walked.duties, decided, walked.weighed).values()):
        raise Refused(*reasons)
    decision = Decision.objects.create(
        reference=new_reference("D"),
        agency_id=by.agency_id,
        author=by,
        with_member=by,
        child=children[0] if children else None,
        **walked.pinned(),
        decided=decided,
        goes_against_advice=goes_against(walked.advice, decided),
        because=because,
        **intent.pinned(),
        happened_at=happened_at or now(),
        written_at=now(),
    )
    DecisionChild.objects.bulk_create(
        DecisionChild(agency_id=by.agency_id, decision=decision, child=child) for child in children
    )
    return decision


def _telling_facts(telling: Telling, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "decision": str(telling.decision_id),
        "told": telling.told,
        "told_on": telling.told_on.isoformat() if telling.told_on else "",
        "look_again_on": telling.look_again_on.isoformat() if telling.look_again_on else "",
    }


@act(
    "decision.openness_recorded",
    may=access.may_tell,
    on="telling",
    words=("openness.who", "openness.why_not"),
    also=_telling_facts,
)
def record_openness(*, by: Member, decision: Decision, openness: Openness) -> Telling:
    """It is on the record who was told what, or why telling is unsafe and when to look at that again.

    Refused while the account is unfinished. Source: golden rule 2.
    """
    if lacks := what_openness_lacks(openness):
        raise Refused(*lacks.values())
    return Telling.objects.create(
        agency_id=decision.agency_id,
        decision=decision,
        written_by=by,
        told=openness.told,
        who=openness.who,
        told_on=openness.when,
        why_not=openness.why_not,
        look_again_on=openness.look_again_on,
        written_at=now(),
    )


@act("decision.handed_over", may=access.may_hand_over_decision, on="decision", refers=("to",))
def hand_over_decision(*, by: Member | Actor, decision: Decision, to: Member) -> Decision:
    """A colleague carries the decision on: they see it, and write what is done about openness.

    Refused for somebody of another agency, or who only administers. Part of handing over a worry.
    """
    if reasons := reasons_not_to_take_over(decision.with_member, to):
        raise Refused(*reasons)
    Decision.objects.filter(pk=decision.pk).update(with_member=to)
    decision.with_member = to
    return decision


@not_an_act(because="part of saying that a worry is about a colleague; that is entered")
def keep_decisions_from(decisions: Sequence[Decision], who: Member, *, instead: Member) -> None:
    """These are kept from this colleague; what they carried on is with `instead`."""
    for each in decisions:
        each.kept_from = who
        each.with_member = instead if each.with_member.user_id == who.user_id else each.with_member
        each.save(update_fields=["kept_from", "with_member"])
