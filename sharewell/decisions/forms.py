"""What people type about a decision: what they decide and why, and what was done about openness."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from sharewell.decisions.rules import (
    WRITTEN,
    Decided,
    Openness,
    Told,
    Weighed,
    goes_against,
    reasons_not_to_decide,
    what_openness_lacks,
    what_weighing_lacks,
)
from sharewell.moment import now
from sharewell.web.fields import Choice, DateParts, LongText, Option, ShortText
from sharewell.web.forms import Form

OPTIONS = {
    Decided.CALLED_999: Option(
        "called_999", "I have rung 999", "And I will tell the team that answers now, in writing"
    ),
    Decided.SHARE: Option("share", "Share it", "Next, pick what they get. Nothing is ticked until you tick it"),
    Decided.SHARE_ANONYMISED: Option(
        "share_anonymised", "Share it with nobody named", "Pick only what shows nobody’s name"
    ),
    Decided.ASK_CONSENT: Option(
        "ask_consent", "Ask them first", "Say what, with whom and why, and that they may refuse"
    ),
    Decided.SEEK_ADVICE: Option("seek_advice", "Get advice first", "Then come back to this. Nobody needs to be named"),
    Decided.HAND_TO_LEAD: Option("hand_to_lead", "Hand it to our designated lead"),
    Decided.DO_NOT_SHARE: Option("do_not_share", "Do not share", "The decision and the reason are kept all the same"),
}
USUAL = (Decided.SHARE, Decided.ASK_CONSENT, Decided.SEEK_ADVICE, Decided.DO_NOT_SHARE)
# Which of the choices each advice puts first.
FIRST = {
    "call_999": Decided.CALLED_999,
    "share_anonymised": Decided.SHARE_ANONYMISED,
    "ask_consent": Decided.ASK_CONSENT,
    "seek_advice": Decided.SEEK_ADVICE,
    "do_not_share": Decided.DO_NOT_SHARE,
}


WEIGHED = {
    "harm_if_shared": LongText(
        "Harm if you share",
        hint="To whom, and how bad. For example: he may stop talking to us",
        required=False,
        max_length=4000,
        rows=3,
    ),
    "harm_if_not": LongText(
        "Harm if you do not",
        hint="To whom, and how bad. For example: she may be hurt again before anybody knows",
        required=False,
        max_length=4000,
        rows=3,
    ),
    "why_worse": LongText(
        "Why would sharing be worse for this child than not sharing?", required=False, max_length=4000, rows=3
    ),
}


def options_for(advice: str, duties: Collection[str] = (), lead: str = "") -> list[Option]:
    """The choices, the advised one first and marked; what a duty wants written stands under the choice that it binds.

    Going against the advice is never hidden. `lead`: what is said of handing it to one's own lead, which comes second;
    empty where that is no choice.
    """
    first = FIRST.get(advice, Decided.SHARE)
    chosen = [first, *(each for each in USUAL if each is not first)]
    options = [replace(_marked(each, advice), reveals=" ".join(_to_write(duties, each))) for each in chosen]
    to_lead = [replace(OPTIONS[Decided.HAND_TO_LEAD], hint=lead)] if lead else []
    return [*options[:1], *to_lead, *options[1:]]


def _marked(decided: Decided, advice: str) -> Option:
    option = OPTIONS[decided]
    is_advised = bool(advice) and FIRST.get(advice, Decided.SHARE) is decided
    return replace(option, label=f"{option.label} (as advised)") if is_advised else option


def _to_write(duties: Collection[str], decided: Decided) -> list[str]:
    return list(what_weighing_lacks(duties, decided, Weighed()))


class DecisionChoice(Choice):
    """What is decided. `lead` gives what `options_for` wants, and is asked only when the page is drawn, or when handing
    it to the lead is chosen: who is in is looked up then."""

    def __init__(self, advice: str, duties: Collection[str], lead: Callable[[], str]) -> None:
        super().__init__(
            "What do you decide?",
            choices=lambda: options_for(advice, duties, lead()),
            coerce=Decided,
            missing="Choose what you decide",
        )
        self.always_offered = {option.value for option in options_for(advice, duties)}

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.always_offered or super().valid_value(value)


def decide_form(advice: str, duties: frozenset[str] = frozenset(), lead: Callable[[], str] = str) -> type[Form]:
    """The form on which somebody decides, under this advice (an outcome of the guidance) with these duties; `lead` as
    in `DecisionChoice`, by itself nothing."""

    class Decide(Form):
        marks_optional = False
        decided = DecisionChoice(advice, duties, lead)
        because = LongText(
            "Your reason",
            hint="A sentence. You may leave it empty if you do as advised. Against the advice, you must write it.",
            required=False,
            max_length=4000,
            rows=4,
        )

        def clean(self) -> dict[str, Any]:
            given = super().clean() or {}
            decided, because = given.get("decided"), given.get("because", "")
            if decided and "because" not in self.errors:
                for reason in reasons_not_to_decide(advice=advice, decided=decided, because=because, is_complete=True):
                    self.add_error("because", reason)
            for part, reason in what_weighing_lacks(duties, decided or "", weighed_in(given)).items():
                if part not in self.errors:
                    self.add_error(part, reason)
            given["goes_against"] = bool(decided and goes_against(advice, decided))
            return given

    wanted = [part for decided in OPTIONS for part in _to_write(duties, decided)]
    return type("Decide", (Decide,), {part: WEIGHED[part] for part in WEIGHED if part in wanted})


def weighed_in(given: Mapping[str, Any]) -> Weighed:
    """What was weighed in words, from cleaned data; what belongs to another choice is left out."""
    binds = {part for duty in WRITTEN for part in _to_write([duty], given["decided"])} if given.get("decided") else ()
    return Weighed(**{part: given[part] for part in WEIGHED if given.get(part) and part in binds})


def weighed_words(weighed: Any) -> list[tuple[str, str]]:
    """What was weighed (on a decision, or as typed), each part with its label."""
    return [(str(field.label), getattr(weighed, part)) for part, field in WEIGHED.items() if getattr(weighed, part)]


TOLD_OPTIONS = {
    "told": Option("told", "Yes, they know", reveals="who when"),
    "will_tell": Option("will_tell", "Not yet, and I will tell them"),
    "unsafe": Option("unsafe", "No: telling could put somebody at risk, or spoil an enquiry"),
    "not_sure": Option(
        "not_sure", "I am not sure that it is safe", "Ask the team or your safeguarding lead before telling", "or"
    ),
}


# When somebody is reminded to tell a family, where nobody says another day.
LOOK_AGAIN_AFTER = timedelta(days=7)


class RecordOpenness(Form):
    """What was done about openness: who was told, or why not and when to look again."""

    marks_optional = False

    told = Choice(
        "Have you told the child or family that you are sharing, and why?",
        choices=list(TOLD_OPTIONS.values()),
        coerce=Told,
        missing="Choose whether the family has been told",
    )
    who = ShortText(
        "Who was told, and how?",
        hint="For example: mother, by telephone",
        required=False,
        called="Who was told",
    )
    when = DateParts("When were they told?", required=False, past=True, called="When they were told")
    why_not = LongText(
        "Why not?",
        hint="For example: her partner may be there when she is told, and may hurt her",
        required=False,
        max_length=4000,
        rows=3,
        called="Why not",
    )
    look_again_on = DateParts(
        "When will you tell them, or look at this again?",
        hint="Usually within a few days. It will be on your My work page",
        required=False,
        future=True,
        called="When to look at this again",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("told"):
            for field, reason in what_openness_lacks(self.openness(given)).items():
                if field not in self.errors:
                    self.add_error(field if field in self.fields else None, reason)
        return given

    def beside_the_point(self, given: Mapping[str, Any]) -> Collection[str]:
        if given.get("told") is Told.TOLD:
            return ("why_not", "look_again_on")
        return ("why_not",) if given.get("told") is Told.WILL_TELL else ()

    @staticmethod
    def openness(given: dict[str, Any]) -> Openness:
        """What the act wants, from cleaned data; answers that belong to another choice are left out."""
        told = Told(given["told"])
        was_told, holds_back = told is Told.TOLD, told in {Told.UNSAFE, Told.NOT_SURE}
        return Openness(
            told=told,
            who=given.get("who", "") if was_told else "",
            when=given.get("when") if was_told else None,
            why_not=given.get("why_not", "") if holds_back else "",
            look_again_on=None if was_told else given.get("look_again_on"),
        )


class RecordTelling(RecordOpenness):
    """Openness, where it is safe to tell them."""

    told = Choice(
        "Have you told them that you are sharing, and why?",
        choices=[TOLD_OPTIONS["told"], replace(TOLD_OPTIONS["will_tell"], reveals="look_again_on")],
        coerce=Told,
        missing="Choose whether they have been told",
    )
    # A day to be reminded is offered, for no fact of the record rests on it; when they were told is never filled in.
    look_again_on = DateParts(
        "When will you tell them, or look at this again?",
        hint="In a week, if you leave it as it is. It will be on your My work page",
        required=False,
        future=True,
        initial=lambda: localdate(now()) + LOOK_AGAIN_AFTER,
        called="When to look at this again",
    )
    why_not = None  # type: ignore[assignment]


class RecordSilence(RecordOpenness):
    """Openness, where telling is unsafe or nobody knows yet whether it is."""

    told = Choice(
        "Why are you not telling them now?",
        choices=[TOLD_OPTIONS["unsafe"], TOLD_OPTIONS["not_sure"]],
        coerce=Told,
        missing="Choose whether telling is unsafe, or you are not sure",
    )
    who = None  # type: ignore[assignment]
    when = None  # type: ignore[assignment]


def openness_form(tell: str) -> type[RecordOpenness]:
    """The form that fits what the walk heard about telling them: safe, unsafe, not_sure, or not asked."""
    return {"safe": RecordTelling, "unsafe": RecordSilence, "not_sure": RecordSilence}.get(tell, RecordOpenness)
