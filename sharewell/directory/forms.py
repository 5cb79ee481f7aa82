"""What people choose in the directory, what they look for in it, and what they say against a number."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.http import urlencode

from sharewell.directory import access
from sharewell.directory.models import Area, Member
from sharewell.directory.rules import AgencyKind, Need, district_of
from sharewell.directory.wording import NEED_WORDS
from sharewell.guidance.wording import KINDS
from sharewell.web.fields import Choice, Option, Pick, ShortText, Tick
from sharewell.web.forms import Form

MOST_AREAS_SAID = 12


class ActFor(Form):
    """One of the agencies the person is a member of. `cleaned_data["member"]` is the member."""

    member = Choice("Which agency are you acting for?", missing="Select the agency you are acting for", is_heading=True)

    def __init__(self, *given: Any, memberships: Sequence[Member], acting: Member | None, **options: Any) -> None:
        super().__init__(*given, **options)
        by_id = {str(one.pk): one for one in memberships}
        field = cast("Choice", self.fields["member"])
        field.choices = [Option(key, one.agency.name, hint=one.job_title) for key, one in by_id.items()]
        field.coerce = by_id.get
        if acting:
            field.initial = str(acting.pk)


class SeekContacts(Form):
    """What somebody looks for among the public numbers. What is wrong is said, and the rest is looked for."""

    marks_optional = False

    q = ShortText("Name, place or number", required=False, called="What you look for", look={"autocomplete": "off"})
    need = Pick(
        "What is it about?",
        required=False,
        empty="Anything",
        coerce=Need,
        choices=[Option(each.value, NEED_WORDS[each]) for each in Need],
    )
    where = ShortText("Postcode or area", required=False, max_length=80, look={"autocomplete": "off"})
    kind = Pick(
        "Who runs it?",
        required=False,
        empty="Anybody",
        coerce=AgencyKind,
        choices=[Option(str(kind), words) for kind, words in KINDS.items()],
    )
    open = Tick("Open now", required=False)

    @classmethod
    def asked_by(cls, request: HttpRequest) -> "SeekContacts":
        """What this address asks for, looked at already."""
        form = cls({name: request.GET.get(name, "") for name in cls.base_fields})
        form.is_valid()
        return form

    @cached_property
    def areas(self) -> list[Area]:
        """Every area of the partnership, looked up once."""
        return access.areas()

    @property
    def is_asking(self) -> bool:
        """Whether anything at all is looked for."""
        return bool(self.as_address())

    def clean(self) -> dict[str, Any]:
        """A postcode in the first box is a place; a place that nobody knows is said to be one."""
        kept = super().clean() or {}
        where, words = kept.get("where") or "", kept.get("q") or ""
        if not where and district_of(words) and access.area_of(words, self.areas):
            where, kept["q"] = words, ""
        kept["area"] = access.area_of(where, self.areas) if where else None
        if where and kept["area"] is None:
            self.add_error("where", ValidationError(self._not_known(where)))
        return kept

    def _not_known(self, where: str) -> str:
        names = ", ".join(area.name for area in self.areas[:MOST_AREAS_SAID])
        known = (
            f"Type a postcode, like RG40 1AA, or one of these: {names}" if names else "No areas have been set up yet"
        )
        return f"We do not know the place “{where}”. {known}"

    def seek(self) -> access.Seek:
        """What was asked for, as far as it is right."""
        said = self.cleaned_data
        return access.Seek(
            words=said.get("q") or "",
            need=said.get("need") or None,
            area=said.get("area"),
            kind=said.get("kind") or None,
            is_open=bool(said.get("open")),
        )

    def as_address(self, *names: str) -> str:
        """What was typed, or only these fields of it, as the parts of an address; empty when nothing was."""
        said = {name: str(self.data.get(name) or "") for name in names or self.fields}
        return urlencode({name: value for name, value in said.items() if value})


class SayWrong(Form):
    """That a number is wrong, and in a line what is wrong with it."""

    note = ShortText(
        "What is wrong with it?",
        hint="One line, if you like. Do not write about a child or a family.",
        required=False,
        max_length=200,
        called="What is wrong with it",
    )

    @property
    def note_typed(self) -> str:
        """What was typed, mended; empty when nothing was."""
        return str(self.cleaned_data.get("note") or "")
