"""The rules of journeys: pages, answers, and the path through them. Pure."""

from sharewell.journeys.rules.answers import LARGEST_DRAFT, Answers, Held, Line, Typed, size
from sharewell.journeys.rules.pages import Group, Journey, Many, Page, Settled, always, nothing_more
from sharewell.journeys.rules.paths import Path, accepted, is_finished, is_stale, path_through

__all__ = [
    "LARGEST_DRAFT", "Answers", "Group", "Held", "Journey", "Line", "Many", "Page", "Path", "Settled", "Typed",
    "accepted", "always", "is_finished", "is_stale", "nothing_more", "path_through", "size",
]  # fmt: skip
