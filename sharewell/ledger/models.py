"""What the book remembers. Entry and Place can only be added to: the database itself refuses to change or delete them.

No column points to another room: deleting a person, a child or an agency cannot edit the past.
"""

import json
import uuid
from typing import Any

from django.db import models

from sharewell.ledger.guard import words_replaceable
from sharewell.ledger.rules import Nature
from sharewell.vault.fields import EncryptedTextField


class Entry(models.Model):
    """One thing that happened: who, what, about whom, when it happened and when it was written down."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nature = models.CharField(max_length=7, choices=[(nature.value, nature.value) for nature in Nature])
    kind = models.CharField(max_length=100)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=200)
    actor_name = models.TextField()
    actor_role = models.TextField(blank=True)
    agency = models.CharField(max_length=64, blank=True)
    agency_name = models.TextField(blank=True)
    subject_kind = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=200, blank=True)
    child_id = models.CharField(max_length=64, null=True)
    happened_at = models.DateTimeField()
    written_at = models.DateTimeField()
    facts_text = models.TextField(help_text="Canonical JSON: codes, identifiers and dates in clear.")
    word_digests_text = models.TextField(help_text="Canonical JSON: the salted digest of each word, by name.")
    salt = models.BinaryField()
    marks = models.BinaryField(help_text="Four bytes a column, to say which was altered.")
    digest = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["child_id", "written_at"], name="ledger_entry_child"),
            models.Index(fields=["subject_id", "subject_kind"], name="ledger_entry_subject"),
        ]

    @property
    def facts(self) -> dict[str, Any]:
        """What was entered in clear."""
        return json.loads(self.facts_text)

    @property
    def word_digests(self) -> dict[str, str]:
        """The digest of each personal text, by name."""
        return json.loads(self.word_digests_text)


class EntryWords(models.Model):
    """A personal text of an entry, sealed beside it. Were it erased, salt and all, the proof would stay."""

    # The database refuses to change a row or take it out: the vault seals it anew by replacing it, within this.
    replaceable_within = staticmethod(words_replaceable)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry_id = models.UUIDField()
    name = models.CharField(max_length=64)
    salt = EncryptedTextField()
    text = EncryptedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry_id", "name"], name="ledger_one_text_a_name")]


class Place(models.Model):
    """An entry's place in the order, and the chain of digests up to it. Given a moment after the entry was written."""

    position = models.PositiveBigIntegerField(primary_key=True)
    entry_id = models.UUIDField(unique=True)
    chain = models.BinaryField()


class Waiting(models.Model):
    """An entry that has no place yet. The database adds the row with the entry; sealing takes it away."""

    entry_id = models.UUIDField(primary_key=True)
