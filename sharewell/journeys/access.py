"""Drafts, for their author alone, as the member who began them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, UUIDField
from django.http import Http404

from sharewell.directory.models import Member
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import mount_of
from sharewell.prepared import Blank, Prepared

_draft = Prepared(
    lambda: Draft.objects.filter(
        pk=Blank("draft", UUIDField()), author=Blank("author", UUIDField()), journey=Blank("journey", CharField())
    )
)


@dataclass(frozen=True)
class Unfinished:
    """A form that somebody can go on with: what it is called, what it is about, where it is, and when it was saved."""

    id: uuid.UUID
    title: str
    label: str
    path: str
    discard_path: str
    begun_at: datetime
    saved_at: datetime


def draft_for(by: Member, draft_id: uuid.UUID, journey: str) -> Draft:
    """The member's own draft of this journey, open or done. Raises Http404 for anybody else and any other journey."""
    draft = _draft.first(draft=draft_id, author=by.pk, journey=journey)
    if draft is None:
        raise Http404("There is no such draft.")
    return draft


def drafts_of(by: Member, journey: str = "", subject: str | None = None) -> list[Unfinished]:
    """What the member has begun and not finished, last saved first; of one journey or one subject, when named.

    One query. Drafts in which nothing was ever saved are left out.
    """
    found = Draft.objects.filter(author_id=by.pk, state=Draft.OPEN, version__gt=0).defer("answers")
    if journey:
        found = found.filter(journey=journey)
    if subject is not None:
        found = found.filter(subject=subject)
    return [_unfinished(draft) for draft in found if mount_of(draft.journey)]


def _unfinished(draft: Draft) -> Unfinished:
    mount = mount_of(draft.journey)
    assert mount is not None
    return Unfinished(
        id=draft.pk,
        title=mount.journey.title,
        label=draft.label,
        path=mount.address("draft", draft=draft.pk),
        discard_path=mount.address("discard", draft=draft.pk),
        begun_at=draft.begun_at,
        saved_at=draft.saved_at,
    )
