"""Work for tests.killing: the story's own acts. Worries are raised, sent or not; referrals acknowledged and decided."""

import random
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.actions import acknowledge_referral, decide_referral
from sharewell.concerns.models import Concern, ConcernChild, ConcernItem, Referral
from sharewell.concerns.rules import Raised, ReferralOutcome, ReferralState
from sharewell.concerns.tests import given
from sharewell.decisions.models import Decision, DecisionChild, Telling
from sharewell.directory.models import Member, Team
from sharewell.directory.rules import TeamPurpose
from sharewell.directory.tests.given import the_cast
from sharewell.disclosures.models import DisclosedItem, Disclosure, DisclosureStep
from sharewell.errors import Overtaken, Refused
from sharewell.items.models import Item, ItemVersion
from sharewell.ledger.models import Entry
from sharewell.notices.models import Notice
from sharewell.people.models import Child

TEACHER, WORKER = "tess.archer@example.org", "rowan.field@example.org"
AMONG = 20


def prepare() -> None:
    the_cast()


@lru_cache
def _member(email: str) -> Member:
    return Member.objects.select_related("user", "agency").get(user__email=email)


@lru_cache
def _team() -> Team:
    return Team.objects.select_related("agency").get(purpose=TeamPurpose.REFERRAL)


def write() -> str:
    return random.choice([_send, _send, _keep, _acknowledge, _decide])()


def _send() -> str:
    return f"sent {given.a_sent_concern(_member(TEACHER), _team()).pk}"


def _keep() -> str:
    return f"kept {given.an_unshared_concern(_member(TEACHER)).pk}"


def _acknowledge() -> str:
    def act(referral: Referral) -> Any:
        return acknowledge_referral(by=_member(WORKER), referral=referral)

    return _moved("acknowledged", act, ReferralState.NEW)


def _decide() -> str:
    """One in five with too few words, and so refused."""
    because = "We see Mia at school on Thursday." if random.randrange(5) else "No"

    def act(referral: Referral) -> Any:
        return decide_referral(
            by=_member(WORKER), referral=referral, outcome=ReferralOutcome.ASSESSMENT, because=because
        )

    return _moved("decided", act, ReferralState.NEW, ReferralState.ACKNOWLEDGED)


def _moved(said: str, act: Callable[[Referral], Any], *states: str) -> str:
    """Others reach for the same few referrals, so some find themselves overtaken."""
    whole = Referral.objects.select_related("disclosure__sender__user", "clock")
    waiting = list(whole.filter(state__in=states).order_by("-received_at")[:AMONG])
    if not waiting:
        return _send()
    referral = random.choice(waiting)
    try:
        act(referral)
    except Overtaken:
        return f"overtaken {referral.pk}"
    except Refused:
        return f"refused {referral.pk}"
    return f"{said} {referral.pk}"


def doubts(acknowledged: set[str]) -> list[str]:
    """What was acknowledged and is not there; what is half done; what was done and is not entered, or the reverse."""
    found = [f"half done: {what}: {rows.count()}" for what, rows in _halves().items() if rows.exists()]
    for kind, rows in _entered().items():
        entries, there = Entry.objects.filter(kind=kind, nature="act").count(), rows.count()
        found += [f"{kind}: {entries} entries for {there} rows"] if entries != there else []
    if Notice.objects.filter(kind="referral_arrived").count() != Referral.objects.count():
        found.append("a referral arrived and nobody, or somebody twice, was told")
    return found + _lost(acknowledged)


def _lost(acknowledged: set[str]) -> list[str]:
    said: dict[str, set[str]] = {}
    for line in acknowledged:
        word, key = line.split()
        said.setdefault(word, set()).add(key)
    state = {str(pk): state for pk, state in Referral.objects.values_list("pk", "state")}
    raised = {str(pk): raised for pk, raised in Concern.objects.values_list("pk", "raised")}
    refused = set(Entry.objects.filter(nature="refusal").values_list("subject_id", flat=True))
    lost = [f"sent {key}" for key in said.get("sent", ()) if raised.get(key) != Raised.SENT]
    lost += [f"kept {key}" for key in said.get("kept", ()) if raised.get(key) != Raised.NOT_SHARED]
    lost += [f"acknowledged {key}" for key in said.get("acknowledged", ()) if state.get(key) in {None, "new"}]
    lost += [f"decided {key}" for key in said.get("decided", ()) if state.get(key) != ReferralState.DECIDED]
    lost += [f"refused {key}" for key in (said.get("refused", set()) | said.get("overtaken", set())) - refused]
    return [f"acknowledged and lost: {each}" for each in lost]


def _halves() -> dict[str, Any]:
    """Rows that stand without those that are written with them."""
    sent = Concern.objects.filter(raised=Raised.SENT)
    decided, acknowledged = Referral.objects.filter(state=ReferralState.DECIDED), Referral.objects.exclude(state="new")
    of_referrals = [str(each) for each in Referral.objects.values_list("disclosure", flat=True)]
    return {
        "a worry that was sent, and no disclosure": sent.filter(disclosure=None),
        "a worry about no child": Concern.objects.exclude(pk__in=ConcernChild.objects.values("concern")),
        "a worry with nothing in it": Concern.objects.exclude(pk__in=ConcernItem.objects.values("concern")),
        "a decision without its worry": Decision.objects.exclude(pk__in=Concern.objects.values("decision")),
        "a decision about no child": Decision.objects.exclude(pk__in=DecisionChild.objects.values("decision")),
        "a disclosure without its worry": Disclosure.objects.exclude(pk__in=sent.values("disclosure")),
        "a disclosure without its referral": Disclosure.objects.exclude(pk__in=Referral.objects.values("disclosure")),
        "a disclosure of nothing": Disclosure.objects.exclude(pk__in=DisclosedItem.objects.values("disclosure")),
        "a disclosure that no step tells of": Disclosure.objects.exclude(
            pk__in=DisclosureStep.objects.values("disclosure")
        ),
        "a decision to share, and nobody said who was told": Decision.objects.filter(decided="share").exclude(
            pk__in=Telling.objects.values("decision")
        ),
        "a clock of no referral": Clock.objects.exclude(subject__in=of_referrals),
        "acknowledged, and its clock for that runs on": Clock.objects.filter(
            kind=ClockKind.ACKNOWLEDGE, met_at=None, subject__in=[str(each.disclosure_id) for each in acknowledged]
        ),
        "an item that says nothing": Item.objects.exclude(pk__in=ItemVersion.objects.values("item")),
        "decided, and its clock runs on": decided.filter(clock__met_at=None),
        "decided, and the sender does not see it": decided.exclude(disclosure__step="decided"),
        "acknowledged by nobody": acknowledged.filter(with_member=None),
        "acknowledged, and the sender does not see it": acknowledged.filter(disclosure__step__in=["delivered", "read"]),
    }


def _entered() -> dict[str, Any]:
    """Each kind of entry, and the rows of which each has one."""
    return {
        "child.added": Child.objects,
        "concern.raised": Concern.objects,
        "decision.made": Decision.objects,
        "disclosure.sent": Disclosure.objects,
        "decision.openness_recorded": Telling.objects,
        "clock.started": Clock.objects,
        "clock.met": Clock.objects.filter(met_at__isnull=False),
        "referral.acknowledged": Referral.objects.exclude(acknowledged_at=None),
        "referral.decided": Referral.objects.filter(state=ReferralState.DECIDED),
        "disclosure.step_taken": DisclosureStep.objects.exclude(step="delivered"),
    }
