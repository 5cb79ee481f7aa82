"""Public, read-only pages: each part of an edition, the whole of it, and what it was on a day."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from sharewell.errors import Refused
from sharewell.guidance.editions import editions, held_when
from sharewell.guidance.library.changes import changes
from sharewell.guidance.library.elsewhere import elsewhere
from sharewell.guidance.library.forms import OnADay
from sharewell.guidance.library.opened import Opened, key_in_force, opened, opened_on, today
from sharewell.guidance.library.pairs import followed, side_by_side
from sharewell.guidance.library.searching import LONGEST, index_of, readable, words_of
from sharewell.guidance.rules import AgencyKind, Edition
from sharewell.guidance.wording import KINDS
from sharewell.web.pages import page
from sharewell.web.words import day as in_words

View = Callable[..., HttpResponse]
More = Callable[[HttpRequest, Opened], dict[str, Any]]


def part(template: str, more: More = lambda request, reader: {}) -> View:
    """The view of one part: of the edition in force, or of the edition with the key in the address."""

    @login_not_required
    @require_safe
    def shown(request: HttpRequest, key: str = "") -> HttpResponse:
        return in_edition(request, template, key, more)

    return shown


def in_edition(request: HttpRequest, template: str, key: str, more: More) -> HttpResponse:
    """This page of an edition. One that nobody made is not found; when none is in force, the page says so."""
    try:
        reader = opened(key)
    except Refused as refused:
        if key:
            raise Http404 from None
        return none_in_force(request, refused)
    return page(request, f"guidance/library/{template}", around(reader) | more(request, reader))


def around(reader: Opened) -> dict[str, Any]:
    """What every page of the library is given."""
    return {"opened": reader, "edition": reader.edition, "linked": reader.linked, "at": reader.at}


def none_in_force(request: HttpRequest, refused: Refused) -> HttpResponse:
    """No edition holds: said plainly, and never the nearest one in its place."""
    return page(request, "guidance/library/none.html", {"reasons": refused.reasons}, status=404)


def for_kind(request: HttpRequest, reader: Opened) -> dict[str, Any]:
    """Which kind of agency the law is shown for. One that we do not know is as if none had been named."""
    kind = request.GET.get("kind", "")
    options = [
        {"value": "", "text": "Show everything"},
        *({"value": str(each), "text": words} for each, words in KINDS.items()),
    ]
    return {"kind": kind if kind in list(AgencyKind) else "", "options": options}


@login_not_required
@require_safe
def gateway(request: HttpRequest, gateway: str, key: str = "") -> HttpResponse:
    """One gateway in law: who may use it, what for, what to write down, how certain that is, and where to read more."""

    def found(request: HttpRequest, reader: Opened) -> dict[str, Any]:
        this = reader.edition.gateway(gateway)
        if this is None:
            raise Http404
        kinds = [words for kind, words in KINDS.items() if kind in this.kinds]
        return {"gateway": this, "kinds": kinds, "links": elsewhere().on_gateway(gateway), "elsewhere": elsewhere()}

    return in_edition(request, "gateway.html", key, found)


@login_not_required
@require_safe
def all_editions(request: HttpRequest) -> HttpResponse:
    """Every edition, the newest first, with its days."""
    shelf, day = editions(), today()
    held = {each.key: held_when(each, day) for each in shelf}
    given = {"editions": shelf, "held": held, "in_force": key_in_force(day), "form": OnADay()}
    return page(request, "guidance/library/editions.html", given)


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Finds words in the edition in force, or in the one chosen. What was typed is kept nowhere."""
    typed, key = request.GET.get("q", "").strip(), request.GET.get("edition", "")

    def looked(request: HttpRequest, reader: Opened) -> dict[str, Any]:
        options = [{"value": each.key, "text": each.title} for each in editions()]
        found = index_of(reader.edition).find(typed) if words_of(typed) else None
        given = {"query": readable(typed), "is_cut": len(typed) > LONGEST, "longest": LONGEST, "found": found}
        return given | {"options": options, "chosen": reader.edition.key}

    return in_edition(request, "search.html", "" if key == key_in_force(today()) else key, looked)


@login_not_required
@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Where to read more outside this site, with the day on which each was last found right."""
    return page(request, "guidance/library/links.html", {"elsewhere": elsewhere(), "today": today()})


@login_not_required
@require_safe
def rules_beside(request: HttpRequest) -> HttpResponse:
    """The golden rules of the edition in force beside those of the edition that it follows."""

    def beside(request: HttpRequest, reader: Opened) -> dict[str, Any]:
        before = opened(reader.edition.follows or reader.edition.key)
        came = followed(before.edition, reader.edition, editions(), lambda edition: edition.golden_rules)
        pairs = side_by_side(before.edition.golden_rules, reader.edition.golden_rules, lambda rule: rule.key, came)
        return {"before": before, "pairs": pairs}

    return in_edition(request, "rules_beside.html", "", beside)


@login_not_required
@require_safe
def what_changed(request: HttpRequest) -> HttpResponse:
    """Two editions beside each other, the older first: what is new, what is gone, what is said in other words."""
    shelf = editions()
    chosen = [request.GET.get(name) for name in ("older", "newer")]
    if not any(chosen):
        chosen = _last_step(shelf)
    two = [each for each in reversed(shelf) if each.key in chosen]
    if {key for key in chosen if key} - {each.key for each in two}:
        raise Http404
    options = [{"value": each.key, "text": each.title} for each in shelf]
    sections = changes(two[0], two[1], shelf) if len(two) == 2 else []
    held = {each.key: held_when(each, today()) for each in two}
    given = {"two": two, "sections": sections, "options": options, "held": held, "in_force": key_in_force(today())}
    return page(request, "guidance/library/changes.html", given)


def _last_step(shelf: Sequence[Edition]) -> list[str | None]:
    """The edition in force and the one it replaced or followed; when none is in force, the two newest."""
    now = key_in_force(today())
    came = [each.replaces or each.follows for each in shelf if each.key == now]
    before = [key for key in came if key]
    return [*before, now] if before else [each.key for each in shelf[:2]]


@login_not_required
@require_safe
def on_a_day(request: HttpRequest) -> HttpResponse:
    """Asks for a day, and leads to what was in force on it."""
    form = OnADay(request.GET if request.GET else None)
    if form.is_valid():
        return redirect("guidance_on", day=form.cleaned_data["on"].isoformat())
    return page(request, "guidance/library/on_a_day.html", {"form": form})


@login_not_required
@require_safe
def on(request: HttpRequest, day: str) -> HttpResponse:
    """The whole edition that was in force on this day, with the law that was switched on by then."""
    this = _day(day)
    try:
        reader = opened_on(this)
    except Refused:
        return page(request, "guidance/library/none_kept.html", {"day": in_words(this)}, status=404)
    return page(request, "guidance/library/edition.html", around(reader) | {"on_day": True})


def _day(written: str) -> date:
    """The day in an address, such as 2012-05-01. Not found when there is no such day."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise Http404 from None
    if day.isoformat() != written:
        raise Http404
    return day


front = part("front.html")
questions = part("questions.html")
rules = part("rules.html")
myths = part("myths.html")
outcomes = part("outcomes.html")
law = part("law.html", for_kind)
data_protection = part("data_protection.html")
caldicott = part("caldicott.html")
own_say = part("own_say.html")
glossary = part("glossary.html")
edition = part("edition.html")
