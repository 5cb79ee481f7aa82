"""What people type about a worry, about what is picked, about a referral, and about a decision made already."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from django.utils.timezone import get_current_timezone, localdate

from sharewell.concerns.picking import Pickable, is_named_beyond
from sharewell.decisions.rules import LEAST_WORDS, Told
from sharewell.directory.contacts import ContactNow
from sharewell.guidance.editions import edition_in_force
from sharewell.items.forms import WriteItem, asks_about
from sharewell.items.rules import ItemCategory, ItemDetails, Known
from sharewell.moment import now
from sharewell.web.fields import Choice, Choices, ClockTime, DateParts, LongText, Option, ShortText, Tick
from sharewell.web.forms import Form
from sharewell.web.words import words_in

ASKED_AGAIN = "My work asks you again in 7 days"
NAMES_CHILD = "This has a child’s name, and you have not ticked it. Tick the name, or say it without the name"
NAMES_SOMEBODY = "This has a name, of a child or of the household, and nobody is to be named. Say it without the name"
NOT_SHARED = "You decided not to share, so {}. Anything the family was told, write under “Why?”"


class WriteWorry(WriteItem):
    """One thing known in a worry. The child's own words are kept under a heading of their own."""

    exact_words = Tick("These are the child’s exact words", required=False)

    def details(self, cleaned: Any = None) -> ItemDetails:
        """What was typed, as the acts take it."""
        details = super().details(cleaned)
        return replace(details, category=ItemCategory.CHILDS_WORDS) if details.exact_words else details


def worry_form(children: Mapping[str, str], taken_out: Sequence[str]) -> type[WriteItem]:
    """The form for one thing known in a worry about these children: what each is called, by its id. Of one alone it is
    not asked who it is about, unless others were taken out: what was about them is not about the one who is left."""
    return asks_about(WriteWorry, children, taken_out) if taken_out or len(children) > 1 else WriteWorry


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
    things: Sequence[Pickable],
    names: Sequence[str],
    contacts: Callable[[], Sequence[ContactNow]],
    ids: Container[str],
    usual_purpose: str,
) -> type[Form]:
    """The form on which the sender picks: from nothing ticked, item by item, for the team that answers or another.

    `names` are those that the purpose may say only where something ticked says them.
    """

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

        def clean(self) -> dict[str, Any]:
            given = super().clean() or {}
            if is_named_beyond(given.get("purpose", ""), names, things, given.get("items", ())):
                has_names = any(thing.from_record == "name" for thing in things)
                self.add_error("purpose", NAMES_CHILD if has_names else NAMES_SOMEBODY)
            return given

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


def harm_options() -> list[Option]:
    """The walk's own answers about harm, in the words of the edition in force."""
    question = edition_in_force(localdate(now())).question("harm")
    answers = question.answers if question else ()
    return [Option(each.key, each.label, each.hint, each.divider_before) for each in answers]


class RecordDecision(Form):
    """What was decided, about whom, with whom, and why."""

    marks_optional = False

    harm = Choice(
        "Is a child being badly hurt or neglected, or likely to be?",
        choices=harm_options,
        missing="Choose an answer. “I am not sure” is an answer too",
    )
    child_name = ShortText(
        "Which child?",
        hint="A name, as you know it. We look in your own records first.",
        max_length=200,
        missing="Enter the child’s name, or words that tell who is meant",
    )
    born = DateParts("Date of birth", hint="If you know it", required=False, past=True)
    what = LongText(
        "What was it about?",
        hint="What was shared, or would have been. One or two sentences.",
        max_length=4000,
        rows=3,
        missing="Write what it was about",
    )
    kind = Choice(
        "How do you know it?",
        choices=[
            Option(each, f"{each.words}: {each.meaning}", reveals="told_by" if each is Known.TOLD else "")
            for each in Known
        ],
        coerce=Known,
        missing="Choose how you know it",
        look={"classes": "govuk-radios--small"},
    )
    told_by = ShortText(
        "Who told you?", hint="Only if someone did: their name, or who they are", required=False, max_length=200
    )
    decided = Choice(
        "What did you decide?",
        choices=[
            Option("telephone", "I shared it by telephone"),
            Option("in_person", "I shared it in person"),
            Option("letter", "I shared it by letter or secure e-mail"),
            Option("do_not_share", "I decided not to share it"),
        ],
        missing="Choose what you decided",
    )
    with_whom = ShortText(
        "With whom?",
        hint="The person, their job and their agency. If you did not share: who asked, or would have got it",
        max_length=200,
        missing="Enter the person, their job and their agency",
    )
    because = LongText(
        "Why?",
        hint="A sentence of three words or more",
        max_length=4000,
        rows=3,
        missing="Write why, in a sentence of three words or more",
    )
    told = Choice(
        "Has the child or family been told?",
        choices=[
            Option("told", "Yes"),
            Option("will_tell", "Not yet, and I will tell them", ASKED_AGAIN),
            Option("unsafe", "No: it could put somebody at risk", ASKED_AGAIN),
            Option("not_shared", "Nothing was shared", divider_before="or"),
        ],
        hint="Leave empty if you shared nothing",
        required=False,
        coerce=Told,
        missing="Choose whether the family has been told",
    )
    told_words = ShortText(
        "Who was told, and how; or why not",
        hint="For example: mother, by telephone. Or: her partner reads her messages. Leave empty if you shared nothing",
        required=False,
        max_length=400,
    )
    on = DateParts(
        "When was this?", hint="Leave empty if it was just now", required=False, past=True, called="The day it was"
    )
    at = ClockTime(
        "At what time?",
        hint="For example, 2.30 pm. Leave empty if you do not know",
        required=False,
        called="The time it was",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("decided"):
            self._mind_what_was_told(given)
        if given.get("because") and words_in(str(given["because"])) < LEAST_WORDS:
            self.add_error("because", "Write why, in a sentence of three words or more")
        if given.get("kind") is Known.TOLD and not given.get("told_by"):
            self.add_error("told_by", "Enter who told you, even if only ‘a parent at the gate’")
        if given.get("kind") in {Known.FACT, Known.OPINION} and given.get("told_by"):
            self.add_error("told_by", "You wrote who told you, so choose “Told” above, or leave this empty")
        if "on" not in self.errors and (when := happened(given)) and when > now():
            self.add_error("at", "The time must be in the past")
        return given

    def _mind_what_was_told(self, given: dict[str, Any]) -> None:
        """What was said of telling the family goes with what was decided: nothing that was typed is left out."""
        told, words = given.get("told"), given.get("told_words")
        if given["decided"] == "do_not_share":
            if told not in {None, Told.NOT_SHARED}:
                self.add_error("told", NOT_SHARED.format("choose “Nothing was shared” or leave this empty"))
            if words:
                self.add_error("told_words", NOT_SHARED.format("leave this empty"))
            return
        if not told and "told" not in self.errors:
            self.add_error("told", "Choose whether the family has been told")
        if told is Told.NOT_SHARED:
            self.add_error("told", "You shared it, so say whether the family has been told")
        if told in {Told.TOLD, Told.UNSAFE} and not words:
            self.add_error("told_words", "Enter who was told and how, or why they have not been told")


def happened(given: Mapping[str, Any]) -> datetime | None:
    """When it was, if that was said. A day without a time is its first instant, and is shown without a time."""
    if not given.get("on") and not given.get("at"):
        return None
    return datetime.combine(given.get("on") or localdate(now()), given.get("at") or time(), get_current_timezone())
