"""A worry is raised: written down, decided on, and shared with the team that answers, all in one act."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sharewell.clocks.access import terms_for
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.actions.confirming import say_which_call
from sharewell.concerns.actions.handing import carry_further, hand_to_lead
from sharewell.concerns.actions.keeping_from import keep_before_from
from sharewell.concerns.actions.moving import promise, tell_team
from sharewell.concerns.actions.papering import OnPaper, say_it_was_on_paper
from sharewell.concerns.earlier_rules import reasons_not_to_type_in
from sharewell.concerns.models import Concern, ConcernChild, ConcernItem, Referral
from sharewell.concerns.rules import (
    Raised,
    reasons_not_to_raise,
)
from sharewell.decisions.actions import Intent, Walked, make_decision, record_openness
from sharewell.decisions.models import Decision
from sharewell.decisions.rules import Decided, Openness, new_reference
from sharewell.directory.access import team_members
from sharewell.directory.models import Member, Team
from sharewell.disclosures.actions import Route, disclose
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.naming import Cover
from sharewell.disclosures.rules import SHARING, Carried
from sharewell.errors import Refused
from sharewell.items.actions import identity_items, write_items
from sharewell.items.models import ItemVersion
from sharewell.items.rules import ItemDetails
from sharewell.ledger.book import act
from sharewell.ledger.rules import instant
from sharewell.moment import now
from sharewell.notices.rules import NoticeKind
from sharewell.people.models import Child


@dataclass(frozen=True)
class AboutStaff:
    """Whether a worry is about somebody who works in the agency; `who`, where that is said: it is kept from them."""

    is_so: bool = False
    who: Member | None = None


@dataclass(frozen=True)
class Worry:
    """What was written down: about which children, and each thing known. `headline` is the worry in a line; `about`
    says of each thing, in the same order, which of several children it is about. `about_staff`: whether it is about
    somebody who works here, and who. `grew_from`: the handed worry that it carries
    further; `confirms`: the one told by telephone that it confirms; `on_paper`: it was on paper first."""

    children: Sequence[Child]
    items: Sequence[ItemDetails]
    headline: str
    about: Sequence[Sequence[Child]] = ()
    about_staff: AboutStaff = AboutStaff()
    grew_from: Concern | None = None
    confirms: Concern | None = None
    on_paper: OnPaper | None = None

    @property
    def kept_from(self) -> Member | None:
        """The colleague whom it is about, who may see nothing of it: as it was said before, or as it is said now."""
        before = self.grew_from or self.confirms
        return (before.kept_from if before else None) or self.about_staff.who

    @property
    def is_about_staff(self) -> bool:
        """Whether it is about somebody who works here, by what was said before or is said now."""
        before = self.grew_from or self.confirms
        return self.about_staff.is_so or (before is not None and before.is_about_staff)

    def kept(self) -> dict[str, Any]:
        """What the concern itself keeps of it."""
        return {
            "headline": self.headline,
            "is_about_staff": self.is_about_staff,
            "kept_from": self.kept_from,
            "grew_from": self.grew_from,
            "confirms": self.confirms,
            "is_from_paper": self.on_paper is not None,
            "on_behalf_of": self.on_paper.by if self.on_paper else "",
        }


@dataclass(frozen=True)
class Verdict:
    """What the practitioner decided, and why; and who asked, or would have got it, when nothing is shared."""

    walked: Walked
    decided: Decided
    because: str = ""
    recipient: str = ""


@dataclass(frozen=True)
class Sharing:
    """What is shared, with whom, for what, and what was done about openness.

    `picked` holds the keys of the items that cross: `worry-0` is the first thing written down, `name@<child>` a part of
    the child's record.
    """

    route: Route
    purpose: str
    picked: frozenset[str]
    about: str
    headline: str
    openness: Openness | None = None


def _raised_facts(concern: Concern, said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "reference": concern.reference,
        "decision": concern.decision.reference,
        "disclosure": concern.disclosure.reference if concern.disclosure else "",
        "raised": concern.raised,
        "grew_from": str(concern.grew_from_id or ""),
        "is_about_staff": concern.is_about_staff,
        "kept_from": str(concern.kept_from_id or ""),
        "confirms": str(concern.confirms_id or ""),
        "on_paper_at": instant(concern.happened_at) if concern.is_from_paper else "",
        "children": [str(child.pk) for child in said["worry"].children],
    }


@act("concern.raised", may=access.may_raise, on="concern", also=_raised_facts)
def raise_concern(
    *,
    by: Member,
    worry: Worry,
    verdict: Verdict,
    sharing: Sharing | None = None,
    happened_at: datetime | None = None,
    once: uuid.UUID | None = None,
) -> Concern:
    """The worry, the decision and its reasons stand on the record; what was picked is with the team that answers.

    Or it is with the lead it was handed to. One act, whole or not at all. Refused without a child, with nothing written
    down, with something not about its children, unless the decision is finished, when a decision to share has nothing
    picked, or from a paper that is still to be written. `once` is the draft that it comes from: it happens once.
    """
    if reasons := _reasons_against(worry, verdict, sharing):
        raise Refused(*reasons)
    written = _write_down(by, worry)
    decision = _decide(by, worry, verdict, sharing, happened_at)
    disclosure = _share(by, decision, sharing, written, happened_at) if sharing else None
    concern = Concern.objects.create(
        reference=disclosure.reference if disclosure else new_reference("SW"),
        agency_id=by.agency_id,
        author=by,
        with_member=by,
        child=worry.children[0],
        once=once,
        raised=_raised(verdict.decided, disclosure),
        decision=decision,
        disclosure=disclosure,
        happened_at=_happened(worry, happened_at),
        written_at=now(),
        **worry.kept(),
    )
    _keep_together(concern, worry.children, list(written.values()))
    _go_on(by, concern, worry)
    return concern


def _reasons_against(worry: Worry, verdict: Verdict, sharing: Sharing | None) -> list[str]:
    reasons = reasons_not_to_raise(
        worry.children, worry.about, items=len(worry.items), shares=verdict.decided in SHARING, is_picked=bool(sharing)
    )
    return reasons + (reasons_not_to_type_in(at=worry.on_paper.at, now=now()) if worry.on_paper else [])


def _happened(worry: Worry, happened_at: datetime | None) -> datetime:
    """When it was told, or written on paper. What was on paper is decided and sent when it is typed in: nobody at the
    other end had it before."""
    return worry.on_paper.at if worry.on_paper else happened_at or now()


def _go_on(by: Member, concern: Concern, worry: Worry) -> None:
    """To the lead, where it is handed over; whoever waits for what it grew from is told; and whoever gets it reads that
    it was on paper first, and which call it confirms."""
    if concern.raised == Raised.HANDED:
        hand_to_lead(by=by, concern=concern)
    if (before := worry.grew_from or worry.confirms) and worry.about_staff.who:
        keep_before_from(by, before, worry.about_staff.who)
    if worry.grew_from:
        carry_further(by=by, grown=concern)
    if worry.on_paper:
        say_it_was_on_paper(by, concern)
    if worry.confirms:
        say_which_call(by, concern)


def _decide(
    by: Member, worry: Worry, verdict: Verdict, sharing: Sharing | None, happened_at: datetime | None
) -> Decision:
    route = sharing.route if sharing else Route()
    return make_decision(
        by=by,
        children=worry.children,
        walked=verdict.walked,
        decided=verdict.decided,
        because=verdict.because,
        intent=Intent(
            sharing.purpose if sharing else "", route.team, route.spoken_to or verdict.recipient, worry.kept_from
        ),
        happened_at=happened_at,
    )


def _share(
    by: Member,
    decision: Decision,
    sharing: Sharing,
    written: Mapping[str, ItemVersion],
    happened_at: datetime | None,
) -> Disclosure:
    """Openness on the record; with it and what was picked through the gate; the team's own row, when it has a team."""
    said = sharing.openness
    told = record_openness(by=by, decision=decision, openness=said) if said else None
    disclosure = disclose(
        by=by,
        decision=decision,
        route=sharing.route,
        cover=Cover(sharing.about, sharing.headline, sharing.purpose),
        versions=[version for key, version in written.items() if key in sharing.picked],
        telling=None if decision.decided == Decided.SHARE_ANONYMISED else told,
        happened_at=happened_at,
    )
    if sharing.route.team:
        _open_referral(by, disclosure, sharing.route.team)
    return disclosure


