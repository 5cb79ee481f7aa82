"""Two wordings side by side, with the words marked that were taken out and put in."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from markupsafe import Markup, escape

TOKEN = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")
# Less alike than this, marks would only get in the way of reading both.
ALIKE = 0.35
# So many unchanged words between two changes are worth showing as unchanged.
REST = 2
OUT = Markup('<del><span class="govuk-visually-hidden">(taken out:) </span>{}</del>')
IN = Markup('<ins><span class="govuk-visually-hidden">(put in:) </span>{}</ins>')


class Run(NamedTuple):
    """Words that stand in both, or what the one has in place of the other."""

    older: str
    newer: str
    is_same: bool


class Marked(NamedTuple):
    """The older and the newer words; `is_marked` when they are alike enough for marks to help."""

    older: Markup
    newer: Markup
    is_marked: bool


def marked(older: str, newer: str) -> Marked:
    """Both wordings, escaped: what was taken out is a `del` in the older, what was put in an `ins` in the newer."""
    runs = list(_runs(TOKEN.findall(older), TOKEN.findall(newer)))
    kept = sum(_words(run.older) for run in runs if run.is_same)
    if 2 * kept < ALIKE * (_words(older) + _words(newer)):
        return Marked(escape(older), escape(newer), False)
    left, right = Markup(), Markup()
    for run in runs:
        left += escape(run.older) if run.is_same or not run.older else OUT.format(run.older)
        right += escape(run.newer) if run.is_same or not run.newer else IN.format(run.newer)
    return Marked(left, right, True)


def _runs(was: Sequence[str], now: Sequence[str]) -> Iterator[Run]:
    """Runs that are the same and runs that differ, in turn. One word between two changes is no rest for the eye."""
    held = Run("", "", False)
    steps = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for at, (tag, from_a, to_a, from_b, to_b) in enumerate(steps, 1):
        a, b = "".join(was[from_a:to_a]), "".join(now[from_b:to_b])
        is_within = bool(held.older or held.newer) and at < len(steps)
        if tag == "equal" and not (is_within and _words(a) < REST):
            if held.older or held.newer:
                yield held
            yield Run(a, b, True)
            held = Run("", "", False)
        else:
            held = Run(held.older + a, held.newer + b, False)
    if held.older or held.newer:
        yield held


def _words(said: str) -> int:
    return len(said.split())
