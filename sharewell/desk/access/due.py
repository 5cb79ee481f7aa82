"""For the worker: what has come due, and nobody has been told of."""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from sharewell.clocks.access import newly_late, newly_soon
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.access import calls_of_clocks
from sharewell.concerns.access.handing import is_about
from sharewell.concerns.models import Call, Concern, Referral
from sharewell.decisions.models import Telling
from sharewell.directory.access import members_holding
from sharewell.directory.models import Member
from sharewell.directory.rules import Role
from sharewell.ledger.book import Actor, ActorKind
from sharewell.moment import now
from sharewell.notices.models import Notice
from sharewell.notices.rules import NoticeKind
from sharewell.web.words import local


def is_the_clock(by: object) -> bool:
    """The worker alone, acting as the clock."""
    return isinstance(by, Actor) and by.kind == ActorKind.CLOCK


# What the team owes the sender of a referral.
OWED = (ClockKind.ACKNOWLEDGE, ClockKind.DECIDE)


def referrals_newly_late(at: datetime) -> list[tuple[Referral, Clock]]:
    """For the worker: referrals unacknowledged or undecided whose time has come, and nobody has been told."""
    return _of_clocks(newly_late(at, *OWED))


def questions_newly_late(at: datetime) -> list[tuple[Referral, Clock]]:
    """For the worker: referrals whose sender owes an answer since, each with that clock, and nobody has been told."""
    late = {clock.subject: clock for clock in newly_late(at, ClockKind.SAY_MORE)}
    found = Referral.objects.filter(disclosure__in=list(late)).select_related("team", "disclosure__with_member__user")
    return [(referral, late[str(referral.disclosure_id)]) for referral in found] if late else []


def calls_newly_late(at: datetime) -> list[tuple[Call, Clock]]:
    """For the worker: calls that were to be confirmed in writing by now and are not, and nobody has been told."""
    return calls_of_clocks({clock.subject: clock for clock in newly_late(at, ClockKind.CONFIRM_CALL)})


def calls_newly_soon(at: datetime) -> list[tuple[Call, Clock]]:
    """For the worker: calls soon to be confirmed in writing, and nobody has been warned."""
    return calls_of_clocks({clock.subject: clock for clock in newly_soon(at, ClockKind.CONFIRM_CALL)})


def referrals_newly_soon(at: datetime) -> list[tuple[Referral, Clock]]:
    """For the worker: referrals soon to be acknowledged or decided, and nobody has been warned."""
    return _of_clocks(newly_soon(at, *OWED))


def _of_clocks(clocks: list[Clock]) -> list[tuple[Referral, Clock]]:
    if not clocks:
        return []
    found = Referral.objects.filter(disclosure__in=[clock.subject for clock in clocks]).select_related(
        "agency", "team", "disclosure__with_member__user", "with_member__user"
    )
    referrals = {str(referral.disclosure_id): referral for referral in found}
    return [(referrals[clock.subject], clock) for clock in clocks if clock.subject in referrals]


def tellings_newly_due(at: datetime) -> list[tuple[Telling, Concern]]:
    """For the worker: reasons for not telling a family whose day has come, each with its worry, not yet asked about.

    Asked about means that a notice was made after the reason was written; a newer account of openness replaces it.
    """
    known_as = Concern.objects.filter(decision=OuterRef("decision")).values("reference")[:1]
    asked = Notice.objects.filter(
        kind=NoticeKind.LOOK_AGAIN.value, reference=OuterRef("reference"), made_at__gte=OuterRef("written_at")
    )
    due = standing_tellings().filter(look_again_on__lte=local(at).date()).annotate(reference=Subquery(known_as))
    tellings = {telling.decision_id: telling for telling in due.filter(~Exists(asked))}
    concerns = Concern.objects.filter(decision__in=list(tellings)).select_related("agency", "with_member__user")
    return [(tellings[concern.decision_id], concern) for concern in concerns]


def standing_tellings() -> QuerySet[Telling]:
    """The newest account of openness of each decision: the one that stands."""
    newest = Telling.objects.filter(decision=OuterRef("decision")).order_by("-written_at", "-pk").values("pk")[:1]
    return Telling.objects.filter(pk=Subquery(newest))


def who_answers_for(concern: Concern) -> list[Member]:
    """For the worker: whoever carries it on while they are there, then the leads, but for one whom it is about; empty
    when nobody is left."""
    carrying = concern.with_member
    if (carrying.until is None or carrying.until > now()) and carrying.user.is_active:
        return [carrying]
    return leads_for(concern)


def leads_for(concern: Concern) -> list[Member]:
    """For the worker: those who lead safeguarding in its agency, but for one whom it is about."""
    leads = members_holding(concern.agency, Role.DESIGNATED_LEAD, Role.DEPUTY)
    return [one for one in leads if not is_about(concern, one)]
