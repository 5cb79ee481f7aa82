"""One page, under a minute: a decision not to share, or one already carried out by telephone or in person."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest
from django.utils.timezone import localdate

from sharewell.concerns import about_staff, access
from sharewell.concerns.actions import Sharing, Verdict, Worry, raise_concern
from sharewell.concerns.forms import RecordDecision, happened
from sharewell.concerns.models import Concern
from sharewell.concerns.once import key_carried
from sharewell.decisions.access import tellings_of
from sharewell.decisions.actions import Walked
from sharewell.decisions.forms import LOOK_AGAIN_AFTER
from sharewell.decisions.rules import Decided, Manner, Openness, Told
from sharewell.decisions.walk import answers_shown, cannot_wait
from sharewell.directory.models import Member
from sharewell.disclosures.actions import Route
from sharewell.disclosures.rules import Carried
from sharewell.errors import Overtaken
from sharewell.guidance.editions import edition_in_force
from sharewell.items.rules import ItemCategory, ItemDetails, Known
from sharewell.ledger.book import together
from sharewell.moment import now
from sharewell.people import access as people
from sharewell.people.actions import add_child
from sharewell.people.models import Child
from sharewell.people.rules import SearchWords
from sharewell.web.fields import Choice, Option
from sharewell.web.forms import typed

NEW = "new"
# When to look again at not having told the family: the page says so where that is chosen.
WHICH = "Choose which child it is, or “None of these”"
NOT_HELD = "The child you chose is not in your own records. Nothing was recorded. "


def which_child(found: Iterable[people.Found]) -> Choice:
    """The question which of these children is meant, if any."""
    today = localdate(now())
    options = [
        Option(
            str(one.child.pk),
            f"{one.child.display_name}, {one.child.age_words(today)}",
            one.why[:1].upper() + one.why[1:],
        )
        for one in found
    ]
    return Choice(
        "Is it one of these, in your own records?",
        choices=[*options, Option(NEW, "None of these: add this child", divider_before="or")],
        missing=WHICH,
    )


RECORDED = uuid.UUID("7a1c5d0e-3f5b-4b1e-9d55-0a2f6f0c7e11")


def _written(given: Mapping[str, Any]) -> ItemDetails:
    kind = given["kind"]
    category = ItemCategory.OPINION if kind is Known.OPINION else ItemCategory.HAPPENED
    return ItemDetails(text=given["what"], kind=kind, told_by=given["told_by"], category=category)


class Sheet:
    """The page as one member fills it in: search first, then the record."""

    form_class: type[RecordDecision] = RecordDecision
    space = RECORDED

    def __init__(self, request: HttpRequest) -> None:
        self.member: Member = request.member  # type: ignore[attr-defined]
        words = typed(request)
        self.form = self.form_class(words)
        self.form.fields[about_staff.FIELD] = about_staff.asked_about_staff(self.member)
        self.form.fields[about_staff.FIELD].marks_optional = False  # type: ignore[attr-defined]
        self.chosen = words.get("child", "") if words is not None else ""
        self.once = key_carried(words)
        # In a space of its own, and the member's: what a page carries can be made up, and must meet no draft's key.
        self._key = uuid.uuid5(self.space, f"{self.member.pk} {self.once}")
        self.was_asked = "_asked" in (words or {})
        self.asks_which = False
        # The record this page has made already, where the page says something else now.
        self.before: Concern | None = None

    def is_complete(self) -> bool:
        """Whether everything is said, and it is plain which child is meant."""
        is_right = self.form.is_valid()
        is_strange = self.chosen not in {"", NEW} and self._held is None
        if is_right and self.chosen and not is_strange:
            return True
        if is_right or self.was_asked or is_strange:
            self._ask_which()
        if is_strange:
            self._say_not_held()
        return is_right and not self.asks_which and not is_strange

    @cached_property
    def _held(self) -> Child | None:
        """The child chosen, where the member's agency holds them. An id of another agency is as good as made up."""
        return next(iter(people.children_for(self.member, [self.chosen])), None)

    def _say_not_held(self) -> None:
        """At the question, with all that was typed: a name that finds nobody here is a child to be added."""
        if self.asks_which:
            self.form.add_error("child", NOT_HELD + WHICH)
        else:
            self.form.add_error("child_name", NOT_HELD + "Look at the name, and record it again to add this child")

    def _ask_which(self) -> None:
        """Asks which child is meant, where the agency holds one who may be. Asked once, it must be answered."""
        given = self.form.cleaned_data
        if not given.get("child_name"):
            return
        found = people.find_children(
            self.member, SearchWords(name=given["child_name"], date_of_birth=given.get("born"))
        )
        self.asks_which = bool(found)
        if found:
            self.form.fields["child"] = which_child(found)
        if found and self.was_asked and not self.chosen:
            self.form.add_error("child", WHICH)

    def recorded(self) -> Concern | None:
        """The record, made now or when this very page was sent before; None when something is missing or refused, or
        when the page says something else than it did then.

        Sent many times, even all at once, it is one record.
        """
        if made := self._made_before():
            return self._unless_different(made)
        if not self.is_complete():
            made = self._made_before()
            return self._unless_different(made) if made else None
        try:
            made = self.form.carry_out(self._record)
            return made if isinstance(made, Concern) else None
        except IntegrityError as clash:
            if made := self._made_before():
                return self._unless_different(made)
            raise Overtaken("This page has been sent before. Open it anew to record another decision.") from clash

    def _made_before(self) -> Concern | None:
        return access.concern_raised_once(self.member, self._key)

    def _unless_different(self, made: Concern) -> Concern | None:
        """The record made before, where it says what the page says; else what is typed is shown, with a new key."""
        if self.form.is_valid() and self._says(made):
            return made
        self.before, self.once = made, key_carried(None)
        return None

    def _says(self, made: Concern) -> bool:
        """Whether nothing is typed here that does not stand on the record."""
        given, decision, carried = self.form.cleaned_data, made.decision, made.disclosure
        typed = [
            given["harm"],
            given["what"],
            given["kind"],
            given["told_by"],
            given["decided"],
            given["with_whom"],
            given["because"],
            given[about_staff.FIELD] or "",
            *((given["told"], given["told_words"]) if carried else ()),
        ]
        (written,) = [each.version for each in access.items_of(made) if not each.version.item.from_record]
        telling = tellings_of(decision)[-1] if carried else None
        stands = [
            decision.answers.get("harm"),
            written.text,
            written.kind,
            written.told_by,
            carried.carried if carried else "do_not_share",
            decision.recipient_words,
            decision.because,
            about_staff.said_of(made),
            *((telling.told, telling.who or telling.why_not) if telling else ()),
        ]
        when = happened(given)
        return typed == stands and when in (None, made.happened_at) and self._means(made.child)

    def _means(self, child: Child | None) -> bool:
        if child is None or self.chosen not in {"", NEW}:
            return child is not None and str(child.pk) == self.chosen
        given = self.form.cleaned_data
        name = f"{child.given_name} {child.family_name}".strip()
        return (given["child_name"], given["born"]) == (name, child.date_of_birth)

    def _record(self) -> Concern:
        """The child, where they are new, and the decision about them: both stand on the record, or neither."""
        given = self.form.cleaned_data
        worry = _written(given)
        with together():
            staff = about_staff.about_staff_said(self.member, given[about_staff.FIELD])
            about = Worry(children=[self._child()], items=[worry], headline=worry.titled(), about_staff=staff)
            return self._raised(about, self._sharing(worry), happened(given))

    def _raised(self, worry: Worry, sharing: Sharing | None, at: datetime | None) -> Concern:
        return raise_concern(
            by=self.member, worry=worry, verdict=self._verdict(), sharing=sharing, happened_at=at, once=self._key
        )

    def _child(self) -> Child:
        given = self.form.cleaned_data
        if self._held:
            return self._held
        first, _, family = str(given["child_name"]).rpartition(" ")
        details = {"given_name": first or family, "family_name": family if first else ""}
        if given["born"]:
            details["date_of_birth"] = given["born"].isoformat()
        return add_child(by=self.member, details=details)

    def _verdict(self) -> Verdict:
        given, edition = self.form.cleaned_data, edition_in_force(localdate(now()))
        answers = {"harm": given["harm"]}
        shared = given["decided"] != "do_not_share"
        shown = answers_shown(edition, answers)
        return Verdict(
            Walked(edition.key, edition.digest, answers, shown=shown, manner=Manner.ONE_PAGE),
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
            purpose=self._purpose(),
            picked=frozenset({"worry-0"}),
            # Nobody asks here whether the name was said, so the record does not say that it was.
            about="",
            headline=worry.titled(),
            openness=self._openness(),
        )

    def _purpose(self) -> str:
        """Nobody asks what for, so the record does not say."""
        return ""

    def _openness(self) -> Openness:
        given = self.form.cleaned_data
        told, words = given["told"], given["told_words"]
        if told is Told.TOLD:
            return Openness(told, who=words, is_undated=True)
        return Openness(told, why_not=words, look_again_on=localdate(now()) + LOOK_AGAIN_AFTER)

    def context(self) -> dict[str, Any]:
        """What the page is given."""
        harm = self.form.data.get("harm", "") if self.form.is_bound else ""
        return {
            "form": self.form,
            "once": self.once,
            "asks_which": self.asks_which,
            "before": self.before,
            "at_once": cannot_wait({"harm": harm}, self.member.agency.kind),
        }
