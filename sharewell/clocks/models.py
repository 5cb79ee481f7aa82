"""Clocks: one promise each, from one agency to another; and how long the partnership says that each promise is."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from sharewell.clocks.rules import ClockKind, ClockWords, Length, Times, Unit, clock_words


class Clock(models.Model):
    """What one agency owes, to whom, by when. Both ends read this same row, and nobody else does.

    `subject` is the opaque id of what the promise is about; `reference` is what people call it. `other_agency` is empty
    for a promise an agency makes to itself, such as looking again at a reason for not telling the family.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value.replace("_", " ")) for kind in ClockKind])
    owner_agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    other_agency = models.ForeignKey(
        "directory.Agency", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    subject = models.CharField(max_length=64)
    reference = models.CharField(max_length=32, blank=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    # When it comes near, and whoever owes it is warned; empty where nobody is.
    warn_at = models.DateTimeField(null=True, blank=True)
    met_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    late_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("due_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "subject"),
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
                name="clocks_one_running_of_a_kind_for_a_subject",
            ),
            models.CheckConstraint(condition=Q(due_at__gte=F("started_at")), name="clocks_due_after_it_starts"),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(cancelled_at__isnull=True), name="clocks_met_or_stopped_not_both"
            ),
        )
        indexes = (
            models.Index(
                fields=("due_at",),
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
                name="clocks_running_by_due",
            ),
            models.Index(fields=("subject",), name="clocks_by_subject"),
            models.Index(fields=("owner_agency", "due_at"), name="clocks_owed"),
            models.Index(fields=("other_agency", "due_at"), name="clocks_awaited"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"

    @property
    def times(self) -> Times:
        """What the rules need of this clock."""
        return Times(self.kind, self.started_at, self.due_at, self.met_at, self.cancelled_at, self.warn_at)

    def words(self, at: datetime) -> ClockWords:
        """The words of this clock at an instant, and how it is drawn: (words, state)."""
        return clock_words(self.times, at)


class ClockLength(models.Model):
    """How long one promise is from a day on, as the partnership set it. Never changed: a later one takes its place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=24)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=[(unit.value, unit.value.replace("_", " ")) for unit in Unit])
    warning_minutes = models.PositiveSmallIntegerField()
    since = models.DateField()
    because = models.TextField()
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("key", "-since", "-set_at")
        indexes = (models.Index(fields=("key", "-since", "-set_at"), name="clocks_length_in_force"),)
        constraints = (models.CheckConstraint(condition=Q(amount__gte=1), name="clocks_no_length_of_nothing"),)

    def __str__(self) -> str:
        return f"{self.key} from {self.since}"

    @property
    def length(self) -> Length:
        """The same, as the rules want it."""
        return Length(self.amount, Unit(self.unit), timedelta(minutes=self.warning_minutes))
