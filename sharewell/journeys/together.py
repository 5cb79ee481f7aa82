"""The pages of a group shown as one page, for people who answer them every day.

Every question stands there, those not needed so far in a closed box; only the answers on the path count. *Update*
shows again what is needed now, *Continue* goes on when every question on the path has its answer.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sharewell.errors import Refused
from sharewell.journeys import actions, showing
from sharewell.journeys.rules import Group, Held, Page
from sharewell.journeys.sheets import Sheet, pressed
from sharewell.journeys.showing import Seen
from sharewell.journeys.sitting import Sitting
from sharewell.journeys.views import save_quietly, typed_now
from sharewell.web.forms import typed
from sharewell.web.pages import page as shown_page

Sheets = dict[str, Sheet]


def group_of(sitting: Sitting, key: str) -> tuple[Group, list[Page]]:
    """The group and its pages. Raises Http404 when the journey has no such group, or it cannot stand on one page."""
    group = sitting.journey.group(key)
    if group is None or not showing.can_stand_together(sitting, group):
        raise Http404("These questions cannot be shown on one page.")
    return group, showing.pages_of(sitting, group)


@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, sitting: Sitting, group: str = "") -> HttpResponse:
    """The group as one page. Before its turn it leads to the first unfinished page."""
    found, pages = group_of(sitting, group)
    if not any(page in sitting.path.reached for page in pages):
        return redirect(showing.onward(sitting, sitting.path.first_unfinished))
    if request.method == "POST":
        return _answered(request, sitting, found, pages)
    kept = typed(request) is not None
    sheets = {}
    for page in pages:
        if page.form is not None:
            held = typed_now(request, sitting, page, page.slug) if kept else sitting.held.get(page.slug)
            sheets[page.slug] = sitting.sheet(page, held, prefix=page.slug)
            if held is not None:
                sheets[page.slug].without_errors()
    return _shown(request, sitting, found, sheets)


@require_POST
def autosave_together(request: HttpRequest, sitting: Sitting, group: str = "") -> HttpResponse:
    """Saves what is typed so far on all of the group's pages, right or wrong."""
    _, pages = group_of(sitting, group)
    return save_quietly(request, sitting, {page: page.slug for page in pages})


def _answered(request: HttpRequest, sitting: Sitting, group: Group, pages: list[Page]) -> HttpResponse:
    held = {page.slug: typed_now(request, sitting, page, page.slug) for page in pages}
    seen, button = Seen.read(request.POST.get("_seen", "")), request.POST.get("_do", "")
    moved = _moved(pages, held, button)
    sheets, wrong = _taken(sitting, pages, held, moved)
    changed = {slug: sitting.held[slug] for slug in held if sitting.held[slug] is not None}
    try:
        actions.keep_answers(sitting=sitting, pages=changed, seen=seen.version, tab=seen.tab)
    except actions.TwoTabs:
        return _two_versions(request, sitting, group, pages, held)
    except Refused as refused:
        next(iter(sheets.values())).forms[0].add_error(None, " ".join(refused.reasons))
        return _shown(request, sitting, group, sheets)
    if moved or button == "update":
        return redirect(request.get_full_path() + (f"#{moved}" if moved else ""))
    if wrong:
        return _shown(request, sitting, group, sheets)
    return redirect(showing.onward(sitting, _after(sitting, pages, is_change="change" in request.GET)))


def _moved(pages: list[Page], held: dict[str, Held], button: str) -> str:
    """Where a row was added or taken out; nothing for any other button."""
    slug, _, what = button.partition(":")
    page = next((page for page in pages if page.slug == slug), None)
    now = pressed(page, held[slug], what) if page else None
    if now is not None:
        held[slug] = now
    return slug if now is not None else ""


def _taken(sitting: Sitting, pages: list[Page], held: dict[str, Held], moved: str) -> tuple[Sheets, bool]:
    """Accepts what is right, page by page, the path worked out afresh after each. Says whether any on it is wrong.

    A page with a row just added or taken out is still being written.
    """
    before = dict(sitting.held)
    for slug, typed_words in held.items():
        sitting.put(slug, typed_words)
    sheets, wrong = {}, False
    for page in pages:
        is_asked = page in sitting.path.pages
        if page.form is not None:
            sheets[page.slug] = sitting.sheet(page, held[page.slug], prefix=page.slug)
        sheet = sheets.get(page.slug)
        if not is_asked:
            _left_aside(sitting, page, before.get(page.slug), sheet)
        elif page.slug != moved and (sheet is None or sheet.is_valid()):
            sitting.accept(page, held[page.slug], sheet)
        else:
            wrong = True
    return sheets, wrong


def _left_aside(sitting: Sitting, page: Page, before: Held | None, sheet: Sheet | None) -> None:
    """A page that is not asked keeps its words, and keeps standing if nobody changed them."""
    if before is not None and before.same_words_as(sitting.held[page.slug]):
        sitting.put(page.slug, before)
    if sheet is not None:
        sheet.without_errors()


def _after(sitting: Sitting, pages: list[Page], *, is_change: bool) -> Page | None:
    last = [page for page in sitting.path.pages if page in pages][-1]
    return sitting.path.next_to_answer(last.slug, is_change=is_change)


def _two_versions(
    request: HttpRequest, sitting: Sitting, group: Group, pages: list[Page], held: dict[str, Held]
) -> HttpResponse:
    saved = {page: Held.from_json(sitting.draft.answers.get(page.slug, {})) for page in pages if page.form}
    conflict = [line for page, kept in saved.items() for line in _said(sitting, page, kept)]
    sheets = {page.slug: sitting.sheet(page, held[page.slug], prefix=page.slug).without_errors() for page in saved}
    return _shown(request, sitting, group, sheets, conflict, status=409)


def _said(sitting: Sitting, page: Page, held: Held) -> list[tuple[str, str]]:
    lines = sitting.sheet(page, held).in_words()
    return [(sitting.short(page), lines[0][1])] if len(lines) == 1 else lines


def _shown(
    request: HttpRequest,
    sitting: Sitting,
    group: Group,
    sheets: Sheets,
    conflict: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = [_part(sitting, page, sheets) for page in sitting.path.pages if page.slug in sheets]
    on_path = {part["page"].slug for part in asked}
    others = [_part(sitting, page, sheets) for page in sitting.pages if page.slug in sheets.keys() - on_path]
    first = next(page for page in sitting.path.pages if page.slug in sheets)
    context = showing.around(request, sitting, first) | {
        "group": group,
        "one_at_a_time": showing.address(sitting, first),
        "asked": asked,
        "others": others,
        "conflict": conflict,
        "autosave": showing.together_address(sitting, group) + "autosave/",
        **showing.forms_of([sheets[slug] for slug in on_path]),
        **(group.context(sitting) if group.context else {}),
    }
    return shown_page(request, group.template, context, status=status)


def _part(sitting: Sitting, page: Page, sheets: Sheets) -> dict[str, Any]:
    """One question of several: its heading is of the second rank, and a question alone under it is that heading."""
    sheet = sheets[page.slug]
    headed = showing.with_heading(sitting, page, sheet, rank=2)
    why = showing.why_box(page.why, page.rule)
    return {"page": page, "sheet": sheet, "title": sitting.title(page), "headed": headed, "why": why}
