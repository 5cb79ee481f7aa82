"""The path through a journey: what is asked next follows from what was answered, and from nothing else. Pure.

An answer *counts* when its page is on the path and finished. Pages are looked at in order, each seeing only what counts
before it, so an answer whose page has dropped off the path is kept in the draft and is as good as never given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sharewell.journeys.rules.answers import Answers, Held, Line
from sharewell.journeys.rules.pages import Page


@dataclass(frozen=True)
class Path:
    """The pages that are asked, given what was answered; `counted` is every answer that counts.

    Pages after the first unfinished one are what would be asked if nothing more were known. `whole` has in their places
    the pages too that may be left empty, and are.
    """

    pages: tuple[Page, ...]
    counted: Answers
    could_grow: bool = False
    whole: tuple[Page, ...] = ()

    @property
    def first_unfinished(self) -> Page | None:
        """The page to be answered next, or None when every page on the path is finished."""
        return next((page for page in self.pages if page.slug not in self.counted), None)

    @property
    def reached(self) -> tuple[Page, ...]:
        """The pages that may be opened: the finished ones at the beginning, and the first unfinished; with those among
        them that may be left empty."""
        stop = self.first_unfinished
        return self.whole if stop is None else self.whole[: self.whole.index(stop) + 1]

    @property
    def offered(self) -> tuple[Page, ...]:
        """The pages that may be opened, may be left empty, and are."""
        return tuple(page for page in self.reached if page not in self.pages)

    def position(self, slug: str) -> int:
        """The page's place among those that are asked, counted from 0, or -1."""
        return next((number for number, page in enumerate(self.pages) if page.slug == slug), -1)

    def earlier(self, slug: str) -> tuple[Page, ...]:
        """The pages that are asked before this one."""
        return tuple(page for page in self.whole[: self._place(slug)] if page in self.pages)

    def before(self, slug: str) -> Page | None:
        """The page before it on the path."""
        return next(reversed(self.earlier(slug)), None)

    def after(self, slug: str) -> Page | None:
        """The page after it on the path."""
        if slug not in {page.slug for page in self.whole}:
            return None
        return next((page for page in self.whole[self._place(slug) + 1 :] if page in self.pages), None)

    def next_to_answer(self, slug: str, *, is_change: bool = False) -> Page | None:
        """Where *Continue* leads from this page: the next one, or, after a change, only what that left open."""
        return self.first_unfinished if is_change else self.after(slug) or self.first_unfinished

    def counted_before(self, slug: str) -> Answers:
        """The answers that count on the pages before this one."""
        return Answers({page.slug: self.counted[page.slug] for page in self.earlier(slug) if page.slug in self.counted})

    def _place(self, slug: str) -> int:
        return next((number for number, page in enumerate(self.whole) if page.slug == slug), 0)


def is_finished(page: Page, held: Held | None, counted: Answers) -> bool:
    """Whether the page's answer stands: accepted at *Continue*, and what it took for granted has not changed since."""
    return held is not None and held.is_finished and held.rests_on == page.rests_on(counted)


def path_through(pages: Sequence[Page], held: Mapping[str, Held]) -> Path:
    """The path, worked out afresh from what the draft holds. A page that may be left is on it once it is answered."""
    counted: dict[str, Held] = {}
    on_path, whole = [], []
    dropped = 0
    for page in pages:
        seen = Answers(counted)
        if not page.asked(seen):
            dropped += 1
            continue
        whole.append(page)
        mine = held.get(page.slug)
        if mine is not None and is_finished(page, mine, seen):
            counted[page.slug] = mine
        if page.slug in counted or not page.may_be_left:
            on_path.append(page)
    return Path(tuple(on_path), Answers(counted), bool(dropped) and len(counted) < len(on_path), tuple(whole))


def is_stale(saved: Held | None, typed: Held, seen: int) -> bool:
    """Whether another tab saved other words on this page since version `seen` of the draft was shown.

    The very page that saved last may save again (the back button), and the same words are never a conflict.
    """
    if saved is None or saved.stamp <= seen:
        return False
    return saved.tab != typed.tab and not saved.same_words_as(typed)


def accepted(page: Page, held: Held, counted: Answers, gist: Sequence[Line] = ()) -> Held:
    """The page's answer is accepted, and takes for granted what counts before it now."""
    return replace(held, is_finished=True, rests_on=page.rests_on(counted), gist=tuple(gist), removed=None)
