"""Takes an edition's TOML apart, strictly: whatever is missing, misspelt or left over is named, with how to mend it."""

import errno
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from enum import StrEnum
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

from sharewell.errors import short
from sharewell.guidance.shelf.lines import Keys, Lines, lines_of
from sharewell.guidance.shelf.names import IN_WORDS
from sharewell.guidance.shelf.plainly import not_toml, wrong_kind

E = TypeVar("E", bound=StrEnum)
# What a table may be called by.
OWN = ("key", "name", "fact")
# The word for one of many.
ONE = {
    "questions": "question",
    "answers": "answer",
    "rules": "rule",
    "lifts": "lift",
    "duties": "duty",
    "gateways": "gateway",
    "clocks": "clock",
    "switches": "switch",
    "terms": "term",
}
# How far in anything may stand; and the largest number of which every reader makes the same.
DEEPEST, LARGEST = 20, 2**53 - 1
# How many bytes one file may have: many times more than any edition needs.
MOST_BYTES = 2_000_000
BROKEN_AT = re.compile(r" \(at line (?P<line>\d+), column \d+\)")


class EditionError(Exception):
    """An edition cannot be loaded. Says in which file and where, what is wrong, and how to mend it."""


class Table:
    """One table of a TOML file. Every key must be taken; `done()` refuses those that nobody asked for.

    `file` names its file, `lines` says on which line each of that file's tables and keys stands, `path` is its own
    path there, and `what` is what it is in words.
    """

    def __init__(self, content: Any, file: str, lines: Lines, path: Keys = (), what: str = "") -> None:
        if not isinstance(content, Mapping):
            raise EditionError(
                f"{at(file, lines, path)}{what}: there must be a table here, not {short(repr(content))}."
            )
        self.content, self.file, self.lines, self.path, self.what = content, file, lines, path, what
        self.taken: set[str] = set()

    @property
    def own(self) -> str:
        """Its key or name, or the fact it is about; empty when it has none."""
        return next((str(self.content[key]) for key in OWN if key in self.content), "")

    @property
    def where(self) -> str:
        """The file and line where this table stands."""
        return self.place()

    @property
    def named(self) -> str:
        """Where this table stands, and what it is."""
        return f"{self.where}{self.what}"

    def place(self, *keys: str | int) -> str:
        """The file and line of the key at this path; of the table itself when there is no such key."""
        path = (*self.path, *keys)
        if not keys or path not in self.lines:
            path = next((named for key in OWN if (named := (*self.path, key)) in self.lines), self.path)
        return at(self.file, self.lines, path)

    def wrong(self, said: str, *keys: str | int) -> EditionError:
        """An error about this table, or about the key at this path in it."""
        return EditionError(f"{self.place(*keys)}{self.what}: {said}")

    def text(self, key: str, default: str | None = None) -> str:
        """The text under this key. Empty text is refused unless there is a default."""
        said = self._take(key, str, default)
        if not said.strip() and default is None:
            raise self.wrong(f"`{key}` is empty. Write its words.", key)
        return said.strip()

    def name(self, key: str, pattern: re.Pattern[str]) -> str:
        """What this table is called, under this key: in letters that fit an address and a form."""
        said = self._take(key, str, None)
        if not pattern.fullmatch(said):
            raise self.wrong(f"`{key}` is “{short(said)}”. Use {IN_WORDS[pattern]}.", key)
        return said

    def day(self, key: str) -> date:
        """The date under this key."""
        return self._take(key, date, None)

    def day_or_none(self, key: str) -> date | None:
        """The date under this key, if there is one."""
        return self.day(key) if key in self.content else None

    def number(self, key: str) -> int:
        """The whole number, 1 or more, under this key."""
        said = self._take(key, int, None)
        if isinstance(said, bool) or said < 1:
            raise self.wrong(f"`{key}` must be a whole number, 1 or more.", key)
        return said

    def flag(self, key: str) -> bool:
        """Whether this key is switched on. A missing one is off."""
        return self._take(key, bool, False)

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under this key; a missing one is empty."""
        said = self._take(key, list, [])
        if not all(isinstance(each, str) for each in said):
            raise self.wrong(f"`{key}` must be a list of texts.", key)
        if len(set(said)) != len(said):
            raise self.wrong(f"`{key}` says the same thing twice: take one out.", key)
        return tuple(said)

    def one_of(self, key: str, words: type[E]) -> E:
        """The one word of this closed list that stands under this key."""
        return words(self.known([self.text(key)], [str(word) for word in words], key)[0])

    def some_of(self, key: str, words: type[E]) -> tuple[E, ...]:
        """The words of this closed list that stand under this key."""
        return tuple(words(said) for said in self.known(self.texts(key), [str(word) for word in words], key))

    def known(self, said: Iterable[str], words: Iterable[str], what: str) -> list[str]:
        """These words, each of which must stand on the closed list."""
        words, said = list(words), list(said)
        for each in said:
            if each not in words:
                near = get_close_matches(short(each), words, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"It must be one of: {', '.join(sorted(words))}."
                raise self.wrong(f"`{what}` names “{short(each)}”, which does not exist. {hint}", what)
        return said

    def tables(self, key: str) -> "list[Table]":
        """The tables under this key; a missing one is none, and a single table counts as one. No two of one name."""
        said = self._take(key, (list, dict), [])
        if not isinstance(said, list):
            return [self._inner(said, (key,), key)]
        found = [self._inner(each, (key, number), ONE.get(key, key)) for number, each in enumerate(said)]
        seen: dict[str, Table] = {}
        for each in found:
            if each.own and each.own in seen:
                other = seen[each.own].where
                raise each.wrong(
                    f"there are two called “{short(each.own)}”, the other in {other}. Give one another name."
                )
            seen[each.own] = each
        return found

    def table(self, key: str) -> "Table":
        """The one table under this key."""
        return self._inner(self._take(key, dict, None), (key,), key)

    def _inner(self, content: Any, path: Keys, what: str) -> "Table":
        named = [str(content[key]) for key in OWN if isinstance(content, Mapping) and key in content][:1]
        if named:
            what = called(what, short(named[0]))
        elif isinstance(path[-1], int):
            what = f"{what} {path[-1] + 1}"
        return Table(content, self.file, self.lines, (*self.path, *path), f"{self.what}, {what}")

    def done(self) -> None:
        """Nothing is left that nobody asked for."""
        for key in self.content:
            if key not in self.taken:
                near = get_close_matches(short(key), sorted(self.taken), 1)
                hint = f"Did you mean `{near[0]}`?" if near else "Take it out."
                raise self.wrong(f"`{short(key)}` means nothing here. {hint}", key)

    def _take(self, key: str, kind: Any, default: Any) -> Any:
        self.taken.add(key)
        if key not in self.content:
            if default is None:
                raise self.wrong(f"`{key}` is missing. Add it.")
            return default
        said = self.content[key]
        if not isinstance(said, kind) or isinstance(said, datetime):
            raise self.wrong(wrong_kind(key, said, kind), key)
        return said


def read(path: Path) -> Table:
    """The TOML file at this path."""
    text, file = text_of(path), name_of(path)
    try:
        content = tomllib.loads(text)
        lines = {} if _is_too_deep(content) else lines_of(text)
    except tomllib.TOMLDecodeError as broken:
        said = BROKEN_AT.search(str(broken))
        line = int(said["line"]) if said else text.rstrip().count("\n") + 1
        raise EditionError(f"{file}, line {line}: {not_toml(str(broken))}") from None
    except RecursionError:
        lines = {}
    except (ValueError, LookupError, AssertionError) as broken:
        raise EditionError(f"{file}: this cannot be read as TOML. {in_words(broken)}.") from None
    if not lines:
        raise EditionError(f"{file}: something stands in more than {DEEPEST} brackets or tables. Take it out.")
    for path_in_it, said in _kept(content):
        if fault := _cannot_be_kept(said):
            raise EditionError(f"{at(file, lines, path_in_it)}: {fault}")
    return Table(content, file, lines)


def _kept(content: Any) -> Iterator[tuple[Keys, Any]]:
    """Everything that stands in this, at whatever depth, with its path. Not by recursion: it may be deep."""
    waiting: list[tuple[Keys, Any]] = [((), content)]
    while waiting:
        path, said = waiting.pop()
        yield path, said
        if len(path) <= DEEPEST and isinstance(said, dict | list):
            pairs = said.items() if isinstance(said, dict) else enumerate(said)
            waiting.extend(((*path, key), each) for key, each in pairs)


def _is_too_deep(content: Any) -> bool:
    return any(len(path) > DEEPEST for path, _ in _kept(content))


def _cannot_be_kept(said: Any) -> str:
    """Why a digest cannot be made of this, if it cannot."""
    if isinstance(said, time):
        return "a time of the day means nothing here. Take it out, or write it as text."
    if isinstance(said, float) and not isfinite(said):
        return f"{said} is no number. Write one."
    if isinstance(said, int) and abs(said) > LARGEST:
        return "this number is too large. Write a smaller one."
    return ""


def in_words(fault: BaseException) -> str:
    """A fault that nobody foresaw, in one short line."""
    return f"{type(fault).__name__}: {short(' '.join(str(fault).split()))}"


def text_of(path: Path) -> str:
    """The words of the file at this path, as UTF-8 with plain line ends."""
    try:
        found = _bytes_of(path)
        return found.decode("utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        raise EditionError(f"{name_of(path)}: this file is missing. Add it.") from None
    except OSError as broken:
        said = broken.strerror or type(broken).__name__
        raise EditionError(f"{name_of(path)}: this file cannot be read: {said}. Put a plain file there.") from None
    except UnicodeDecodeError as broken:
        line = found.count(b"\n", 0, broken.start) + 1
        raise EditionError(f"{name_of(path)}, line {line}: this file is not UTF-8. Save it as UTF-8.") from None


def _bytes_of(path: Path) -> bytes:
    """What is in the plain file to which this path leads, as long as it is said to be; nothing else is ever opened."""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "it is no plain file")
    if about.st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {MOST_BYTES // 1_000_000} MB")
    with path.open("rb") as file:
        return file.read(about.st_size)


def name_of(path: Path) -> str:
    """A file by the names of its edition and its own, such as england-2026/words/law.md."""
    return "/".join(path.parts[-3 if path.parent.name == "words" else -2 :])


def called(kind: str, name: str) -> str:
    """Something by its kind and name, such as rule R7, or question “harm”."""
    return f"{kind} {name}" if kind in {"rule", "lift"} else f"{kind} “{name}”"


def at(file: str, lines: Lines, path: Keys) -> str:
    """This file, and the line in it where this path stands."""
    return f"{file}, line {lines.get(path, 1)}"
