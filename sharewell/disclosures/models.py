"""What is remembered of what crossed. Neither items nor steps are ever changed or taken away."""

import uuid

from django.db import models
from django.db.models import Q

from sharewell.disclosures.rules import Carried, Step
from sharewell.vault.fields import EncryptedTextField


class Disclosure(models.Model):
    """What one agency made known to one team of another, under one decision. Both ends see the same row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    # A decision is carried out once: to share again, whatever the route, is to decide again.
    decision = models.OneToOneField("decisions.Decision", on_delete=models.PROTECT, related_name="+")
    sender = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    # Whoever is told what becomes of it: the sender, until it is handed over.
    with_member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    # Empty when it was carried outside: then nobody else sees this row, and `spoken_to` says to whom it went.
    to_agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+", null=True)
    to_team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+", null=True)
    # The team of that agency that has it now: the one it was sent to, until that passes it on.
    with_team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+", null=True)
    spoken_to = EncryptedTextField()
    carried = models.CharField(max_length=10, choices=[(each, each) for each in Carried])
    # Who it is about, a line each, in the words that the picked items allow, and the worry in a line: all that a list
    # shows.
    about = EncryptedTextField()
    headline = EncryptedTextField()
    purpose = EncryptedTextField()
    # Nobody was to be named: then no account of what the family was told crosses either.
    is_nameless = models.BooleanField(default=False)
    step = models.CharField(max_length=12, choices=[(each, each) for each in Step], default=Step.DELIVERED)
    sent_at = models.DateTimeField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    carried=Carried.HERE, to_team__isnull=False, with_team__isnull=False, to_agency__isnull=False
                )
                | (~Q(carried=Carried.HERE) & Q(to_team__isnull=True, with_team__isnull=True, to_agency__isnull=True)),
                name="a_team_has_it_or_it_was_carried_outside",
            ),
        ]
        indexes = [
            models.Index(fields=["with_team", "-sent_at"], name="disclosure_with_team"),
            models.Index(fields=["agency", "-sent_at"], name="disclosure_from_agency"),
        ]

    @property
    def named(self) -> list[str]:
        """Each child whom it is about by name."""
        return self.about.split("\n") if self.about else []

    @property
    def about_words(self) -> str:
        """The same in a row."""
        return "; ".join(self.named)


class DisclosedItem(models.Model):
    """One item as it crossed: the very version, whatever becomes of the item later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="items")
    version = models.ForeignKey("items.ItemVersion", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["disclosure", "version"], name="an_item_crosses_once_in_a_disclosure"),
        ]


class DisclosedTelling(models.Model):
    """One account of openness as it crossed: who was told, or why telling is unsafe. The newest stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="tellings")
    telling = models.OneToOneField("decisions.Telling", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at"]


class DisclosureStep(models.Model):
    """One thing that became of a disclosure: who, when, and in what words. Seen at both ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12, choices=[(each, each) for each in Step])
    by_name = models.CharField(max_length=200)
    by_title = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    words = EncryptedTextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["disclosure", "step"], name="a_step_is_taken_once")]
