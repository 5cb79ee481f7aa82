"""What is remembered of a worry, and of the referral it may become at the other end."""

import uuid

from django.db import models
from django.db.models import F, Q

from sharewell.concerns.handing_rules import HandingState, Why
from sharewell.concerns.rules import CLOSED, Raised, ReferralOutcome, ReferralState
from sharewell.concerns.sheets.rules import How
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
    # It is about somebody who works in the agency; where that is said, who: they may not see it, whatever they lead.
    is_about_staff = models.BooleanField(default=False)
    kept_from = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    # The worry that was handed to a lead, which this one carries further.
    grew_from = models.ForeignKey("self", on_delete=models.PROTECT, related_name="grown", null=True)
    # The worry told by telephone that this one confirms in writing.
    confirms = models.ForeignKey("self", on_delete=models.PROTECT, related_name="confirmations", null=True)
    # It was on paper before it was typed in; `on_behalf_of` is whoever wrote that, where it was not the author.
    is_from_paper = models.BooleanField(default=False)
    on_behalf_of = EncryptedTextField()
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


class Call(models.Model):
    """A worry that was told by telephone: which team was rung, who took the call, what they said to it, and whether it
    is in writing since.

    `clock` runs from the call until it is confirmed; nobody promised that to a team that is not in the directory.
    `confirmed_how` is empty where it was confirmed here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    concern = models.OneToOneField(Concern, on_delete=models.PROTECT, related_name="call")
    team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+", null=True)
    taken_by = EncryptedTextField()
    they_said = EncryptedTextField()
    at = models.DateTimeField()
    clock = models.ForeignKey("clocks.Clock", on_delete=models.PROTECT, related_name="+", null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_how = EncryptedTextField()

    class Meta:
        ordering = ["at"]
        indexes = [models.Index(fields=["agency", "confirmed_at"], name="calls_to_confirm")]

    @property
    def child_id(self) -> uuid.UUID | None:
        """The child it is about, for the book."""
        return self.concern.child_id


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


class Threshold(models.Model):
    """The levels of need from a day on, as the partnership's threshold document has them. A later one replaces it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    levels = models.JSONField()
    since = models.DateField()
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-since", "-set_at"]


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
    # Already open: the colleague who has the child already, and has this with it; or who that is, in words.
    worker = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    worker_words = EncryptedTextField()
    # Not for this team: where it belongs, in words.
    belongs_to = EncryptedTextField()
    received_at = models.DateTimeField()
    # The same as its clock's: a queue of ten thousand is counted and put in order without a look at the clocks.
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    # Since when it waits for the sender to say more; empty when nothing is asked.
    asked_at = models.DateTimeField(null=True)
    # When the sender last asked what is happening.
    chased_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    # When it was decided or withdrawn; empty while a decision is owed.
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["team", "due_at", "id"], condition=Q(closed_at__isnull=True), name="referral_queue"),
            models.Index(
                fields=["team", "with_member", "due_at", "id"],
                condition=Q(closed_at__isnull=True),
                name="referral_with",
            ),
            models.Index(fields=["team", "closed_at", "state", "due_at", "asked_at"], name="referral_counts"),
            models.Index(fields=["team", "-closed_at"], name="referral_closed"),
            models.Index(fields=["team", "asked_at"], condition=Q(asked_at__isnull=False), name="referral_asked"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_at__isnull=False)
                | (~Q(state__in=CLOSED) & Q(closed_at__isnull=True)),
                name="a_referral_is_closed_at_a_time",
            )
        ]


class Rerouting(models.Model):
    """A referral left one team for another of the same agency: who passed it on (nobody: the clock), when, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="reroutings")
    from_team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    because = EncryptedTextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "pk"]
        indexes = [models.Index(fields=["from_team", "-at"], name="passed_on_by_team")]


class HandOverSheet(models.Model):
    """One team hands over to another of its agency, for the night or in the morning. Waits until it is acknowledged, or
    until the team makes another in its place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    from_team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+")
    to_team = models.ForeignKey("directory.Team", on_delete=models.PROTECT, related_name="+")
    clock = models.ForeignKey("clocks.Clock", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_team", "to_team"],
                condition=Q(acknowledged_at__isnull=True, replaced_at__isnull=True),
                name="one_sheet_waits_between_two_teams",
            ),
            models.CheckConstraint(condition=~Q(from_team=F("to_team")), name="a_sheet_goes_to_another_team"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(replaced_at__isnull=True),
                name="a_sheet_is_acknowledged_or_replaced",
            ),
        ]
        indexes = [
            models.Index(fields=["from_team", "-made_at"], name="sheets_from_team"),
            models.Index(fields=["to_team", "-made_at"], name="sheets_to_team"),
        ]


class SheetLine(models.Model):
    """One referral on a sheet: whether it goes over or is only to be known of, and what to watch for.

    `taken_at`: it went over then; `had` is whoever had it until then, to whom it comes back; `back_at`: it did.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    sheet = models.ForeignKey(HandOverSheet, on_delete=models.PROTECT, related_name="lines")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="sheet_lines")
    position = models.PositiveSmallIntegerField()
    how = models.CharField(max_length=12, choices=[(each.value, each.value) for each in How])
    words = EncryptedTextField()
    taken_at = models.DateTimeField(null=True)
    had = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["sheet", "referral"], name="a_sheet_has_a_referral_once")]
