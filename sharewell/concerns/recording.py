"""One page, under a minute: a decision not to share, or one already carried out by telephone or in person."""

import uuid
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.timezone import get_current_timezone, localdate

from sharewell.concerns import access
from sharewell.concerns.actions import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.models import Concern
from sharewell.decisions.actions import Walked
from sharewell.decisions.rules import Decided, Manner, Openness, Told
from sharewell.decisions.walk import cannot_wait
from sharewell.directory.models import Member
from sharewell.disclosures.actions import Route
from sharewell.disclosures.rules import Carried
from sharewell.errors import Overtaken
from sharewell.guidance.editions import edition_in_force
from sharewell.items.rules import ItemDetails, Known
from sharewell.moment import now
from sharewell.people import access as people
from sharewell.people.actions import add_child
from sharewell.people.models import Child
from sharewell.people.rules import SearchWords
from sharewell.web.fields import Choice, ClockTime, DateParts, LongText, Option, ShortText
from sharewell.web.forms import Form, typed

NEW = "new"
# Where nobody says when to look again at not having told the family.
LOOK_AGAIN_AFTER = timedelta(days=7)


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
    because = LongText("Why?", max_length=4000, rows=3, missing="Write why, in a sentence")
    told = Choice(
        "Has the child or family been told?",
        choices=[
            Option("told", "Yes"),
            Option("will_tell", "Not yet, and I will tell them"),
            Option("unsafe", "No: it could put somebody at risk"),
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
    on = DateParts("When was this?", hint="Leave empty if it was just now", required=False, past=True)
    at = ClockTime("At what time?", hint="For example, 2.30 pm. Leave empty if you do not know", required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        shared = given.get("decided") not in {None, "do_not_share"}
        if shared and not given.get("told") and "told" not in self.errors:
            self.add_error("told", "Choose whether the family has been told")
        if shared and given.get("told") is Told.NOT_SHARED:
            self.add_error("told", "You shared it, so say whether the family has been told")
        if shared and given.get("told") in {Told.TOLD, Told.UNSAFE} and not given.get("told_words"):
            self.add_error("told_words", "Enter who was told and how, or why they have not been told")
        if given.get("because") and len(str(given["because"]).split()) < 3:
            self.add_error("because", "Write why, in a sentence of three words or more")
        return given


RECORDED = uuid.UUID("7a1c5d0e-3f5b-4b1e-9d55-0a2f6f0c7e11")


def _key_in(words: Mapping[str, str] | None) -> uuid.UUID:
    """The key under which this page is recorded once: the one it carries, or a new one."""
    try:
        return uuid.UUID((words or {}).get("_once", ""))
    except ValueError:
        return uuid.uuid4()


class Sheet:
    """The page as one member fills it in: search first, then the record."""

    def __init__(self, request: HttpRequest) -> None:
        self.member: Member = request.member  # type: ignore[attr-defined]
        words = typed(request)
        self.form = RecordDecision(words)
        self.chosen = words.get("child", "") if words is not None else ""
        self.once = _key_in(words)
        # In a space of its own, and the member's: what a page carries can be made up, and must meet no draft's key.
        self._key = uuid.uuid5(RECORDED, f"{self.member.pk} {self.once}")
        self.found: list[people.Found] = []
        self.asks_which = False

    def is_complete(self) -> bool:
        """Whether everything is said, and it is plain which child is meant."""
        if not self.form.is_valid():
            return False
        if self.chosen:
            return True
        self.found = people.find_children(self.member, self._sought())
        self.asks_which = bool(self.found)
        return not self.asks_which

    def _sought(self) -> SearchWords:
        given = self.form.cleaned_data
        return SearchWords(name=given["child_name"], date_of_birth=given["born"])

    def recorded(self) -> Concern | None:
        """The record, made now or when this very page was sent before; None when something is missing or refused.

        Sent many times, even all at once, it is one record.
        """
        if made := self._made_before():
            return made
        if not self.is_complete():
            return self._made_before()
        try:
            with transaction.atomic():
                return self._record()
        except IntegrityError as clash:
            if made := self._made_before():
                return made
            raise Overtaken("This page has been sent before. Open it anew to record another decision.") from clash

    def _made_before(self) -> Concern | None:
        return access.concern_raised_once(self.member, self._key)

    def _record(self) -> Concern | None:
        child = self._child()
        if child is None:
            return None
        given = self.form.cleaned_data
        worry = ItemDetails(text=given["what"], kind=Known.FACT)
        made = self.form.carry_out(
            raise_concern,
            by=self.member,
            worry=Worry(children=[child], items=[worry], headline=worry.titled()),
            verdict=self._verdict(),
            sharing=self._sharing(worry),
            happened_at=self._when(),
            once=self._key,
        )
        return made if isinstance(made, Concern) else None

    def _child(self) -> Child | None:
        if self.chosen and self.chosen != NEW:
            return people.child_for(self.member, self.chosen)
        given = self.form.cleaned_data
        first, _, family = str(given["child_name"]).rpartition(" ")
        details = {"given_name": first or family, "family_name": family if first else ""}
        if given["born"]:
            details["date_of_birth"] = given["born"].isoformat()
        child = self.form.carry_out(add_child, by=self.member, details=details)
        return child if isinstance(child, Child) else None

    def _verdict(self) -> Verdict:
        given, edition = self.form.cleaned_data, edition_in_force(localdate(now()))
        answers = {"danger": "no", "harm": given["harm"]}
        shared = given["decided"] != "do_not_share"
        return Verdict(
            Walked(edition=edition.key, digest=edition.digest, answers=answers, manner=Manner.ONE_PAGE),
            Decided.SHARE if shared else Decided.DO_NOT_SHARE,
            given["because"],
            recipient=given["with_whom"],
        )

    def _sharing(self, worry: ItemDetails) -> Sharing | None:
        given = self.form.cleaned_data
        if given["decided"] == "do_not_share":
            return None
        return Sharing(
            route=Route(spoken_to=given["with_whom"], carried=Carried(given["decided"])),
            purpose=given["because"],
            picked=frozenset({"worry-0"}),
            about=given["child_name"],
            headline=worry.titled(),
            openness=self._openness(),
        )

    def _openness(self) -> Openness:
        given = self.form.cleaned_data
        today = localdate(now())
        told = given["told"]
        return Openness(
            told=told,
            who=given["told_words"] if told is Told.TOLD else "",
            when=(given["on"] or today) if told is Told.TOLD else None,
            why_not=given["told_words"] if told is Told.UNSAFE else "",
            look_again_on=None if told is Told.TOLD else today + LOOK_AGAIN_AFTER,
        )

    def _when(self) -> datetime | None:
        given = self.form.cleaned_data
        if not given["on"] and not given["at"]:
            return None
        said = datetime.combine(given["on"] or localdate(now()), given["at"] or time(12), get_current_timezone())
        return min(said, now())

    def context(self) -> dict[str, Any]:
        """What the page is given."""
        harm = self.form.data.get("harm", "") if self.form.is_bound else ""
        return {
            "form": self.form,
            "once": self.once,
            "found": self.found,
            "asks_which": self.asks_which,
            "at_once": cannot_wait({"danger": "no", "harm": harm}, self.member.agency.kind),
            "today": localdate(now()),
        }
