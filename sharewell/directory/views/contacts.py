"""The public numbers, for anybody: who answers now, all that fit, one by itself, and one that is wrong."""

import uuid
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sharewell.accounts.actions.tries import TooManyTries
from sharewell.accounts.marks import address_of
from sharewell.accounts.sessions import next_minute, seconds_until
from sharewell.directory import access, actions
from sharewell.directory.contacts import ContactNow
from sharewell.directory.forms import SayWrong, SeekContacts
from sharewell.directory.membership import acting_member
from sharewell.directory.rules import Need
from sharewell.directory.showing import found_words, pages_around
from sharewell.directory.wording import NEED_WORDS
from sharewell.moment import now
from sharewell.web.forms import typed
from sharewell.web.pages import page, page_number


@login_not_required
@require_safe
def contacts(request: HttpRequest) -> HttpResponse:
    """Who answers now for a need and a place, and the public numbers that fit what was looked for, a page at a time."""
    form, at = SeekContacts.asked_by(request), now()
    seek, number = form.seek(), page_number(request.GET.get("page"))
    found = access.find_contacts(seek, number, at)
    context = {
        "form": form,
        "seek": seek,
        "found": found,
        "said": found_words(found, form.is_asking),
        "pages": pages_around(request, found),
        "answering": _answering(seek, at),
        "asked": form.as_address(),
        "asked_for": _asked_for(seek),
    }
    return page(request, "directory/contacts.html", context)


def _answering(seek: access.Seek, at: datetime) -> Any:
    """Who answers for the need and the place; none for the leads of schools, where each school has its own."""
    if seek.need == Need.SCHOOL_LEAD:
        return None
    if seek.need or seek.area:
        return access.answering_for(seek.need or Need.WORRY, seek.area, at)
    return access.answering_this_minute(at)


def _asked_for(seek: access.Seek) -> str:
    """`Advice about what to do, in Holmbury North`; empty when neither was chosen."""
    if not seek.area:
        return NEED_WORDS[seek.need] if seek.need else ""
    return f"{NEED_WORDS[seek.need]}, in {seek.area.name}" if seek.need else f"In {seek.area.name}"


@login_not_required
@require_safe
def contact(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """One number and all that is known of it, to ring, to read and to print."""
    return _contact_page(request, access.contact_for(acting_member(request), team_id, now()), SayWrong())


def _contact_page(request: HttpRequest, shown: ContactNow, form: SayWrong) -> HttpResponse:
    context = {"contact": shown, "team": shown.team, "form": form, "is_said": request.GET.get("said") == "wrong"}
    return page(request, "directory/contact.html", context)


@login_not_required
@require_POST
def report_wrong_number(request: HttpRequest, team_id: uuid.UUID) -> HttpResponse:
    """Somebody says that this number is wrong: one press, and a line if they like."""
    member = acting_member(request)
    shown, form = access.contact_for(member, team_id, now()), SayWrong(typed(request))
    if not form.is_valid():
        return _contact_page(request, shown, form)
    by, note = member or (request.user if request.user.is_authenticated else actions.THE_CONTACTS_PAGE), form.note_typed
    if not access.is_said_already(shown.team, note):
        try:
            actions.count_report(by=by, address=address_of(request))
        except TooManyTries as stopped:
            return _too_many(request, shown, stopped)
        if form.carry_out(actions.report_wrong_number, by=by, team=shown.team, note=note) is None:
            return _contact_page(request, shown, form)
    return redirect(f"{reverse('contact', args=[team_id])}?said=wrong")


def _too_many(request: HttpRequest, shown: ContactNow, stopped: TooManyTries) -> HttpResponse:
    context = {"team": shown.team, "again_at": next_minute(stopped.again_at)}
    answer = page(request, "directory/too_many_reports.html", context, status=429)
    answer.headers["Retry-After"] = str(seconds_until(stopped.again_at))
    return answer
