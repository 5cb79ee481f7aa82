"""One member at one draft: what they have answered, where they are, and the forms that come of it."""

import uuid
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django.http import Http404

from sharewell.directory.models import Member
from sharewell.journeys.models import Draft
from sharewell.journeys.mounts import Mount
from sharewell.journeys.rules import Answers, Held, Journey, Line, Page, Path, accepted, path_through
from sharewell.journeys.sheets import Sheet, gist_of


class Sitting:
    """What every function that a journey brings is given.

    `by` is the member, `subject` what the draft is about, `once_key` the key under which the act at the end happens
    once, `answers` what counts (as typed) and `clean(slug)` the same cleaned by its form. `memo` keeps whatever a
    journey has looked up, for the length of one request.
    """

    def __init__(self, *, by: Member, draft: Draft, mount: Mount) -> None:
        self.by, self.draft, self.mount = by, draft, mount
        self.memo: dict[str, Any] = {}
        self.held = {slug: Held.from_json(kept) for slug, kept in draft.answers.items()}
        self._path: Path | None = None
        self._checked: dict[str, Sheet] = {}

    @property
    def journey(self) -> Journey:
        return self.mount.journey

    @property
    def subject(self) -> str:
        return self.draft.subject

    @property
    def once_key(self) -> uuid.UUID:
        return self.draft.pk

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page there could be. Where a journey works them out, it may use all but `answers` and `path`."""
        pages = self.journey.pages
        return tuple(pages(self) if callable(pages) else pages)

    @property
    def path(self) -> Path:
        """The pages that are asked, worked out afresh whenever an answer has changed."""
        if self._path is None:
            self._path = path_through(self.pages, self.held)
        return self._path

    @property
    def answers(self) -> Answers:
        """The answers that count, as typed."""
        return self.path.counted

    def begun_with(self, slug: str, name: str) -> str:
        """What stands in the draft, whether it counts or not: for `pages`, to read what the journey began with."""
        values = self.held[slug].typed.get(name, ()) if slug in self.held else ()
        return values[-1] if values else ""

    def page(self, slug: str) -> Page:
        """The page of that name. Raises Http404 when there is none."""
        found = next((page for page in self.pages if page.slug == slug), None)
        if found is None:
            raise Http404("This form has no such page.")
        return found

    def put(self, slug: str, held: Held) -> None:
        """The page now holds this; the path is worked out afresh."""
        self.held[slug] = held
        self._path = None
        self._checked.clear()

    def take(self, draft: Draft, mine: Mapping[str, Held]) -> None:
        """The draft was saved elsewhere meanwhile: go on from what it holds now, with `mine` on top."""
        self.draft = draft
        self.held = {slug: Held.from_json(kept) for slug, kept in draft.answers.items()} | dict(mine)
        self._path = None
        self._checked.clear()

    @property
    def label(self) -> str:
        """A few words by which its author tells this draft from others."""
        label = self.journey.label
        return label(self)[:200] if label else ""

    def form_class(self, page: Page) -> Any:
        """The page's form, made for this sitting where it depends on the member or on earlier answers."""
        return page.form if isinstance(page.form, type) else page.form(self)

    def sheet(self, page: Page, held: Held | None = None, *, prefix: str = "") -> Sheet:
        """The page's form or forms, filled with `held`, or with what the page begins with."""
        initial = page.initial(self) if page.initial and held is None else None
        return Sheet(page, self.form_class(page), held, prefix=prefix, initial=initial)

    def checked(self, page: Page) -> Sheet:
        """The page's form as the draft holds it; worked out once."""
        if page.slug not in self._checked:
            self._checked[page.slug] = self.sheet(page, self.held.get(page.slug, Held()))
        return self._checked[page.slug]

    def stands(self, page: Page) -> bool:
        """Whether the page's answer, looked at again now, is still right."""
        return page.slug in self.answers and (page.form is None or self.checked(page).is_valid())

    def clean(self, slug: str) -> Any:
        """The cleaned answer that counts: a dict, or a list of dicts where the page repeats; empty if there is none.

        A page without a form gives what it settled on, each field its last value.
        """
        page = self.page(slug)
        if slug not in self.answers:
            return [] if page.many else {}
        if page.form is None:
            return {name: values[-1] if values else "" for name, values in self.answers[slug].typed.items()}
        sheet = self.checked(page)
        return sheet.cleaned if sheet.is_valid() else ([] if page.many else {})

    def cleaned(self) -> dict[str, Any]:
        """Every answer that counts, cleaned, by page."""
        return {page.slug: self.clean(page.slug) for page in self.path.pages if page.slug in self.answers}

    def title(self, page: Page) -> str:
        """The page's heading."""
        return page.title(self) if callable(page.title) else page.title

    def short(self, page: Page) -> str:
        """The few words that stand for the page in lists."""
        return (page.short(self) if callable(page.short) else page.short) or self.title(page)

    def in_words(self, page: Page) -> Sequence[Line]:
        """The page's answer, line by line. A single line is called by the page's own short words."""
        if page.in_words:
            return page.in_words(self)
        if page.form is None:
            return ()
        lines = self.checked(page).in_words()
        return [(self.short(page), lines[0][1])] if len(lines) == 1 else lines

    def gist(self, page: Page, sheet: Sheet | None) -> Sequence[Line]:
        """The page's answer in a few words, for the card beside later pages."""
        if page.in_words:
            lines = tuple(page.in_words(self))
            return gist_of(lines, f" (and {len(lines) - 1} more)" if len(lines) > 1 else "") if page.many else lines[:1]
        return [(self.short(page), value) for _, value in sheet.gist()] if sheet else ()

    def accept(self, page: Page, held: Held, sheet: Sheet | None = None) -> Held:
        """The page's answer is right and counts from now on."""
        before = self.path.counted_before(page.slug)
        if page.in_words:  # they read the answers as they are with this one
            self.put(page.slug, accepted(page, held, before))
        taken = accepted(page, held, before, self.gist(page, sheet))
        self.put(page.slug, taken)
        return taken
