"""Notices: that something awaits a member, and whether they have seen it. And that the worker lives, who tells them."""

import uuid

from django.db import models

from sharewell.notices.rules import FAULT_WORDS, WORDS, Fault, NoticeGroup, NoticeKind


class Notice(models.Model):
    """Something awaits this member. Holds a kind, a reference and a path; nothing about a child, ever.

    Once a colleague has it (`settled_by`) it stands on the page, says who has it, and awaits nobody. `next_try_at` is
    when its e-mail is to be tried; empty when there is none to send: it went, was given up, or is not wanted.
    `wanted_at` is since when it is wanted: from the first, or from the day on which they are back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=[(kind.value, WORDS[kind]) for kind in NoticeKind])
    reference = models.CharField(max_length=24)
    path = models.CharField(max_length=250)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        "directory.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Whom the member covers for, where it awaits them only because of that.
    covers = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    emailed_at = models.DateTimeField(null=True, blank=True)
    wanted_at = models.DateTimeField(null=True, blank=True)
    next_try_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=12, blank=True, choices=[(each.value, each.value) for each in Fault])
    given_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        indexes = (
            models.Index(fields=("member", "-made_at"), name="notices_of_a_member"),
            models.Index(
                fields=("member",),
                condition=models.Q(read_at__isnull=True, settled_at__isnull=True),
                name="notices_unread_of_a_member",
            ),
            models.Index(
                fields=("next_try_at",),
                condition=models.Q(next_try_at__isnull=False),
                name="notices_to_be_emailed",
            ),
            models.Index(
                fields=("agency", "tried_at"),
                condition=models.Q(emailed_at__isnull=True) & ~models.Q(fault=""),
                name="notices_not_delivered",
            ),
            models.Index(
                fields=("path", "member"), condition=models.Q(read_at__isnull=True), name="notices_unread_by_path"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

    @property
    def words(self) -> str:
        """The one sentence that this kind of notice says."""
        return WORDS[NoticeKind(self.kind)]

    @property
    def awaits(self) -> bool:
        """Whether it still awaits the member: not read, and nobody else has it."""
        return self.read_at is None and self.settled_at is None

    @property
    def fault_words(self) -> str:
        """Why its e-mail did not go; empty when it went, or none was tried."""
        return FAULT_WORDS[Fault(self.fault)] if self.fault and self.emailed_at is None else ""


class NoticeChoice(models.Model):
    """A member has said whether a group of notices comes to them by e-mail too. Nothing said: it does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="notice_choices")
    group = models.CharField(max_length=20, choices=[(each.value, each.value) for each in NoticeGroup])
    by_email = models.BooleanField()
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("member", "group"), name="notices_one_choice_of_a_group"),)

    def __str__(self) -> str:
        return f"{self.group}: {'by e-mail' if self.by_email else 'on the page alone'}"


class Heartbeat(models.Model):
    """A worker was on its rounds at this instant. One row, whichever worker it was."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="notices_one_heartbeat"),)
