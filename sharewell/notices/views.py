"""What awaits the member: the list, and the way from a notice to the thing itself."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sharewell.directory.access import may_administer
from sharewell.directory.membership import for_members
from sharewell.directory.models import Member
from sharewell.errors import NotPermitted
from sharewell.notices import access, actions
from sharewell.notices.forms import ChooseNotices
from sharewell.notices.outbox import has_outbox, letters
from sharewell.web.forms import typed
from sharewell.web.pages import page, page_number


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def notices(request: HttpRequest) -> HttpResponse:
    """The member's notices, newest first, a page at a time; posting marks them all read, whatever page they are on."""
    member: Member = request.member  # type: ignore[attr-defined]
    if request.method == "POST":
        actions.mark_all_read(member)
        return redirect("notices")
    number = page_number(request.GET.get("page"))
    found = access.notices_for(member, (number - 1) * access.PAGE, access.PAGE + 1)
    shown, has_older = found[: access.PAGE], len(found) > access.PAGE
    is_one_page = number == 1 and not has_older
    awaits = any(each.awaits for each in shown) or (not is_one_page and access.unread(member).exists())
    context = {"notices": shown, "number": number, "has_older": has_older, "awaits": awaits}
    return page(request, "notices/notices.html", context | {"shows_outbox": has_outbox()})


@require_safe
@for_members
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """The notice is read, and the member is at the thing it is about."""
    notice = access.notice_for(request.member, notice_id)  # type: ignore[attr-defined]
    actions.mark_read(notice)
    return redirect(notice.path)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def choose_notices(request: HttpRequest) -> HttpResponse:
    """Which groups of notices come to the member by e-mail too."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = ChooseNotices(typed(request), chosen=access.choices_of(member), roles=member.roles)
    if request.method == "POST" and form.is_valid():
        chosen = form.carry_out(actions.choose_notices, by=member, member=member, by_email=form.groups())
        if chosen:
            messages.success(request, "Your choice is kept.")
            return redirect("notices")
    return page(request, "notices/choose_notices.html", {"form": form, "email": member.user.email})


@require_safe
@for_members
def undelivered(request: HttpRequest) -> HttpResponse:
    """Whom of the agency e-mail does not reach, for its administrators: nothing of what they were told."""
    agency = request.member.agency  # type: ignore[attr-defined]
    if not may_administer(request.member, agency):  # type: ignore[attr-defined]
        raise NotPermitted(f"Only an administrator of {agency.name} can open this.")
    context = {"agency": agency, "people": access.undelivered_at(agency)}
    return page(request, "notices/undelivered.html", context)


@require_safe
@for_members
def outbox(request: HttpRequest) -> HttpResponse:
    """What would have been sent, in a demonstration; nowhere else is there such a page."""
    if not has_outbox():
        raise Http404
    return page(request, "notices/outbox.html", {"letters": letters()})
