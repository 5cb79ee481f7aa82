"""Somebody who lives with a child or stands close to them."""

from collections.abc import Mapping
from typing import Any

from sharewell.people.forms.typed import UNAIDED, listed, said, today
from sharewell.people.rules import (
    HouseholdDetails,
    Relation,
    YesNo,
    reasons_not_to_keep_household,
)
from sharewell.web.fields import Choice, DateParts, LongText, Option, Pick, ShortText, WholeNumber
from sharewell.web.forms import Form


class AddHouseholdMember(Form):
    """Somebody who lives with the child or stands close to them."""

    name = ShortText("Name", required=False, max_length=120, look=UNAIDED)
    relation = Pick("Who are they to the child?", choices=listed(Relation), required=False, coerce=Relation)
    relation_words = ShortText("If somebody else, who are they?", required=False, max_length=200)
    has_parental_responsibility = Choice(
        "Do they have parental responsibility?",
        hint="The legal rights and duties of a parent. Living with a child does not give it.",
        choices=listed(YesNo),
        required=False,
        coerce=YesNo,
    )
    lives_with = Choice("Do they live with the child?", choices=listed(YesNo), required=False, coerce=YesNo)
    date_of_birth = DateParts("Date of birth", required=False, past=True)
    age_estimate = WholeNumber(
        "About how old are they, in years?",
        hint="If you do not know the date of birth",
        called="Age",
        required=False,
        most=120,
        look={"classes": "govuk-input--width-3"},
    )

    contact = ShortText(
        "How can they be reached, or where do they live?",
        hint="If it is not the child’s address",
        required=False,
        max_length=300,
    )
    language = ShortText("First language", required=False, max_length=60)
    may_be_a_risk = Choice(
        "Could they be a risk to a child?",
        hint="What you think is an opinion, and is kept as one.",
        choices=[Option(each, each.words, reveals="risk_words" if each is YesNo.YES else "") for each in YesNo],
        required=False,
        coerce=YesNo,
    )
    risk_words = LongText(
        "Why, and which children do they see?",
        hint="For example: he hit her in September; he sees his own two at weekends",
        called="Why they may be a risk",
        required=False,
        max_length=2_000,
        rows=2,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            for reason in reasons_not_to_keep_household(HouseholdDetails.read(household_details(cleaned)), today()):
                self.add_error(reason.field, reason)
        return cleaned


def household_details(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """What `add_household_member` takes, from an AddHouseholdMember's cleaned data: plain JSON, dates as ISO text."""
    return HouseholdDetails.read(said(cleaned, HouseholdDetails)).dated(today()).as_json()
