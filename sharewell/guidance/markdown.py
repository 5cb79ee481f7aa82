"""An edition's words as HTML: paragraphs, lists, small headings, emphasis and links; everything else stays text."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

CLASSES = {
    "paragraph_open": "govuk-body",
    "bullet_list_open": "govuk-list govuk-list--bullet",
    "ordered_list_open": "govuk-list govuk-list--number",
    "heading_open": "govuk-heading-m",
    "link_open": "govuk-link",
}
ALLOWED = ["heading", "list", "emphasis", "link", "escape", "newline"]
# An address of another site: with a scheme, or with two strokes, to which a browser adds the scheme of the page.
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# Stands around open text while it is rendered. The reader lets no such character through.
EDGE = "\0"


class Piece(NamedTuple):
    """A run of prose: HTML that is done with, or (`is_open`) plain text, not yet escaped, that may still get links."""

    words: str
    is_open: bool


@lru_cache(maxsize=512)
def rendered(words: str) -> Markup:
    """These words as HTML, safe to put on a page: no raw HTML, no images, no addresses that run scripts."""
    reader = _reader()
    tokens = reader.parse(words)
    _dress(tokens)
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - the reader escapes all but its own


@lru_cache(maxsize=512)
def in_pieces(words: str) -> tuple[Piece, ...]:
    """The same HTML, taken apart where text stands in neither a heading nor a link."""
    reader = _reader()
    tokens = reader.parse(words)
    _dress(tokens)
    _open_up(tokens)
    parts = reader.renderer.render(tokens, reader.options, {}).split(EDGE)
    return tuple(Piece(part, bool(at % 2)) for at, part in enumerate(parts) if part)


@lru_cache(maxsize=512)
def plain(words: str) -> str:
    """These words with nothing but spaces between them: what a search reads."""
    inlines = [token for token in _reader().parse(words) if token.type == "inline"]
    return " ".join(
        "".join(child.content or " " * child.type.endswith("break") for child in token.children or ())
        for token in inlines
    )


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": False, "linkify": False}).enable(ALLOWED)
    reader.add_render_rule("open_text", _left_open)
    return reader


def _left_open(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return f"{EDGE}{tokens[at].content}{EDGE}"


def _dress(tokens: Sequence[Token]) -> None:
    """Give each part the class that the design system has for it; a link elsewhere does not say where it is from."""
    for token in tokens:
        if token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        if token.type == "link_open" and ELSEWHERE.match(str(token.attrGet("href"))):
            token.attrSet("rel", "noreferrer")
        _dress(token.children or ())


def _open_up(tokens: Sequence[Token]) -> None:
    """Mark the text that may still get links."""
    depth = 0
    for token in tokens:
        if token.type.startswith(("heading_", "link_")):
            depth += token.nesting
        elif not depth and token.type == "text":
            token.type = "open_text"
        elif not depth and token.children:
            _open_up(token.children)
