"""Who answers now, who acts for whom, and who may change what an agency says of itself."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.db.models import DateTimeField, Exists, F, OuterRef, Prefetch, Q, QuerySet, UUIDField
from django.http import Http404

from sharewell.accounts.models import User
from sharewell.directory.contacts import ORDER, AnsweringNow, ContactNow, schedule_of
from sharewell.directory.models import Agency, BankHoliday, HoursException, Member, Membership, OpeningHours, Team
from sharewell.directory.rules import (
    ANSWERING_ORDER,
    HORIZON,
    Role,
    Standing,
    TeamPurpose,
    answer_changes,
    who_answers,
)
from sharewell.ledger.book import Actor, ActorKind
from sharewell.moment import now
from sharewell.prepared import Blank, Prepared
from sharewell.web.words import local

# Whoever sits at the machine itself: commands and the demonstration act as this. No request ever carries it.
THE_INSTALLATION = Actor(kind=ActorKind.SYSTEM, id="installation", name="The installation")


def contacts_now(at: datetime) -> list[ContactNow]:
    """Every public number at this instant, those rung about a child first. Four statements, however many teams."""
    holidays = bank_holidays(since=local(at).date() - timedelta(days=2))
    teams = _teams_with_hours(at).filter(is_public=True)
    contacts = [ContactNow.of(team, schedule_of(team, holidays), at) for team in teams]
    return sorted(contacts, key=lambda one: (ORDER.index(TeamPurpose(one.team.purpose)), one.team.name))


def answering_now(at: datetime) -> AnsweringNow:
    """The public number to ring about a child at this instant, what comes after it, and all the others."""
    contacts = contacts_now(at)
    standings = [Standing(one, TeamPurpose(one.team.purpose), one.schedule) for one in contacts]
    lead = who_answers(standings, at)
    changes = answer_changes(standings, at)
    return AnsweringNow(
        at=at,
        lead=lead.key if lead else None,
        changes_at=changes[0] if changes else None,
        after=changes[1].key if changes and changes[1] else None,
        others=tuple(one for one in contacts if not lead or one is not lead.key),
    )


def answering_this_minute(at: datetime) -> AnsweringNow:
    """The same as it stands at the beginning of this minute, for pages: each process looks it up once a minute.

    Teams open and close on whole minutes, so only a change of the directory itself can be shown a minute late.
    """
    return answering_from(at.replace(second=0, microsecond=0))


@lru_cache(maxsize=1)
def answering_from(minute: datetime) -> AnsweringNow:
    """What `answering_this_minute` keeps; `answering_from.cache_clear()` forgets it."""
    return answering_now(minute)


def who_answers_now(purpose: TeamPurpose | str, at: datetime) -> Team | None:
    """The team of this purpose that is open; for referrals, emergency duty when no referral team is. None: nobody."""
    wanted = TeamPurpose(purpose)
    order = ANSWERING_ORDER if wanted == TeamPurpose.REFERRAL else (wanted,)
    holidays = bank_holidays(since=local(at).date() - timedelta(days=2))
    teams = _teams_with_hours(at).filter(purpose__in=order)
    found = who_answers(
        [Standing(one, TeamPurpose(one.purpose), schedule_of(one, holidays)) for one in teams], at, order
    )
    return found.key if found else None


def bank_holidays(since: date | None = None) -> frozenset[date]:
    """The dates of bank holidays in England, as our own table has them; from a date on, when one is given."""
    known = BankHoliday.objects.filter(is_observed=True)
    return frozenset((known.filter(on__gte=since) if since else known).values_list("on", flat=True))


def last_known_bank_holiday() -> date | None:
    """The furthest date we know of; None when the table is empty."""
    return BankHoliday.objects.order_by("-on").values_list("on", flat=True).first()


def unknown_bank_holidays(dates: Iterable[date]) -> set[date]:
    """Which of these dates stand in no row, observed or not."""
    return set(dates) - set(BankHoliday.objects.values_list("on", flat=True))


def members_of(user: User) -> list[Member]:
    """What this person is now, in each agency: one member for each, the agency with it. Leavers have none."""
    found = list(_current_members().filter(user=user).order_by("agency__name"))
    for member in found:
        member.user = user
    return found


def member_for(user: User, member_id: uuid.UUID | str) -> Member | None:
    """This person as that member, while they are one; None otherwise, whatever the id."""
    member = signed_in_member(user.pk, member_id)
    if member:
        member.user = user
    return member


def signed_in_member(user_id: object, member_id: object) -> Member | None:
    """The member with their person, agency and roles, while they are that member. One statement.

    `has_others` says whether the person is a member of another agency too.
    """
    try:
        ids = {"user": uuid.UUID(str(user_id)), "member": uuid.UUID(str(member_id))}
    except ValueError:
        return None
    rows = _signed_in(**ids, now=now())
    if not rows:
        return None
    member = rows[0]
    member.roles = frozenset(Role(row.role) for row in rows if row.role)  # type: ignore[attr-defined]
    member.has_others = member.others  # type: ignore[attr-defined]
    return member


def member_with(member_id: uuid.UUID | str) -> Member | None:
    """The member with this id, while they are one."""
    return _current_members().select_related("user").filter(pk=member_id).first()


def teams_of(member: Member) -> list[Team]:
    """The teams this member is in now, by name."""
    return list(Team.objects.filter(pk__in=member.team_ids).select_related("agency"))


def team_members(team: Team) -> list[Member]:
    """Who is in this team now."""
    joined = Membership.objects.filter(team=team, left_at__isnull=True).values("member_id")
    return list(_current_members().select_related("user").filter(pk__in=joined))


def members_holding(agency: Agency, *roles: Role) -> list[Member]:
    """Who in this agency holds any of these roles now."""
    held = _current_members().select_related("user").filter(agency=agency, held_roles__role__in=[*roles])
    return list(held.distinct())


def everybody_at(agency: Agency) -> list[Member]:
    """Whoever is or was a member of the agency, by name. For those who oversee it."""
    return list(Member.objects.select_related("user").filter(agency=agency).order_by("user__name", "since"))


def team_for(by: Member | User | Actor | None, team_id: uuid.UUID | str) -> Team:
    """The team with this id: any public one, or one of the asker's own agency. Http404 otherwise."""
    may_see = Q(is_public=True)
    if isinstance(by, Member):
        may_see |= Q(agency_id=by.agency_id)
    found = Team.objects.filter(may_see, pk=team_id).select_related("agency").first()
    if found is None:
        raise Http404
    return found


