"""What a page of a journey is given to show: its form, its place, what was answered before, when it was saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sharewell.journeys.actions import new_tab
from sharewell.journeys.rules import Group, Held, Line, Page
from sharewell.journeys.sheets import Sheet
from sharewell.journeys.sitting import Sitting
from sharewell.web.pages import page as shown_page

Context = dict[str, Any]


@dataclass(frozen=True)
class Progress:
    """The place on the path. `about` while answers still to come may change how many pages there are."""

    number: int
    total: int
    about: bool
    most: int = 0


@dataclass(frozen=True)
class SoFar:
    """An answer given before, and where to change it."""

    question: str
    answer: str
    change: str


@dataclass(frozen=True)
class Seen:
    """Which version of the draft a page was made from, and the name of that showing; carried in a hidden field."""

    version: int
    tab: str

    def __str__(self) -> str:
        return f"{self.version}.{self.tab}"

    @classmethod
    def read(cls, text: str) -> "Seen":
        """What the hidden field says; a page that says nothing has seen nothing."""
        version, _, tab = text.partition(".")
        known = version.isascii() and version.isdigit() and len(version) < 10
        return cls(int(version) if known else 0, tab[:20] or new_tab())


def address(sitting: Sitting, page: Page, *, is_change: bool = False) -> str:
    """The page's own path; `is_change` brings its author back to the check page when nothing else is open."""
    path = sitting.mount.address("page", draft=sitting.draft.pk, page=page.slug)
    return f"{path}?change" if is_change else path


def onward(sitting: Sitting, page: Page | None, *, is_change: bool = False) -> str:
    """The path of the page to go on to; with none left, of *Check your answers*."""
    if page is None:
        return sitting.mount.address("check", draft=sitting.draft.pk)
    return address(sitting, page, is_change=is_change)


