"""Files that somebody sent to be imported, kept while they look at what would become of them."""

import uuid

from django.db import models

from sharewell.directory.models.agencies import Agency, choices_of
from sharewell.directory.models.members import Member
from sharewell.directory.rules import FileKind
from sharewell.vault.fields import EncryptedTextField


class SentFile(models.Model):
    """A file of agencies, teams or people, as it was read; forgotten a day later. No agency: sent at the server."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=20, choices=choices_of(FileKind))
    name = models.CharField(max_length=120)
    rows = EncryptedTextField(help_text="JSON: [[line, {column: cell}, [fault]]].")
    sent_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=("sent_at",)),)

    def __str__(self) -> str:
        return f"{self.kind}, {self.name}"
