"""A new edition, begun as a copy: on a partnership's own shelf, a draft until it is released."""

import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

from sharewell.errors import Refused
from sharewell.guidance.editions import SHELF, edition, library
from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.names import is_name, no_name
from sharewell.guidance.shelf.reading import read_edition
from sharewell.guidance.shelf.tables import EditionError


def copy_edition(source: str, name: str, shelf: Path, today: date) -> Edition:
    """A copy of the source stands on this shelf under the new name, whole, as a draft for a day to come.

    Its edition.toml says what it replaces and a title and a day of its own; everything else is as it was. Refused
    when the name is taken or badly formed, or the source cannot be used.
    """
    old = edition(source)
    _may_be_called(name, shelf)
    folder = (shelf if old.is_own else SHELF) / source
    making = shelf / f".{name}"
    shutil.rmtree(making, ignore_errors=True)
    try:
        shutil.copytree(folder, making, ignore=_not_plain)
        about = making / "edition.toml"
        about.write_text(_begun_anew(about.read_text(encoding="utf-8"), old, name, today), encoding="utf-8")
        made = _as_it_should_be(making, old)
        making.rename(shelf / name)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return made


def _not_plain(folder: str, names: list[str]) -> list[str]:
    """What is neither a plain file nor a folder, and is not copied: it might have no end."""
    inside = [Path(folder) / name for name in names]
    return [each.name for each in inside if not (each.is_file() or each.is_dir())]


def _may_be_called(name: str, shelf: Path) -> None:
    if not is_name(name):
        raise Refused(no_name(name))
    if (shelf / name).exists() or name in {each.key for each in library().shipped}:
        raise Refused(f"There is “{name}” already. Choose another name.")


def _begun_anew(text: str, old: Edition, name: str, today: date) -> str:
    """The head of edition.toml with a title, a first day and what is replaced; no last day. All else is kept."""
    head, table, rest = text.partition("\n[")
    head = re.sub(r"(?m)^(in_force_until|replaces) *=.*\n?", "", head)
    begins = max(today + timedelta(days=1), old.in_force_from)
    head = re.sub(r"(?m)^in_force_from *=.*$", f"in_force_from = {begins}", head)
    title = json.dumps(f"{old.title} ({name})", ensure_ascii=False)
    replaces = _replaced_by_a_copy(old)
    lines = [f"title = {title}", *([f'replaces = "{replaces}"'] if replaces else [])]
    head = re.sub(r"(?m)^title *=.*$", lambda _: "\n".join(lines), head)
    return head + table + rest


def _replaced_by_a_copy(old: Edition) -> str:
    """What ships, or was released, is replaced itself; a draft is not yet there to be replaced."""
    return old.replaces if old.is_own and not old.released else old.key


def _as_it_should_be(folder: Path, old: Edition) -> Edition:
    """The copy can be read, and says what it should."""
    try:
        made = read_edition(folder, {})
    except EditionError as fault:
        raise Refused(f"{old.key} cannot be copied by this command: {fault}") from None
    if made.title == old.title or made.in_force_until or made.replaces != _replaced_by_a_copy(old):
        raise Refused(
            f"{old.place('edition.toml')}: each of `title`, `in_force_from`, `in_force_until` and `replaces` must "
            "stand on one line of its own, so that the copy can be given others."
        )
    return made
