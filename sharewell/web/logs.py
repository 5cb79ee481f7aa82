"""What a log says of a request: which page it was, never its address, which can hold a secret or tell of a child."""

import logging
import re

from django.http import HttpRequest

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
