"""What stands around every page: where one can go, how much awaits there, and under which guidance.

Nothing is asked of the database before a template shows it. On the pages of a draft (one thing at a time) the way out
is shown and nothing is counted; on every other page one statement counts all.
"""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sharewell.desk.access import awaited_by
from sharewell.directory.rules import may_look_after
from sharewell.errors import Refused
from sharewell.guidance.editions import edition_in_force
from sharewell.moment import now
from sharewell.oversight.access import scope_for
from sharewell.oversight.rules import Scope
from sharewell.web.addresses import address_of
from sharewell.web.pages import NavItem
from sharewell.web.words import day, local


def around(request: HttpRequest) -> dict[str, Any]:
    """`nav`, the main navigation; where the agency is changed; `edition_in_force_words`, for the foot of the page."""
    return {
        "change_agency_address": address_of("acting_for"),
        "nav": SimpleLazyObject(partial(navigation, request)),
        "edition_in_force_words": SimpleLazyObject(edition_words),
    }


def navigation(request: HttpRequest) -> list[NavItem]:
    """Where this person can go from every page; nothing but the library for somebody who is not signed in."""
    member = getattr(request, "member", None) if _is_signed_in(request) else None
    look_up = ("Look something up", address_of("guidance"), None)
    if not member:
        return _items(request, [look_up])
    if is_within_a_draft(request):
        return _items(
            request, [("My work", address_of("my_work"), None), ("Notices", address_of("notices"), None), look_up]
        )
    awaited = awaited_by(member)
    ways: list[tuple[str, str, int | None]] = [("My work", address_of("my_work"), None)]
    if awaited.receives:
        ways.append(("Queue", address_of("queue"), awaited.new_referrals))
    ways.append(("Who to tell", address_of("chain"), None))
    ways += [("Notices", address_of("notices"), awaited.unread), look_up]
    if scope_for(member) != Scope.NOTHING:
        ways.append(("The book", address_of("book"), None))
    if may_look_after(member.roles):
        ways.append(("Administration", address_of("administration"), None))
    return _items(request, ways)


def is_within_a_draft(request: HttpRequest) -> bool:
    """Whether the page is one of a long form that has been begun."""
    match = request.resolver_match
    return match is not None and "draft" in match.kwargs


def edition_words() -> SafeString | str:
    """Which edition of the guidance holds today, since when, and when it was last checked."""
    try:
        edition = edition_in_force(local(now()).date())
    except Refused as refused:
        return " ".join(refused.reasons)
    return format_html(
        '<a class="govuk-link" href="{}">{}</a>{}, holds from {}, last checked {}.',
        address_of("guidance_edition", edition.key),
        edition.title,
        " (draft edition)" if edition.is_draft else "",
        day(edition.in_force_from),
        day(edition.last_checked),
    )


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(user and user.is_authenticated)


def _items(request: HttpRequest, ways: list[tuple[str, str, int | None]]) -> list[NavItem]:
    return [NavItem(text, href, request.path.startswith(href), count) for text, href, count in ways]
