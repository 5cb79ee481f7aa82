"""On which line of a TOML file each table and each key stands. The library that reads TOML does not say.

Only for text that has been read as TOML without a fault: this looks for places, and trusts the rest.
"""

import re
import tomllib
from collections.abc import Mapping

Keys = tuple[str | int, ...]
Lines = Mapping[Keys, int]

GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
BLANK = re.compile(r"[ \t]*")
KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
# A text of several lines may end in up to two quotation marks of its own before the three that close it.
TEXT = re.compile(r"""\"{3}(?:\\[\s\S]|[^\\])*?\"{3}\"{0,2}|'{3}[\s\S]*?'{3}'{0,2}|"(?:\\.|[^"\\\n])*"|'[^'\n]*'""")
BARE = re.compile(r"[^,\]}#\n]+")


def lines_of(text: str) -> Lines:
    """The line, from 1, of each table and key by its path, such as ("questions", 0, "answers", 2, "label")."""
    return _Scan(text).found


class _Scan:
    """Goes through the text once, statement by statement."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[Keys, int] = {(): 1}
        self.counts: dict[Keys, int] = {}
        self._counted, self._line = 0, 1
        self._statements()

    def _statements(self) -> None:
        header: Keys = ()
        self._pass(GAP)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                header = self._header()
            else:
                self._pair(header)
            self._pass(GAP)

    def _header(self) -> Keys:
        """`[one.table]`, or `[[one.of.many]]`, which is counted. A header further in means the newest of the many."""
        line, marks = self._line_here(), 2 if self.text.startswith("[[", self.at) else 1
        self.at += marks
        *outer, name = self._keys()
        self.at += marks
        path: Keys = ()
        for each in outer:
            path = self._newest((*path, each))
        path = (*path, name)
        if marks == 2:
            self.found.setdefault(path, line)
            self.counts[path] = self.counts.get(path, 0) + 1
            path = self._newest(path)
        self.found.setdefault(path, line)
        return path

    def _newest(self, path: Keys) -> Keys:
        return (*path, self.counts[path] - 1) if path in self.counts else path

    def _pair(self, within: Keys) -> None:
        """`key = value`, or `a.dotted.key = value`."""
        line, path = self._line_here(), within
        for name in self._keys():
            path = (*path, name)
            self.found.setdefault(path, line)
        self.at += 1
        self._pass(BLANK)
        self._value(path)

    def _value(self, path: Keys) -> None:
        opens = self.text[self.at]
        if opens == "[":
            self._list(path)
        elif opens == "{":
            self._table(path)
        else:
            self._pass(TEXT if opens in "\"'" else BARE)

    def _list(self, path: Keys) -> None:
        self.at += 1
        for number in range(len(self.text)):
            self._pass(GAP)
            if self._closes("]"):
                return
            self.found[(*path, number)] = self._line_here()
            self._value((*path, number))
            self._comma()

    def _table(self, path: Keys) -> None:
        self.at += 1
        self._pass(GAP)
        while not self._closes("}"):
            self._pair(path)
            self._comma()
            self._pass(GAP)

    def _keys(self) -> list[str]:
        """The names of a key, of which there are several when it is dotted."""
        names = []
        while True:
            self._pass(BLANK)
            said = KEY.match(self.text, self.at)
            assert said is not None
            self.at = said.end()
            names.append(_bare(said[0]))
            self._pass(BLANK)
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def _closes(self, mark: str) -> bool:
        """Whether the list or table ends here; then its mark is passed over."""
        ends = self.text[self.at] == mark
        self.at += ends
        return ends

    def _comma(self) -> None:
        self._pass(GAP)
        self.at += self.text[self.at] == ","

    def _pass(self, what: re.Pattern[str]) -> None:
        found = what.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _line_here(self) -> int:
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = self.at
        return self._line


def _bare(name: str) -> str:
    """A key without its quotation marks."""
    return str(tomllib.loads(f"key = {name}")["key"]) if name[0] in "\"'" else name
