"""Finds the pieces of an edition, and links, by words: whole words, other endings of them, other words for the same,
and words that were misspelt.

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

from sharewell.guidance.library.catalogue import Entry, entries, outside
from sharewell.guidance.library.elsewhere import elsewhere
from sharewell.guidance.library.meanings import Wanted, meanings
from sharewell.guidance.library.spelling import Speller
from sharewell.guidance.rules import Edition

LONGEST, MOST_WORDS, MOST_HITS = 200, 20, 60
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
POSSESSIVE = re.compile(r"['’]s$")
# Words that say nothing of what is looked for; left out unless there are no others.
SMALL_WORDS = """
a about am an and any are as at be been being but by can could did do does done for from get got had has have he her
hers him his how i if in into is it its just may me might must my not of on or our ours shall she should so some than
that the their them then there these they this those to us was we were what when where which who whom whose why will
with would you your yours
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
    `also`: what was looked for besides, being other words for the same; `has_all`: whether each hit has every word;
    `is_danger`: whether somebody who types this may be worried about a child just now."""

    hits: tuple[Hit, ...]
    instead: str
    also: tuple[str, ...]
    has_all: bool
    is_danger: bool

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
            spelt = [word for each in meanings().wanted(words) for word in self._spelt(each)]
            meant = meanings().wanted(spelt)
            together = self._rows([[phrase] for phrase in _phrases(typed, meant)], "OR")
            rows = together + self._ours_first([each.forms for each in meant], "AND")
            hits = rows or self._ours_first([each.forms for each in meant], "OR")
        once: dict[int, Hit] = {}
        for at, title, said in hits:
            once.setdefault(at, Hit(self.pieces[at], _marked(title), _marked(said)))
        return Found(
            hits=tuple(once.values())[:MOST_HITS],
            instead=" ".join(spelt) if spelt != words else "",
            also=tuple(dict.fromkeys(form for each in meant for form in each.also)),
            has_all=bool(rows),
            is_danger=meanings().speaks_of_danger(words),
        )

    def _spelt(self, wanted: Wanted) -> list[str]:
        """Its words as they are spelt here; a good word, and one with a meaning, stays as it is.

        A word that is found only by another ending of it may be a slip all the same: *competance*.
        """
        word = wanted.typed
        if wanted.also or meanings().is_good(word):
            return word.split()
        if self._rows([[word]], "AND"):
            return [self.speller.sounding_like(word) or word]
        return [self.speller.nearest(word) or word]

    def _ours_first(self, wanted: Sequence[Sequence[str]], how: str) -> list[tuple[int, str, str]]:
        """What has these: the pieces of the edition, and after them the links to other sites."""
        return sorted(self._rows(wanted, how), key=lambda row: self.pieces[row[0]].is_apart)

    def _rows(self, wanted: Sequence[Sequence[str]], how: str) -> list[tuple[int, str, str]]:
        # Each word stands in quotation marks, so that none of them is an operator.
        asked = f" {how} ".join("(" + " OR ".join(f'"{form}"' for form in forms) + ")" for forms in wanted)
        given = {"start": START, "stop": STOP, "asked": asked, "most": MOST_HITS}
        return self.book.execute(FIND, given).fetchall() if wanted else []


@lru_cache(maxsize=16)
def index_of(edition: Edition) -> Index:
    """The index of this edition, made once. An edition that is loaded never changes."""
    return Index((*entries(edition), *outside(elsewhere())))


def readable(typed: str) -> str:
    """What was typed, as it can be shown again: one line, not too long, without what cannot be seen."""
    return "".join(each if each.isprintable() else " " for each in typed).strip()[:LONGEST]


def words_of(typed: str) -> list[str]:
    """The words to look for in what was typed: no marks, no small words, and not too many."""
    words = list(dict.fromkeys(_all_words(typed)))
    return [word for word in words if word not in SMALL][:MOST_WORDS] or words[:MOST_WORDS]


def _all_words(typed: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).lower()
    return [POSSESSIVE.sub("", word) for word in WORD.findall(plain)]


def _phrases(typed: str, meant: Sequence[Wanted]) -> set[str]:
    """What ranks first wherever it stands word for word: all that was typed, and the words that count, side by side."""
    phrases = {" ".join(_all_words(typed)), " ".join(each.typed for each in meant)}
    return {phrase for phrase in phrases if " " in phrase or (phrase and meant[0].also)}


def _marked(said: str) -> Markup:
    return Markup(str(escape(said)).replace(START, "<mark>").replace(STOP, "</mark>"))  # noqa: S704 - escaped first