def question(
    request: HttpRequest,
    sitting: Sitting,
    page: Page,
    sheet: Sheet | None,
    more: Context | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with its form as the sheet has it."""
    heading_in_form = sheet is not None and with_heading(sitting, page, sheet)
    context = around(request, sitting, page) | {
        "sheet": sheet,
        "heading_in_form": heading_in_form,
        "why": "" if heading_in_form else why_box(page.why, page.rule),
        "conflict": None,
        **({} if sheet is None else forms_of([sheet])),
        **(page.context(sitting) if page.context else {}),
        **(more or {}),
    }
    return shown_page(request, page.template, context, status=status)


def around(request: HttpRequest, sitting: Sitting, page: Page) -> Context:
    """What stands around a question."""
    is_change = "change" in request.GET
    ids = {"draft": sitting.draft.pk}
    return shared(request, sitting) | {
        "page": page,
        "title": sitting.title(page),
        "is_change": is_change,
        "progress": progress(sitting, page),
        "back": back(sitting, page, is_change=is_change),
        "autosave": sitting.mount.address("autosave", page=page.slug, **ids) if page.form else "",
        "so_far": so_far(sitting, page),
        "together": together_link(sitting, page),
    }


def shared(request: HttpRequest, sitting: Sitting) -> Context:
    """What every page of a journey is given."""
    journey, draft = sitting.journey, sitting.draft
    return {
        "sitting": sitting,
        "journey": journey,
        "seen": _seen_again(request) or Seen(draft.version, new_tab()),
        "saved_at": draft.saved_at if draft.version else None,
        "home": sitting.mount.home,
        "discard": sitting.mount.address("discard", draft=draft.pk),
        **(journey.aside(sitting) if journey.aside else {}),
    }


def _seen_again(request: HttpRequest) -> Seen | None:
    kept = getattr(request, "kept", None)
    return Seen.read(kept.get("_seen", "")) if kept else None


def forms_of(sheets: Sequence[Sheet]) -> Context:
    """The forms, each once by a name of its own, so that the page gathers all their errors into one summary."""
    return {f"form_{number}": form for number, form in enumerate(form for sheet in sheets for form in sheet.forms)}


def with_heading(sitting: Sitting, page: Page, sheet: Sheet, rank: int = 1) -> bool:
    """Whether the form's only question is the page's own: then its label is the heading of the page.

    Of rank 2 it is one question of several, and large rather than a heading.
    """
    bounds = sheet.forms[0].visible_fields() if not page.many and sheet.forms else []
    if len(bounds) != 1 or not hasattr(bounds[0].field, "is_heading"):
        return False
    bound, only, title = bounds[0], bounds[0].field, sitting.title(page)
    if str(only.label or "") not in ("", title) and not only.is_heading:
        return False
    only.label, only.is_heading = only.label or title, rank == 1
    # A bound field copies these two from its field when it is made, which was a line above.
    bound.label, bound.help_text = only.label, only.help_text or page.hint
    only.why = only.why or why_box(page.why, page.rule)
    kind = "fieldset__legend" if _has_legend(only.widget) else "label"
    only.look.setdefault("label_classes", f"govuk-{kind}--{'l' if rank == 1 else 'm'}")
    return True


def _has_legend(widget: Any) -> bool:
    return isinstance(widget, RadioSelect | CheckboxSelectMultiple) or bool(getattr(widget, "use_fieldset", False))


def why_box(why: str, rule: str) -> SafeString | str:
    """Why we ask, and the rule behind it."""
    lines = [("Why we ask.", why), ("The rule.", rule)]
    parts = [format_html("<p><strong>{}</strong> {}</p>", lead, words) for lead, words in lines if words]
    if not parts:
        return ""
    return format_html('<div class="sw-why">{}{}</div>', parts[0], parts[1] if len(parts) > 1 else "")


def progress(sitting: Sitting, page: Page) -> Progress:
    """Where the page stands on the path; nowhere, when it is one that may be left."""
    path = sitting.path
    if path.position(page.slug) < 0:
        return Progress(0, 0, about=False)
    total = max(len(path.pages), sitting.journey.usual) if path.could_grow else len(path.pages)
    most = sitting.journey.longest if path.could_grow and sitting.journey.longest > total else 0
    return Progress(path.position(page.slug) + 1, total, path.could_grow, most)


def back(sitting: Sitting, page: Page, *, is_change: bool = False) -> str:
    """The page before it on the path; from a change with nothing else open, the check page; from the first, home."""
    if is_change and sitting.path.first_unfinished is None:
        return onward(sitting, None)
    before = sitting.path.before(page.slug)
    return address(sitting, before) if before else sitting.mount.home


def so_far(sitting: Sitting, page: Page) -> list[SoFar]:
    """What was answered on the pages before this one, in a few words each."""
    found = []
    for each in sitting.path.earlier(page.slug):
        held = sitting.answers.get(each.slug)
        for label, answer in held.gist if held else ():
            found.append(SoFar(label, answer, address(sitting, each, is_change=True)))
    return found


def together_link(sitting: Sitting, page: Page) -> tuple[str, str] | None:
    """The words and the path by which the page's group is shown as one page."""
    group = sitting.journey.group(page.group) if page.group or not sitting.journey.groups else None
    if group is None or not can_stand_together(sitting, group):
        return None
    return group.link, together_address(sitting, group)


def together_address(sitting: Sitting, group: Group) -> str:
    """The path of the group shown as one page."""
    ids: Context = {"draft": sitting.draft.pk}
    return sitting.mount.address("group", group=group.key, **ids) if group.key else sitting.mount.address("all", **ids)


def pages_of(sitting: Sitting, group: Group) -> list[Page]:
    """Every page of the group, asked or not."""
    return [page for page in sitting.pages if page.group == group.key or not group.key]


def can_stand_together(sitting: Sitting, group: Group) -> bool:
    """Whether the group can be shown as one page: it has several, and each is a plain form or only tells."""
    pages = pages_of(sitting, group)
    return len(pages) > 1 and not any(page.visit for page in pages)


def two_versions(request: HttpRequest, sitting: Sitting, page: Page, typed: Held) -> HttpResponse:
    """What was typed here and what another tab saved, side by side; nothing has been written over. Status 409."""
    saved = Held.from_json(sitting.draft.answers.get(page.slug, {}))
    lines: Sequence[Line] = sitting.sheet(page, saved).in_words()
    sheet = sitting.sheet(page, typed).without_errors()
    return question(request, sitting, page, sheet, {"conflict": lines}, status=409)


def not_saved(request: HttpRequest, sitting: Sitting, page: Page, typed: Held, reasons: Sequence[str]) -> HttpResponse:
    """The page with all that was typed, and why it could not be saved."""
    sheet = sitting.sheet(page, typed)
    sheet.is_valid()
    for reason in reasons:
        sheet.forms[0].add_error(None, reason)
    return question(request, sitting, page, sheet)
