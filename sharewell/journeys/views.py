"""The pages of a journey: begin, answer, save, check, send, throw away."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sharewell.directory.membership import for_members
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.journeys import access, actions, showing
from sharewell.journeys.checking import check_page
from sharewell.journeys.mounts import Mount
from sharewell.journeys.rules import Held, Page, Settled
from sharewell.journeys.sheets import pressed, typed_into
from sharewell.journeys.showing import Seen
from sharewell.journeys.sitting import Sitting
from sharewell.web.errors import words_sent
from sharewell.web.forms import typed
from sharewell.web.pages import page as shown_page

View = Callable[..., HttpResponse]
# The button of a page that shows what its own answers lead to: they are saved, and the same page comes again.
STAY = "stay"


def for_author(mount: Mount, view: View, *, quietly: bool = False) -> View:
    """The view, given the sitting of its author; 404 for anybody else. A draft that is done leads to its result, by way
    of the words that came too late for it, if any were typed.

    quietly: a script asks, that wants no page: 409 says that the draft is done.
    """

    @for_members
    @wraps(view)
    def opened(request: Any, draft: Any, **parts: Any) -> HttpResponse:
        kept = access.draft_for(request.member, draft, mount.journey.key)
        if kept.is_done:
            return HttpResponse(status=409) if quietly else _finished(request, mount, kept.result_path)
        try:
            return view(request, Sitting(by=request.member, draft=kept, mount=mount), **parts)
        except actions.AlreadyDone as done:
            return _finished(request, mount, done.path)

    return opened


def _finished(request: HttpRequest, mount: Mount, result: str) -> HttpResponse:
    words = words_sent(request)
    if not words:
        return redirect(result)
    context = {"journey": mount.journey, "result": result, "words": words, "reasons": ()}
    return shown_page(request, "journeys/finished_before.html", context, status=409)


def start(mount: Mount) -> View:
    """The start page; its button begins a draft. Drafts begun before are offered first.

    Where the journey asks its first question here, the answer is the first thing in the draft; without an answer the
    question comes again by itself. Sent twice, it is the same draft.
    """

    @for_members
    @require_http_methods(["GET", "HEAD", "POST"])
    def start_journey(request: Any) -> HttpResponse:
        journey = mount.journey
        blank = Sitting(by=request.member, draft=actions.blank_draft(by=request.member, mount=mount), mount=mount)
        first = blank.path.first_unfinished if journey.asks_at_start else None
        if request.method == "POST":
            begun = _first_answer(request, blank, first) if first else {}
            draft = actions.start_draft(by=request.member, mount=mount, answers=begun)
            return go_on(request, Sitting(by=request.member, draft=draft, mount=mount))
        if not journey.may_begin(request.member, ""):
            raise NotPermitted(f"You cannot begin “{journey.title}” here.")
        unfinished = access.drafts_of(request.member, journey.key)
        context = {"journey": journey, "unfinished": unfinished, "action": mount.address()}
        return shown_page(request, journey.start_template, context | _first_question(blank, first))

    return start_journey


def _first_question(blank: Sitting, first: Page | None) -> dict[str, Any]:
    """For the start page: its form, where the journey asks its first question there."""
    if first is None:
        return {}
    sheet = blank.sheet(first)
    showing.with_heading(blank, first, sheet, rank=2)
    return {"sheet": sheet, "first": first}


def _first_answer(request: HttpRequest, blank: Sitting, first: Page) -> dict[str, Held]:
    """The answer that was given on the start page, if it is a right one."""
    held = typed_now(request, blank, first)
    sheet = blank.sheet(first, held)
    return {first.slug: blank.accept(first, held, sheet)} if sheet.is_valid() else {}


def go_on(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Where the author stopped."""
    return redirect(showing.onward(sitting, sitting.path.first_unfinished))


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, sitting: Sitting, page: str) -> HttpResponse:
    """One page. One that is not asked, or lies beyond the first unfinished, leads to the first unfinished."""
    asked = sitting.page(page)
    if asked not in sitting.path.reached:
        return _out_of_turn(request, sitting, asked)
    if asked.visit:
        return _visited(request, sitting, asked, asked.visit(request, sitting, asked))
    if request.method == "POST":
        return _answered(request, sitting, asked)
    return showing.question(request, sitting, asked, _sheet_to_show(request, sitting, asked))


def _sheet_to_show(request: HttpRequest, sitting: Sitting, page: Page) -> Any:
    if page.form is None:
        return None
    held = sitting.held.get(page.slug)
    if typed(request) is not None:
        return sitting.sheet(page, typed_now(request, sitting, page)).without_errors()
    sheet = sitting.sheet(page, held)
    if held is not None and not held.is_finished:
        return sheet.without_errors()
    if held is not None:
        sheet.is_valid()
    return sheet


def typed_now(request: HttpRequest, sitting: Sitting, page: Page, prefix: str = "") -> Held:
    """What this request (or the post kept while its author signed in again) says about the page; not yet accepted."""
    words = typed(request)
    if page.form is None or words is None:
        return Held()
    saved = sitting.held.get(page.slug)
    held = typed_into(page, sitting.form_class(page), words, prefix)
    return Held(typed=held.typed, rows=held.rows, removed=saved.removed if saved else None)


