"""Who may see a referral, and do something about it: the team that has it; for some acts, a manager of its agency."""

import uuid

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from sharewell.concerns.models import Referral, Rerouting
from sharewell.concerns.rules import CLOSED
from sharewell.directory.access import (
    current_members,
    may_hand_over,
    staffed,
    team_members,
    teams_of_agency,
    who_may_take_over,
)
from sharewell.directory.models import Member, Membership, Team
from sharewell.directory.rules import RECEIVING, Role, TeamPurpose, may_receive
from sharewell.disclosures.access import disclosures_about, is_about, steps_of
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import who_did
from sharewell.ledger.book import Actor, ActorKind, declare, enter_look
from sharewell.moment import now
from sharewell.web.words import lower_first, short_moment

declare("referral.opened", "A member of the receiving team opened a referral.", is_look=True)
OPEN_AGAIN = "Open the referral again to see how it stands."


def referrals_open_to(member: Member) -> QuerySet[Referral]:
    """The referrals that the teams of this member have today, and those that were passed to them as the worker who
    has the child already; never one that is about themself."""
    is_theirs = Q(team_id__in=member.team_ids) | Q(worker=member)
    return Referral.objects.filter(is_theirs, not_about(member), agency_id=member.agency_id)


def not_about(member: Member) -> Q:
    """Of referrals: those that are not about this very member."""
    return ~Q(disclosure__in=disclosures_about(member))


def referrals_of(member: Member, team: Team) -> QuerySet[Referral]:
    """What this team of theirs has; nothing of a team that they are not in today."""
    found = Referral.objects.filter(not_about(member), team=team)
    return found if team.pk in member.team_ids and team.agency_id == member.agency_id else found.none()


def is_of(disclosures: QuerySet[Disclosure], referral_id: str) -> bool:
    """Whether the referral with this id is what became of one of these disclosures."""
    return Referral.objects.filter(pk=referral_id, disclosure__in=disclosures).exists()


def referral_for(member: Member, referral_id: uuid.UUID) -> Referral:
    """This referral, for this member. Raises Http404 when it is not there for them."""
    wanted = referrals_open_to(member).select_related(
        "disclosure__agency", "disclosure__sender__user", "disclosure__with_member__user", "disclosure__to_team",
        "disclosure__with_team", "disclosure__to_agency", "disclosure__decision__kept_from", "team", "clock",
        "with_member__user",
    )  # fmt: skip
    return get_object_or_404(wanted, pk=referral_id)


def referral_of_disclosure(member: Member, disclosure_id: uuid.UUID) -> Referral:
    """What became of this disclosure, for the team that has it. Raises Http404 for everybody else."""
    return get_object_or_404(referrals_open_to(member), disclosure_id=disclosure_id)


def open_referral(member: Member, referral_id: uuid.UUID) -> Referral:
    """The same, and the look is entered. Raises Http404 when it is not there for them."""
    found = referral_for(member, referral_id)
    enter_look("referral.opened", by=member, subject=found)
    return found


def subjects_of_referral(referral: Referral) -> list[tuple[str, uuid.UUID]]:
    """The same of a referral: only what the team has. For those who already have it."""
    return [("referral", referral.pk), ("disclosure", referral.disclosure_id), ("clock", referral.clock_id)]


def may_acknowledge(by: Member, referral: Referral) -> bool:
    """Any member of the team that has it, but for one whom it is about."""
    is_theirs = referral.agency_id == by.agency_id and referral.team_id in by.team_ids
    return is_theirs and not is_about(referral.disclosure, by)


def may_decide_referral(by: Member, referral: Referral) -> bool:
    """Any member of the team that has it: who decided is on the record."""
    return may_acknowledge(by, referral)


def may_hand_over_referral(by: Member | Actor, referral: Referral) -> bool:
    """The same; and anybody of the team that has it. The clock, where whoever has it has left, or left the team."""
    if not isinstance(by, Member) and by.kind == ActorKind.CLOCK and referral.with_member:
        is_in = Membership.objects.filter(
            team=referral.team, member=referral.with_member, left_at__isnull=True
        ).exists()
        return not is_in or may_hand_over(by, referral.with_member)
    if isinstance(by, Member) and may_acknowledge(by, referral):
        return True
    return referral.with_member is not None and may_hand_over(by, referral.with_member)


def is_open(referral: Referral) -> bool:
    """Whether a decision is still owed."""
    return referral.state not in CLOSED


def referral_to_allocate(member: Member, referral_id: uuid.UUID) -> Referral:
    """This referral, for who may say who deals with it: the team, and a manager of its agency, who sees nothing of what
    was shared. Raises Http404 when it is not there for them."""
    theirs = Referral.objects.filter(not_about(member), agency_id=member.agency_id)
    if not member.has_role(Role.MANAGER):
        theirs = theirs.filter(team_id__in=member.team_ids)
    wanted = theirs.select_related(
        "disclosure__agency", "disclosure__with_member__user", "disclosure__with_team",
        "disclosure__decision__kept_from", "team__agency", "clock", "with_member__user",
    )  # fmt: skip
    return get_object_or_404(wanted, pk=referral_id)


