"""What people type to find a child, to add one, and to say who is in the household.

`child_details` and `household_details` turn what was cleaned into plain JSON, ready for a draft or for the acts.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sharewell.moment import now
from sharewell.people.due_dates import DueDate
from sharewell.people.rules import (
    NOT_KNOWN,
    ChildDetails,
    HouseholdDetails,
    HowVerified,
    Relation,
    SearchWords,
    Sex,
    YesNo,
    mended_nhs_number,
    mended_postcode,
    mended_upn,
    reasons_not_to_keep,
    reasons_not_to_keep_household,
    worth_checking,
)
from sharewell.web.fields import Choice, DateParts, LongText, Option, Pick, ShortText, WholeNumber
from sharewell.web.fields.times import TypedDate
from sharewell.web.forms import Form
from sharewell.web.words import local

BORN, UNBORN = "born", "unborn"
NARROW = {"classes": "govuk-input--width-10", "spellcheck": False, "autocomplete": "off"}
UNAIDED = {"spellcheck": False, "autocomplete": "off"}


def _listed(words: type[YesNo] | type[Sex] | type[HowVerified] | type[Relation]) -> list[Option]:
    return [Option(word.value, word.words[0].upper() + word.words[1:]) for word in words]


class Numbered(ShortText):
    """A number or code that a pure rule mends and checks."""

    def __init__(self, label: str, *, mend: Callable[[str], str], **options: Any) -> None:
        super().__init__(label, look={**NARROW, **options.pop("look", {})}, **options)
        self.mend = mend

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        try:
            return self.mend(typed)
        except ValueError as wrong:
            raise ValidationError(str(wrong), code="number") from None


class Year(WholeNumber):
    """A year, in four digits."""

    def validate(self, value: int | None) -> None:
        forms.Field.validate(self, value)
        if value is not None and not self.least <= value <= self.most:
            raise ValidationError(f"{self.called} must be from {self.least} to {self.most}", code="out_of_range")


class FindChild(Form):
    """What somebody has to look for a child with. One of these is enough."""

    marks_optional = False

    name = ShortText(
        "Name",
        hint="The child’s, the mother’s or that of anybody at home. A first name or a family name is enough; "
        "spelling need not be exact.",
        required=False,
        max_length=200,
        look=UNAIDED,
    )
    date_of_birth = DateParts("Date of birth", hint="If you know it. For example, 14 3 2016", required=False)
    year_of_birth = Year(
        "Year of birth",
        hint="If that is all you know. A guess is good enough.",
        required=False,
        least=1990,
        most=2100,
        look={"classes": "govuk-input--width-4"},
    )
    postcode = Numbered("Postcode", mend=mended_postcode, required=False, max_length=40)
    number = ShortText(
        "NHS number, unique pupil number or your own reference", required=False, max_length=40, look=NARROW
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and self.search_words(cleaned).is_empty():
            self.add_error("name", "Enter a name, or a date of birth, a whole postcode or a number to look for")
        return cleaned

    def search_words(self, cleaned: Mapping[str, Any] | None = None) -> SearchWords:
        """What is to be looked for."""
        said = self.cleaned_data if cleaned is None else cleaned
        return SearchWords(
            name=said.get("name") or "",
            date_of_birth=said.get("date_of_birth"),
            year_of_birth=said.get("year_of_birth"),
            postcode=said.get("postcode") or "",
            **_number_sought(said.get("number") or ""),
        )


def _number_sought(typed: str) -> dict[str, str]:
    for name, mend in (("nhs_number", mended_nhs_number), ("upn", mended_upn)):
        try:
            return {name: mend(typed)} if typed else {}
        except ValueError:
            continue
    return {"own_reference": typed}


class AddChild(Form):
    """A child as far as known. Nothing has to be given but one way to tell who is meant."""

    marks_optional = False

    born = Choice(
        "Is the child born yet?",
        choices=[
            Option(BORN, "Yes", reveals="date_of_birth age_estimate"),
            Option(UNBORN, "No, not yet", reveals="due_date mother_name"),
        ],
        required=False,
        initial=BORN,
    )
    due_date = DueDate(
        "When is the baby due?",
        hint="A guess is good enough: only a month and year, or nothing at all. For example, 14 3 2027",
        called="Due date",
        required=False,
    )
    given_name = ShortText("First names", required=False, max_length=100, look=UNAIDED)
    family_name = ShortText("Family name", required=False, max_length=100, look=UNAIDED)
    known_as = ShortText(
        "Other names they go by",
        hint="Every name you know, with commas between",
        required=False,
        max_length=300,
        look=UNAIDED,
    )
    mother_name = ShortText(
        "Mother’s name",
        hint="If the baby has no name yet, give this",
        required=False,
        max_length=120,
        look=UNAIDED,
    )
    date_of_birth = DateParts("Date of birth", hint="For example, 14 3 2016", required=False)
    age_estimate = WholeNumber(
        "About how old are they, in years?",
        hint="If you do not know the date of birth. A guess is good enough; it is kept as a guess.",
        called="Age",
        required=False,
        most=25,
        look={"classes": "govuk-input--width-2"},
    )
    sex = Choice("Sex", choices=_listed(Sex), required=False, coerce=Sex)
    address = LongText("Address", hint="Where they live, as far as you know", required=False, max_length=500, rows=3)
    postcode = Numbered(
        "Postcode", hint="The whole of it, or as much as you know", mend=mended_postcode, required=False, max_length=40
    )
    nhs_number = Numbered(
        "NHS number", hint="10 digits, like 999 000 0018", mend=mended_nhs_number, required=False, max_length=20
    )
    nhs_number_from = Choice(
        "Where is the NHS number from?", choices=_listed(HowVerified), required=False, coerce=HowVerified
    )
    upn = Numbered("Unique pupil number", mend=mended_upn, required=False, max_length=20)
    upn_from = Choice(
        "Where is the pupil number from?", choices=_listed(HowVerified), required=False, coerce=HowVerified
    )
    own_reference = ShortText(
        "Your own reference", hint="For example, an admission number", required=False, max_length=40, look=NARROW
    )
    language = ShortText("First language", required=False, max_length=60)
    interpreter = Choice(
        "Does the child or family need an interpreter or signer?", choices=_listed(YesNo), required=False, coerce=YesNo
    )
    school = ShortText("School, nursery or college", required=False, max_length=120)
    description = LongText(
        "If you do not know their name, how can others tell who is meant?",
        hint="For example, the boy of about six who comes with the Tuesday group, red coat",
        called="Description",
        required=False,
        max_length=1_000,
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for reason in reasons_not_to_keep(_details(cleaned), _today()):
                self.add_error(reason.field, reason)
        return cleaned

    def worth_checking(self) -> list[str]:
        """What is allowed but unusual, to be shown beside the answers."""
        return worth_checking(_details(self.cleaned_data), _today()) if self.is_valid() else []


class CorrectChild(AddChild):
    """The details anew, and why they change."""

    because = ShortText("Why are these details changing?", max_length=300, hint="For example, the family told us")


class AddHouseholdMember(Form):
    """Somebody who lives with the child or stands close to them."""

    name = ShortText("Name", required=False, max_length=120, look=UNAIDED)
    relation = Pick("Who are they to the child?", choices=_listed(Relation), required=False, coerce=Relation)
    relation_words = ShortText("If somebody else, who are they?", required=False, max_length=200)
    has_parental_responsibility = Choice(
        "Do they have parental responsibility?",
        hint="The legal rights and duties of a parent. Living with a child does not give it.",
        choices=_listed(YesNo),
        required=False,
        coerce=YesNo,
    )
    lives_with = Choice("Do they live with the child?", choices=_listed(YesNo), required=False, coerce=YesNo)
    date_of_birth = DateParts("Date of birth", required=False, past=True)
    age_estimate = WholeNumber(
        "About how old are they, in years?",
        hint="If you do not know the date of birth",
        called="Age",
        required=False,
        most=120,
        look={"classes": "govuk-input--width-3"},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for reason in reasons_not_to_keep_household(HouseholdDetails.read(household_details(cleaned)), _today()):
                self.add_error(reason.field, reason)
        return cleaned


def child_details(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What `add_child` and `correct_child` take, from an AddChild's cleaned data: plain JSON, dates as ISO text."""
    return _details(cleaned).as_json()


