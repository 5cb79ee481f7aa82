"""What the book remembers. All but Waiting can only be added to: the database itself refuses to change or delete them.

No column points to another room: deleting a person, a child or an agency cannot edit the past.
"""

import json
import uuid
from typing import Any

from django.db import models

from sharewell.ledger.guard import words_replaceable
from sharewell.ledger.ids import new_id
from sharewell.ledger.rules import Nature
from sharewell.vault.fields import EncryptedTextField


class RowNumber(models.PositiveBigIntegerField):
    """A number that SQLite takes for the row's own, and so keeps no index beside the table."""

    def db_type(self, connection: Any) -> str | None:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)


class OrderOfWriting(models.BigAutoField):
    """One more than any that stands here; SQLite need not remember those that are gone, at a page more for each row."""

    def db_type_suffix(self, connection: Any) -> str | None:
        return "" if connection.vendor == "sqlite" else super().db_type_suffix(connection)


class Entry(models.Model):
    """One thing that happened: who, what, about whom, when it happened and when it was written down."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
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
            models.Index(fields=["agency", "written_at"], name="ledger_entry_agency"),
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

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry_id = models.UUIDField()
    name = models.CharField(max_length=64)
    salt = EncryptedTextField()
    text = EncryptedTextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry_id", "name"], name="ledger_one_text_a_name")]


class Place(models.Model):
    """An entry's place in the order: its leaf in the tree. Given a moment after the entry was written."""

    position = RowNumber(primary_key=True, help_text="From 1; the leaf's index is one less.")
    entry_id = models.UUIDField(unique=True)
    leaf = models.BinaryField(help_text="The leaf hash: the entry's digest, 32 bytes.")


class Node(models.Model):
    """A finished node of the tree above its leaves. It never changes: the tree grows beside it."""

    number = RowNumber(primary_key=True, help_text="Level and index: see tree.number_of.")
    hash = models.BinaryField()


class Waiting(models.Model):
    """An entry that has no place yet. The database adds the row with the entry; sealing takes it away.

    The number follows the order of writing, whatever the clock said meanwhile.
    """

    number = OrderOfWriting(primary_key=True)
    # Not unique, and without an index: every act pays for one, and few rows stand here.
    entry_id = models.UUIDField()


class Erased(models.Model):
    """A word that was erased, and the entry that says so. The database lets no word go that has no such row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry_id = models.UUIDField()
    name = models.CharField(max_length=64)
    by_entry_id = models.UUIDField(help_text="The entry that tells of the erasure.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry_id", "name"], name="ledger_erased_once")]


class BookKey(models.Model):
    """A public key of the book: the first, or one that the key before it signed. The private half is never here."""

    number = models.PositiveIntegerField(primary_key=True)
    vkey = models.TextField(help_text="NAME+ID+KEY, as c2sp.org/signed-note writes it.")
    statement = models.TextField(blank=True, help_text="The rotation, signed by the key before and by this one.")
    after_size = models.PositiveBigIntegerField(help_text="Checkpoints of more entries than this are signed by it.")
    began_at = models.DateTimeField()


class Checkpoint(models.Model):
    """How many entries there are and the root over them, signed: what somebody elsewhere can hold us to."""

    size = models.PositiveBigIntegerField(primary_key=True)
    note = models.TextField(help_text="The signed note (c2sp.org/tlog-checkpoint), without cosignatures.")
    signed_at = models.DateTimeField()


class Cosignature(models.Model):
    """A witness says that it saw this checkpoint, and nothing before it that does not agree."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    size = models.PositiveBigIntegerField()
    witness = models.TextField(help_text="The public key of the witness: NAME+ID+KEY.")
    line = models.TextField(help_text="The line of the cosignature (c2sp.org/tlog-cosignature).")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["size", "witness"], name="ledger_one_cosignature_a_witness")]
