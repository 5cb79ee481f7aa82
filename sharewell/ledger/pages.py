"""The pages of the book on which one whole is entered: every act within it, all at once, when it is done."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction

from sharewell.errors import Refused
from sharewell.ledger.models import Entry, EntryWords
from sharewell.prepared import PreparedInsert, put_in_together

_put_in_entries, _put_in_words = PreparedInsert(Entry), PreparedInsert(EntryWords)


@dataclass
class Pages:
    """What the whole under way will enter, all of it at once when it is done."""

    entries: list[Entry] = field(default_factory=list)
    words: list[EntryWords] = field(default_factory=list)
    # The last refusal of an act within, and how it is entered should it end the whole.
    refusal: tuple[Refused, Callable[[Refused], None]] | None = None

    @property
    def mark(self) -> tuple[int, int]:
        """How far it is written."""
        return len(self.entries), len(self.words)

    def back_to(self, mark: tuple[int, int]) -> None:
        """What was entered since the mark did not happen: its act was undone."""
        del self.entries[mark[0] :], self.words[mark[1] :]

    def write(self) -> None:
        """All of it stands in the book. Within a transaction, unless it is a single entry without words."""
        put_in_together((_put_in_entries, self.entries), (_put_in_words, self.words))


_pages: ContextVar[Pages | None] = ContextVar("pages", default=None)


def pages_now() -> Pages | None:
    """The pages of the whole under way; None where each entry is written by itself."""
    return _pages.get()


@contextmanager
def one_whole() -> Iterator[Pages]:
    """Every act within enters itself on the same pages; they are written last, in the same transaction."""
    pages = Pages()
    token = _pages.set(pages)
    try:
        with transaction.atomic():
            yield pages
            pages.write()
            # What runs after the commit has pages of its own: nobody would write these any more.
            _pages.set(None)
    finally:
        _pages.reset(token)


@contextmanager
def together() -> Iterator[None]:
    """The acts within, of which none calls the others, are one whole: all of it happens, or nothing.

    A refusal that ends it is entered as that of its own act, after the roll-back, and goes on. RuntimeError within an
    act, whose acts are one whole already.
    """
    if pages_now() is not None:
        raise RuntimeError("Within an act all acts are one whole already.")
    try:
        with one_whole() as pages:
            yield
    except Refused as refused:
        if pages.refusal and pages.refusal[0] is refused:
            pages.refusal[1](refused)
        raise
