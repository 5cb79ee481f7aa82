"""Some worries are begun and not finished: saved page by page, as somebody types them."""

from collections.abc import Mapping
from typing import Any

from sharewell.concerns.journey import RAISE_CONCERN
from sharewell.desk.demonstration.settling import Town
from sharewell.journeys.actions import keep_answers, new_tab, start_draft
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import mount_of
from sharewell.journeys.rules import Held
from sharewell.journeys.sitting import Sitting

FINISHED = ("danger", "children")


def begin(town: Town, says: Mapping[str, Any]) -> Draft:
    """A draft with the danger question answered, the child found, and some of the worry typed."""
    by, mount = town.members[says["by"]], mount_of(RAISE_CONCERN.key)
    assert mount is not None
    draft = start_draft(by=by, mount=mount)
    children = [str(town.children[word].pk) for word in says["children"]]
    pages = {"danger": Held(typed={"answer": ["no"]}), "children": Held(typed={"child": children})}
    if "typed" in says:
        pages["worry"] = Held(rows=({"text": [says["typed"]], "kind": [says.get("kind", "fact")]},))
    for slug, held in pages.items():
        _save(Sitting(by=by, draft=draft, mount=mount), slug, held)
    return draft


def _save(sitting: Sitting, slug: str, held: Held) -> None:
    """One page, as *Continue* saves it; what is still being typed, as autosave does."""
    page = sitting.page(slug)
    if slug in FINISHED:
        held = sitting.accept(page, held, sitting.sheet(page, held) if page.form else None)
        sitting.memo.clear()
    keep_answers(sitting=sitting, pages={slug: held}, seen=sitting.draft.version, tab=new_tab())
