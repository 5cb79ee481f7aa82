"""What the forms about people have in common: how names and numbers are typed, and what of it is kept."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from sharewell.moment import now
from sharewell.people.rules import (
    ChildDetails,
    HouseholdDetails,
    HowVerified,
    Relation,
    Sex,
    YesNo,
)
from sharewell.web.fields import Option, ShortText
from sharewell.web.words import local

NARROW = {"classes": "govuk-input--width-10", "spellcheck": False, "autocomplete": "off"}
UNAIDED = {"spellcheck": False, "autocomplete": "off"}


def listed(words: type[YesNo] | type[Sex] | type[HowVerified] | type[Relation]) -> list[Option]:
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


def said(cleaned: Mapping[str, Any], kind: type[ChildDetails] | type[HouseholdDetails]) -> dict[str, Any]:
    return {name: cleaned[name] for name in kind.__dataclass_fields__ if cleaned.get(name) not in (None, "")}


def today() -> Any:
    return local(now()).date()
