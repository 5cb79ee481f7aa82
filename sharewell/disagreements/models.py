"""What is remembered of a disagreement, and of the stages in which the partnership settles one."""

import uuid

from django.db import models
from django.db.models import Q

from sharewell.disagreements.rules import Against, End, How, Safety, StageRule, Stands, State, StepKind
from sharewell.vault.fields import EncryptedTextField


class StageList(models.Model):
    """The partnership's stages, in force from a day. A list is never changed: another takes its place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    in_force_from = models.DateField()
    set_by = models.CharField(max_length=200)
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-in_force_from", "-set_at"]


class Stage(models.Model):
    """One stage of a list: its title, who meets, and by whom each end is represented (words of `Stands`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stage_list = models.ForeignKey(StageList, on_delete=models.PROTECT, related_name="stages")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    who = models.CharField(max_length=200)
    sender = models.CharField(max_length=40)
    receiver = models.CharField(max_length=40)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["stage_list", "number"], name="a_stage_stands_once_in_a_list")]

    @property
    def rule(self) -> StageRule:
        """The stage as the rules know it."""
        sender, receiver = (tuple(map(Stands, words.split())) for words in (self.sender, self.receiver))
        return StageRule(self.number, self.title, self.who, sender, receiver)


class Disagreement(models.Model):
    """The two ends of one disclosure do not see it alike. Both see this same row.

    `agency` opened it; `other_agency` owes an answer. It is open or resolved, at one stage of the list that was in
    force when it was opened (none: the usual stages); `proposal` is the resolution that waits for the other end.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    other_agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    disclosure = models.ForeignKey("disclosures.Disclosure", on_delete=models.PROTECT, related_name="+")
    opened_end = models.CharField(max_length=10, choices=[(each, each) for each in End])
    opened_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    against = models.CharField(max_length=10, choices=[(each, each) for each in Against])
    against_step = models.ForeignKey(
        "disclosures.DisclosureStep", on_delete=models.PROTECT, related_name="+", null=True
    )
    against_words = EncryptedTextField()
    because = EncryptedTextField()
    desired = EncryptedTextField()
    safety = models.CharField(max_length=10, choices=[(each, each) for each in Safety])
    stage_list = models.ForeignKey(StageList, on_delete=models.PROTECT, related_name="+", null=True)
    stage = models.PositiveSmallIntegerField(default=1)
    clock = models.ForeignKey("clocks.Clock", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(each, each) for each in State], default=State.OPEN)
    proposal = models.ForeignKey("DisagreementStep", on_delete=models.PROTECT, related_name="+", null=True)
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    # The last day on which the partnership's lead was told that the last stage is late.
    partnership_told_on = models.DateField(null=True)

    class Meta:
        ordering = ["-opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure", "opened_end"],
                condition=Q(state=State.OPEN),
                name="one_open_disagreement_of_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, resolved_at__isnull=True)
                | Q(state=State.RESOLVED, resolved_at__isnull=False, proposal__isnull=False),
                name="resolved_by_a_proposal_and_no_other_way",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="disagreement_opened"),
            models.Index(fields=["other_agency", "state"], name="disagreement_answering"),
        ]


class DisagreementStep(models.Model):
    """One thing that happened in a disagreement: who, at which end and stage, when, in what words. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=12, choices=[(each, each) for each in StepKind])
    # Empty when the clock did it; then `agency` is the one that owed an answer.
    end = models.CharField(max_length=10, blank=True, choices=[(each, each) for each in End])
    by_member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    by_title = models.CharField(max_length=200, blank=True)
    stage = models.PositiveSmallIntegerField()
    safety = models.CharField(max_length=10, blank=True, choices=[(each, each) for each in Safety])
    how = models.CharField(max_length=10, blank=True, choices=[(each, each) for each in How])
    words = EncryptedTextField()
    learning = EncryptedTextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "stage"]
        indexes = [models.Index(fields=["disagreement", "at"], name="disagreement_steps")]


class Named(models.Model):
    """Somebody who stands for one end at one stage of a disagreement, and as what. Named when the stage begins."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    disagreement = models.ForeignKey(Disagreement, on_delete=models.PROTECT, related_name="named")
    end = models.CharField(max_length=10, choices=[(each, each) for each in End])
    stage = models.PositiveSmallIntegerField()
    member = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    stands = models.CharField(max_length=10, choices=[(each, each) for each in Stands])
    since = models.DateTimeField()

    class Meta:
        ordering = ["since", "stage"]
        constraints = [
            models.UniqueConstraint(fields=["disagreement", "stage", "end", "member"], name="named_once_at_a_stage"),
        ]
        indexes = [models.Index(fields=["member"], name="disagreement_named")]
