"""What people type when they do not see it alike, and the partnership's stages."""

from collections.abc import Sequence
from typing import Any

from sharewell.disagreements.actions import Objection
from sharewell.disagreements.rules import (
    AGAINST_WORDS,
    HOW_WORDS,
    LEAST_WORDS,
    MOST_STAGES,
    SAFETY_WORDS,
    Against,
    How,
    Safety,
    StageRule,
    Stands,
    stands_words,
)
from sharewell.web.fields import Choice, Choices, DateParts, HiddenText, LongText, Option, ShortText
from sharewell.web.forms import Form
from sharewell.web.words import words_in

NOTHING_NEW = (
    "Both ends read this. Write of the outcome and its reason. Say nothing new about the child: share that by itself."
)
SAFETY_HINTS = {
    Safety.SAFE: "",
    Safety.NOT_SURE: "Say so rather than guess. Then find out.",
    Safety.AT_RISK: "Ring the duty team now, or 999. Do not wait for an answer here.",
}


def sentence(form: Form, given: dict[str, Any], name: str, words: str) -> None:
    """This field is a sentence that the other end can answer, or says so."""
    if given.get(name) and words_in(str(given[name])) < LEAST_WORDS:
        form.add_error(name, f"Write {words} in a sentence of three words or more")


def safety_field() -> Choice:
    """Whether the child is safe now."""
    return Choice(
        "Is the child safe now?",
        choices=[Option(str(each), words, SAFETY_HINTS[each]) for each, words in SAFETY_WORDS.items()],
        coerce=Safety,
        missing="Choose whether the child is safe now",
    )


class OpenDisagreement(Form):
    """I disagree: with what, why, what should happen, and whether the child is safe now. One page."""

    against = Choice("What do you disagree with?", coerce=Against, missing="Choose what you disagree with")
    words = ShortText("What is it?", required=False, max_length=200)
    because = LongText("Why do you disagree?", hint=NOTHING_NEW, max_length=4000)
    desired = LongText(
        "What should happen instead?",
        hint="For example: that the child is seen this week, and that we are asked to the meeting.",
        max_length=2000,
        rows=3,
    )
    safety = safety_field()

    def __init__(self, data: Any = None, *, outcome: str = "", **options: Any) -> None:
        super().__init__(data, **options)
        first = Against.OUTCOME if outcome else Against.SILENCE
        self.fields["against"].choices = [  # type: ignore[attr-defined]
            Option(str(first), f"{AGAINST_WORDS[first]}: {outcome}" if outcome else AGAINST_WORDS[first]),
            Option(str(Against.SHARING), AGAINST_WORDS[Against.SHARING]),
            Option(str(Against.OTHER), AGAINST_WORDS[Against.OTHER], reveals="words"),
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("against") == Against.OTHER and not given.get("words"):
            self.add_error("words", "Enter what you disagree with")
        elif given.get("against") == Against.OTHER:
            sentence(self, given, "words", "what you disagree with")
        sentence(self, given, "because", "why you disagree")
        sentence(self, given, "desired", "what should happen instead")
        return given

    def objection(self) -> Objection:
        """What was typed, as the act takes it."""
        return Objection(**self.cleaned_data)


class AnswerDisagreement(Form):
    """What one end says to the other."""

    words = LongText("What do you want to say?", hint=NOTHING_NEW, max_length=4000)


class SaySafetyNow(Form):
    """Whether the child is safe now."""

    safety = safety_field()


class MoveDisagreementOn(Form):
    """Why it must go to the next stage. The page carries the stage that was seen."""

    from_stage = HiddenText()
    because = LongText(
        "Why must it go to the next stage?",
        hint="For example: we have spoken twice, and we still do not agree. " + NOTHING_NEW,
        max_length=2000,
    )


class ProposeResolution(Form):
    """What both ends could agree on, and what was learned. Only who disagreed may say that they no longer do."""

    how = Choice(
        "How does it end?",
        choices=[Option(str(each), words) for each, words in HOW_WORDS.items()],
        coerce=How,
        missing="Choose how it ends",
    )
    agreed = LongText(
        "What will happen?",
        hint="Who does what, and by when. Somebody at the other end must accept this before it is resolved. "
        + NOTHING_NEW,
        max_length=4000,
        missing="Enter what will happen",
    )
    learning = LongText(
        "What can both agencies learn from it?",
        hint="For example: that the outcome letter says what would change it.",
        required=False,
        max_length=2000,
        rows=3,
    )

    def __init__(self, data: Any = None, *, is_own: bool, **options: Any) -> None:
        super().__init__(data, **options)
        if not is_own:
            del self.fields["how"]
        else:
            self.fields["agreed"].label = "What will happen; or why you no longer disagree?"


class AnswerProposal(Form):
    """The very proposal that was read, when it is accepted."""

    proposal = HiddenText()


class RejectResolution(AnswerProposal):
    """Why the proposal is not accepted."""

    because = LongText(
        "Why do you not accept it?", hint="Say what would make it acceptable. " + NOTHING_NEW, max_length=2000
    )


class StageRow(Form):
    """One stage of the partnership's list; left without a title it is none."""

    marks_optional = False
    title = ShortText("Title", required=False, max_length=80)
    who = ShortText("Who meets", required=False, max_length=200)
    sender = Choices("Who stands for the sender", required=False, coerce=Stands)
    receiver = Choices("Who stands for the receiver", required=False, coerce=Stands)

    def __init__(self, data: Any = None, *, number: int, rule: StageRule | None, **options: Any) -> None:
        shown = {} if rule is None else {name: getattr(rule, name) for name in ("title", "who", "sender", "receiver")}
        super().__init__(data, prefix=f"stage-{number}", initial=shown, **options)
        self.number = number
        for name in ("sender", "receiver"):
            options_of = [Option(str(each), stands_words(each, name)) for each in Stands]
            self.fields[name].choices = options_of  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("title"):
            if given.get("who") or given.get("sender") or given.get("receiver"):
                self.add_error("title", f"Enter a title for stage {self.number}, or leave all of it empty")
            return given
        for name, missing in (("who", "Enter who meets"), ("sender", "Choose who stands for the sender"),
                              ("receiver", "Choose who stands for the receiver")):  # fmt: skip
            if not given.get(name):
                self.add_error(name, f"{missing} at stage {self.number}")
        return given


class SetStages(Form):
    """From which day the stages hold."""

    in_force_from = DateParts("From which day do they hold?", future=True, called="The day from which they hold")


def stage_rows(data: Any, stages: Sequence[StageRule]) -> list[StageRow]:
    """A row for each stage there may be, filled with those that hold now."""
    rules = [*stages, *[None] * MOST_STAGES][:MOST_STAGES]
    return [StageRow(data, number=number, rule=rule) for number, rule in enumerate(rules, 1)]


def rules_in(rows: Sequence[StageRow]) -> list[StageRule]:
    """The stages that were typed, numbered in a row: one left empty between two others is none."""
    typed = [row.cleaned_data for row in rows if row.cleaned_data.get("title")]
    return [
        StageRule(number, each["title"], each["who"], tuple(each["sender"]), tuple(each["receiver"]))
        for number, each in enumerate(typed, 1)
    ]
