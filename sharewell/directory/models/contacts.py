"""How a public number is found, and who says that one is wrong."""

import uuid

from django.db import models

from sharewell.directory.models.agencies import Agency, Team
from sharewell.directory.rules import LONGEST_WORD
from sharewell.vault.fields import EncryptedTextField


class ContactWord(models.Model):
    """A word by which the number of a public team is found. The acts that change a team renew its words."""

    pk = models.CompositePrimaryKey("team_id", "word")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=LONGEST_WORD)

    class Meta:
        indexes = (models.Index(fields=("word", "team"), name="directory_words_of_contacts"),)

    def __str__(self) -> str:
        return self.word


class WordSpelling(models.Model):
    """What leads to a word in spite of a slip: a misspelling, a beginning, a sound. Distinct words, of no agency."""

    pk = models.CompositePrimaryKey("spelling", "word")
    spelling = models.CharField(max_length=LONGEST_WORD + 1)
    word = models.CharField(max_length=LONGEST_WORD)

    def __str__(self) -> str:
        return self.spelling


class WrongNumber(models.Model):
    """Somebody said that a team's number is wrong. It stands beside the number until that is set or checked again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="wrong_numbers", db_index=False)
    telephone = models.CharField(max_length=30, help_text="As it stood when it was said to be wrong.")
    note = EncryptedTextField(default="", blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.CharField(max_length=200)
    put_right_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("reported_at", "id")
        indexes = (
            models.Index(fields=("team", "put_right_at"), name="directory_wrong_of_a_team"),
            models.Index(
                fields=("agency",), condition=models.Q(put_right_at__isnull=True), name="directory_wrong_and_open"
            ),
        )

    def __str__(self) -> str:
        return f"{self.telephone} is said to be wrong"
