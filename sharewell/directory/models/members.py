"""Members of agencies, with their roles and teams."""

import uuid
from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sharewell.directory.models.agencies import Agency, Team, choices_of
from sharewell.directory.rules import Role, works_with_children

if TYPE_CHECKING:
    from sharewell.ledger.book import Actor


class Member(models.Model):
    """One person as one agency knows them. Who has left keeps the row and loses everything else at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    job_title = models.CharField(max_length=80, blank=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    # When somebody last said that these roles and teams are still right; never: since they joined.
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
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
        """The teams this member is in now; none without work with children: who only looks after sees nothing sent."""
        if not self.works_with_children:
            return frozenset()
        return frozenset(joined.team_id for joined in self.memberships.all() if joined.left_at is None)

    @property
    def works_with_children(self) -> bool:
        """Whether any of their roles is work with children; without one they see nothing about a child."""
        return works_with_children(self.roles)

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
    role = models.CharField(max_length=20, choices=choices_of(Role))
    # Among those who hold the same role in the agency, who is asked before whom; the lowest first.
    place = models.PositiveSmallIntegerField(default=0)
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


class Away(models.Model):
    """A member is not there from one instant until another (none: not known yet), and who covers for them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="absences")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    cover = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("since",)
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")), name="directory_back_after_going"
            ),
            models.CheckConstraint(condition=~Q(cover=F("member")), name="directory_covered_by_another"),
        )
        indexes = (models.Index(fields=("member", "until")),)

    def __str__(self) -> str:
        return f"{self.member_id} away from {self.since:%d %B %Y}"
