"""What is remembered of a worry, and of the referral it may become at the other end."""

import uuid

from django.db import models

from sharewell.concerns.handing_rules import HandingState, Why
from sharewell.concerns.rules import Raised, ReferralOutcome, ReferralState
from sharewell.vault.fields import EncryptedTextField


class Concern(models.Model):
    """A worry about one or more children, as its author's agency keeps it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    # Whoever carries it on and is told what becomes of it: the author, until it is handed over.
    with_member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+", null=True)
    # The draft that ended in this worry: however often it is sent, there is one.
    once = models.UUIDField(unique=True, null=True, editable=False)
    headline = EncryptedTextField()
    raised = models.CharField(max_length=16, choices=[(each, each) for each in Raised])
    decision = models.OneToOneField("decisions.Decision", on_delete=models.PROTECT, related_name="+")
    disclosure = models.OneToOneField("disclosures.Disclosure", on_delete=models.PROTECT, related_name="+", null=True)
    # The colleague whom it is about, who may not see it, whatever they lead.
    kept_from = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    # The worry that was handed to a lead, which this one carries further.
    grew_from = models.ForeignKey("self", on_delete=models.PROTECT, related_name="grown", null=True)
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]
        indexes = [models.Index(fields=["agency", "author", "-written_at"], name="concern_of_author")]


class ConcernChild(models.Model):
    """One of the children a worry is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["concern", "child"], name="concern_names_a_child_once")]


class ConcernItem(models.Model):
    """One item that was written down, or looked at, in this worry: shared or not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="items")
    version = models.ForeignKey("items.ItemVersion", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["concern", "version"], name="concern_holds_a_version_once")]


class Handing(models.Model):
    """A worry that its author handed to the lead of their own agency: who is asked now, or has it, and until when.

    `with_member` is nobody once nobody could be asked. `clock` is the limit that runs, or ran last.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="handing")
    state = models.CharField(max_length=14, choices=[(each, each) for each in HandingState])
    with_member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    since = models.DateTimeField()
    clock = models.ForeignKey("clocks.Clock", on_delete=models.PROTECT, related_name="+", null=True)
    is_about_staff = models.BooleanField(default=False)

    class Meta:
        ordering = ["-since"]
        indexes = [
            models.Index(fields=["with_member", "state"], name="handing_with_member"),
            models.Index(
                fields=["clock"], condition=models.Q(state__in=HandingState.moving()), name="handings_that_may_move"
            ),
        ]

    @property
    def child_id(self) -> uuid.UUID | None:
        """The child it is about, for the book."""
        return self.concern.child_id


class HandingHop(models.Model):
    """One colleague who was asked to take a handed worry, or took it: since when, and why it went on from them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    handing = models.ForeignKey(Handing, on_delete=models.PROTECT, related_name="hops")
    place = models.PositiveSmallIntegerField()
    to = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    # Empty while it is with them.
    went_on = models.CharField(max_length=8, blank=True, choices=[(each, each) for each in Why])
    # Where they said that they could not: what they said.
    because = EncryptedTextField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["handing", "place"], name="handing_one_hop_at_a_place"),
            models.UniqueConstraint(fields=["handing", "to"], name="handing_asks_nobody_twice"),
        ]


class Referral(models.Model):
    """The receiving team's own row: what it does about a disclosure. It never reads the sender's rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+")
    disclosure = models.OneToOneField("disclosures.Disclosure", on_delete=models.PROTECT, related_name="+")
    clock = models.ForeignKey("clocks.Clock", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(each, each) for each in ReferralState], default=ReferralState.NEW)
    with_member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    outcome = models.CharField(max_length=20, blank=True, choices=[(each, each) for each in ReferralOutcome])
    because = EncryptedTextField()
    received_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["-received_at"]
        indexes = [models.Index(fields=["team", "state", "-received_at"], name="referral_queue")]
