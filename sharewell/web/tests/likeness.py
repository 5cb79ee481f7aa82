"""Two pieces of HTML compared as a browser would lay them out."""

from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag

INLINE = {
    "a",
    "b",
    "button",
    "em",
    "i",
    "input",
    "label",
    "select",
    "small",
    "span",
    "strong",
    "svg",
    "textarea",
    "time",
}


def shape(html: str) -> list[Any]:
    """The tree: tags, attributes and words. Space counts only where it shows: beside parts that stand in a line."""
    soup = BeautifulSoup(html, "html5lib")
    return _inside(soup.body or soup)


def _inside(tag: Tag) -> list[Any]:
    children = [child for child in tag.children if isinstance(child, Tag) or type(child) is NavigableString]
    found: list[Any] = []
    for place, child in enumerate(children):
        if isinstance(child, Tag):
            found.append((child.name, _attributes(child), _inside(child)))
            continue
        before, after = _is_inline(children, place - 1), _is_inline(children, place + 1)
        if words := _words(str(child), tag, keeps_left=before, keeps_right=after):
            found.append(words)
    return found


def _words(text: str, tag: Tag, *, keeps_left: bool, keeps_right: bool) -> str:
    if tag.name == "textarea":
        return text
    words = " ".join(text.split())
    if not words:
        return " " if keeps_left and keeps_right else ""
    left = " " if keeps_left and text[0].isspace() else ""
    right = " " if keeps_right and text[-1].isspace() else ""
    return left + words + right


def _is_inline(children: list[Any], place: int) -> bool:
    return 0 <= place < len(children) and isinstance(children[place], Tag) and children[place].name in INLINE


def _attributes(tag: Tag) -> dict[str, Any]:
    return {name: sorted(value) if name == "class" else value for name, value in tag.attrs.items()}
