"""Agencies, teams with their hours, and bank holidays."""

import uuid
from enum import StrEnum

from django.db import models
from django.db.models import Q

from sharewell.directory.rules import AgencyKind, OnBankHolidays, Scheme, TeamPurpose, Weekday
from sharewell.moment import now


def choices_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """The closed list as a column has it: the word, and the word as people read it."""
    return [(word.value, word.value.replace("_", " ")) for word in words]


class Agency(models.Model):
    """A body that holds what it knows about children for itself: a council, a school, a surgery, a force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=choices_of(AgencyKind))
    what_it_does = models.CharField(max_length=300, blank=True)
    website = models.URLField(max_length=200, blank=True)
    is_demonstration = models.BooleanField(default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "agencies"

    def __str__(self) -> str:
        return self.name


class AgencyIdentifier(models.Model):
    """The number by which a register knows an agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=choices_of(Scheme))
    value = models.CharField(max_length=20)

    class Meta:
        ordering = ("scheme",)
        constraints = (
            models.UniqueConstraint(fields=("scheme", "value"), name="directory_identifier_is_one_agencys"),
            models.UniqueConstraint(fields=("agency", "scheme"), name="directory_one_identifier_of_a_scheme"),
        )

    def __str__(self) -> str:
        return f"{self.scheme.upper()} {self.value}"


class Area(models.Model):
    """A part of the country that teams serve, and the postcode districts in it. Belongs to no agency."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    ons_code = models.CharField(max_length=9, blank=True)
    districts = models.CharField(max_length=300, blank=True, help_text="Parted by spaces: RG40 RG41.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """Some members of an agency who answer one number for one purpose, somewhere, for some ages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=20, choices=choices_of(TeamPurpose))
    what_for = models.CharField(max_length=200, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True, help_text="In lines, without the postcode.")
    postcode = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True, blank=True, help_text="Degrees, WGS 84.")
    longitude = models.FloatField(null=True, blank=True, help_text="Degrees, WGS 84.")
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    # The areas it serves; none is everywhere.
    areas: "models.ManyToManyField[Area, TeamArea]" = models.ManyToManyField(
        Area, through="TeamArea", related_name="+", blank=True
    )
    is_public = models.BooleanField(default=False)
    on_bank_holidays = models.CharField(
        max_length=20, choices=choices_of(OnBankHolidays), default=OnBankHolidays.CLOSED.value
    )
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)
    changed_at = models.DateTimeField(default=now, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Whether its number was public when it closed: then it is told of as a service that is no more.
    was_public = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("agency", "name"), name="directory_one_team_of_a_name"),)
        indexes = (
            models.Index(fields=("purpose", "is_public")),
            models.Index(fields=("name", "id"), condition=Q(is_public=True), name="directory_contacts_by_name"),
        )

    def __str__(self) -> str:
        return self.name


class TeamArea(models.Model):
    """A team serves this area."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("team", "area"), name="directory_serves_an_area_once"),)

    def __str__(self) -> str:
        return f"{self.team_id} serves {self.area_id}"


class OpeningHours(models.Model):
    """One run of hours that begins on this weekday every week (7: on bank holidays, for a team with its own hours)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField(choices=[(day.value, day.name.capitalize()) for day in Weekday])
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        ordering = ("weekday", "opens")
        verbose_name_plural = "opening hours"
        constraints = (
            models.UniqueConstraint(fields=("team", "weekday", "opens"), name="directory_hours_once"),
            models.CheckConstraint(condition=Q(weekday__lte=7), name="directory_hours_on_a_weekday"),
        )

    def __str__(self) -> str:
        return f"{Weekday(self.weekday).name.lower()} {self.opens:%H.%M}-{self.closes:%H.%M}"


class HoursException(models.Model):
    """A date on which a team's hours differ; no times means closed all that day. Several rows are several runs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="exceptions")
    on = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)

    class Meta:
        ordering = ("on", "opens")
        constraints = (
            models.UniqueConstraint(fields=("team", "on", "opens"), name="directory_exception_once"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(opens__isnull=False, closes__isnull=False),
                name="directory_exception_has_both_times_or_neither",
            ),
        )

    def __str__(self) -> str:
        return f"{self.on}: " + (f"{self.opens:%H.%M}-{self.closes:%H.%M}" if self.opens and self.closes else "closed")


class BankHoliday(models.Model):
    """A bank holiday in England and Wales, where it was read, and when that was last checked. Belongs to no agency.

    One that was moved or called off is kept and not observed, so that loading the published list cannot revive it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    on = models.DateField(unique=True)
    name = models.CharField(max_length=80)
    source = models.CharField(max_length=120)
    checked_on = models.DateField()
    is_observed = models.BooleanField(default=True)

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{self.name}, {self.on}"
