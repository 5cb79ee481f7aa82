"""What the receiving team types about a referral: who deals with it, where it goes, what is asked, what is decided."""

from collections.abc import Sequence
from typing import Any, cast

from sharewell.concerns.rules import (
    NEWS_WORDS,
    OUTCOME_HINTS,
    OUTCOME_WORDS,
    News,
    ReferralOutcome,
    reasons_not_to_decide_referral,
)
from sharewell.directory.models import Member, Team
from sharewell.web.fields import Choice, HiddenText, LongText, Option, Pick, ShortText
from sharewell.web.forms import Form

LONGEST_REASON = 4000


def _people(members: Sequence[Member], own: Member) -> list[Option]:
    """Each by name and post, oneself first."""
    others = [one for one in members if one.pk != own.pk]
    mine = [Option(str(own.pk), f"Me, {own.name}")] if len(others) < len(members) else []
    return [*mine, *(Option(str(one.pk), f"{one.name}, {one.job_title}".rstrip(", ")) for one in others)]


class DecideReferral(Form):
    """The receiving team's outcome and its reason; the worker who has the child already; where it belongs."""

    marks_optional = False

    outcome = Choice(
        "What is the outcome?",
        choices=[
            Option(
                each,
                OUTCOME_WORDS[each],
                OUTCOME_HINTS[each],
                reveals={
                    ReferralOutcome.ALREADY_OPEN: "worker worker_words",
                    ReferralOutcome.ELSEWHERE: "belongs_to",
                }.get(each, ""),
            )
            for each in ReferralOutcome
        ],
        coerce=ReferralOutcome,
        missing="Choose the outcome",
    )
    worker = Pick("Who has the child already?", hint="They are told at once and can open this referral", required=False)
    worker_words = ShortText(
        "If they are not on the list: who, and how to reach them",
        hint="For example: Jo Field, leaving care team, 01632 960123",
        required=False,
        max_length=200,
    )
    belongs_to = ShortText(
        "Where does it belong?",
        hint="The team and its agency, as the sender would look for it",
        required=False,
        max_length=200,
    )
    because = LongText(
        "Reason",
        hint="The person who sent this will read it. Say what you will do next, or what would change your decision.",
        max_length=LONGEST_REASON,
        rows=5,
        missing="Write the reason in a sentence",
    )

    def __init__(self, *given: Any, workers: Sequence[Member], own: Member, **options: Any) -> None:
        super().__init__(*given, **options)
        field = cast("Pick", self.fields["worker"])
        field.choices = _people(workers, own)
        field.coerce = {str(one.pk): one for one in workers}.get

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        outcome, because = given.get("outcome"), given.get("because", "")
        has_worker = bool(given.get("worker") or given.get("worker_words"))
        if outcome == ReferralOutcome.ALREADY_OPEN and not has_worker:
            self.add_error("worker", "Choose who has the child already, or write who it is below")
        if outcome == ReferralOutcome.ELSEWHERE and not given.get("belongs_to"):
            self.add_error("belongs_to", "Write where it belongs")
        if because:
            for reason in reasons_not_to_decide_referral(because=because):
                self.add_error("because", reason)
        return given


class AllocateReferral(Form):
    """Who of the team deals with it: `cleaned_data["to"]`. `had` is who had it when the page was drawn."""

    to = Choice("Who deals with it?", missing="Choose who deals with it")
    had = HiddenText(required=False)

    def __init__(self, *given: Any, members: Sequence[Member], own: Member, has_it: str, **options: Any) -> None:
        super().__init__(*given, initial={"had": has_it}, **options)
        field = cast("Choice", self.fields["to"])
        field.choices = _people([one for one in members if str(one.pk) != has_it], own)
        field.coerce = {str(one.pk): one for one in members}.__getitem__


class RerouteReferral(Form):
    """Which other team of the agency takes it, and why."""

    team = Choice("Which team?", missing="Choose the team")
    because = LongText(
        "Why does it go to them?",
        hint="They and the sender will read it.",
        max_length=LONGEST_REASON,
        rows=3,
        missing="Write why it goes to them, in a sentence",
    )

    def __init__(self, *given: Any, teams: Sequence[Team], **options: Any) -> None:
        super().__init__(*given, **options)
        field = cast("Choice", self.fields["team"])
        field.choices = [Option(str(each.pk), each.name) for each in teams]
        field.coerce = {str(each.pk): each for each in teams}.__getitem__


class AskForMore(Form):
    """One question to the sender about this referral."""

    question = LongText(
        "What do you need to know?",
        hint="Ask about what they sent. Do not tell them anything new about the child or the family: that would be "
        "sharing, and needs a decision of its own.",
        max_length=LONGEST_REASON,
        rows=4,
        missing="Write your question in a sentence",
    )


class SayWhatIsHappening(Form):
    """How it stands, in a few short words, and a sentence if there is more to say."""

    news = Choice(
        "What is happening?",
        choices=[Option(each, NEWS_WORDS[each]) for each in News],
        coerce=News,
        missing="Choose what is happening",
    )
    words = LongText(
        "Anything else?",
        hint="One sentence at most. Nothing new about the child or the family.",
        required=False,
        max_length=400,
        rows=2,
    )


class TakeUpAgain(Form):
    """Why the team goes on with what was withdrawn."""

    because = LongText(
        "Why do you go on with it?",
        hint="The sender will read it.",
        max_length=LONGEST_REASON,
        rows=3,
        missing="Write why you go on with it, in a sentence",
    )
