"""What somebody types who cannot take a worry just now."""

from typing import Any

from sharewell.concerns.handing_rules import reasons_not_to_pass_on
from sharewell.web.fields import LongText
from sharewell.web.forms import Form


class PassWorryOn(Form):
    """Why it cannot be taken just now."""

    because = LongText(
        "Why can you not take it just now?",
        hint="For example: I am teaching until noon. Your colleague who waits will read it",
        max_length=1000,
        rows=3,
        missing="Write in a sentence why you cannot take it just now",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for reason in reasons_not_to_pass_on(given["because"]) if given.get("because") else ():
            self.add_error("because", reason)
        return given
