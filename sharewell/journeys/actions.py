"""What can be done with a draft. Saving one is not an act and is not entered; the act at the end enters itself."""

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import IntegerField, UUIDField

from sharewell.directory.models import Member
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import Mount
from sharewell.journeys.rules import LARGEST_DRAFT, Held, is_stale, size
from sharewell.journeys.sitting import Sitting
from sharewell.ledger.book import not_an_act
from sharewell.moment import now
from sharewell.prepared import Blank, PreparedChange

TRIES = 8


class TwoTabs(Overtaken):
    """Another tab has saved other words on this page since it was shown here; nothing was written over."""


class AlreadyDone(Exception):  # noqa: N818 - an answer, not a fault
    """The act at the end has happened; `path` is where its result stands."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


@not_an_act(because="it makes up a name and keeps nothing")
def new_tab() -> str:
    """A name for one showing of a page."""
    return secrets.token_urlsafe(6)


@not_an_act(because="it keeps nothing: it is what a draft would be if one were begun")
def blank_draft(*, by: Member, mount: Mount) -> Draft:
    """What a draft of this journey would be, for the question that stands on its start page."""
    begun = {slug: Held(typed=typed).as_json() for slug, typed in _begins_with(by, mount, "").items()}
    return Draft(agency_id=by.agency_id, author=by, journey=mount.journey.key, answers=begun)


@not_an_act(because="a draft is nobody's record yet: saving one is not entered")
def start_draft(*, by: Member, mount: Mount, subject: str = "", answers: Mapping[str, Held] | None = None) -> Draft:
    """The member has a draft of this journey, with these answers in it from the first.

    Started twice before anything is saved, it is the same draft. Refused (NotPermitted) where the journey says so.
    """
    journey = mount.journey
    if not journey.may_begin(by, subject):
        raise NotPermitted(f"You cannot begin “{journey.title}” here.")
    begun = {slug: Held(typed=typed) for slug, typed in _begins_with(by, mount, subject).items()} | dict(answers or {})
    kept = {slug: held.as_json() for slug, held in begun.items()}
    untouched = Draft.objects.filter(
        author_id=by.pk, journey=journey.key, subject=subject, state=Draft.OPEN, version=0
    ).first()
    if untouched is not None and untouched.answers == kept:
        return untouched
    at = now()
    return Draft.objects.create(
        agency_id=by.agency_id,
        author=by,
        journey=journey.key,
        subject=subject,
        answers=kept,
        begun_at=at,
        saved_at=at,
    )


def _begins_with(by: Member, mount: Mount, subject: str) -> Mapping[str, Mapping[str, list[str]]]:
    begins_with = mount.journey.begins_with
    return begins_with(by, subject) if begins_with else {}  # type: ignore[return-value]


@not_an_act(because="a draft is nobody's record yet: saving one is not entered")
def keep_answers(*, sitting: Sitting, pages: Mapping[str, Held], seen: int, tab: str) -> None:
    """The draft holds these pages as typed, and the sitting goes on from there.

    `seen` is the version of the draft that the page was made from, `tab` the name of that showing. Raises TwoTabs when
    another tab has saved other words on one of these pages meanwhile, AlreadyDone, and Refused when it grows too large.
    Other pages saved meanwhile are kept.
    """
    mine = {slug: replace(held, tab=tab) for slug, held in pages.items()}
    for _ in range(TRIES):
        draft = sitting.draft
        _may_be_saved(draft, mine, seen)
        stamped = {slug: replace(held, stamp=draft.version + 1) for slug, held in mine.items()}
        answers = {**draft.answers, **{slug: held.as_json() for slug, held in stamped.items()}}
        sitting.held.update(stamped)
        if _swap(draft, answers, sitting.label):
            return
        sitting.take(_as_it_is_now(draft.pk), mine)
    raise Overtaken("This form is being saved from many places at once. Close the other tabs and press Continue again.")


def _swap(draft: Draft, answers: Mapping[str, Any], label: str) -> bool:
    """The new answers stand, unless somebody saved since the draft was read. One statement."""
    fields, version, at = Draft._meta, draft.version + 1, now()
    with transaction.atomic():
        swapped = _save_over(
            draft=draft.pk,
            seen=draft.version,
            answers=fields.get_field("answers").sealed(answers, draft.pk),
            label=fields.get_field("label").sealed(label, draft.pk),
            version=version,
            saved_at=at,
        )
    if swapped:
        draft.answers, draft.label, draft.version, draft.saved_at = answers, label, version, at
    return bool(swapped)


_save_over = PreparedChange(
    lambda: Draft.objects.filter(
        pk=Blank("draft", UUIDField()), state=Draft.OPEN, version=Blank("seen", IntegerField())
    ),
    **{name: Blank(name, Draft._meta.get_field(name)) for name in ("answers", "label", "version", "saved_at")},
)


def _may_be_saved(draft: Draft, mine: Mapping[str, Held], seen: int) -> None:
    if draft.is_done:
        raise AlreadyDone(draft.result_path)
    saved = {slug: Held.from_json(kept) for slug, kept in draft.answers.items()}
    if any(is_stale(saved.get(slug), held, seen) for slug, held in mine.items()):
        raise TwoTabs("These answers were changed in another tab or window.")
    if size({**saved, **mine}) > LARGEST_DRAFT:
        raise Refused(
            f"This form can hold {LARGEST_DRAFT:,} characters, and there is more than that in it now. "
            "Shorten what is on this page or on one before it, and press Continue again."
        )


@not_an_act(because="the act at the end is the journey's own, and enters itself")
def finish_draft(*, sitting: Sitting, seen: int) -> str:
    """The act at the end has happened, once, whoever else pressed the button; gives the path of what came of it.

    The draft is claimed by compare-and-swap in the transaction of the act. When the act is refused the draft is open
    again with every answer in it, and Refused is raised. Overtaken when the answers have changed since `seen`.
    """
    refused: Refused | None = None
    path = ""
    with transaction.atomic():
        claimed = Draft.objects.filter(pk=sitting.draft.pk, state=Draft.OPEN, version=seen).update(state=Draft.DONE)
        if not claimed:
            return _result_of_another(sitting.draft.pk)
        try:
            path = sitting.journey.finish(sitting)
        except Refused as reason:
            refused = reason
            Draft.objects.filter(pk=sitting.draft.pk).update(state=Draft.OPEN)
        else:
            _close(sitting.draft, path)
    if refused is not None:
        raise refused
    return path


def _as_it_is_now(draft_id: uuid.UUID) -> Draft:
    draft = Draft.objects.filter(pk=draft_id).first()
    if draft is None:
        raise Overtaken("This form was discarded in another tab or window, so nothing more can be saved in it.")
    return draft


def _result_of_another(draft_id: uuid.UUID) -> str:
    draft = _as_it_is_now(draft_id)
    if draft.is_done:
        return draft.result_path
    raise Overtaken("Your answers have changed in another tab or window since this page was shown. Check them again.")


def _close(draft: Draft, path: str) -> None:
    draft.state, draft.result_path, draft.saved_at = Draft.DONE, path, now()
    draft.answers, draft.label = {}, ""
    draft.save(update_fields=["state", "result_path", "saved_at", "answers", "label"])


@not_an_act(because="a draft is nobody's record yet: throwing it away is not entered")
def discard_draft(*, by: Member, draft: Draft) -> None:
    """The draft and every word in it are gone. Refused once it is done."""
    gone, _ = Draft.objects.filter(pk=draft.pk, author_id=by.pk, state=Draft.OPEN).delete()
    if not gone:
        raise Overtaken("This form has been sent, so there is no draft of it to discard.")
