"""How entries of the book are asked for."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError

from sharewell.directory.models import Member
from sharewell.ledger.rules import Nature
from sharewell.oversight.rules import NATURE_WORDS, Sought, reasons_not_to_seek, title_of
from sharewell.web.fields import DateParts, Option, Pick
from sharewell.web.forms import Form
from sharewell.web.words import day


class SeekEntries(Form):
    """The days, and what else of the entries; left empty, it is not asked for."""

    marks_optional = False

    since = DateParts("From", past=True)
    until = DateParts("To", past=True)
    kind = Pick("Kind of entry", required=False, empty="All kinds")
    nature = Pick(
        "Done, refused or looked at",
        required=False,
        empty="All",
        choices=[Option(each.value, NATURE_WORDS[each]) for each in Nature],
    )
    person = Pick("Person", required=False, empty="Everybody")

    def __init__(
        self, *given: Any, kinds: Iterable[str], people: Callable[[], Iterable[Member]], **options: Any
    ) -> None:
        super().__init__(*given, **options)
        titles = sorted((title_of(kind), kind) for kind in kinds)
        cast("Pick", self.fields["kind"]).choices = [Option(kind, title) for title, kind in titles]
        cast("Pick", self.fields["person"]).choices = [Option(str(one.pk), _called(one)) for one in people()]

    def clean(self) -> dict[str, Any]:
        """Some days, and not too many."""
        kept = super().clean() or {}
        since, until = kept.get("since"), kept.get("until")
        if since and until and (reasons := reasons_not_to_seek(since, until)):
            self.add_error("until", ValidationError(reasons))
        return kept

    def sought(self) -> Sought:
        """What was asked for."""
        said: Mapping[str, Any] = self.cleaned_data
        others = {name: said[name] or "" for name in ("kind", "nature", "person")}
        return Sought(said["since"], said["until"], **others)

    def said(self) -> str:
        """The same in words: a list on paper says what was asked for."""
        asked = self.sought()
        chosen = [(self.fields[name], getattr(asked, name)) for name in ("kind", "nature", "person")]
        picked = [(cast("Pick", field), value) for field, value in chosen if value]
        words = [dict(field.choices)[value] for field, value in picked]
        return ". ".join([f"From {day(asked.since)} to {day(asked.until)}", *words])


def _called(one: Member) -> str:
    return f"{one.name}{', left' if one.until else ''}"


def asked_as(sought: Sought) -> dict[str, str]:
    """The same as the parts of an address."""
    days: Mapping[str, date] = {"since": sought.since, "until": sought.until}
    said = {f"{name}_{part}": str(getattr(on, part)) for name, on in days.items() for part in ("day", "month", "year")}
    others = {"kind": sought.kind, "nature": sought.nature, "person": sought.person}
    return said | {name: value for name, value in others.items() if value}
