"""What a team is for, how it is reached, and where it is; and what an agency says of itself."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from sharewell.directory.actions import Whereabouts
from sharewell.directory.models import Agency, Area, Team
from sharewell.directory.rules import Scheme, TeamPurpose, district_of, faults_in_ages, faults_in_telephone
from sharewell.web.fields import Choice, Choices, Email, LongText, Option, ShortText, Telephone, Tick, WholeNumber
from sharewell.web.forms import Form

PURPOSES = {
    TeamPurpose.REFERRAL: ("Referrals", "Takes worries about children in the daytime, and is sent referrals."),
    TeamPurpose.EMERGENCY_DUTY: ("Emergency duty", "Takes them at night and at weekends."),
    TeamPurpose.ADVICE: ("Advice", "Is rung for advice, without a child’s name."),
    TeamPurpose.EARLY_HELP: ("Early help", "Helps families that want help. Is sent referrals too."),
    TeamPurpose.SAFEGUARDING: ("Safeguarding", "The agency’s own safeguarding leads."),
    TeamPurpose.POLICE: ("Police", "The police’s own desk for children. Is sent referrals too."),
    TeamPurpose.OTHER: ("Something else", ""),
}
IN_CONTACT = ("telephone", "what_for", "is_public")
IN_WHEREABOUTS = ("address", "postcode", "email", "website", "minimum_age", "maximum_age")
WEB = "Enter a whole web address, like https://www.example.org"


class Website(ShortText):
    """The address of a website, with https:// or http:// in front."""

    def check(self, value: str) -> None:
        URLValidator(schemes=["http", "https"], message=WEB)(value)


class DescribeTeam(Form):
    """How a team is reached, where it is and for whom."""

    telephone = Telephone("Telephone number", required=False, max_length=30)
    what_for = ShortText("What is it rung for?", hint="In a line, like: A worry about a child.", required=False)
    is_public = Tick("Anybody may see this number", required=False)
    email = Email("Email address", required=False, look={"classes": "govuk-input--width-30", "autocomplete": "off"})
    website = Website("Website", required=False, look={"classes": "govuk-input--width-30", "spellcheck": False})
    address = LongText("Address", hint="In lines, without the postcode.", required=False, max_length=300, rows=3)
    postcode = ShortText("Postcode", required=False, max_length=8, look={"classes": "govuk-input--width-10"})
    minimum_age = WholeNumber("Youngest age", hint="In years. Leave it empty for any age.", required=False, most=25)
    maximum_age = WholeNumber("Oldest age", required=False, most=25)
    areas = Choices("Which areas does it serve?", hint="Leave all empty for everywhere.", required=False)

    def __init__(self, *given: Any, areas: Sequence[Area], **options: Any) -> None:
        super().__init__(*given, **options)
        by_id = {str(area.pk): area for area in areas}
        field = cast("Choices", self.fields["areas"])
        field.choices, field.coerce = [Option(key, area.name) for key, area in by_id.items()], by_id.get
        if not areas:
            del self.fields["areas"]

    def clean_telephone(self) -> str:
        telephone: str = self.cleaned_data["telephone"]
        if faults := faults_in_telephone(telephone):
            raise ValidationError(faults)
        return telephone

    def clean_postcode(self) -> str:
        postcode = "".join(str(self.cleaned_data["postcode"]).upper().split())
        if postcode and not (len(postcode) > 4 and district_of(postcode)):
            raise ValidationError("Enter a whole postcode, like RG40 1AA")
        return f"{postcode[:-3]} {postcode[-3:]}".strip()

    def clean(self) -> dict[str, Any]:
        said = cast("dict[str, Any]", super().clean() or self.cleaned_data)
        if said.get("is_public") and not said.get("telephone") and "telephone" not in self.errors:
            self.add_error("telephone", "Enter a telephone number: anybody is to see it")
        for fault in faults_in_ages(said.get("minimum_age"), said.get("maximum_age")):
            self.add_error("minimum_age", fault)
        return said


class AddTeam(DescribeTeam):
    """A team that is new: its name and purpose, too."""

    name = ShortText("What is the team called?", missing="Enter what the team is called", max_length=120)
    purpose = Choice(
        "What is it for?",
        missing="Select what the team is for",
        choices=[Option(purpose.value, name, hint=hint) for purpose, (name, hint) in PURPOSES.items()],
        coerce=TeamPurpose,
    )
    field_order = ("name", "purpose")


class CloseTeam(Form):
    """A team is no more."""


def as_typed(team: Team) -> dict[str, Any]:
    """The team as the form shows it."""
    said = {name: getattr(team, name) for name in (*IN_CONTACT, *IN_WHEREABOUTS)}
    return said | {"areas": [str(area.pk) for area in team.areas.all()]}


def whereabouts_of(said: Mapping[str, Any], team: Team | None = None) -> Whereabouts:
    """What was typed, as the act takes it; the place on the map stays as it is."""
    place: dict[str, Any] = {"latitude": team.latitude, "longitude": team.longitude} if team else {}
    return Whereabouts(**{name: said[name] for name in IN_WHEREABOUTS}, **place)


class DescribeAgency(Form):
    """What an agency says of itself, and the numbers by which registers know it."""

    what_it_does = LongText("What does the agency do?", required=False, max_length=300, rows=3)
    website = Website("Website", required=False, look={"classes": "govuk-input--width-30", "spellcheck": False})
    ods = ShortText("ODS code", hint="For bodies of the NHS, like RXX.", required=False, max_length=20)
    urn = ShortText("URN", hint="For schools: six figures, like 999001.", required=False, max_length=20)
    ons = ShortText("ONS code", hint="For councils, like E06000041.", required=False, max_length=20)

    def identifiers(self) -> dict[str, str]:
        """`{"urn": "999001"}`"""
        return {scheme.value: self.cleaned_data[scheme.value] for scheme in Scheme}


def agency_as_typed(agency: Agency) -> dict[str, str]:
    """The agency as the form shows it."""
    known = {each.scheme: each.value for each in agency.identifiers.all()}
    return {"what_it_does": agency.what_it_does, "website": agency.website, **known}
