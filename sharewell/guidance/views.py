"""Public, read-only pages: the edition in force, the golden rules and myths, and the law."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sharewell.errors import Refused
from sharewell.guidance.editions import edition as edition_called
from sharewell.guidance.editions import edition_in_force
from sharewell.guidance.markdown import rendered
from sharewell.guidance.rules import Edition, Passage
from sharewell.guidance.wording import length_in_words, mark_in_words
from sharewell.moment import now
from sharewell.web.pages import page


@login_not_required
@require_safe
def guidance(request: HttpRequest) -> HttpResponse:
    """The edition in force today, and the questions it asks."""
    return _page(request, "guidance.html", lambda edition: {})


@login_not_required
@require_safe
def edition(request: HttpRequest, key: str) -> HttpResponse:
    """One edition by its name, in force or not, so that an old decision can be read beside its own words."""
    try:
        found = edition_called(key)
    except Refused:
        raise Http404 from None
    return page(request, "guidance/guidance.html", {"edition": found})


@login_not_required
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The seven golden rules, the myths, and what each outcome means."""
    return _page(request, "rules.html", _rules)


@login_not_required
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """The gateways in law: who may rely on each, for what, what to record, and how certain that is."""
    return _page(request, "law.html", _law)


def _page(request: HttpRequest, template: str, context: Callable[[Edition], dict[str, Any]]) -> HttpResponse:
    """This page of the edition in force; when none is, a page that says so."""
    try:
        found = edition_in_force(localdate(now()))
    except Refused as refused:
        return page(request, "guidance/none.html", {"reasons": refused.reasons}, status=404)
    return page(request, f"guidance/{template}", {"edition": found, **context(found)})


def _rules(edition: Edition) -> dict[str, Any]:
    return {
        "golden_rules": [{"number": rule.number, **_passage(rule)} for rule in edition.golden_rules],
        "myths": _passages(edition.myths),
        "outcomes": [
            {"heading": words.heading, "meaning": rendered(words.meaning), "next_steps": rendered(words.next_steps)}
            for words in edition.outcomes.values()
        ],
    }


def _law(edition: Edition) -> dict[str, Any]:
    clocks = [
        {"clock": clock, "length": length_in_words(clock), "mark": mark_in_words(clock.mark)}
        for clock in edition.clocks
    ]
    gateways = [{"gateway": gateway, "mark": mark_in_words(gateway.mark)} for gateway in edition.gateways]
    return {"passages": _passages(edition.law), "gateways": gateways, "clocks": clocks}


def _passages(passages: Sequence[Passage]) -> list[dict[str, Any]]:
    return [_passage(passage) for passage in passages]


def _passage(passage: Passage) -> dict[str, Any]:
    return {"key": passage.key, "title": passage.title, "quote": passage.quote, "body": rendered(passage.body)}
