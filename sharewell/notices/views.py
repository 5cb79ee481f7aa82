"""What awaits the member: the list, and the way from a notice to the thing itself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.directory.membership import for_members
from sharewell.notices import access, actions
from sharewell.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def notices(request: HttpRequest) -> HttpResponse:
    """The member's notices, newest first; posting marks them all read."""
    if request.method == "POST":
        actions.mark_all_read(request.member)  # type: ignore[attr-defined]
        return redirect("notices")
    found = access.notices_for(request.member)  # type: ignore[attr-defined]
    unread = sum(notice.read_at is None for notice in found)
    return page(request, "notices/notices.html", {"notices": found, "unread": unread})


@require_safe
@for_members
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """The notice is read, and the member is at the thing it is about."""
    notice = access.notice_for(request.member, notice_id)  # type: ignore[attr-defined]
    actions.mark_read(notice)
    return redirect(notice.path)
