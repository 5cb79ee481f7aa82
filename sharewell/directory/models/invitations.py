"""Invitations to be a member, each good for one person, once, for a while."""

import uuid

from django.db import models
from django.db.models import F, Q

from sharewell.directory.models.agencies import Agency, Team
from sharewell.directory.models.members import Member
from sharewell.directory.rules import Role


class Invitation(models.Model):
    """Somebody with this e-mail address may become a member, with these roles and in these teams, until it ends.

    The link in the e-mail holds a random token, made as the e-mail is written; here is only its digest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=80, blank=True)
    held_roles = models.JSONField(default=list)
    digest = models.CharField(max_length=64, blank=True)
    invited_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("digest",), condition=~Q(digest=""), name="directory_invitation_has_its_own_link"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("made_at")), name="directory_invitation_lasts"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="directory_invitation_used_or_withdrawn",
            ),
        )
        indexes = (models.Index(fields=("agency", "ends_at"), name="directory_invitation_by_agency"),)

    def __str__(self) -> str:
        return f"{self.name}, invited to {self.agency.short_name}"

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that it gives."""
        return tuple(Role(role) for role in self.held_roles)


class InvitationTeam(models.Model):
    """Whoever accepts the invitation is in this team."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("invitation", "team"), name="directory_invited_to_a_team_once"),)

    def __str__(self) -> str:
        return f"{self.invitation_id} to {self.team_id}"
