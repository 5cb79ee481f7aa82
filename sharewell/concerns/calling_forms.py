"""What people type about a telephone call: whom they rang, who took it, what was said; how else it is in writing."""

from collections.abc import Callable, Container, Sequence
from datetime import datetime, time
from typing import Any

from django.utils.timezone import get_current_timezone

from sharewell.concerns.forms import ASKED_AGAIN, RecordDecision
from sharewell.concerns.receivers import standing_now, teams_that_receive
from sharewell.decisions.rules import Told
from sharewell.directory.contacts import ContactNow
from sharewell.directory.models import Team
from sharewell.web.fields import Choice, ClockTime, DateParts, LongText, Option, ShortText
from sharewell.web.forms import Form

ELSEWHERE = "elsewhere"


class WhoWasRung(Choice):
    """One of the teams that may receive, or another in words. `contacts` says how each stands, and is asked only when
    the page is drawn; `ids` are the teams that may be chosen."""

    def __init__(self, *, contacts: Callable[[], Sequence[ContactNow]], ids: Container[str]) -> None:
        super().__init__(
            "Who did you ring?",
            choices=lambda: [
                *(Option(str(each.team.pk), each.team.name, each.team.agency.name) for each in contacts()),
                Option(ELSEWHERE, "Somebody else", divider_before="or", reveals="elsewhere"),
            ],
            missing="Choose who you rang",
        )
        self.ids = ids

    def valid_value(self, value: Any) -> bool:
        return str(value) == ELSEWHERE or str(value) in self.ids


class RecordCall(RecordDecision):
    """A worry told by telephone: the one-page record, with the call beside it."""

    decided = with_whom = None  # type: ignore[assignment]
    field_order = (
        *("team", "elsewhere", "taken_by", "on", "at", "child_name", "born"),
        *("what", "kind", "told_by", "they_said", "because", "harm", "told", "told_words"),
    )

    elsewhere = ShortText(
        "Which team, and whose?",
        hint="For example: the duty team, Castle County Council",
        required=False,
        max_length=120,
    )
    taken_by = ShortText(
        "Who took the call?",
        hint="Their name and job, as far as you know them",
        max_length=80,
        missing="Enter who took the call, even if only “a call handler”",
    )
    what = LongText(
        "What did you tell them?",
        hint="The main thing, as you said it. It stands ready when you confirm the call in writing",
        max_length=4000,
        rows=4,
        missing="Write what you told them",
    )
    they_said = LongText(
        "What did they say?",
        hint="For example: keep her at school, we ring back by three. Leave empty if they said nothing yet",
        required=False,
        max_length=4000,
        rows=3,
    )
    because = LongText(
        "Why did you ring?",
        hint="A sentence of three words or more",
        max_length=4000,
        rows=3,
        missing="Write why you rang, in a sentence of three words or more",
    )
    told = Choice(
        "Has the child or family been told?",
        choices=[
            Option("told", "Yes"),
            Option("will_tell", "Not yet, and I will tell them", ASKED_AGAIN),
            Option("unsafe", "No: it could put somebody at risk", ASKED_AGAIN),
        ],
        coerce=Told,
        missing="Choose whether the family has been told",
    )
    told_words = ShortText(
        "Who was told, and how; or why not",
        hint="For example: mother, by telephone. Or: her partner reads her messages",
        required=False,
        max_length=400,
    )
    on = DateParts(
        "When did you ring?",
        hint="Leave empty if it was just now",
        required=False,
        past=True,
        called="The day you rang",
    )
    at = ClockTime(
        "At what time?", hint="For example, 2.30 pm. Leave empty if it was just now", required=False, called="The time"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.teams = teams_that_receive()
        self.fields["team"] = WhoWasRung(contacts=lambda: standing_now(self.teams), ids=self.teams)
        self.order_fields(self.field_order)

    @property
    def team(self) -> Team | None:
        """The team that was rung, where it is one of these."""
        return self.teams.get(self.cleaned_data.get("team", ""))

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["decided"] = "telephone"
        given = super().clean()
        if given.get("team") == ELSEWHERE and not given.get("elsewhere"):
            self.add_error("elsewhere", "Enter which team you rang, and whose it is")
        if given.get("on") and not given.get("at") and "at" not in self.errors:
            self.add_error("at", "Enter the time of the call: the time for confirming it counts from there")
        given["with_whom"] = f"{given.get('taken_by')}, {self._where(given)}"
        return given

    def _where(self, given: dict[str, Any]) -> str:
        return f"{self.team.name}, {self.team.agency.name}" if self.team else str(given.get("elsewhere"))


class ConfirmCallOtherwise(Form):
    """How a call is in writing already."""

    how = LongText(
        "How was it confirmed in writing?",
        hint="For example: their own form, by secure email to the duty team",
        max_length=1000,
        rows=3,
        missing="Write how it was confirmed",
    )
    on = DateParts("When?", past=True, called="The day", missing="Enter the day on which it was confirmed")
    at = ClockTime("At what time?", hint="For example, 2.30 pm", called="The time", missing="Enter the time")

    def when(self) -> datetime:
        """The moment that was typed."""
        given = self.cleaned_data
        return datetime.combine(given["on"], given["at"] or time(), get_current_timezone())
