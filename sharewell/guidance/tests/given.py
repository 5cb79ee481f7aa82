"""Editions to try things on: the one that ships, changed, or a copy of its files, broken on purpose."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sharewell.guidance.editions import SHELF, edition
from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.lock import LOCK

KEY = "england-2026"


def shipped() -> Edition:
    """The edition for England today."""
    return edition(KEY)


def without_rule(whole: Edition, name: str) -> Edition:
    """The same edition with one rule taken out, and named nowhere."""
    return replace(
        whole,
        rules=tuple(rule for rule in whole.rules if rule.name != name),
        lifts=tuple(replace(lift, not_on=lift.not_on - {name}) for lift in whole.lifts),
    )


def without_lift(whole: Edition, name: str) -> Edition:
    """The same edition with one lift taken out."""
    return replace(whole, lifts=tuple(lift for lift in whole.lifts if lift.name != name))


def shelf_with(folder: Path, name: str, change: Callable[[str], str]) -> Path:
    """A copy of the shelf in `folder` with one file of the edition changed; nothing on it has been released."""
    shelf = folder / "editions"
    shutil.copytree(SHELF, shelf)
    (shelf / LOCK).write_text("[released]\n", encoding="utf-8")
    path = shelf / KEY / name
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before, "The change changed nothing."
    path.write_text(after, encoding="utf-8")
    return shelf
