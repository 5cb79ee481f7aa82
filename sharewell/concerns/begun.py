"""What stands in a draft that begins with the words of a worry on record, or of a call: all of it still to be read."""

import uuid
from collections.abc import Sequence

from sharewell.concerns import about_staff
from sharewell.concerns.access import children_of, items_of
from sharewell.concerns.finding import SLUG
from sharewell.concerns.models import Call, Concern
from sharewell.concerns.sharing import purpose_after
from sharewell.concerns.topics import ONCE, SLUG_OF, typed_level
from sharewell.directory.models import Member
from sharewell.items.access import children_about, current_versions
from sharewell.items.forms import SOMEBODY_ELSE
from sharewell.items.models import ItemVersion
from sharewell.items.rules import ItemCategory
from sharewell.journeys.rules import Held, Typed


def begun_with(concern: Concern, by: Member) -> dict[str, Held]:
    """What stands in a new draft about the same children: the words of a worry on record as they stand now, each still
    to be read; and whom it is kept from."""
    children = children_of(concern)
    of_that_day = [each.version for each in items_of(concern) if not each.version.item.from_record]
    as_it_stands = {each.item_id: each for each in current_versions(by, [each.item_id for each in of_that_day])}
    written = [as_it_stands.get(each.item_id, each) for each in of_that_day]
    abouts = children_about(written) if len(children) > 1 else {}
    rows: dict[str, list[Typed]] = {}
    for each in written:
        slug = "worry" if each.exact_words else SLUG_OF.get(each.about, "worry")
        rows.setdefault(slug, []).append(_row(each, abouts.get(each.pk, ())))
    harm = {"harm": concern.decision.answers.get("harm", "")}
    about = about_staff.said_of(concern)
    return {
        **({"decide": Held(typed={about_staff.FIELD: [about]}, is_finished=False)} if about else {}),
        SLUG: Held(typed={"child": [str(child.pk) for child in children]}, is_finished=False),
        "worry": Held(rows=(), is_finished=False),
        **{slug: _held(slug, each) for slug, each in rows.items()},
        **{key: Held(typed={"answer": [said]}, is_finished=False) for key, said in harm.items() if said},
    }


def begun_to_confirm(call: Call, by: Member) -> dict[str, Held]:
    """The same of what was told by telephone, with the team that was rung and what it was for."""
    begun = begun_with(call.concern, by)
    purpose = purpose_after(harm=call.concern.decision.answers.get("harm", ""))
    picked = {"purpose": [purpose]} | ({"team": [str(call.team_id)]} if call.team_id else {})
    return begun | {"pick": Held(typed=picked, is_finished=False)}


def _held(slug: str, rows: Sequence[Typed]) -> Held:
    """Each still to be read. Where a page has room for one thing, several that were written stand in it together."""
    if slug not in ONCE:
        return Held(rows=tuple(rows), is_finished=False)
    together = "\n".join(text for row in rows for text in row["text"])
    return Held(typed={**rows[0], "text": [together]}, is_finished=False)


def _row(version: ItemVersion, about: Sequence[uuid.UUID]) -> Typed:
    """A thing that was written, as somebody would have typed it; `about` only where it was asked."""
    row = {name: [getattr(version, name)] for name in ("text", "kind", "told_by", "happened_words")}
    row |= typed_level(version.text) if version.about is ItemCategory.NEED else {}
    row |= {name: ["on"] for name in ("exact_words", "mentions_others", "ask_first") if getattr(version, name)}
    if on := version.happened_on:
        row |= {f"happened_on_{part}": [str(getattr(on, part))] for part in ("day", "month", "year")}
    if not about:
        return row
    else_about = [SOMEBODY_ELSE] if version.about_words else []
    return row | {"about": [*map(str, about), *else_about], "about_words": [version.about_words]}
