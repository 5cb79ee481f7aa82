"""The pages of the book over HTTP."""

import re
import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from sharewell.concerns.proofs import READ_AT_BOTH_ENDS, READ_BY_SENDERS, file_name, proof_words, receipt_if_proved
from sharewell.directory.membership import for_members
from sharewell.errors import Refused
from sharewell.items.access import leads_safeguarding
from sharewell.ledger.vouching.receipts import record_of
from sharewell.ledger.vouching.standing import standings_of
from sharewell.moment import now
from sharewell.oversight import access, showing
from sharewell.oversight.exporting import as_table
from sharewell.oversight.forms import SeekEntries, asked_as
from sharewell.oversight.rules import Mark, Sought
from sharewell.web.pages import page

Request = Any
SIZE = re.compile(r"[0-9]{1,18}")
NOT_YET = "It is being sealed, and there is no receipt yet. Look again in a few seconds"
BROKEN = "The book cannot prove this entry: something in it was altered. Tell whoever runs Sharewell"


def _after(request: Request) -> Mark | None:
    return Mark.read(request.GET.get("after", ""))


@for_members
@require_safe
def concern_timeline(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """Everything the book has of a worry's decision and what followed, oldest first, with its proof."""
    found, part = access.concern_timeline(request.member, concern_id, _after(request))
    context = showing.timeline(part, READ_BY_SENDERS, found.disclosure) | {
        "reference": found.reference,
        "concern": found,
    }
    return page(request, "oversight/timeline.html", context)


@for_members
@require_safe
def referral_timeline(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """The same of a referral, as the team that has it may see it."""
    found, part = access.referral_timeline(request.member, referral_id, _after(request))
    context = showing.timeline(part, READ_AT_BOTH_ENDS, found.disclosure) | {
        "reference": found.disclosure.reference,
        "referral": found,
    }
    return page(request, "oversight/timeline.html", context)


@for_members
@require_safe
def receipt(request: Request, entry_id: uuid.UUID) -> HttpResponse:
    """The receipt as a file. Refused while the entry is being sealed."""
    entry, _ = access.entry_with_receipt(request.member, entry_id)
    standing = standings_of([entry])[entry.pk]
    found = receipt_if_proved(entry, standing)
    if found is None:
        raise Refused(NOT_YET if standing.is_waiting else BROKEN)
    access.enter_receipt_taken(request.member, entry, "receipt")
    return _file(found.text, f"{file_name(entry)}.receipt.tlog-proof", "text/plain; charset=utf-8")


@for_members
@require_safe
def receipt_record(request: Request, entry_id: uuid.UUID) -> HttpResponse:
    """What the receipt speaks of, as a file, with those words that the reader may read."""
    entry, readable = access.entry_with_receipt(request.member, entry_id)
    access.enter_receipt_taken(request.member, entry, "record")
    return _file(record_of(entry, readable), f"{file_name(entry)}.record.json", "application/json")


@for_members
@require_safe
def receipt_standing(request: Request, entry_id: uuid.UUID) -> HttpResponse:
    """How far the proof goes by now, for a page that waits for it. Says nothing of what was written."""
    entry, _ = access.entry_with_receipt(request.member, entry_id)
    standing = standings_of([entry])[entry.pk]
    found = {"words": proof_words(standing), "isDone": not standing.is_waiting, "isProved": standing.is_proved}
    return JsonResponse(found)


@for_members
@require_safe
def who_has_looked(request: Request, child_id: uuid.UUID) -> HttpResponse:
    """Who has looked at a child's record, newest first, and on what ground."""
    child, part, authors = access.who_has_looked(request.member, child_id, _after(request))
    context = showing.looks(part, authors) | {"child": child, "sees_all": leads_safeguarding(request.member)}
    return page(request, "oversight/who_has_looked.html", context)


@for_members
@require_safe
def book(request: Request) -> HttpResponse:
    """The book of one's own agency, for those who oversee it: what was asked for, newest first."""
    form = _seeking(request)
    sought = _sought(form)
    part = access.book_page(request.member, sought, _after(request)) if sought else None
    worries = access.records_behind(request.member, part.entries) if part else {}
    context = showing.book(part, sought, access.scope_for(request.member), worries)
    return page(request, "oversight/book.html", context | {"form": form, "said": form.said() if sought else ""})


@for_members
@require_safe
def book_export(request: Request) -> HttpResponse:
    """The same as a table to take away. Asked for wrongly, it leads back to the page that says what is wrong."""
    sought = _sought(_seeking(request))
    if sought is None:
        return redirect(f"{reverse('book')}?{request.GET.urlencode()}")
    found = access.book_export(request.member, sought)
    table = as_table(found, access.scope_for(request.member))
    return _file(table, f"book-{sought.since}-to-{sought.until}.csv", "text/csv; charset=utf-8")


def _seeking(request: Request) -> SeekEntries:
    """The form as it was asked; with the last days where nothing was."""
    usual = Sought.usual(localdate(now()))
    people = access.people_of(request.member)
    kinds = access.kinds_open_to(access.scope_for(request.member))
    is_asked = "since_day" in request.GET
    return SeekEntries(request.GET if is_asked else asked_as(usual), kinds=kinds, people=lambda: people)


def _sought(form: SeekEntries) -> Sought | None:
    return form.sought() if form.is_valid() else None


@login_not_required
@require_safe
def checkpoints(request: HttpRequest) -> HttpResponse:
    """What anybody can hold the book to: its newest checkpoints, its keys and its witnesses. No account is needed."""
    said = request.GET.get("below", "")
    below = int(said) if SIZE.fullmatch(said) else None
    return page(request, "oversight/checkpoints.html", showing.checkpoints(*access.checkpoints_page(below), below))


@login_not_required
@require_safe
def checkpoint_note(request: HttpRequest, size: int) -> HttpResponse:
    """One checkpoint as a text note, as other programs read it (c2sp.org/tlog-checkpoint)."""
    return HttpResponse(access.checkpoint_note(size), content_type="text/plain; charset=utf-8")


def _file(text: str, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