def passed_on_from(member: Member, referral_id: uuid.UUID) -> Rerouting:
    """Where this referral went when a team of this member passed it on, and why. Raises Http404 for everybody else."""
    left = passed_on_by(member).filter(referral=referral_id)
    found = left.first()
    return found if found else get_object_or_404(left)


def passed_on_by(member: Member) -> QuerySet[Rerouting]:
    """What left the teams that this member is in today, and did not come back; the last first."""
    left = Rerouting.objects.filter(agency_id=member.agency_id, from_team_id__in=member.team_ids)
    gone = left.exclude(referral__team_id__in=member.team_ids).exclude(
        referral__disclosure__in=disclosures_about(member)
    )
    return gone.select_related("referral__disclosure__agency", "referral__team", "to_team", "by__user")


def was_first(referral: Referral) -> str:
    """Who did what last, and when, in a sentence: for whoever came second. For those who already have the referral."""
    *_, last = steps_of(referral.disclosure)
    return f"{who_did(last.step, last.by_name)}, {lower_first(short_moment(last.at, now()))}. {OPEN_AGAIN}"


def has_it(referral: Referral) -> list[Member]:
    """Whom to tell at the receiving end: whoever has it while they are in the team, else the whole team; but for one
    whom it is about."""
    everybody = [one for one in team_members(referral.team) if not is_about(referral.disclosure, one)]
    return [one for one in everybody if one.pk == referral.with_member_id] or everybody


def teams_to_reroute_to(referral: Referral) -> list[Team]:
    """The other teams of the same agency to which it may be passed, by name: somebody is there who can read it."""
    others = [team for team in teams_of_agency(referral.agency) if team.pk != referral.team_id]
    read = staffed(others, without=referral.disclosure.decision.kept_from)
    return [each for each in others if each.pk in read and may_receive(each.purpose, is_public=each.is_public)]


def teams_that_can_read(referral: Referral) -> set[uuid.UUID]:
    """Of the teams of its agency, those in which somebody is who can read it, by id."""
    teams = [referral.team, *teams_of_agency(referral.agency)]
    return staffed(teams, without=referral.disclosure.decision.kept_from)


def may_pass_from_nobody(by: Member | Actor, referral: Referral) -> bool:
    """The clock alone."""
    return isinstance(by, Actor) and by.kind == ActorKind.CLOCK


def open_with_nobody() -> list[tuple[Referral, Team]]:
    """For the worker: what is open in a team in which nobody is any more, each with the team that can have it: one of
    the same agency, of the same purpose before others."""
    there = Membership.objects.filter(left_at__isnull=True, member__in=current_members().values("pk"))
    left = Referral.objects.filter(closed_at__isnull=True).exclude(team__in=there.values("team"))
    found = left.select_related("team", "agency", "with_member__user", "disclosure__decision__kept_from")
    return [(each, to[0]) for each in found if (to := _nearest(each, teams_to_reroute_to(each)))]


def _nearest(referral: Referral, teams: list[Team]) -> list[Team]:
    return sorted(
        teams, key=lambda team: (team.purpose != referral.team.purpose, RECEIVING.index(TeamPurpose(team.purpose)))
    )


def with_somebody_who_left_the_team() -> list[Referral]:
    """For the worker: what is open and with somebody who is not in its team any more."""
    theirs = Membership.objects.filter(left_at__isnull=True, team=OuterRef("team"), member=OuterRef("with_member"))
    found = Referral.objects.filter(~Exists(theirs), closed_at__isnull=True, with_member__isnull=False)
    return list(found.select_related("team", "disclosure__decision__kept_from", "with_member__user"))


def workers_at(by: Member) -> list[Member]:
    """Who in this member's agency may be the worker that has a child already, by name; the member too."""
    return sorted([by, *who_may_take_over(by)], key=lambda member: member.name)


def may_allocate(by: Member, referral: Referral) -> bool:
    """Anybody of the team that has it, and a manager of its agency."""
    manages = referral.agency_id == by.agency_id and by.has_role(Role.MANAGER) and not is_about(referral.disclosure, by)
    return manages or may_acknowledge(by, referral)


def may_reroute(by: Member, referral: Referral) -> bool:
    """Any member of the team that has it."""
    return may_acknowledge(by, referral)


def may_ask_for_more(by: Member, referral: Referral) -> bool:
    """Any member of the team that has it."""
    return may_acknowledge(by, referral)


def may_say_what_is_happening(by: Member, referral: Referral) -> bool:
    """Any member of the team that has it."""
    return may_acknowledge(by, referral)


def may_take_up_again(by: Member, referral: Referral) -> bool:
    """Any member of the team that has it."""
    return may_acknowledge(by, referral)
