"""The front pages: where anybody begins, the walk without an account, one's own work, and a team's queue."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.concerns.sheets.access import sheets_waiting_for
from sharewell.desk import access, showing, walking_pages
from sharewell.desk.health import State, worst
from sharewell.desk.rules import Asked, QueueTab, WorkTab, one_of, whose_of
from sharewell.desk.walking import Walking, address, walking
from sharewell.directory.access import answering_this_minute
from sharewell.directory.membership import for_members
from sharewell.directory.rules import may_look_after
from sharewell.errors import Refused
from sharewell.guidance.editions import edition_in_force
from sharewell.moment import now
from sharewell.web.headers import unnamed
from sharewell.web.pages import page, page_number

Request = Any
LONGEST_SEARCH = 100


@login_not_required
@require_safe
def start(request: Request) -> HttpResponse:
    """Danger, who answers now, and the ways in. No account is needed."""
    return page(request, "desk/start.html", {"answering": answering_this_minute(now())})


@login_not_required
@require_safe
def health(request: Request) -> JsonResponse:
    """How Sharewell is, for whoever watches over it: 200, or 503 when something is broken. No account is needed."""
    checks = access.health(now())
    state = worst(checks)
    told = {"state": state, "checks": {each.name: each.told for each in checks}}
    return JsonResponse(told, status=503 if state == State.BROKEN else 200)


@login_not_required
@require_safe
@unnamed
def public_walk(request: Request) -> HttpResponse:
    """One question of the walk, or what the answers advise. No account; nothing is kept."""
    return _walked(request, walking_pages.next_page)


@login_not_required
@require_safe
@unnamed
def public_walk_together(request: Request) -> HttpResponse:
    """Every question of the walk on one page. No account; nothing is kept."""
    return _walked(request, walking_pages.together)


def _walked(request: Request, shown: Callable[[Request, Walking], HttpResponse]) -> HttpResponse:
    """The page that goes with what the address says. An address that says something else as well is mended first."""
    try:
        edition = edition_in_force(localdate(now()))
    except Refused as refused:
        return page(request, "desk/walk_none.html", {"reasons": refused.reasons}, status=404)
    found = walking(edition, localdate(now()), request.GET)
    if found.has_unknown:
        context = {"walking": found, "go_on": address(found.carried()), "afresh": address([])}
        return page(request, "desk/walk_unknown.html", context, status=404)
    return shown(request, found)


@require_safe
@for_members
def home(request: Request) -> HttpResponse:
    """Leads to the page that the member works from: the queue, their own work, what they look after, or the ways in."""
    if access.awaited_by(request.member).receives:
        return redirect("queue")
    if request.member.works_with_children:
        return redirect("my_work")
    return redirect("administration" if may_look_after(request.member.roles) else "start")


@require_safe
@for_members
def my_work(request: Request) -> HttpResponse:
    """What the member sent or decided, what became of it, and what awaits them."""
    asked = Asked(
        tab=one_of(WorkTab, request.GET.get("show")),
        page=page_number(request.GET.get("page")),
        whose=access.MINE if request.GET.get("whose") == access.MINE else "",
    )
    work = access.work_of(request.member, asked)
    return page(request, "desk/my_work.html", showing.work(request, work))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def queue(request: Request, team_id: UUID | None = None) -> HttpResponse:
    """What was sent to the member's team, least time left first. 404 for everybody who is not in one that receives.

    A name is looked for by POST, so that it stands in no address, no history and nobody's log.
    """
    teams = access.receiving_teams(request.member)
    team = next((each for each in teams if team_id in (None, each.pk)), None)
    if team is None:
        raise Http404
    said = request.POST if request.method == "POST" else request.GET
    asked = Asked(
        tab=one_of(QueueTab, said.get("show")),
        page=page_number(said.get("page")),
        words=request.POST.get("words", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        whose=whose_of(said.get("with")),
    )
    shown = access.queue_of(request.member, team, asked)
    waiting = len(sheets_waiting_for(request.member, team))
    return page(request, "desk/queue.html", showing.queue(request, shown, teams) | {"sheets_waiting": waiting})
