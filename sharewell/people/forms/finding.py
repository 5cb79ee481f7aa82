"""What somebody has to look for a child with."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sharewell.people.forms.typed import NARROW, UNAIDED, Numbered
from sharewell.people.rules import (
    SearchWords,
    mended_nhs_number,
    mended_postcode,
    mended_upn,
)
from sharewell.web.fields import DateParts, ShortText, WholeNumber
from sharewell.web.forms import Form


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
