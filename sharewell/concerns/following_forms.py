"""What the sender's end types after sending: something to add, and why; why it is withdrawn."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sharewell.concerns.forms import worry_form
from sharewell.items.forms import WriteItem
from sharewell.items.models import ItemVersion
from sharewell.items.rules import ItemDetails
from sharewell.web.fields import Choices, LongText, Option
from sharewell.web.forms import Form

LONGEST_REASON = 4000
# What is asked of the new thing alone: with something ticked from the record, there need be none.
OF_THE_NEW = ("text", "kind", "about")


class Adding(Form):
    """Why the team needs it, and what of the record is added; stands before the form for one new thing (`add_form`)."""

    marks_optional = False
    # What is on the record and was not sent: each with its title.
    kept: Sequence[tuple[ItemVersion, str]] = ()

    because = LongText(
        "Why do they need it?",
        hint="This is your decision to share it. They read your reason.",
        max_length=LONGEST_REASON,
        rows=2,
        missing="Write why they need it, in a sentence",
    )
    from_record = Choices(
        "Is it on your record already?", hint="Not sent so far. Tick only what they need.", required=False
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["text"].label = "Or is it something new?" if self.kept else "What do you want to add?"
        cast("Choices", self.fields["from_record"]).choices = [
            Option(str(version.pk), title) for version, title in self.kept
        ]
        if not self.kept:
            del self.fields["from_record"]
        for name in OF_THE_NEW:
            if name in self.fields and self._is_nothing_new():
                self.fields[name].required = False

    def _is_nothing_new(self) -> bool:
        """Whether something of the record is ticked and nothing new is written."""
        ticked = self.data.get("from_record") if self.kept else None
        return bool(ticked) and not str(self.data.get("text", "")).strip()

    def clean(self) -> dict[str, Any]:
        """What is asked of a new thing is asked where there is one."""
        if self._is_nothing_new():
            return Form.clean(self) or {}
        cleaned: dict[str, Any] = super().clean() or {}
        return cleaned

    @property
    def new(self) -> list[ItemDetails]:
        """The new thing, if one was written."""
        return [cast("WriteItem", self).details()] if self.cleaned_data.get("text") else []

    @property
    def ticked(self) -> list[ItemVersion]:
        """What was ticked of the record."""
        chosen = set(self.cleaned_data.get("from_record", ()))
        return [version for version, _ in self.kept if str(version.pk) in chosen]


def add_form(children: Mapping[str, str], kept: Sequence[tuple[ItemVersion, str]]) -> type[Adding]:
    """The form for adding to a referral about these children (what each is called, by its id): one new thing, as in the
    worry itself, or something on the record that was not sent, and why."""
    order = ("because", "from_record", "text", "about", "about_words")
    return type("AddToReferral", (Adding, worry_form(children, ())), {"kept": kept, "field_order": order})


class WithdrawReferral(Form):
    """Why it is withdrawn."""

    because = LongText(
        "Why do you withdraw it?",
        hint="The team will read it. For example: I wrote about the wrong child.",
        max_length=LONGEST_REASON,
        rows=3,
        missing="Write why you withdraw it, in a sentence",
    )
