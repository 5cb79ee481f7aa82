"""Check your answers: every page on the path in words, what else could be said, and the button at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from sharewell.journeys.rules import Line
from sharewell.journeys.showing import Context, address, shared
from sharewell.journeys.sitting import Sitting
from sharewell.web.forms import Form
from sharewell.web.jinja import paragraphs
from sharewell.web.pages import page as shown_page
from sharewell.web.words import lower_first


@dataclass(frozen=True)
class Offered:
    """A page that may be left empty: what it is called, what it is for, where it is, whether something stands there."""

    title: str
    hint: str
    href: str
    is_begun: bool


def offered(sitting: Sitting) -> list[Offered]:
    """The pages that may be left empty, and are: each adds something for those who can say it."""
    empty = [page for page in sitting.path.pages if page.may_be_left and not sitting.in_words(page)]
    return [
        Offered(
            sitting.short(page),
            page.hint,
            address(sitting, page, is_change=True),
            page.slug in sitting.held and page not in empty,
        )
        for page in sitting.path.reached
        if page in sitting.path.offered or page in empty
    ]


def check_page(request: HttpRequest, sitting: Sitting, reasons: Sequence[str] = (), status: int = 200) -> HttpResponse:
    """Every page on the path with its answer in words, each with a way to change it, and the button that sends."""
    form = Form({})
    form.is_valid()
    for reason in reasons:
        form.add_error(None, reason)
    answered = _in_blocks(sitting)
    last = sitting.path.pages[-1]
    confirm = sitting.journey.confirm
    more: Context = {
        "form": form,
        "answered": answered,
        "offered": offered(sitting),
        "back": address(sitting, last),
        "confirm": confirm(sitting) if callable(confirm) else confirm,
        **(sitting.journey.check_context(sitting) if sitting.journey.check_context else {}),
    }
    return shown_page(request, sitting.journey.check_template, shared(request, sitting) | more, status=status)


def _in_blocks(sitting: Sitting) -> list[Context]:
    """The answers as summary lists: neighbouring pages of one line each stand in one list, the others have a card."""
    blocks: list[Context] = []
    for page in sitting.path.pages:
        lines, short = sitting.in_words(page), sitting.short(page)
        change = {"href": address(sitting, page, is_change=True), "text": "Change"}
        if len(lines) == 1:
            if not blocks or blocks[-1]["title"]:
                blocks.append({"title": "", "rows": [], "change": None})
            blocks[-1]["rows"].append(_row(lines[0], [change | {"hidden_text": lower_first(short)}]))
        elif lines:
            blocks.append({"title": short, "rows": [_row(line) for line in lines], "change": [change]})
    return blocks


def _row(line: Line, change: Any = None) -> Context:
    label, value = line
    return {"key": label, "value": paragraphs(value) if "\n" in value else value or "Not given", "actions": change}
