"""What people type to say what is known: one form for one item, so that a page may repeat it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sharewell.items.rules import DETAILS, ItemCategory, ItemDetails, Known, reasons_not_to_write
from sharewell.moment import now
from sharewell.web.fields import Choice, Choices, DateParts, LongText, Option, ShortText, Tick
from sharewell.web.forms import Form
from sharewell.web.words import local

KINDS = [
    Option(Known.FACT, "Fact", hint="I saw it or heard it myself, or we hold it on record"),
    Option(Known.TOLD, "Told", hint="Someone told me", reveals="told_by"),
    Option(Known.OPINION, "Opinion", hint="What I think it may mean"),
]


SOMEBODY_ELSE = "somebody_else"
GONE = "This was about {}, no longer chosen here. Select who it is about now, or remove it"


class WriteItem(Form):
    """One thing known: what, how it is known, who told it, and when it happened."""

    category = ItemCategory.HAPPENED

    text = LongText(
        "What happened?",
        hint="One thing at a time, where it was, and who was there. For example: at register on Monday he had a bruise "
        "the size of a coin on his left arm.",
        called="What happened",
        missing="Write what happened",
        rows=5,
    )
    kind = Choice("How do you know this?", choices=KINDS, coerce=Known, missing="Select how you know this")
    told_by = ShortText(
        "Who told you?", hint="A name, or ‘a parent at the gate’", required=False, max_length=200, called="Who told you"
    )
    happened_on = DateParts(
        "When was it?",
        hint="For example, 23 11 2026. Leave it empty if you do not know the day.",
        called="The date",
        required=False,
        past=True,
    )
    happened_words = ShortText(
        "If you do not know the day, about when?",
        hint="For example, last week; about 2 pm; several times since September",
        required=False,
        max_length=120,
    )
    exact_words = Tick("These are the exact words that were said", required=False)
    mentions_others = Tick("This names or describes somebody other than the child", required=False)
    ask_first = Tick("This has an address or a name that could put someone at risk", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for reason in reasons_not_to_write(self.details(cleaned), local(now()).date()):
            if reason.field not in self.errors:
                self.add_error(reason.field if reason.field in self.fields else None, reason)
        return cleaned

    def details(self, cleaned: Mapping[str, Any] | None = None) -> ItemDetails:
        """What was typed, as the acts take it."""
        return ItemDetails.read(self.item_details(cleaned))

    def item_details(self, cleaned: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The same as plain JSON: dates as ISO text. Who told it is kept only for what was told."""
        said = self.cleaned_data if cleaned is None else cleaned
        kept = {name: said[name] for name in DETAILS if said.get(name) not in (None, "", False)}
        if kept.get("kind") is not Known.TOLD:
            kept.pop("told_by", None)
        return ItemDetails.read({"category": self.category, **kept}).as_json()


class WriteChildsWords(WriteItem):
    """What the child said, in the child's own words."""

    category = ItemCategory.CHILDS_WORDS

    text = LongText(
        "What did the child say?",
        hint="Their exact words, even if they are rude or make no sense. Leave out what you asked unless it matters.",
        called="What the child said",
        missing="Write what the child said",
        rows=4,
    )
    exact_words = Tick("These are the child’s exact words", required=False)


class WriteOpinion(WriteItem):
    """What somebody thinks it may mean, kept apart from what happened."""

    category = ItemCategory.OPINION

    text = LongText("What do you think it may mean?", called="What you think", missing="Write what you think", rows=4)


class CorrectItem(WriteItem):
    """The item anew, and why."""

    because = ShortText("Why is this being corrected?", max_length=300)


def _about(children: Mapping[str, str], taken_out: Sequence[str]) -> Choices:
    others = Option(SOMEBODY_ELSE, "Somebody else", "Select the child it matters to as well", reveals="about_words")
    field = Choices(
        "Who is this about?",
        hint="Select all that it is about",
        choices=[*children.items(), others],
        missing="Select who this is about",
    )
    if taken_out:
        field.error_messages["invalid_choice"] = GONE.format(" and ".join(taken_out))
    return field


def asks_about(form: type[WriteItem], children: Mapping[str, str], taken_out: Sequence[str] = ()) -> type[WriteItem]:
    """The same form, asking too who it is about: any of these children (what each is called, by its id), and who else.

    `taken_out` are the names of children about whom something may have been written, and who are no answer any more.
    Cleaned, `about` is the ids in the order of `children`, never none of them; `about_words` is who else, if anybody.
    """

    class AsksAbout(form):  # type: ignore[misc, valid-type]
        field_order = ("text", "about", "about_words")

        about = _about(children, taken_out)
        about_words = ShortText(
            "Who else?", hint="For example, the mother; an older brother", required=False, max_length=200
        )

        mentions_others = Tick("This names or describes somebody other than the children", required=False)

        def clean(self) -> dict[str, Any]:
            cleaned: dict[str, Any] = super().clean()
            said, others = cleaned.get("about", ()), cleaned.get("about_words", "")
            is_about_others = SOMEBODY_ELSE in said
            cleaned |= {
                "about": [child for child in children if child in said],
                "about_words": others if is_about_others else "",
                "mentions_others": bool(cleaned.get("mentions_others") or (others and is_about_others)),
            }
            if is_about_others and not others and "about_words" not in self.errors:
                self.add_error("about_words", "Enter who else this is about, even if only ‘a man at the gate’")
            if is_about_others and not cleaned["about"]:
                self.add_error("about", "Select which of the children this matters to, as well as somebody else")
            return cleaned

    return AsksAbout


def item_details(cleaned: Mapping[str, Any], category: ItemCategory = ItemCategory.HAPPENED) -> dict[str, Any]:
    """What `write_item` and `write_items` take, from a WriteItem's cleaned data: plain JSON, dates as ISO text."""
    form = WriteItem()
    form.category = category
    return form.item_details(cleaned)
