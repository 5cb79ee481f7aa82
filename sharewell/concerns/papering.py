"""A paper form typed in afterwards: when it was written, and by whom, as a page of the journey that may be left."""

from collections.abc import Sequence
from typing import Any

from sharewell.concerns.actions import OnPaper
from sharewell.concerns.earlier_rules import when_words
from sharewell.concerns.forms import happened
from sharewell.journeys.rules import Held, Line, Page
from sharewell.journeys.sitting import Sitting
from sharewell.moment import now
from sharewell.web.fields import ClockTime, DateParts, ShortText
from sharewell.web.forms import Form

SLUG = "paper"
# With this alone in it the page is asked in its turn: the draft began with a paper form.
BEGUN = {SLUG: Held(typed={"begun": ["on"]}, is_finished=False)}


class TypeInPaper(Form):
    """Both dates of a paper form: this one, and the moment of typing, which Sharewell knows."""

    on = DateParts(
        "What day was it written on paper?",
        past=True,
        called="The day it was written",
        missing="Enter the day on which it was written",
    )
    at = ClockTime(
        "At what time?",
        hint="For example, 2.30 pm. Leave empty if you do not know",
        required=False,
        called="The time it was written",
    )
    by = ShortText(
        "Who wrote it, if it was not you?",
        hint="Their name and job. Leave empty if you wrote it yourself",
        required=False,
        max_length=120,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("on") and (when := happened(given)) and when > now():
            self.add_error("at", "The time must be in the past")
        return given


def paper_page(sitting: Sitting) -> Page:
    """Asked of whoever began by saying that they type in a paper form; open to everybody else."""
    return Page(
        slug=SLUG,
        title="When was the paper form written?",
        short="Written on paper first",
        hint="The record keeps both: when it was written, and when you typed it in. Whoever gets it sees both.",
        form=TypeInPaper,
        in_words=_in_words,
        may_be_left=not sitting.begun_with(SLUG, "begun"),
    )


def _in_words(sitting: Sitting) -> Sequence[Line]:
    on_paper = on_paper_of(sitting)
    if on_paper is None:
        return []
    return [("Written on paper", when_words(on_paper.at)), ("By", on_paper.by or sitting.by.name)]


def on_paper_of(sitting: Sitting) -> OnPaper | None:
    """What was said of the paper; None where there was none."""
    given = sitting.clean(SLUG)
    when = happened(given) if given else None
    return OnPaper(when, given["by"]) if when else None