def team_as_it_stands(team: Team) -> Team:
    """The team, with its agency, as the directory has it now. For those who already have the team."""
    return Team.objects.select_related("agency").get(pk=team.pk)


def teams_with_purpose(*purposes: TeamPurpose) -> list[Team]:
    """Every team of these purposes, in every agency: to whom something may be sent."""
    return list(Team.objects.filter(purpose__in=[*purposes]).select_related("agency").order_by("agency__name", "name"))


def telephones_of(agency_id: uuid.UUID) -> list[Team]:
    """The teams of this agency that have a number, those who safeguard children first."""
    teams = Team.objects.filter(agency_id=agency_id).exclude(telephone="").order_by("name")
    return sorted(teams, key=lambda team: team.purpose != TeamPurpose.SAFEGUARDING)


def agencies() -> list[Agency]:
    """Every agency of the partnership, by name."""
    return list(Agency.objects.all())


def is_installation(by: object) -> bool:
    """Whether this is the person at the keyboard of the machine itself."""
    return by == THE_INSTALLATION


def may_administer(by: object, agency: Agency) -> bool:
    """An administrator of this very agency, while a member of it; or whoever runs the installation, by command."""
    if not isinstance(by, Member):
        return is_installation(by)
    return by.agency_id == agency.pk and _is_current(by) and by.has_role(Role.ADMINISTRATOR)


def may_administer_team(by: object, team: Team) -> bool:
    """Whoever may administer the team's agency."""
    return may_administer(by, team.agency)


def may_administer_member(by: object, member: Member) -> bool:
    """Whoever may administer the member's agency."""
    return may_administer(by, member.agency)


def may_act_for(by: object, member: Member) -> bool:
    """The person themself, while they are that member."""
    return isinstance(by, User) and member.user_id == by.pk and _is_current(member)


def _is_current(member: Member) -> bool:
    return member.since <= now() and (member.until is None or member.until > now())


def _current_members(at: datetime | Blank | None = None) -> QuerySet[Member]:
    at = at or now()
    is_current = Q(since__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
    return Member.objects.filter(is_current, user__is_active=True).select_related("agency")


# A row for each role they hold, and one when they hold none.
_signed_in = Prepared(
    lambda: (
        _current_members(Blank("now", DateTimeField()))
        .select_related("user")
        .filter(user=Blank("user", UUIDField()), pk=Blank("member", UUIDField()))
        .annotate(
            role=F("held_roles__role"),
            others=Exists(
                _current_members(Blank("now", DateTimeField())).filter(user=OuterRef("user")).exclude(pk=OuterRef("pk"))
            ),
        )
    )
)


def _teams_with_hours(at: datetime) -> QuerySet[Team]:
    today = local(at).date()
    near = HoursException.objects.filter(on__gte=today - timedelta(days=2), on__lte=today + HORIZON + timedelta(days=2))
    return Team.objects.select_related("agency").prefetch_related(
        Prefetch("hours", queryset=OpeningHours.objects.all()), Prefetch("exceptions", queryset=near)
    )
