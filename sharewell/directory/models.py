"""Agencies, teams with their hours, bank holidays, and members with their roles and teams."""

import uuid
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sharewell.directory.rules import AgencyKind, OnBankHolidays, Role, TeamPurpose, Weekday

if TYPE_CHECKING:
    from sharewell.ledger.book import Actor


def _choices(words: type[AgencyKind] | type[TeamPurpose] | type[Role] | type[OnBankHolidays]) -> list[tuple[str, str]]:
    return [(word.value, word.value.replace("_", " ")) for word in words]


class Agency(models.Model):
    """A body that holds what it knows about children for itself: a council, a school, a surgery, a force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=_choices(AgencyKind))
    is_demonstration = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Some members of an agency who answer one number for one purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=20, choices=_choices(TeamPurpose))
    what_for = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    is_public = models.BooleanField(default=False)
    on_bank_holidays = models.CharField(
        max_length=20, choices=_choices(OnBankHolidays), default=OnBankHolidays.CLOSED.value
    )
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="directory_one_team_of_a_name"),)
        indexes = (models.Index(fields=("purpose", "is_public")),)

    def __str__(self) -> str:
        return self.name


class OpeningHours(models.Model):
    """One run of hours that begins on this weekday every week (7: on bank holidays, for a team with its own hours)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=[(day.value, day.name.capitalize()) for day in Weekday])
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ("weekday", "opens")
        verbose_name_plural = "opening hours"
        constraints = (
            models.UniqueConstraint(fields=("team", "weekday", "opens"), name="directory_hours_once"),
            models.CheckConstraint(condition=Q(weekday__lte=7), name="directory_hours_on_a_weekday"),
        )

    def __str__(self) -> str:
        return f"{Weekday(self.weekday).name.lower()} {self.opens:%H.%M}-{self.closes:%H.%M}"


class HoursException(models.Model):
    """A date on which a team's hours differ; no times means closed all that day. Several rows are several runs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="exceptions")
    on = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ("on", "opens")
        constraints = (
            models.UniqueConstraint(fields=("team", "on", "opens"), name="directory_exception_once"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(opens__isnull=False, closes__isnull=False),
                name="directory_exception_has_both_times_or_neither",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on}: " + (f"{self.opens:%H.%M}-{self.closes:%H.%M}" if self.opens and self.closes else "closed")


class BankHoliday(models.Model):
    """A bank holiday in England and Wales, where it was read, and when that was last checked. Belongs to no agency.

    One that was moved or called off is kept and not observed, so that loading the published list cannot revive it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    on = models.DateField(unique=True)
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=120)
    checked_on = models.DateField()
    is_observed = models.BooleanField(default=True)

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.name}, {self.on}"


class Member(models.Model):
    """One person as one agency knows them. Who has left keeps the row and loses everything else at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    job_title = models.CharField(max_length=80, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    # Whether the person is a member elsewhere too; said by the one statement that finds whoever is signed in.
    has_others = False

    class Meta:
        ordering = ("since",)
        constraints = (
            models.UniqueConstraint(
                fields=("user", "agency"), condition=Q(until__isnull=True), name="directory_one_membership_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="directory_leaves_after_joining"
            ),
        )
        indexes = (models.Index(fields=("agency", "until")),)

    def __str__(self) -> str:
        return f"{self.name}, {self.agency.short_name}"

    @property
    def name(self) -> str:
        """The person's name, as their account has it."""
        return self.user.name

    @cached_property
    def roles(self) -> frozenset[Role]:
        """What this member may be asked to do."""
        return frozenset(Role(held.role) for held in self.held_roles.all())

    @cached_property
    def team_ids(self) -> frozenset[uuid.UUID]:
        """The teams this member is in now; none for somebody who only administers, who sees nothing sent to a team."""
        if self.roles == {Role.ADMINISTRATOR}:
            return frozenset()
        return frozenset(joined.team_id for joined in self.memberships.all() if joined.left_at is None)

    def has_role(self, role: Role | str) -> bool:
        """Whether this member holds the role."""
        return role in self.roles

    @property
    def actor(self) -> "Actor":
        """Who is named in the book when this member acts: a copy, so that no later change edits the past."""
        from sharewell.ledger.book import Actor, ActorKind

        return Actor(
            kind=ActorKind("member"),
            id=str(self.pk),
            name=self.name,
            role=self.job_title or ", ".join(sorted(role.value.replace("_", " ") for role in self.roles)),
            agency=str(self.agency_id),
            agency_name=self.agency.name,
        )


class MemberRole(models.Model):
    """A role that a member holds in their agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="held_roles")
    role = models.CharField(max_length=20, choices=_choices(Role))
    given_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("member", "role"), name="directory_role_once"),)
        indexes = (models.Index(fields=("agency", "role")),)

    def __str__(self) -> str:
        return self.role


class Membership(models.Model):
    """A member's place in a team of their own agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="memberships")
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("team", "member"), condition=Q(left_at__isnull=True), name="directory_in_a_team_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.member_id} in {self.team_id}"
