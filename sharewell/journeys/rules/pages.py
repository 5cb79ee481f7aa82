"""Pages, groups of pages, and journeys: what the room that a journey belongs to writes down. Pure."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharewell.journeys.rules.answers import Answers, Line, Typed

RESERVED_SLUGS = frozenset({"check", "discard", "all", "start", "autosave"})
SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass(frozen=True)
class Many:
    """How often a page repeats, and what one of its rows is called."""

    one: str = "item"
    least: int = 1
    most: int = 20
    add: str = "Add another"
    too_few: str = ""
    too_many: str = ""


@dataclass(frozen=True)
class Settled:
    """What a page of its own making (`visit`) came to hold. Unless finished, the same page is shown again."""

    typed: Typed
    is_finished: bool = True


def always(answers: Answers) -> bool:
    """Asked of everybody."""
    return True


def nothing_more(answers: Answers) -> str:
    """The answer takes nothing for granted."""
    return ""


@dataclass(frozen=True)
class Page:
    """One page of a journey.

    `title` is its heading and `short` the few words that stand for it in lists; either the words or a function of the
    sitting. `form` is a Form class, a function of the sitting that gives one, or None for a page that only tells.
    `asked` says from the answers before it whether the page is on the path. `rests_on` names what an answer takes for
    granted: when that changes, the page is to be answered again. `many` repeats the form. `visit(request, sitting,
    page)` is a page's own way of working (search, then choose): it gives a response, a dict for the template, or
    `Settled`. `context` adds to what the template is given, `initial` gives what stands in the form before anything is
    typed, and `in_words` gives the lines for "check your answers" where the form's own labels will not do. `why` says
    why it is asked and `rule` what holds; `myth` is what people say that stands in the way, and what is true (as HTML).
    A page that `may_be_left` is passed over by *Continue*: it is opened by its own link, and is on the path once it is
    answered.
    """

    slug: str
    title: "str | Callable[[Any], str]"
    form: Any = None
    short: "str | Callable[[Any], str]" = ""
    hint: str = ""
    why: str = ""
    rule: str = ""
    myth: tuple[str, str] | None = None
    asked: Callable[[Answers], bool] = always
    rests_on: Callable[[Answers], str] = nothing_more
    many: Many | None = None
    visit: Callable[..., Any] | None = None
    template: str = "journeys/question.html"
    context: Callable[[Any], Mapping[str, Any]] | None = None
    initial: Callable[[Any], Mapping[str, Any]] | None = None
    in_words: Callable[[Any], Sequence[Line]] | None = None
    group: str = ""
    button: str = "Continue"
    may_be_left: bool = False

    def __post_init__(self) -> None:
        if not SLUG.fullmatch(self.slug) or self.slug in RESERVED_SLUGS:
            raise ValueError(f"{self.slug!r} cannot be a page's address.")
        if self.many and (self.form is None or self.visit):
            raise ValueError(f"{self.slug}: a page that repeats needs a form, and cannot have a visit of its own.")


@dataclass(frozen=True)
class Group:
    """Neighbouring pages that can also be shown as one page, for people who answer them every day.

    `context(sitting)` adds to what the template of that one page is given.
    """

    key: str
    title: str
    link: str = "Answer all of these on one page"
    template: str = "journeys/together.html"
    context: Callable[[Any], Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Journey:
    """A long form: its pages in order, and the one act at its end.

    `pages` is a tuple, or a function of the sitting that gives one (for pages built from data). `finish(sitting)`
    performs **one** act and returns the path of what came of it; `Refused` is shown on the check page with nothing
    lost. `may_begin(by, subject)` guards the start. `begins_with(by, subject)` gives answers that stand in the draft
    from the first. `aside(sitting)` is given to every template of the journey as its side cards' context.
    `check_context(sitting)` adds to what the check page is given. `label(sitting)` gives the few words that tell one
    draft from another on its author's list (kept encrypted). `home` is the name of the address to go to from the first
    page, and after discarding. `usual` is how many pages most people are asked and `longest` how many anybody is: until
    the answers settle it, progress names both. `confirm` is the button at the end, or a function of the sitting that
    gives it. With `asks_at_start` the first page's question stands on the start page, and its answer begins the draft.
    """

    key: str
    title: str
    pages: Any
    finish: Callable[[Any], str]
    groups: tuple[Group, ...] = ()
    may_begin: Callable[[Any, str], bool] = lambda by, subject: True
    begins_with: Callable[[Any, str], Mapping[str, Typed]] | None = None
    aside: Callable[[Any], Mapping[str, Any]] | None = None
    label: Callable[[Any], str] | None = None
    home: str = ""
    start_template: str = "journeys/start.html"
    asks_at_start: bool = False
    check_template: str = "journeys/check.html"
    check_title: str = "Check your answers"
    confirm: "str | Callable[[Any], str]" = "Send"
    check_context: Callable[[Any], Mapping[str, Any]] | None = None
    usual: int = 0
    longest: int = 0
    reassurance: str = "Nothing has been sent to anyone."
    stays: str = ""

    def group(self, key: str) -> Group | None:
        """The group of that name; with no name, all the pages together when the journey has no groups."""
        if not key and not self.groups:
            return Group("", self.title)
        return next((group for group in self.groups if group.key == key), None)
