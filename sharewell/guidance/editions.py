"""The editions on the shelf: loaded once, checked whole, and the one in force on a day."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from sharewell.errors import Refused
from sharewell.guidance.checking import check_edition
from sharewell.guidance.reading import read_edition
from sharewell.guidance.rules import Edition
from sharewell.guidance.tables import EditionError, text_of

SHELF = Path(__file__).parent / "editions"
LOCK = "released.toml"


@cache
def editions() -> tuple[Edition, ...]:
    """Every edition on the shelf, the newest first. EditionError when one is broken or two hold on one day."""
    return load(SHELF)


def edition(key: str) -> Edition:
    """The edition with this key. Refused when there is none."""
    for each in editions():
        if each.key == key:
            return each
    raise Refused(f"There is no edition “{key}”. There are: {', '.join(each.key for each in editions())}.")


def edition_in_force(on: date) -> Edition:
    """The edition that holds on this day. Refused when none does: never the nearest one."""
    for each in editions():
        if each.is_in_force(on):
            return each
    raise Refused(f"No edition of the guidance is in force on {on.day} {on:%B %Y}. Follow your local procedures.")


def load(shelf: Path) -> tuple[Edition, ...]:
    """Every edition in the folders of this shelf, each checked whole, the newest first."""
    released = released_digests(shelf)
    folders = sorted(path for path in shelf.iterdir() if (path / "edition.toml").exists())
    found = sorted((read_edition(folder, released) for folder in folders), key=lambda e: e.in_force_from, reverse=True)
    for each in found:
        check_edition(each)
    for newer, older in pairwise(found):
        if older.is_in_force(newer.in_force_from):
            raise EditionError(
                f"{older.key} and {newer.key} are both in force on {newer.in_force_from}. "
                f"Give {older.key} an `in_force_until` of that day or earlier."
            )
    _check_followed(found)
    for key in set(released) - {each.key for each in found}:
        raise EditionError(f"{LOCK} holds “{key}”, which is not on the shelf. Put the released edition back.")
    return tuple(found)


def _check_followed(found: Sequence[Edition]) -> None:
    """Each edition follows one on the shelf, and what it says followed a piece of that one is there."""
    by_key = {each.key: each for each in found}
    for each in found:
        if not each.follows:
            continue
        if each.follows not in by_key:
            where = each.place("edition.toml", "follows")
            raise EditionError(f"{where}: `follows` names “{each.follows}”, which is not on the shelf.")
        older = {rule.key for rule in by_key[each.follows].golden_rules}
        for rule in each.golden_rules:
            if rule.follows and rule.follows not in older:
                where = each.place("words/rules.md", rule.key)
                raise EditionError(
                    f"{where}: the golden rule “{rule.key}” follows “{rule.follows}”, which {each.follows} has not."
                )


def released_digests(shelf: Path) -> dict[str, str]:
    """The digest of every released edition, by key, from the lock file of this shelf."""
    locked = tomllib.loads(text_of(shelf / LOCK)).get("released", {})
    return {str(key): str(digest) for key, digest in locked.items()}
