"""What the vault remembers: the data keys, each wrapped by the vault key, which is never in the database."""

from django.db import models


class DataKey(models.Model):
    """One key that texts are sealed with, or that indexes are made with; useless without the vault key."""

    class Purpose(models.TextChoices):
        TEXT = "text", "seals texts"
        INDEX = "index", "makes blind indexes"

    id = models.CharField(primary_key=True, max_length=8, editable=False)
    purpose = models.CharField(max_length=5, choices=Purpose.choices, default=Purpose.TEXT)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, help_text="From then on it opens what it sealed, and seals nothing.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose"], condition=models.Q(purpose="index"), name="vault_one_index_key"
            ),
        ]