def as_typed(details: ChildDetails) -> dict[str, Any]:
    """What a form about a child begins with, when these are the child's details."""
    said = {name: getattr(details, name) for name in ChildDetails.__dataclass_fields__}
    *month, year = ("" if details.due_words == NOT_KNOWN else details.due_words).split(" ")
    due = details.due_date or TypedDate("", " ".join(month), year)
    born = UNBORN if details.is_unborn else BORN
    return said | {"born": born, "due_date": due, "known_as": ", ".join(details.known_as)}


def household_details(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What `add_household_member` takes, from an AddHouseholdMember's cleaned data: plain JSON, dates as ISO text."""
    return HouseholdDetails.read(_said(cleaned, HouseholdDetails)).dated(_today()).as_json()


def _details(cleaned: Mapping[str, Any]) -> ChildDetails:
    said = _said(cleaned, ChildDetails)
    said["known_as"] = [name.strip() for name in str(said.get("known_as", "")).split(",") if name.strip()]
    due = said.pop("due_date", None)
    if cleaned.get("born") == UNBORN:
        said |= {"due_date": due} if isinstance(due, date) else {"due_words": due or NOT_KNOWN}
    return ChildDetails.read(said).dated(_today())


def _said(cleaned: Mapping[str, Any], kind: type[ChildDetails] | type[HouseholdDetails]) -> dict[str, Any]:
    return {name: cleaned[name] for name in kind.__dataclass_fields__ if cleaned.get(name) not in (None, "")}


def _today() -> Any:
    return local(now()).date()
