"""Takes an edition's TOML apart, strictly: whatever is missing, misspelt or left over is named, with how to mend it."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


class EditionError(Exception):
    """An edition cannot be loaded. Says in which file and where, what is wrong, and how to mend it."""


class Table:
    """One table of a TOML file. Every key must be taken; `done()` refuses those that nobody asked for."""

    def __init__(self, content: Any, where: str) -> None:
        if not isinstance(content, Mapping):
            raise EditionError(f"{where}: there must be a table here, not {content!r}.")
        self.content, self.where = content, where
        self.taken: set[str] = set()

    @property
    def named(self) -> str:
        """Where this table stands, with its key or name if it has one."""
        own = self.content.get("key") or self.content.get("name")
        return f"{self.where} “{own}”" if own else self.where

    def wrong(self, said: str) -> EditionError:
        """An error about this table."""
        return EditionError(f"{self.named}: {said}")

    def text(self, key: str, default: str | None = None) -> str:
        """The text under this key. Empty text is refused unless there is a default."""
        said = self._take(key, str, default)
        if not said.strip() and default is None:
            raise self.wrong(f"`{key}` is empty. Write its words.")
        return said.strip()

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
            raise self.wrong(f"`{key}` must be a whole number, 1 or more.")
        return said

    def flag(self, key: str) -> bool:
        """Whether this key is switched on. A missing one is off."""
        return self._take(key, bool, False)

    def texts(self, key: str) -> tuple[str, ...]:
        """The list of texts under this key; a missing one is empty."""
        said = self._take(key, list, [])
        if not all(isinstance(each, str) for each in said):
            raise self.wrong(f"`{key}` must be a list of texts.")
        if len(set(said)) != len(said):
            raise self.wrong(f"`{key}` says the same thing twice: take one out.")
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
                near = get_close_matches(each, words, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"It must be one of: {', '.join(sorted(words))}."
                raise self.wrong(f"`{what}` names “{each}”, which does not exist. {hint}")
        return said

    def tables(self, key: str) -> "list[Table]":
        """The tables under this key; a missing one is none, and a single table counts as one."""
        said = self._take(key, (list, dict), [])
        listed = said if isinstance(said, list) else [said]
        return [Table(each, f"{self.named}, {key} {number}") for number, each in enumerate(listed, 1)]

    def table(self, key: str) -> "Table":
        """The one table under this key."""
        return Table(self._take(key, dict, None), f"{self.named}, {key}")

    def done(self) -> None:
        """Nothing is left that nobody asked for."""
        for key in self.content:
            if key not in self.taken:
                near = get_close_matches(key, sorted(self.taken), 1)
                hint = f"Did you mean `{near[0]}`?" if near else "Take it out."
                raise self.wrong(f"`{key}` means nothing here. {hint}")

    def _take(self, key: str, kind: Any, default: Any) -> Any:
        self.taken.add(key)
        if key not in self.content:
            if default is None:
                raise self.wrong(f"`{key}` is missing. Add it.")
            return default
        said = self.content[key]
        if not isinstance(said, kind) or isinstance(said, datetime):
            raise self.wrong(f"`{key}` is {said!r}, which is the wrong kind of thing.")
        return said


def read(path: Path) -> Table:
    """The TOML file at this path."""
    try:
        return Table(tomllib.loads(text_of(path)), f"{path.parent.name}/{path.name}")
    except tomllib.TOMLDecodeError as broken:
        raise EditionError(f"{path.parent.name}/{path.name}: this is not TOML. {broken}.") from None


def text_of(path: Path) -> str:
    """The words of the file at this path, as UTF-8 with plain line ends."""
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except FileNotFoundError:
        raise EditionError(f"{path.parent.name}/{path.name}: this file is missing. Add it.") from None
    except UnicodeDecodeError:
        raise EditionError(f"{path.parent.name}/{path.name}: this file is not UTF-8. Save it as UTF-8.") from None


def each_once(made: list[T], name: Callable[[T], str], where: str) -> tuple[T, ...]:
    """These, no two of which have the same name."""
    seen: set[str] = set()
    for each in made:
        if name(each) in seen:
            raise EditionError(f"{where}: there are two called “{name(each)}”. Give one another name.")
        seen.add(name(each))
    return tuple(made)
