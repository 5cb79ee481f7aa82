"""A draft: what somebody has answered of a long form that is not finished."""

import uuid

from django.db import models

from sharewell.vault.fields import EncryptedJSONField, EncryptedTextField


class Draft(models.Model):
    """A form begun by one member, seen by nobody else, encrypted; once done it holds only where its result is.

    `version` grows by one with every save. `id` is the key by which the act at the end happens once.
    """

    OPEN, DONE = "open", "done"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    journey = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    label = EncryptedTextField()
    answers = EncryptedJSONField()
    version = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=4, default=OPEN, choices=[(OPEN, "open"), (DONE, "done")])
    result_path = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at",)
        indexes = (models.Index(fields=("author", "state", "-saved_at")),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state="open", result_path="") | models.Q(state="done"),
                name="journeys_only_a_done_draft_has_a_result",
            ),
        )

    def __str__(self) -> str:
        return f"{self.journey} {self.id}"

    @property
    def is_done(self) -> bool:
        """Whether the act at the end has happened."""
        return self.state == self.DONE
