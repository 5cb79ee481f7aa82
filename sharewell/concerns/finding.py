"""The page on which a practitioner finds the child in their own agency's records, or adds one: search comes first."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.timezone import localdate

from sharewell.concerns.once import key_carried
from sharewell.journeys.actions import TwoTabs, keep_answers
from sharewell.journeys.rules import Held, Page, Settled
from sharewell.journeys.showing import Seen, onward, question
from sharewell.journeys.sitting import Sitting
from sharewell.ledger.book import together
from sharewell.moment import now
from sharewell.people import access as people
from sharewell.people.actions import add_child
from sharewell.people.forms import AddChild, FindChild, child_details
from sharewell.people.models import Child
from sharewell.people.rules import ChildDetails
from sharewell.web.forms import Form, typed

MOST_CHILDREN = 12
TOO_MANY = f"There is room for {MOST_CHILDREN} children. Take one out, or write about the others by themselves"
CHANGED = (
    "Which children this is about was changed in another tab or window, so nobody has been added yet. "
    "Look at the children above, and press “Add this child” again"
)
ADDED = (
    "You have added {} with this form already. What is below is different, and is not kept. "
    "To add one more child, press “Add this child” again"
)
SLUG = "children"
Shown = dict[str, Any]


def chosen_children(sitting: Sitting) -> list[Child]:
    """The children chosen so far, whether the page is finished or not. Looked up once a request."""
    return _children_held(sitting, "child")


def ages_chosen(sitting: Sitting) -> list[range]:
    """How old each child chosen so far may be today, in whole years; an empty range where nobody knows."""
    return [child.ages_on(localdate(now())) for child in chosen_children(sitting)]


def taken_out(sitting: Sitting) -> list[Child]:
    """The children who were chosen when something was written down, and are not any more. Looked up once a request."""
    return _children_held(sitting, "taken_out")


def _children_held(sitting: Sitting, under: str) -> list[Child]:
    if under not in sitting.memo:
        held = sitting.held.get(SLUG)
        ids = held.typed.get(under, ()) if held else ()
        sitting.memo[under] = people.children_for(sitting.by, ids) if ids else []
    return list(sitting.memo[under])


def find_or_add(request: HttpRequest, sitting: Sitting, page: Page) -> Shown | Settled | HttpResponse:
    """Search, choose, add, take out, go on: one button each, and none of them needs a script.

    The first child is chosen or added and gone on with in one press; whom it is about, and the way back here for
    another, stands on the page that comes.
    """
    words = typed(request)
    button = words.get("_do", "") if words is not None else ""
    if request.method != "POST":
        return _begun(sitting, words)
    if button.startswith("remove-"):
        return _settled(sitting, [child for child in chosen_children(sitting) if str(child.pk) != button[7:]])
    step = {"find": _find, "new": _new, "add": _add, "add-first": _add, "continue": _go_on}.get(button, _choose)
    return step(request, sitting)


def _shown(sitting: Sitting, **more: Any) -> Shown:
    children = chosen_children(sitting)
    shown = {"children": children, "today": localdate(now()), "find": None, "found": None, "add": None, "once": None}
    return shown | {"searching": not children} | more


def _begun(sitting: Sitting, words: QueryDict | None) -> Shown:
    """The page as it is opened; with what was typed before its author signed in again, if anything was."""
    if words is not None and words.get("_do") in {"add", "add-first"}:
        return _shown(sitting, add=AddChild(words), once=key_carried(words), searching=False)
    return _shown(sitting, find=FindChild(words) if words is not None else FindChild())


def _settled(sitting: Sitting, children: list[Child], *, is_finished: bool = False) -> Settled:
    ids = list(dict.fromkeys(str(child.pk) for child in children))
    before = sitting.held.get(SLUG)
    known = [*before.typed.get("child", ()), *before.typed.get("taken_out", ())] if before else []
    is_written = "worry" in sitting.held
    gone = [each for each in dict.fromkeys(known) if is_written and each not in ids]
    sitting.memo.pop("child", None)
    sitting.memo.pop("taken_out", None)
    return Settled(typed={"child": ids, "taken_out": gone}, is_finished=is_finished)


def _find(request: HttpRequest, sitting: Sitting) -> Shown:
    find = FindChild(request.POST)
    if not find.is_valid():
        return _shown(sitting, find=find, searching=True)
    found = people.find_children(sitting.by, find.search_words())
    return _shown(sitting, find=find, found=found, searching=True)


def _choose(request: HttpRequest, sitting: Sitting) -> Shown | Settled:
    verb, _, child_id = request.POST.get("_do", "").partition("-")
    picked = people.children_for(sitting.by, [child_id])
    if not picked:
        return _shown(sitting, find=FindChild(request.POST), searching=True)
    children = chosen_children(sitting)
    if _is_full(children) and picked[0] not in children:
        return _shown(sitting, find=_with_error(FindChild(request.POST), TOO_MANY), searching=True)
    return _settled(sitting, [*children, *picked], is_finished=verb == "first" and not children)


def _is_full(children: list[Child]) -> bool:
    return len(children) >= MOST_CHILDREN


def _new(request: HttpRequest, sitting: Sitting) -> Shown:
    given, _, family = request.POST.get("name", "").strip().rpartition(" ")
    initial = {"given_name": given or family, "family_name": family if given else ""}
    find = FindChild(request.POST)
    if find.is_valid() and find.cleaned_data.get("date_of_birth"):
        initial["date_of_birth"] = find.cleaned_data["date_of_birth"]
    return _shown(sitting, add=AddChild(initial=initial), once=key_carried(None), searching=False)


def _add(request: HttpRequest, sitting: Sitting) -> Shown | HttpResponse:
    """The child is added and named in the draft. Sent many times, even all at once, the form adds one child."""
    add, once = AddChild(request.POST), key_carried(request.POST)
    # In the draft's own space: what a page carries can be made up.
    key = uuid.uuid5(sitting.draft.pk, str(once))
    if made := people.child_added_once(sitting.by, key):
        return _added_before(request, sitting, add, made)
    if _is_full(chosen_children(sitting)):
        return _shown(sitting, add=_with_error(add, TOO_MANY), once=once, searching=False)
    try:
        if add.is_valid() and add.carry_out(_add_to_draft, request=request, sitting=sitting, add=add, key=key):
            return redirect(_onward(request, sitting))
    except TwoTabs:
        return _changed_elsewhere(request, sitting, add, once)
    except IntegrityError:
        if made := people.child_added_once(sitting.by, key):
            return _added_before(request, sitting, add, made)
        raise
    return _shown(sitting, add=add, once=once, searching=False)


def _add_to_draft(*, request: HttpRequest, sitting: Sitting, add: AddChild, key: uuid.UUID) -> None:
    """The child is held and the draft names them, or neither: nobody is left in the records whom no draft names."""
    seen, children = Seen.read(request.POST.get("_seen", "")), chosen_children(sitting)
    with together():
        child = add_child(by=sitting.by, details=child_details(add.cleaned_data), once=key)
        named = Held(typed=_settled(sitting, [*children, child]).typed)
        if request.POST.get("_do") == "add-first" and not children:
            named = sitting.accept(sitting.page(SLUG), named)
        keep_answers(sitting=sitting, pages={SLUG: named}, seen=seen.version, tab=seen.tab)


def _onward(request: HttpRequest, sitting: Sitting) -> str:
    """To the next page when the first child settles it; else here again."""
    if not sitting.held[SLUG].is_finished:
        return request.get_full_path()
    is_change = "change" in request.GET
    return onward(sitting, sitting.path.next_to_answer(SLUG, is_change=is_change), is_change=is_change)


def _added_before(request: HttpRequest, sitting: Sitting, add: AddChild, made: Child) -> HttpResponse:
    """This very form has added this child. Where it says something else now, that is shown, and nothing is added."""
    if add.is_valid() and ChildDetails.read(child_details(add.cleaned_data)) == people.details_of(made):
        return redirect(request.get_full_path())
    anew = _with_error(add, ADDED.format(made.display_name))
    return _again(request, sitting, _shown(sitting, add=anew, once=key_carried(None), searching=False))


def _changed_elsewhere(request: HttpRequest, sitting: Sitting, add: AddChild, once: uuid.UUID) -> HttpResponse:
    """The form as it was filled in, on the page as the draft stands now, after what another tab saved."""
    sitting.take(sitting.draft, {})
    sitting.memo.pop("child", None)
    return _again(request, sitting, _shown(sitting, add=_with_error(add, CHANGED), once=once, searching=False))


def _again(request: HttpRequest, sitting: Sitting, shown: Shown) -> HttpResponse:
    return question(request, sitting, sitting.page(SLUG), None, {"autosave": "", **shown}, status=409)


def _go_on(request: HttpRequest, sitting: Sitting) -> Shown | Settled:
    children = chosen_children(sitting)
    if children:
        return _settled(sitting, children, is_finished=True)
    find = FindChild(request.POST)
    find.is_valid()
    return _shown(sitting, find=_with_error(find, "Find the child, or add one, before you go on"), searching=True)


def _with_error(form: Form, reason: str) -> Form:
    form.errors.clear()
    form.add_error(None, reason)
    return form


def children_in_words(today: Callable[[], Any]) -> Callable[[Sitting], list[tuple[str, str]]]:
    """The children chosen, for *Check your answers*: name and age, a line each."""

    def in_words(sitting: Sitting) -> list[tuple[str, str]]:
        children = chosen_children(sitting)
        label = "Children" if len(children) > 1 else "Child"
        return [(label, "; ".join(f"{child.display_name}, {child.age_words(today())}" for child in children))]

    return in_words