def _raised(decided: Decided, disclosure: Disclosure | None) -> Raised:
    if disclosure is None:
        return Raised.HANDED if decided == Decided.HAND_TO_LEAD else Raised.NOT_SHARED
    return Raised.SENT if disclosure.carried == Carried.HERE else Raised.CARRIED_OUTSIDE


def _write_down(by: Member, worry: Worry) -> dict[str, ItemVersion]:
    """Every version that may cross, by its key."""
    from_record = {
        f"{version.item.from_record}@{version.item.child_id}": version
        for version in identity_items(by=by, children=worry.children)
    }
    things = write_items(by=by, child=worry.children[0], many=worry.items, about=worry.about, kept_from=worry.kept_from)
    return from_record | {f"worry-{number}": version for number, version in enumerate(things)}


def _keep_together(concern: Concern, children: Sequence[Child], versions: Sequence[ItemVersion]) -> None:
    ConcernChild.objects.bulk_create(
        ConcernChild(agency_id=concern.agency_id, concern=concern, child=child, position=position)
        for position, child in enumerate(children, 1)
    )
    ConcernItem.objects.bulk_create(
        ConcernItem(agency_id=concern.agency_id, concern=concern, version=version, position=position)
        for position, version in enumerate(versions, 1)
    )


def _open_referral(by: Member, disclosure: Disclosure, team: Team) -> Referral:
    """The receiving team has its own row from the same instant, with the clocks that both ends see."""
    terms = terms_for(disclosure.sent_at, team)
    promise(by, disclosure, team, ClockKind.ACKNOWLEDGE, terms)
    clock = promise(by, disclosure, team, ClockKind.DECIDE, terms)
    referral = Referral.objects.create(
        agency_id=team.agency_id,
        team=team,
        disclosure=disclosure,
        clock=clock,
        received_at=disclosure.sent_at,
        due_at=clock.due_at,
    )
    tell_team(referral, team_members(team), NoticeKind.REFERRAL_ARRIVED)
    return referral
