"""Finds the pieces of an edition by words: whole words, other endings of them, and words that were misspelt.

SQLite's own full-text index, in memory and made anew in each process, whichever database the site keeps. What somebody
looks for goes into no log and no table.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

from markupsafe import Markup, escape

from sharewell.guidance.library.catalogue import Entry, entries
from sharewell.guidance.library.spelling import Speller
from sharewell.guidance.rules import Edition

LONGEST, MOST_WORDS, MOST_HITS = 200, 20, 60
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
# Words that say nothing of what is looked for; left out unless there are no others.
SMALL_WORDS = """
a about an and any are as at be by can do does for from have how i if in is it may me must my not of on or should so
than that the their them then there they this to was we what when where which who why will with you your
"""
SMALL = frozenset(SMALL_WORDS.split())
START, STOP = "\x02", "\x03"
TABLES = """
CREATE VIRTUAL TABLE piece USING fts5(title, words, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE spelt USING fts5(words, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE word USING fts5vocab(spelt, row);
"""
FIND = """
SELECT rowid, highlight(piece, 0, :start, :stop), snippet(piece, 1, :start, :stop, '…', 30)
FROM piece WHERE piece MATCH :asked ORDER BY bm25(piece, 6.0, 1.0), rowid LIMIT :most
"""


@dataclass(frozen=True)
class Hit:
    """A piece that was found: its title and some of its words, with what was looked for marked."""

    entry: Entry
    title: Markup
    snippet: Markup


@dataclass(frozen=True)
class Found:
    """What was found, the best first. `instead`: the words as they are spelt here, when they are not what was typed;
    `has_all`: whether each hit has every word."""

    hits: tuple[Hit, ...]
    instead: str
    has_all: bool

    @property
    def groups(self) -> dict[str, list[Hit]]:
        """The hits by the part of the library they stand in, the part with the best hit first."""
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            found.setdefault(hit.entry.part, []).append(hit)
        return found


class Index:
    """Everything in one edition, ready to be searched by several threads, one after the other."""

    def __init__(self, pieces: Sequence[Entry]) -> None:
        self.pieces, self.lock = pieces, Lock()
        self.book = sqlite3.connect(":memory:", check_same_thread=False)
        self.book.executescript(TABLES)
        rows = [(at, each.title, each.words) for at, each in enumerate(pieces)]
        self.book.executemany("INSERT INTO piece (rowid, title, words) VALUES (?, ?, ?)", rows)
        self.book.executemany(
            "INSERT INTO spelt (words) VALUES (?)", [(f"{title} {words}",) for _, title, words in rows]
        )
        self.speller = Speller(dict(self.book.execute("SELECT term, doc FROM word")))

    def find(self, typed: str) -> Found:
        """What there is with these words. Nothing that can be typed is an error."""
        words = words_of(typed)
        with self.lock:
            meant = [word if self._rows([word], "AND") else self.speller.nearest(word) or word for word in words]
            rows = self._rows(meant, "AND")
            hits = rows or self._rows(meant, "OR")
        made = tuple(Hit(self.pieces[at], _marked(title), _marked(words)) for at, title, words in hits)
        return Found(made, " ".join(meant) if meant != words else "", bool(rows))

    def _rows(self, words: Sequence[str], how: str) -> list[tuple[int, str, str]]:
        # Each word stands in quotation marks, so that none of them is an operator.
        asked = f" {how} ".join(f'"{word}"' for word in words)
        given = {"start": START, "stop": STOP, "asked": asked, "most": MOST_HITS}
        return self.book.execute(FIND, given).fetchall() if words else []


@lru_cache(maxsize=16)
def index_of(edition: Edition) -> Index:
    """The index of this edition, made once. An edition that is loaded never changes."""
    return Index(tuple(entries(edition)))


def readable(typed: str) -> str:
    """What was typed, as it can be shown again: one line, not too long, without what cannot be seen."""
    return "".join(each if each.isprintable() else " " for each in typed).strip()[:LONGEST]


def words_of(typed: str) -> list[str]:
    """The words to look for in what was typed: no marks, no small words, and not too many."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).lower()
    words = list(dict.fromkeys(POSSESSIVE.sub("", word) for word in WORD.findall(plain)))
    return [word for word in words if word not in SMALL][:MOST_WORDS] or words[:MOST_WORDS]


def _marked(said: str) -> Markup:
    return Markup(str(escape(said)).replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S704 - escaped first
