"""What a log says: of a request which page it was, never its address; of a fault its kind and place, never its words.

An address can hold a secret or tell of a child; the words of a fault can be the row that a database did not take, or
the address that a mail server did not know.
"""

import logging
import os
import re
import traceback
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.http import HttpRequest

from sharewell.errors import Unsigned

NO_PAGE = "no page of ours"
# Where Django writes of requests that it refuses: too many fields, too large, for another host.
REFUSED = "django.security."
# How the server before Django begins its lines about a request that is none, and one that went wrong.
NO_REQUEST, WENT_WRONG = "Invalid request from ip=", "Error handling request"
# Where, in what it says, the words of the request begin.
THEIRS = re.compile(r"[:'\"(<]")


def page_named(request: HttpRequest) -> str:
    """The name of the page that the request was for."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else NO_PAGE


def escaped(words: str) -> str:
    """As Django writes what came from outside into its lines."""
    return words.encode("unicode_escape").decode("ascii")


class NamesPages(logging.Filter):
    """Puts the page's name where Django's lines have the address. What Django refused as too much is told in a line."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(REFUSED):
            record.exc_info = record.exc_text = None
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            addresses = {request.path, request.get_full_path()}
            addresses |= {escaped(each) for each in addresses}
            record.args = tuple(page_named(request) if each in addresses else each for each in record.args)
        return True


# Faults that can say nothing of people: of the database as a whole, of the settings, of the book's signature.
SAYS_WHY = (OperationalError, ImproperlyConfigured, Unsigned)


def fault_told(fault: BaseException) -> str:
    """Where a fault arose and of what kind, and so of all that led to it; of its words only what can name nobody."""
    return "\n".join(_told_in_order(fault)).rstrip()


def _told_in_order(fault: BaseException) -> Iterator[str]:
    before = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    if before is not None:
        yield from _told_in_order(before)
        yield "and then"
    yield "Traceback (most recent call last):\n" + "".join(traceback.format_tb(fault.__traceback__)).rstrip()
    yield f"{type(fault).__module__}.{type(fault).__qualname__}{_why(fault)}"


def _why(fault: BaseException) -> str:
    if isinstance(fault, SAYS_WHY):
        return f": {fault}"
    return f": {os.strerror(fault.errno)}" if isinstance(fault, OSError) and isinstance(fault.errno, int) else ""


class KeepsNoWords(logging.Filter):
    """Puts the kind and place of a fault where the whole of it would be written."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = fault_told(record.exc_info[1])
        return True


class KeepsTheKind(logging.Filter):
    """Of a request that the server before Django could not take, keeps the kind of fault: nothing of its words."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if said.startswith(NO_REQUEST):
            fault = said.removeprefix(NO_REQUEST).partition(": ")[2]
            record.msg, record.args = (
                f"A request that is none: {THEIRS.split(fault)[0].strip() or 'no more is known'}",
                (),
            )
        elif said.startswith(WENT_WRONG):
            record.msg, record.args = WENT_WRONG, ()
        return True
