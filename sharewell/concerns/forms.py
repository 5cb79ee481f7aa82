"""What people type about a worry, about what is picked, and about a referral."""

from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import Any

from sharewell.concerns.picking import Pickable
from sharewell.concerns.rules import OUTCOME_HINTS, OUTCOME_WORDS, ReferralOutcome, reasons_not_to_decide_referral
from sharewell.directory.contacts import ContactNow
from sharewell.items.forms import WriteItem
from sharewell.items.rules import ItemCategory, ItemDetails
from sharewell.web.fields import Choice, Choices, LongText, Option, ShortText, Tick
from sharewell.web.forms import Form


class WriteWorry(WriteItem):
    """One thing known in a worry. The child's own words are kept under a heading of their own."""

    exact_words = Tick("These are the child’s exact words", required=False)

    def details(self, cleaned: Any = None) -> ItemDetails:
        """What was typed, as the acts take it."""
        details = super().details(cleaned)
        return replace(details, category=ItemCategory.CHILDS_WORDS) if details.exact_words else details


class TeamChoice(Choice):
    """One of the teams that may receive. `contacts` says how each stands now, and is asked only when the page is drawn;
    `ids` are the teams that may be chosen."""

    def __init__(self, *, contacts: Callable[[], Sequence[ContactNow]], ids: Container[str]) -> None:
        super().__init__(
            "Who will get it",
            choices=lambda: [Option(str(each.team.pk), each.team.name, _standing(each)) for each in contacts()],
            initial=lambda: next((str(each.team.pk) for each in contacts() if each.is_open), ""),
            missing="Choose who will get it",
        )
        self.ids = ids

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.ids


def pick_form(
    things: Sequence[Pickable], contacts: Callable[[], Sequence[ContactNow]], ids: Container[str], usual_purpose: str
) -> type[Form]:
    """The form on which the sender picks: from nothing ticked, item by item, for the team that answers or another."""

    class PickItems(Form):
        team = TeamChoice(contacts=contacts, ids=ids)
        purpose = ShortText(
            "What they need it for",
            hint="They see this. One clear reason.",
            initial=usual_purpose,
            max_length=300,
            missing="Write what they need it for",
        )
        items = Choices(
            "What they need to know",
            choices=[(thing.tick, thing.title) for thing in things],
            missing="Tick at least one item that they need. Nothing is sent that you do not tick",
        )
        items.error_messages["invalid_choice"] = "Something you ticked reads differently now. Look, and tick it again"

    return PickItems


def _standing(contact: ContactNow) -> str:
    words = contact.words
    agency = contact.team.agency.name
    return (
        f"{agency}. Open {words}"
        if contact.is_open
        else f"{agency}. Closed now. {words}. Nobody may read it before then"
    )


class CarryOutside(Form):
    """To whom, and how, when it goes to somebody who is not on the list."""

    spoken_to = ShortText(
        "Who will you give it to, and how?",
        hint="For example: the school nurse, in person",
        max_length=200,
        missing="Enter who you will give it to, and how",
    )


class DecideReferral(Form):
    """The receiving team's outcome, and its reason."""

    outcome = Choice(
        "What is the outcome?",
        choices=[Option(each, OUTCOME_WORDS[each], OUTCOME_HINTS[each]) for each in ReferralOutcome],
        coerce=ReferralOutcome,
        missing="Choose the outcome",
    )
    because = LongText(
        "Reason",
        hint="The person who sent this will read it. Say what you will do next, or what would change your decision.",
        max_length=4000,
        rows=5,
        missing="Write the reason in a sentence",
    )

    def clean_because(self) -> str:
        because = str(self.cleaned_data["because"])
        for reason in reasons_not_to_decide_referral(because=because):
            self.add_error("because", reason)
        return because
