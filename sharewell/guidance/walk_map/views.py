"""The public page of the map."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sharewell.errors import Refused
from sharewell.guidance.editions import edition as edition_called
from sharewell.guidance.editions import edition_in_force
from sharewell.guidance.rules import Edition
from sharewell.guidance.walk_map.chart import chart_of
from sharewell.guidance.walk_map.drawing import LETTERS, drawn
from sharewell.guidance.walk_map.told import way_in_words
from sharewell.moment import now
from sharewell.web.pages import page

Row = dict[str, SafeString] | list[str]


@login_not_required
@require_safe
def walk_map(request: HttpRequest, key: str = "") -> HttpResponse:
    """The map of the edition with this key, or of the one in force: drawn, and as a table."""
    try:
        edition = edition_called(key) if key else edition_in_force(localdate(now()))
    except Refused as refused:
        if key:
            raise Http404 from None
        return page(request, "guidance/walk_map/none.html", {"reasons": refused.reasons}, status=404)
    stops = chart_of(edition)
    picture = mark_safe(drawn(edition, stops, has_key=False))  # noqa: S308 - every word in it was escaped when it was drawn
    letters = [(letter, edition.outcomes[outcome].heading) for outcome, letter in LETTERS.items()]
    context = {
        "edition": edition,
        "picture": picture,
        "rows": _rows(edition),
        "is_named": bool(key),
        "letters": letters,
    }
    return page(request, "guidance/walk_map/map.html", context)


def _rows(edition: Edition) -> list[Row]:
    """The table: a heading for each question, then each answer and what can follow."""
    stops, rows = chart_of(edition), list[Row]()
    for stop in stops:
        asked = stop.question.asked_when
        heading = '{}. {}<br><span class="sw-small">Asked: {}</span>'
        rows.append({"group": format_html(heading, stop.number, stop.question.title, asked)})
        rows += [[way.answer.label, way_in_words(way, edition, stops)] for way in stop.ways]
    return rows
