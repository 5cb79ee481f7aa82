"""Who may see and take a worry that was handed to a lead, and whom it goes to next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from sharewell.clocks.access import due_for, newly_soon
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.handing_rules import HandingState, Why, next_to_ask
from sharewell.concerns.models import Concern, Handing, HandingHop
from sharewell.directory.access import absences_at, chain_of, is_current, is_there, who_may_take_over
from sharewell.directory.models import Agency, Member
from sharewell.directory.rules import CHAIN
from sharewell.disclosures.models import Disclosure, DisclosureStep
from sharewell.ledger.book import Actor, ActorKind


def limit_of(kind: ClockKind, start: datetime) -> datetime:
    """By when somebody who has a handed worry since `start` takes it, or having taken it decides.

    A lead has no opening hours, so it counts from that very moment.
    """
    return due_for(kind, start)


def is_about(concern: Concern, member: Member) -> bool:
    """Whether the worry is about this very colleague, who may then see nothing of it."""
    return concern.kept_from is not None and concern.kept_from.user_id == member.user_id


def handed_to(member: Member) -> Q:
    """Of the worries of an agency, those that this member was asked to take and nobody else has taken, or has."""
    with_them = Q(with_member=member)
    asked = Q(state__in=HandingState.to_be_taken(), pk__in=HandingHop.objects.filter(to=member).values("handing"))
    return Q(pk__in=Handing.objects.filter(with_them | asked).values("concern"))


def handing_of(concern: Concern) -> Handing | None:
    """How it was handed on, with who has it and the limit that runs. For those who already have the concern."""
    found = Handing.objects.filter(concern=concern).select_related("with_member__user", "clock", "agency")
    handing = found.prefetch_related(Prefetch("hops", HandingHop.objects.select_related("to__user"))).first()
    if handing:
        handing.concern = concern
    return handing


def grown_from(concern: Concern) -> list[Concern]:
    """What a lead, or its author themself, decided on a handed worry, oldest first. For those who already have it."""
    return list(with_what_followed(Concern.objects.filter(grew_from=concern)))


def with_what_followed(concerns: QuerySet[Concern]) -> QuerySet[Concern]:
    """These worries with decision, team and steps, in their order, in two statements."""
    steps = Prefetch("disclosure__steps", queryset=DisclosureStep.objects.order_by("at"))
    named = concerns.select_related("author__user", "decision", "disclosure__to_team", "disclosure__to_agency")
    return named.prefetch_related(steps).order_by("written_at", "pk")


def asked_in(agency: Agency, without: Member) -> list[Member]:
    """Whoever can be asked to take a worry in this agency now, in order, without the one who hands it over."""
    return [each for each in chain_of(agency).takers if each.user_id != without.user_id]


def everybody_in_chain(agency: Agency, without: Member) -> list[Member]:
    """Everybody in the chain of this agency, away or not, without the one who asks."""
    return [each.member for each in chain_of(agency).standing if each.member.user_id != without.user_id]


def member_to_ask(handing: Handing) -> Member | None:
    """Whom it goes to next, as things stand at this moment; None when there is nobody left to ask."""
    people = {each.user_id: each for each in chain_of(handing.agency).takers}
    concern = handing.concern
    passed_over = {concern.author.user_id, *handing.hops.order_by().values_list("to__user", flat=True)}
    if concern.kept_from:
        passed_over.add(concern.kept_from.user_id)
    found = next_to_ask(list(people), passed_over)
    return people[found] if found else None


def handings_to_move(at: datetime) -> QuerySet[Handing]:
    """For the worker: what is with somebody whose limit has passed, or who has gone away or left since."""
    away = Exists(absences_at(at).filter(member=OuterRef("with_member")))
    gone = Q(with_member__until__lte=at) | Q(with_member__user__is_active=False)
    moving = Handing.objects.filter(Q(clock__due_at__lte=at) | gone | away, state__in=HandingState.moving())
    return moving.select_related(
        "concern__author", "concern__kept_from", "concern__with_member__user", "with_member__user", "clock", "agency"
    )


def handings_newly_soon(at: datetime) -> QuerySet[Handing]:
    """For the worker: what is with somebody whose limit comes near, and who was not warned."""
    soon = newly_soon(at, ClockKind.TAKE_WORRY, ClockKind.DECIDE)
    moving = Handing.objects.filter(clock__in=soon, state__in=HandingState.moving())
    return moving.select_related("concern", "with_member__user", "clock", "agency")


def why_it_moves(handing: Handing, at: datetime) -> Why | None:
    """Why it goes from whoever has it now: they are away or have left, or their limit has passed. None: it stays."""
    has_it = handing.with_member
    if has_it is None or handing.state not in HandingState.moving():
        return None
    if not is_current(has_it, at) or not has_it.user.is_active or absences_at(at).filter(member=has_it).exists():
        return Why.AWAY
    return Why.SILENT if handing.clock and handing.clock.due_at <= at else None


@dataclass(frozen=True)
class Handed:
    """What a member sees first on their own page: worries that they are asked to take, or have taken."""

    waiting: Sequence[Handing] = ()
    taken: Sequence[Handing] = ()


def worries_handed_to(member: Member) -> Handed:
    """The worries this member is asked to take now, and those they have and have not decided, soonest due first."""
    if not member.works_with_children:
        return Handed()
    found = Handing.objects.filter(with_member=member, state__in=HandingState.moving()).exclude(
        concern__kept_from__user=member.user_id
    )
    whole = found.select_related("clock", "concern__author__user").prefetch_related("concern__children__child")
    rows = list(whole.order_by("clock__due_at", "pk"))
    return Handed(
        [each for each in rows if each.state == HandingState.WAITING],
        [each for each in rows if each.state == HandingState.TAKEN],
    )


def who_awaits(disclosure: Disclosure) -> list[Member]:
    """For the acts that tell: who is told what becomes of this at the sender's end. Whoever carries it on; and where it
    grew from a worry that was handed to a lead, whoever carries that one on.

    Those who have left or cannot sign in, and whose work nobody has yet, are passed over; where that is everybody,
    whoever can be asked in the chain of their agency is told, or all who lead there, or else every colleague who could
    carry it on: what is decided between a leaving and the hand-over is told to somebody."""
    grew = Concern.objects.filter(grown__disclosure=disclosure).select_related("with_member__user")
    carrying = [disclosure.with_member, *(each.with_member for each in grew)]
    return [each for each in carrying if is_there(each)] or _instead_of_leaver(disclosure)


def _instead_of_leaver(disclosure: Disclosure) -> list[Member]:
    """Whoever it is about is passed over first, so that somebody else is told."""
    chain, about = chain_of(disclosure.agency), disclosure.decision.kept_from
    in_line = [*chain.takers], [each.member for each in chain.standing], who_may_take_over(disclosure.with_member)
    able, leads, others = (
        [each for each in found if about is None or each.user_id != about.user_id] for found in in_line
    )
    return able[:1] or leads or others


def may_hand_to_lead(by: Member, concern: Concern) -> bool:
    """Whoever wrote it, as its author."""
    return concern.author_id == by.pk


def may_take_worry(by: Member, handing: Handing) -> bool:
    """Whoever is asked; and anybody else in the chain of the agency, but for the one whom it is about."""
    return _may_have(by, handing) and (by.pk == handing.with_member_id or bool(by.roles & {*CHAIN}))


def may_pass_worry_on(by: Member, handing: Handing) -> bool:
    """Whoever is asked now, or has it."""
    return _may_have(by, handing) and by.pk == handing.with_member_id


def may_settle(by: Member, handing: Handing) -> bool:
    """Whoever may see the worry: one who carries it on, or takes worries here."""
    return _may_have(by, handing)


def may_move_worry_on(by: Member | Actor, handing: Handing) -> bool:
    """The clock alone."""
    return isinstance(by, Actor) and by.kind == ActorKind.CLOCK


def may_tell_to_refer(by: Member | Actor, handing: Handing) -> bool:
    """The clock; or, where nobody is left to ask, whoever handed it over, says that they cannot, or says of whoever has
    it that it is about them."""
    if isinstance(by, Member):
        has_it = handing.with_member
        is_round = has_it is not None and is_about(handing.concern, has_it) and _may_have(by, handing)
        return is_round or by.pk in {handing.concern.author_id, handing.with_member_id}
    return may_move_worry_on(by, handing)


def _may_have(by: Member, handing: Handing) -> bool:
    is_of_agency = by.agency_id == handing.agency_id and is_current(by)
    return is_of_agency and by.works_with_children and not is_about(handing.concern, by)
