"""An edition's words as HTML: paragraphs, lists, small headings, emphasis and links; everything else stays text."""

from collections.abc import Sequence
from functools import cache, lru_cache

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


@lru_cache(maxsize=512)
def rendered(words: str) -> Markup:
    """These words as HTML, safe to put on a page: no raw HTML, no images, no addresses that run scripts."""
    reader = _reader()
    tokens = reader.parse(words)
    _dress(tokens)
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - the reader escapes all but its own


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False, "linkify": False}).enable(ALLOWED)


def _dress(tokens: Sequence[Token]) -> None:
    """Give each part the class that the design system has for it; a link elsewhere does not say where it is from."""
    for token in tokens:
        if token.type in CLASSES:
            token.attrSet("class", CLASSES[token.type])
        if token.type == "link_open" and "://" in str(token.attrGet("href")):
            token.attrSet("rel", "noreferrer")
        _dress(token.children or ())
