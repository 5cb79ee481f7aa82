"""Who may see that a worry was told by telephone, and what is still to be confirmed in writing."""

import uuid
from collections.abc import Mapping

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from sharewell.clocks.models import Clock
from sharewell.concerns.access.worries import concern_for, concerns_open_to, is_open_to
from sharewell.concerns.models import Call, Concern, ConcernChild
from sharewell.directory.models import Member

MOST_TO_CONFIRM = 25


def call_of(concern: Concern) -> Call | None:
    """The call by which it was told, if it was. For those who already have the concern."""
    return Call.objects.select_related("team__agency", "clock", "concern").filter(concern=concern).first()


def called_concern_for(member: Member, concern_id: uuid.UUID) -> tuple[Concern, Call]:
    """This worry and the call by which it was told, for this member. Raises Http404 when there is no such for them."""
    found = concern_for(member, concern_id)
    call = call_of(found)
    if call is None:
        raise Http404
    return found, call


def calls_to_confirm(member: Member, *, of_all: bool) -> list[Call]:
    """What was told to a team by telephone and is not in writing yet, the first to come due first: the member's own,
    or of all whose worries they may see."""
    mine = concerns_open_to(member)
    mine = mine if of_all else mine.filter(Q(author=member) | Q(with_member=member))
    waiting = Call.objects.filter(concern__in=mine, confirmed_at__isnull=True, clock__isnull=False)
    return list(_whole(waiting).order_by("clock__due_at", "pk")[:MOST_TO_CONFIRM])


def _whole(calls: QuerySet[Call]) -> QuerySet[Call]:
    named = Prefetch("concern__children", queryset=ConcernChild.objects.select_related("child"))
    return calls.select_related("team", "clock", "concern__author__user").prefetch_related(named)


def calls_of_clocks(clocks: Mapping[str, Clock]) -> list[tuple[Call, Clock]]:
    """For the worker: the calls whose time these clocks (by worry) say, each with its clock."""
    found = Call.objects.filter(concern__in=list(clocks)).select_related(
        "clock", "concern__agency", "concern__with_member__user", "concern__kept_from"
    )
    return [(call, clocks[str(call.concern_id)]) for call in found] if clocks else []


def confirmations_of(concern: Concern) -> list[Concern]:
    """What confirms in writing what was told by telephone, the last first. For those who already have the concern."""
    return list(Concern.objects.filter(confirms=concern).select_related("disclosure").order_by("-written_at"))


def may_confirm_call(by: Member, call: Call) -> bool:
    """Whoever may see the worry: who told it, who carries it on, and who leads safeguarding there."""
    return is_open_to(by, call.concern)
