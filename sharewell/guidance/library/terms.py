"""The words of the field: on every page the first use of each leads to what it means."""

import re
from functools import lru_cache

from markupsafe import Markup, escape

from sharewell.guidance.markdown import in_pieces
from sharewell.guidance.rules import Edition, Term
from sharewell.web.addresses import address_of

# What somebody else said stays as they said it.
QUOTED = re.compile(r"“[^”]*”")
LINK = Markup('<a class="govuk-link sw-term" href="{}#term-{}">{}</a>')


class Terms:
    """Links the first use of each term on one page; one for each page, since it remembers what it has linked."""

    def __init__(self, glossary: tuple[Term, ...], address: str) -> None:
        self.address, self.linked = address, set[str]()
        self.keys, self.pattern = _forms(glossary)

    def words(self, said: str, besides: str = "") -> Markup:
        """These plain words, escaped, with their links. `besides` names a term that is not linked here."""
        if self.pattern is None:
            return escape(said)
        quoted, made, at = [found.span() for found in QUOTED.finditer(said)], Markup(), 0
        for found in self.pattern.finditer(said):
            key = self.keys[(found.lastindex or 1) - 1]
            if key in self.linked or key == besides or any(a < found.start() and found.end() < z for a, z in quoted):
                continue
            self.linked.add(key)
            made += escape(said[at : found.start()]) + LINK.format(self.address, key, found[0])
            at = found.end()
        return made + escape(said[at:])

    def prose(self, written: str) -> Markup:
        """An edition's prose as HTML, with its links: none in a heading, and none in a link that stands there."""
        made = [self.words(piece.words) if piece.is_open else Markup(piece.words) for piece in in_pieces(written)]  # noqa: S704 - the reader escaped it
        return Markup().join(made)


def terms_of(edition: Edition) -> Terms:
    """For one page outside the library that shows words of the edition in force."""
    return Terms(edition.glossary, address_of("guidance_glossary"))


@lru_cache(maxsize=32)
def _forms(glossary: tuple[Term, ...]) -> tuple[list[str], re.Pattern[str] | None]:
    """Which term each form belongs to, and what finds them all: whole words, any case, the longest form first.

    Each form is a group, and the group that was found says the term: letters such as ſ are found like their plain
    ones, and cannot be looked up by what was found.
    """
    forms = {_plain(form): term.key for term in glossary for form in term.forms}
    if not forms:
        return [], None
    longest_first = sorted(forms, key=len, reverse=True)
    listed = "|".join("(" + r"\s+".join(map(re.escape, form.split(" "))) + ")" for form in longest_first)
    return [forms[form] for form in longest_first], re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


def _plain(form: str) -> str:
    return " ".join(form.lower().split())
