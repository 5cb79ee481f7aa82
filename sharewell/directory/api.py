"""The public numbers over HTTP as data: Open Referral UK 3.0, read-only, for anybody. Errors have one shape."""

import functools
import hashlib
import json
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sharewell.directory import access
from sharewell.directory.models import Team
from sharewell.directory.open_referral import shapes
from sharewell.directory.open_referral.asking import Asked, UnfitError, asked_for
from sharewell.directory.open_referral.terms import TAXONOMIES, TERMS, turned
from sharewell.moment import now

ABOUT = {
    "version": "HSDS-UK-3.0",
    "profile": "https://docs.openreferraluk.org/en/latest/",
    "openapi_url": "https://raw.githubusercontent.com/OpenReferralUK/uk-profile/main/schema/openapi.json",
}
View = Callable[..., Any]


def _answers(view: View) -> View:
    """What the view gives is sent as JSON, with a mark by which a reader knows that nothing has changed."""

    @functools.wraps(view)
    def answered(request: HttpRequest, **parts: Any) -> HttpResponse:
        try:
            return _sent(request, view(request, **parts))
        except UnfitError as unfit:
            return _sent(request, _error(400, "Something asked for cannot be understood.", unfit.faults), 400)
        except Http404:
            return _sent(request, _error(404, "There is nothing here with this id.", {}), 404)

    return login_not_required(require_safe(answered))


def _error(status: int, title: str, faults: dict[str, str]) -> dict[str, Any]:
    wrong = [{"parameter": name, "message": message} for name, message in faults.items()]
    return {"status": status, "title": title, "errors": wrong}


def _sent(request: HttpRequest, shape: Any, status: int = 200) -> HttpResponse:
    body = json.dumps(shape, ensure_ascii=False, separators=(",", ":")).encode()
    mark = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    if status == 200 and request.headers.get("If-None-Match") == mark:
        answer = HttpResponse(status=304)
    else:
        answer = HttpResponse(body, status=status, content_type="application/json")
    answer["ETag"] = mark
    # The standard wants pages of other sites to read it; it is public, and nobody is signed in to it.
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@_answers
def about(request: HttpRequest) -> Any:
    """What this is, and by which standard."""
    return ABOUT


@_answers
def service_list(request: HttpRequest) -> Any:
    """Services, a page at a time, each with what there is once; `full`: with everything; `minimal`: ids and dates."""
    asked, at = asked_for(request.GET.dict()), now()
    teams, total = access.published(asked, at)
    if asked.minimal:
        shown = [{"id": str(team.pk), "modified_date": shapes.instant(team.changed_at)} for team in teams]
    elif asked.full:
        shown = [shapes.service(each, _page_of) for each in access.as_contacts(teams, at)]
    else:
        shown = [shapes.service_in_list(team, _page_of) for team in teams]
    return _page(asked, shown, total)


@_answers
def service(request: HttpRequest, wanted: str) -> Any:
    """One service with everything that belongs to it."""
    return shapes.service(access.published_one(_id(wanted), now()), _page_of)


@_answers
def at_location_list(request: HttpRequest) -> Any:
    """Services at the places where they are, a page at a time."""
    asked, at = asked_for(request.GET.dict()), now()
    teams, total = access.published(asked, at, only_places=True)
    if asked.full:
        shown = [shapes.at_location_whole(each, _page_of) for each in access.as_contacts(teams, at)]
    else:
        shown = [shapes.at_location_in_list(team, _page_of) for team in teams]
    return _page(asked, shown, total)


@_answers
def at_location(request: HttpRequest, wanted: str) -> Any:
    """One service at its place, with everything that belongs to it."""
    found = access.published_one(turned(_id(wanted), shapes.AT_LOCATION), now())
    if found.team.closed_at or not shapes.has_a_place(found.team):
        raise Http404
    return shapes.at_location_whole(found, _page_of)


@_answers
def taxonomies(request: HttpRequest) -> Any:
    """The taxonomies, a page at a time."""
    return _part_of(request, [each.shape for each in TAXONOMIES])


@_answers
def taxonomy(request: HttpRequest, wanted: str) -> Any:
    """One taxonomy with its terms."""
    return _with_id([each.shape for each in TAXONOMIES], wanted)


@_answers
def taxonomy_terms(request: HttpRequest) -> Any:
    """The terms of all taxonomies, or of one (`taxonomy_id`), a page at a time."""
    wanted = request.GET.get("taxonomy_id", "")
    return _part_of(request, [term.shape for term in TERMS if wanted in ("", str(term.taxonomy.id))])


@_answers
def taxonomy_term(request: HttpRequest, wanted: str) -> Any:
    """One term."""
    return _with_id([each.shape for each in TERMS], wanted)


def _part_of(request: HttpRequest, everything: Sequence[Any]) -> dict[str, Any]:
    asked = asked_for(request.GET.dict())
    start = asked.per_page * (asked.page - 1)
    return _page(asked, everything[start : start + asked.per_page], len(everything))


def _page(asked: Asked, shown: Sequence[Any], total: int) -> dict[str, Any]:
    pages = -(-total // asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(shown),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not shown,
        "contents": shown,
    }


def _with_id(shown: Sequence[dict[str, Any]], wanted: str) -> dict[str, Any]:
    for each in shown:
        if each["id"] == str(_id(wanted)):
            return each
    raise Http404


def _id(wanted: str) -> uuid.UUID:
    try:
        return uuid.UUID(wanted)
    except ValueError:
        raise Http404 from None


def _page_of(team: Team) -> str:
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{reverse('contact', args=[team.pk])}"
