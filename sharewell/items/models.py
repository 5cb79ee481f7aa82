"""What is known about children, thing by thing. A version is written once; a correction is another version."""

import uuid

from django.db import models
from django.db.models import Q

from sharewell.items.rules import ItemCategory, ItemDetails, Known
from sharewell.vault.fields import EncryptedTextField


def _choices(words: type[Known] | type[ItemCategory]) -> list[tuple[str, str]]:
    return [(word.value, word.words) for word in words]


class Item(models.Model):
    """One thing that an agency knows about a child. What it says stands in its versions.

    Where it is about several children, `child` is the first of them, and the others each have an `ItemChild`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")
    # The colleague whom it is about, who may not see it, whatever they lead.
    kept_from = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+", null=True)
    from_record = models.CharField(
        max_length=60,
        blank=True,
        help_text="Which part of the child's record it repeats; empty for what somebody wrote.",
    )
    written_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("agency", "child")),)
        constraints = (
            models.UniqueConstraint(
                fields=("child", "from_record"),
                condition=~Q(from_record=""),
                name="items_one_for_each_part_of_a_record",
            ),
        )

    def __str__(self) -> str:
        return f"item {self.pk}"


class ItemChild(models.Model):
    """Another child whom the same thing is about, besides the item's own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="also_about")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("item", "child"), name="items_about_a_child_once"),)

    def __str__(self) -> str:
        return f"item {self.item_id}, about child {self.child_id}"


class ItemVersion(models.Model):
    """What an item said from `written_at` on, until a later version. Never changed: receipts and copies rest on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=_choices(Known))
    category = models.CharField(max_length=20, choices=_choices(ItemCategory))
    heading = EncryptedTextField()
    text = EncryptedTextField()
    told_by = EncryptedTextField()
    source = EncryptedTextField()
    happened_on = models.DateField(null=True, blank=True)
    happened_words = EncryptedTextField()
    exact_words = models.BooleanField(default=False)
    about_words = EncryptedTextField()
    mentions_others = models.BooleanField(default=False)
    others_words = EncryptedTextField()
    ask_first = models.BooleanField(default=False)
    because = EncryptedTextField(help_text="Why this version was written; empty for the first.")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="items_version_once"),)

    def __str__(self) -> str:
        return f"item {self.item_id}, version {self.number}"

    @property
    def child_id(self) -> uuid.UUID:
        """The child it is about; the first of them, where it is about several (`access.children_about`)."""
        return self.item.child_id

    @property
    def known(self) -> Known:
        """How it is known."""
        return Known(self.kind)

    @property
    def about(self) -> ItemCategory:
        """What it is about."""
        return ItemCategory(self.category)

    @property
    def is_corrected(self) -> bool:
        """Whether there was a version before this one."""
        return self.number > 1

    @property
    def details(self) -> ItemDetails:
        """What this version says, in the shape that forms and acts use."""
        return ItemDetails(
            text=self.text,
            kind=self.known,
            heading=self.heading,
            told_by=self.told_by,
            happened_on=self.happened_on,
            happened_words=self.happened_words,
            exact_words=self.exact_words,
            category=self.about,
            about_words=self.about_words,
            mentions_others=self.mentions_others,
            others_words=self.others_words,
            ask_first=self.ask_first,
            source=self.source,
        )
