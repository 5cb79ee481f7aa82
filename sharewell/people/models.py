"""Children and households as one agency knows them, and the keys they are found by.

Names, dates and numbers stand in clear, because they are searched; free text about people is encrypted.
"""

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from sharewell.people.rules import HowVerified, Relation, Sex, YesNo, age_words, ages_on
from sharewell.vault.fields import EncryptedTextField

Words = type[HowVerified] | type[Relation] | type[Sex] | type[YesNo]


def _choices(words: Words) -> list[tuple[str, str]]:
    return [(word.value, word.words) for word in words]


class Child(models.Model):
    """A child, born or not yet, as far as one agency knows them. Another agency has a row of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    given_name = models.CharField(max_length=100, blank=True)
    family_name = models.CharField(max_length=100, blank=True)
    known_as = models.JSONField(default=list, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    due_words = EncryptedTextField(default="", blank=True)
    age_estimate = models.PositiveSmallIntegerField(null=True, blank=True)
    estimated_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, choices=_choices(Sex), default=Sex.NOT_KNOWN.value)
    nhs_number = models.CharField(max_length=12, blank=True)
    nhs_number_from = models.CharField(max_length=10, choices=_choices(HowVerified), default=HowVerified.UNKNOWN.value)
    upn = models.CharField(max_length=13, blank=True)
    upn_from = models.CharField(max_length=10, choices=_choices(HowVerified), default=HowVerified.UNKNOWN.value)
    own_reference = models.CharField(max_length=40, blank=True)
    address = EncryptedTextField(default="", blank=True)
    postcode = models.CharField(max_length=40, blank=True)
    language = EncryptedTextField(default="", blank=True)
    interpreter = models.CharField(max_length=10, choices=_choices(YesNo), default=YesNo.NOT_KNOWN.value)
    school = EncryptedTextField(default="", blank=True)
    mother_name = models.CharField(max_length=120, blank=True)
    description = EncryptedTextField(default="", blank=True)
    telephone = EncryptedTextField(default="", blank=True)
    whereabouts = EncryptedTextField(default="", blank=True)
    doctor = EncryptedTextField(default="", blank=True)
    needs = EncryptedTextField(default="", blank=True)
    ethnicity = EncryptedTextField(default="", blank=True)
    religion = EncryptedTextField(default="", blank=True)
    legal_status = EncryptedTextField(default="", blank=True)
    # The names of the household, where searches look: a copy that each new household member renews.
    household_names = models.JSONField(default=list, blank=True)
    # The page that added the child: however often it is sent, there is one.
    once = models.UUIDField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("family_name", "given_name", "id")
        verbose_name_plural = "children"
        indexes = (models.Index(fields=("agency", "family_name", "given_name")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(date_of_birth__isnull=True) | Q(due_date__isnull=True), name="people_born_or_due"
            ),
            models.CheckConstraint(
                condition=Q(age_estimate__isnull=True) | Q(estimated_on__isnull=False), name="people_guess_is_dated"
            ),
            models.UniqueConstraint(fields=("agency", "once"), name="people_added_once"),
        )

    def __str__(self) -> str:
        return f"child {self.pk}"

    @property
    def child_id(self) -> uuid.UUID:
        """The child this row is about: itself."""
        return self.pk

    @property
    def is_unborn(self) -> bool:
        """Whether the child was not born when this was written: when it is due is told, or that nobody knows."""
        return self.date_of_birth is None and bool(self.due_date or self.due_words)

    @property
    def display_name(self) -> str:
        """What the child is called on pages: 'Mina Okell', 'Baby Okell (unborn)', 'Unnamed child'."""
        if self.given_name:
            return f"{self.given_name} {self.family_name}".strip()
        if self.is_unborn:
            family = self.family_name or (self.mother_name.split() or [""])[-1]
            return f"Baby {family} (unborn)" if family else "Unborn baby"
        if self.family_name:
            return f"{self.family_name} (first name not known)"
        return str(self.known_as[0]) if self.known_as else "Unnamed child"

    @property
    def known_as_words(self) -> str:
        """The other names the child goes by, in a row."""
        return ", ".join(self.known_as)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, whole, that say who the child is: of one without a first name, the mother's too."""
        own = (f"{self.given_name} {self.family_name}".strip(), *self.known_as)
        return own if self.given_name else (*own, self.mother_name)

    @property
    def names_around(self) -> tuple[str, ...]:
        """The same, and those of the mother and of the household."""
        return (*self.names, self.mother_name, *self.household_names)

    def age_words(self, today: date) -> str:
        """How old the child is on that day, in words; beside every date of birth."""
        return age_words(today, **self._age_known)

    def ages_on(self, day: date) -> range:
        """The whole years that the child may have on that day; none when nobody knows."""
        return ages_on(day, **self._age_known)

    @property
    def _age_known(self) -> dict[str, Any]:
        return {
            "born": self.date_of_birth,
            "due": self.due_date,
            "due_words": self.due_words,
            "estimate": self.age_estimate,
            "estimated_on": self.estimated_on,
        }


class HouseholdMember(models.Model):
    """Somebody in a child's household, or who stands close to it, as the agency that holds the child knows them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="household")
    name = models.CharField(max_length=120, blank=True)
    relation = models.CharField(max_length=20, choices=_choices(Relation), default=Relation.NOT_KNOWN.value)
    relation_words = EncryptedTextField(default="", blank=True)
    has_parental_responsibility = models.CharField(
        max_length=10, choices=_choices(YesNo), default=YesNo.NOT_KNOWN.value
    )
    lives_with = models.CharField(max_length=10, choices=_choices(YesNo), default=YesNo.NOT_KNOWN.value)
    contact = EncryptedTextField(default="", blank=True)
    language = EncryptedTextField(default="", blank=True)
    may_be_a_risk = models.CharField(max_length=10, choices=_choices(YesNo), default=YesNo.NOT_KNOWN.value)
    risk_words = EncryptedTextField(default="", blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    age_estimate = models.PositiveSmallIntegerField(null=True, blank=True)
    estimated_on = models.DateField(null=True, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("directory.Member", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("written_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(age_estimate__isnull=True) | Q(estimated_on__isnull=False),
                name="people_household_guess_is_dated",
            ),
        )

    def __str__(self) -> str:
        return f"household member {self.pk}"

    @property
    def display_name(self) -> str:
        """Their name, or who they are to the child."""
        return self.name or self.relation_words or Relation(self.relation).words

    def age_words(self, today: date) -> str:
        """How old they are on that day, in words."""
        return age_words(today, born=self.date_of_birth, estimate=self.age_estimate, estimated_on=self.estimated_on)


class NameKey(models.Model):
    """One key that leads to a child: a number, a date, a postcode, or how names sound. Made anew with each change."""

    pk = models.CompositePrimaryKey("agency_id", "key", "child_id")
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=210)

    def __str__(self) -> str:
        return f"key of {self.child_id}"


class NameSpelling(models.Model):
    """One way in which a name that an agency holds may be misspelt. Distinct names only, so that it stays small."""

    pk = models.CompositePrimaryKey("agency_id", "spelling", "name")
    agency = models.ForeignKey("directory.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    spelling = models.CharField(max_length=100)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.spelling
