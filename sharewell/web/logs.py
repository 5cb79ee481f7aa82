"""What a log says of a request: which page it was, never its address, which can hold a secret or tell of a child."""

import logging

from django.http import HttpRequest

NO_PAGE = "no page of ours"


def page_named(request: HttpRequest) -> str:
    """The name of the page that the request was for."""
    match = getattr(request, "resolver_match", None)
    return match.view_name if match else NO_PAGE


def escaped(words: str) -> str:
    """As Django writes what came from outside into its lines."""
    return words.encode("unicode_escape").decode("ascii")


class NamesPages(logging.Filter):
    """Puts the page's name where Django's lines have the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            addresses = {request.path, request.get_full_path()}
            addresses |= {escaped(each) for each in addresses}
            record.args = tuple(page_named(request) if each in addresses else each for each in record.args)
        return True
