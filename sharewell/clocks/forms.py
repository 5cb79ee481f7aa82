"""What a partnership lead types about how long a promise is."""

from datetime import timedelta
from typing import Any

from sharewell.clocks.rules import UNIT_MEANINGS, UNIT_WORDS, Length, Unit, is_stage, reasons_not_to_set
from sharewell.web.fields import Choice, DateParts, LongText, Option, WholeNumber
from sharewell.web.forms import Form

MOST_MINUTES = 7 * 24 * 60


class SetLength(Form):
    """How long, from when, how long before the end to warn, and who agreed it."""

    amount = WholeNumber("How many?", least=1, most=999, called="How long it may take", missing="Enter how many")
    unit = Choice(
        "Of what?",
        choices=[Option(unit.value, UNIT_WORDS[unit][1].capitalize(), UNIT_MEANINGS[unit]) for unit in Unit],
        coerce=Unit,
        missing="Choose what is counted",
    )
    warning = WholeNumber(
        "How many minutes before the end is somebody warned?",
        hint="60 is an hour. 0: nobody is warned.",
        least=0,
        most=MOST_MINUTES,
        called="How many minutes before",
        missing="Enter how many minutes before, or 0",
    )
    since = DateParts(
        "From which day?", hint="Today or later", future=True, called="The day it begins", missing="Enter the day"
    )
    because = LongText(
        "Where does this come from?",
        hint="For example: agreed by the partnership on 3 March, minute 7.",
        rows=2,
        max_length=1000,
        missing="Write where this comes from, or who agreed it",
    )

    def __init__(self, *given: Any, key: str, **options: Any) -> None:
        super().__init__(*given, **options)
        self.key = key
        if is_stage(key):
            del self.fields["warning"]

    def length(self) -> Length:
        """The length that was typed."""
        said = self.cleaned_data
        return Length(said["amount"], said["unit"], timedelta(minutes=said.get("warning", 0)))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if set(self.fields) - {"since", "because"} <= set(given):
            for reason in reasons_not_to_set(self.key, self.length()):
                self.add_error("warning" if "warning" in reason else "amount", reason)
        return given
