"""For which agency somebody acts: one at a time, chosen by them, kept in their session, shown on every page.

The middleware puts `request.member` on every request (lazy: no statement before it is asked for): the member as whom
the signed-in person acts, or nothing. A person with one membership acts as that; one with several chooses, and is asked
again when what they chose has ended, so that nothing is done for an agency they did not mean.
"""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from sharewell.accounts import marks
from sharewell.accounts.keeping import pages_anew
from sharewell.directory import access
from sharewell.directory.models import Member
from sharewell.ledger.book import declare, enter
from sharewell.web.pages import page

SIGNED_IN_FOR = declare(
    "member.signed_in", "Somebody signed in who is a member of one agency, and acts for it from now on."
)
ACTING_AS = "acting_as"
# In the session: {digest of the pages shown before a change of agency: the member they were shown to}.
SHOWN_TO = "shown_to"
MOST_REMEMBERED = 10
P = ParamSpec("P")


class SignedIn(AuthenticationMiddleware):
    """Puts `request.user` on each request; a person who acts as a member is read together with the member.

    Django's own way is asked whenever the session says anything but that, so that it alone decides who is turned away.
    """

    def process_request(self, request: Any) -> None:
        super().process_request(request)
        in_djangos_way = request.user
        request.user = SimpleLazyObject(lambda: _person_of_member(request) or in_djangos_way)


def _person_of_member(request: Any) -> Any:
    kept = request.session
    if kept.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS or ACTING_AS not in kept:
        return None
    member = access.signed_in_member(kept[SESSION_KEY], kept[ACTING_AS])
    if member is None or not constant_time_compare(kept.get(HASH_SESSION_KEY, ""), member.user.get_session_auth_hash()):
        return None
    request.signed_in_member = member
    # Where Django keeps whom it has found, for all who ask it.
    request._cached_user = member.user
    return member.user


class ActingFor:
    """Puts `request.member` on each request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.member = SimpleLazyObject(lambda: acting_member(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def acting_member(request: HttpRequest) -> Member | None:
    """The member this request is made by; None when signed out, when there is none, and when one must be chosen."""
    if not request.user.is_authenticated:
        return None
    if chosen := request.session.get(ACTING_AS):
        found = getattr(request, "signed_in_member", None)
        is_still = found is not None and str(found.pk) == chosen and found.user_id == request.user.pk
        member = found if is_still else access.member_for(request.user, chosen)
        if member is None:
            del request.session[ACTING_AS]
        return member
    memberships = access.members_of(request.user)
    if len(memberships) != 1:
        return None
    act_as(request, memberships[0])
    # Whoever chooses is entered as choosing. So each agency's book has who signed in for it, and in what role.
    enter(SIGNED_IN_FOR, by=memberships[0], subject_kind="member", subject_id=memberships[0].pk)
    return memberships[0]


def act_as(request: HttpRequest, member: Member) -> None:
    """From now on this session acts as the member."""
    request.session[ACTING_AS] = str(member.pk)


def switch_to(request: HttpRequest, member: Member) -> None:
    """A new session and new pages, for this member. Pages shown before belong to whom they were shown to."""
    if (before := request.session.get(ACTING_AS)) and (pages := marks.digest(request.META.get("CSRF_COOKIE", ""))):
        shown = {**request.session.get(SHOWN_TO, {}), pages: before}
        request.session[SHOWN_TO] = dict([*shown.items()][-MOST_REMEMBERED:])
    request.session.cycle_key()
    pages_anew(request)
    act_as(request, member)


def shown_to_another(request: HttpRequest) -> Member | None:
    """The same person as a member of another agency, when the form that arrived was shown to them as that."""
    acting = acting_member(request)
    shown = request.session.get(SHOWN_TO, {}).get(marks.page_digest(request)) if acting else None
    if acting is None or shown in (None, str(acting.pk)):
        return None
    return access.member_for(request.user, shown)  # type: ignore[arg-type]


def for_members(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is for somebody who acts as a member; others choose first, or are told that they are in no agency."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        member = acting_member(request)
        if member is not None:
            request.member = member  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)
        if access.members_of(request.user):  # type: ignore[arg-type]
            came_from = {"next": request.get_full_path()} if request.method == "GET" else {}
            return redirect(f"{reverse('acting_for')}?{urlencode(came_from)}".rstrip("?"))
        return page(request, "directory/no_membership.html", status=403)

    return asked
