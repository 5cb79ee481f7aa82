"""The front pages: where anybody begins, one's own work, and a team's queue."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.desk import access, showing
from sharewell.desk.rules import Asked, Having, QueueTab, WorkTab, one_of, page_number
from sharewell.directory.access import answering_this_minute
from sharewell.directory.membership import for_members
from sharewell.directory.rules import Role
from sharewell.moment import now
from sharewell.web.pages import page

Request = Any
LONGEST_SEARCH = 100


@login_not_required
@require_safe
def start(request: Request) -> HttpResponse:
    """Danger, who answers now, and the ways in. No account is needed."""
    return page(request, "desk/start.html", {"answering": answering_this_minute(now())})


@require_safe
@for_members
def home(request: Request) -> HttpResponse:
    """Leads to the page that the member works from: the queue, their own work, or the ways in."""
    if access.awaited_by(request.member).receives:
        return redirect("queue")
    return redirect("start" if request.member.roles == {Role.ADMINISTRATOR} else "my_work")


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
        whose=one_of(Having, said.get("with")),
    )
    shown = access.queue_of(request.member, team, asked)
    return page(request, "desk/queue.html", showing.queue(request, shown, teams))
