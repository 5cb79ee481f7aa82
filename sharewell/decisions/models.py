"""What is remembered of a decision. Never changed once made: a further thought is a further decision."""

import uuid

from django.db import models

from sharewell.decisions.rules import Decided, Manner, Told
from sharewell.vault.fields import EncryptedTextField


class Decision(models.Model):
    """One practitioner's decision on sharing what is known of one or more children, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    # Whoever carries it on: the author, until it is handed over.
    with_member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+", null=True)
    # The colleague whom it is about, who may not see it, whatever they lead.
    kept_from = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)

    manner = models.CharField(max_length=10, choices=[(each, each) for each in Manner])
    edition = models.CharField(max_length=60)
    edition_digest = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    advice = models.CharField(max_length=20, blank=True)
    # The very words of the advice, as the page showed them.
    advice_shown = models.JSONField(default=dict)

    decided = models.CharField(max_length=20, choices=[(each, each) for each in Decided])
    goes_against_advice = models.BooleanField(default=False)
    because = EncryptedTextField()
    # What the guidance asked to be written: both sides of a balance, or why sharing would be worse for the child.
    harm_if_shared = EncryptedTextField()
    harm_if_not = EncryptedTextField()
    why_worse = EncryptedTextField()
    purpose = EncryptedTextField()
    recipient_team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+", null=True)
    recipient_words = EncryptedTextField()

    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]
        indexes = [models.Index(fields=["agency", "author", "-written_at"], name="decision_of_author")]


class DecisionChild(models.Model):
    """One of the children a decision is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "child"], name="decision_names_a_child_once")]


class Telling(models.Model):
    """What was done about openness, each time it was looked at; the newest stands, the older ones remain."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="tellings")
    written_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    told = models.CharField(max_length=10, choices=[(each, each) for each in Told])
    who = EncryptedTextField()
    told_on = models.DateField(null=True)
    why_not = EncryptedTextField()
    look_again_on = models.DateField(null=True)
    written_at = models.DateTimeField()

    @property
    def child_id(self) -> uuid.UUID | None:
        """The child whose family was told, for the book."""
        return self.decision.child_id

    class Meta:
        ordering = ["-written_at"]