def _answered(request: HttpRequest, sitting: Sitting, page: Page) -> HttpResponse:
    held, seen = typed_now(request, sitting, page), Seen.read(request.POST.get("_seen", ""))
    try:
        moved = pressed(page, held, request.POST.get("_do", ""))
        if moved is not None:
            actions.keep_answers(sitting=sitting, pages={page.slug: moved}, seen=seen.version, tab=seen.tab)
            return redirect(_same_page(request, len(moved.rows)))
        if request.POST.get("_do") == STAY:
            actions.keep_answers(sitting=sitting, pages={page.slug: held}, seen=seen.version, tab=seen.tab)
            return redirect(request.get_full_path())
        sheet = sitting.sheet(page, held) if page.form else None
        is_right = sheet is None or sheet.is_valid()
        taken = sitting.accept(page, held, sheet) if is_right else held
        actions.keep_answers(sitting=sitting, pages={page.slug: taken}, seen=seen.version, tab=seen.tab)
    except actions.TwoTabs:
        return showing.two_versions(request, sitting, page, held)
    except Refused as refused:
        return showing.not_saved(request, sitting, page, held, refused.reasons)
    if not is_right:
        return showing.question(request, sitting, page, sheet)
    is_change = "change" in request.GET
    after = sitting.path.next_to_answer(page.slug, is_change=is_change)
    return redirect(showing.onward(sitting, after, is_change=is_change))


def _same_page(request: HttpRequest, rows: int) -> str:
    return f"{request.get_full_path()}#row-{rows}"


def _out_of_turn(request: HttpRequest, sitting: Sitting, page: Page) -> HttpResponse:
    """What was typed is kept all the same, and counts when its turn comes."""
    if request.method == "POST" and page.form and not page.visit:
        held, seen = typed_now(request, sitting, page), Seen.read(request.POST.get("_seen", ""))
        try:
            actions.keep_answers(sitting=sitting, pages={page.slug: held}, seen=seen.version, tab=seen.tab)
        except actions.TwoTabs:
            return showing.two_versions(request, sitting, page, held)
        except Refused as refused:
            return showing.not_saved(request, sitting, page, held, refused.reasons)
    return go_on(request, sitting)


def _visited(request: HttpRequest, sitting: Sitting, page: Page, came: Any) -> HttpResponse:
    if isinstance(came, HttpResponse):
        return came
    if not isinstance(came, Settled):
        return showing.question(request, sitting, page, None, {"autosave": "", **(came or {})})
    seen, held = Seen.read(request.POST.get("_seen", "")), Held(typed=came.typed)
    taken = sitting.accept(page, held) if came.is_finished else held
    actions.keep_answers(sitting=sitting, pages={page.slug: taken}, seen=seen.version, tab=seen.tab)
    if not came.is_finished:
        return redirect(request.get_full_path())
    is_change = "change" in request.GET
    after = sitting.path.next_to_answer(page.slug, is_change=is_change)
    return redirect(showing.onward(sitting, after, is_change=is_change))


@require_POST
def autosave(request: HttpRequest, sitting: Sitting, page: str) -> HttpResponse:
    """Saves what is typed so far, right or wrong. 204; 409 when another tab saved other words; 413 when too large."""
    return save_quietly(request, sitting, {sitting.page(page): ""})


def save_quietly(request: HttpRequest, sitting: Sitting, prefixes: dict[Page, str]) -> HttpResponse:
    """Saves these pages as typed, each under its prefix, and answers without a page."""
    seen = Seen.read(request.POST.get("_seen", ""))
    changed = {}
    for page, prefix in prefixes.items():
        held, saved = typed_now(request, sitting, page, prefix), sitting.held.get(page.slug)
        if page.form and not (saved or Held()).same_words_as(held):
            if saved and saved.is_finished and saved.tab == seen.tab:
                return HttpResponse(status=409)
            changed[page.slug] = held
    try:
        if changed:
            actions.keep_answers(sitting=sitting, pages=changed, seen=seen.version, tab=seen.tab)
    except (Overtaken, actions.AlreadyDone):
        return HttpResponse(status=409)
    except Refused as refused:
        return HttpResponse(" ".join(refused.reasons), content_type="text/plain; charset=utf-8", status=413)
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Check your answers; its button performs the act, once. What no longer holds leads to its page first."""
    if open_page := _open_page(sitting):
        return redirect(showing.address(sitting, open_page, is_change=True))
    if request.method != "POST":
        return check_page(request, sitting)
    try:
        seen = Seen.read(request.POST.get("_seen", ""))
        return redirect(actions.finish_draft(sitting=sitting, seen=seen.version))
    except NotPermitted:
        raise
    except Refused as refused:
        return _not_sent(request, _again(sitting), refused)


def _open_page(sitting: Sitting) -> Page | None:
    """The first page that is not answered, or whose answer no longer holds."""
    return sitting.path.first_unfinished or next((p for p in sitting.path.pages if not sitting.stands(p)), None)


def _not_sent(request: HttpRequest, sitting: Sitting, refused: Refused) -> HttpResponse:
    """Why, on the check page as things stand now; an answer that no longer holds says so on its own page."""
    if open_page := _open_page(sitting):
        return redirect(showing.address(sitting, open_page, is_change=True))
    status = 409 if isinstance(refused, Overtaken) else 200
    return check_page(request, sitting, refused.reasons, status=status)


def _again(sitting: Sitting) -> Sitting:
    draft = access.draft_for(sitting.by, sitting.draft.pk, sitting.journey.key)
    return Sitting(by=sitting.by, draft=draft, mount=sitting.mount)


@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """Asks whether to throw the draft away, and does it."""
    if request.method == "POST":
        actions.discard_draft(by=sitting.by, draft=sitting.draft)
        return redirect(sitting.mount.home)
    back = sitting.mount.address("draft", draft=sitting.draft.pk)
    return shown_page(request, "journeys/discard.html", showing.shared(request, sitting) | {"back": back})
