"""Notices: that something awaits a member, and whether they have seen it. And that the worker lives, who tells them."""

import uuid

from django.db import models

from sharewell.notices.rules import WORDS, NoticeKind


class Notice(models.Model):
    """Something awaits this member. Holds a kind, a reference and a path; nothing about a child, ever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=[(kind.value, WORDS[kind]) for kind in NoticeKind])
    reference = models.CharField(max_length=24)
    path = models.CharField(max_length=250)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        indexes = (
            models.Index(fields=("member", "-made_at"), name="notices_of_a_member"),
            models.Index(
                fields=("member",), condition=models.Q(read_at__isnull=True), name="notices_unread_of_a_member"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

    @property
    def words(self) -> str:
        """The one sentence that this kind of notice says."""
        return WORDS[NoticeKind(self.kind)]


class Heartbeat(models.Model):
    """A worker was on its rounds at this instant. One row, whichever worker it was."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="notices_one_heartbeat"),)
