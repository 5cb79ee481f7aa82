"""A child as far as known, added or corrected."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sharewell.people.due_dates import DueDate
from sharewell.people.forms.typed import NARROW, UNAIDED, Numbered, listed, said, today
from sharewell.people.rules import (
    NOT_KNOWN,
    ChildDetails,
    HowVerified,
    Sex,
    YesNo,
    mended_nhs_number,
    mended_postcode,
    mended_upn,
    reasons_not_to_keep,
    worth_checking,
)
from sharewell.web.fields import Choice, DateParts, LongText, Option, ShortText, WholeNumber
from sharewell.web.fields.times import TypedDate
from sharewell.web.forms import Form

BORN, UNBORN = "born", "unborn"


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
    sex = Choice("Sex", choices=listed(Sex), required=False, coerce=Sex)
    address = LongText("Address", hint="Where they live, as far as you know", required=False, max_length=500, rows=3)
    postcode = Numbered(
        "Postcode", hint="The whole of it, or as much as you know", mend=mended_postcode, required=False, max_length=40
    )
    nhs_number = Numbered(
        "NHS number", hint="10 digits, like 999 000 0018", mend=mended_nhs_number, required=False, max_length=20
    )
    nhs_number_from = Choice(
        "Where is the NHS number from?", choices=listed(HowVerified), required=False, coerce=HowVerified
    )
    upn = Numbered("Unique pupil number", mend=mended_upn, required=False, max_length=20)
    upn_from = Choice(
        "Where is the pupil number from?", choices=listed(HowVerified), required=False, coerce=HowVerified
    )
    own_reference = ShortText(
        "Your own reference", hint="For example, an admission number", required=False, max_length=40, look=NARROW
    )
    language = ShortText("First language", required=False, max_length=60)
    interpreter = Choice(
        "Does the child or family need an interpreter or signer?", choices=listed(YesNo), required=False, coerce=YesNo
    )
    school = ShortText("School, nursery or college", required=False, max_length=120)
    whereabouts = ShortText(
        "Where is the child now, if not at home?",
        hint="For example: at school until 3.30 pm",
        required=False,
        max_length=300,
    )
    telephone = ShortText("Telephone", hint="The child’s or the family’s", required=False, max_length=60, look=NARROW)
    doctor = ShortText("GP", hint="The doctor or the surgery", required=False, max_length=200)
    needs = LongText(
        "Disability, special educational needs, how they communicate",
        hint="For example: uses Makaton; has an education, health and care plan",
        required=False,
        max_length=1_000,
        rows=2,
    )
    ethnicity = ShortText("Ethnicity", hint="Ask, do not guess", required=False, max_length=120)
    religion = ShortText("Religion", hint="Ask, do not guess", required=False, max_length=120)
    legal_status = ShortText(
        "Is there a plan or a court order?",
        hint="For example: a child protection plan; looked after; a child arrangements order",
        required=False,
        max_length=300,
    )
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
            for reason in reasons_not_to_keep(_details(cleaned), today()):
                self.add_error(reason.field, reason)
        return cleaned

    def worth_checking(self) -> list[str]:
        """What is allowed but unusual, to be shown beside the answers."""
        return worth_checking(_details(self.cleaned_data), today()) if self.is_valid() else []


class CorrectChild(AddChild):
    """The details anew, and why they change."""

    because = ShortText("Why are these details changing?", max_length=300, hint="For example, the family told us")


def child_details(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What `add_child` and `correct_child` take, from an AddChild's cleaned data: plain JSON, dates as ISO text."""
    return _details(cleaned).as_json()


def as_typed(details: ChildDetails) -> dict[str, Any]:
    """What a form about a child begins with, when these are the child's details."""
    known = {name: getattr(details, name) for name in ChildDetails.__dataclass_fields__}
    *month, year = ("" if details.due_words == NOT_KNOWN else details.due_words).split(" ")
    due = details.due_date or TypedDate("", " ".join(month), year)
    born = UNBORN if details.is_unborn else BORN
    return known | {"born": born, "due_date": due, "known_as": ", ".join(details.known_as)}


def _details(cleaned: Mapping[str, Any]) -> ChildDetails:
    kept = said(cleaned, ChildDetails)
    kept["known_as"] = [name.strip() for name in str(kept.get("known_as", "")).split(",") if name.strip()]
    due = kept.pop("due_date", None)
    if cleaned.get("born") == UNBORN:
        kept |= {"due_date": due} if isinstance(due, date) else {"due_words": due or NOT_KNOWN}
    return ChildDetails.read(kept).dated(today())
