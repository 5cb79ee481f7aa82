"""Agencies that take part, and areas."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from sharewell.directory.models import Area
from sharewell.directory.rules import AgencyKind
from sharewell.web.fields import Option, Pick, ShortText
from sharewell.web.forms import Form

KINDS = {kind: kind.value.replace("_", " ").capitalize() for kind in AgencyKind} | {AgencyKind.NHS_TRUST: "NHS trust"}


class AddAgency(Form):
    """A body that takes part in the partnership."""

    name = ShortText("What is the agency called?", missing="Enter what the agency is called", max_length=120)
    short_name = ShortText("Short name", hint="For narrow places.", required=False, max_length=40)
    kind = Pick(
        "What kind of body is it?",
        hint="It decides which parts of the law are open to it when it shares.",
        missing="Select what kind of body it is",
        choices=[Option(kind.value, KINDS.get(kind, kind.value.replace("_", " ").capitalize())) for kind in AgencyKind],
        coerce=AgencyKind,
    )


class SetArea(Form):
    """A part of the country that teams serve. One that is there keeps its name; a new one has a name of its own."""

    name = ShortText("What is the area called?", missing="Enter what the area is called", max_length=80)
    districts = ShortText(
        "Postcode districts", hint="The first halves of postcodes, like RG40 RG41.", required=False, max_length=300
    )
    ons_code = ShortText("ONS code", hint="Like E06000041.", required=False, max_length=9)

    def __init__(self, *given: Any, area: Area | None, areas: Sequence[Area], **options: Any) -> None:
        super().__init__(*given, **options)
        self.area, self.taken = area, {one.name.casefold() for one in areas}
        if area:
            del self.fields["name"]

    def clean_name(self) -> str:
        """A name that no other area has: else what stands of that one would be written over unseen."""
        name = str(self.cleaned_data["name"]).strip()
        if name.casefold() in self.taken:
            raise ValidationError(f"There is an area {name} already. Change that one, or give this one another name")
        return name

    def said(self) -> dict[str, Any]:
        """What the act wants."""
        return self.cleaned_data | ({"name": self.area.name} if self.area else {})
