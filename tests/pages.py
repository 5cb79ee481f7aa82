"""Reads a page as strictly as a person deserves: `browse` fetches it, `faults` lists what is wrong with it."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from typing import Any

import html5lib
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.http import HttpResponse
from django.test import Client

JS_ENABLED = "document.body.className += ' js-enabled'"
LOADS = {
    "script": "src",
    "link": "href",
    "img": "src",
    "form": "action",
    "iframe": "src",
    "source": "src",
    "use": "href",
}
IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
# What differs from one page to the next that is built the same way: words, ids, and what was typed.
WORDS = re.compile(r">(?=[^<]*[^<\s])([^<]*)<")
BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
LONG_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-zA-Z]{32,}")
NAMED = re.compile(r"<title>[^<]*"), re.compile(r"<h1.*?</h1>", re.DOTALL)
OWN_VALUE = re.compile(r'(?<=\bvalue=)"[^"<>&]*"')
UNTYPED = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "data-aria-controls")


class Page:
    """What came back: the response, its text, and ways to look at it."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.content.decode() if "html" in response.get("Content-Type", "") else ""

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The page, read as a browser reads it; only where a test asks."""
        return BeautifulSoup(self.html, "html5lib")

    @property
    def address(self) -> str:
        """Where we ended, after redirects."""
        return self.response.request["PATH_INFO"]

    @property
    def heading(self) -> str:
        return words_of(self.soup.h1)

    @property
    def text(self) -> str:
        """The words of the main part, with single spaces."""
        return words_of(self.soup.main or self.soup)

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        return [words_of(line) for line in self.soup.select(".govuk-error-summary li")]

    @property
    def links(self) -> dict[str, str]:
        """Each link's words, and where it leads."""
        return {words_of(link): str(link["href"]) for link in self.soup.select("a[href]")}

    def __contains__(self, words: str) -> bool:
        return words in words_of(self.soup)


class Browse:
    """Fetches pages for somebody, and checks each one."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client()

    def __call__(self, address: str, status: int = 200, follow: bool = True, **headers: Any) -> Page:
        return self._checked(self.client.get(address, follow=follow, **headers), address, status)

    get = __call__

    def post(
        self,
        address: str,
        data: Any = None,
        status: int = 200,
        follow: bool = True,
        **headers: Any,
    ) -> Page:
        """Sends a form and follows where it leads."""
        return self._checked(self.client.post(address, data or {}, follow=follow, **headers), address, status)

    def as_(self, user: Any) -> "Browse":
        """The same site as this person sees it, in a browser of their own."""
        other = Browse(Client())
        other.client.force_login(user)
        return other

    def _checked(self, response: HttpResponse, address: str, status: int) -> Page:
        page = Page(response)
        assert page.status == status, f"{address} answered {page.status}, not {status}: {page.text[:600]}"
        # A page is the same on every database, and to look at it takes longer than to make it: it is done on SQLite.
        if page.html and connection.vendor == "sqlite" and not _is_known(page.html):
            found = faults(page.html, page.soup)
            assert not found, f"{address} has faults:\n- " + "\n- ".join(found)
            _built_well.add(skeleton(page.html))
        return page


# How pages were built in which nothing was wrong.
_built_well: set[str] = set()


def _is_known(html: str) -> bool:
    """Whether a page built the very same way was looked at before, in this process. A full run looks at every page."""
    return not IS_FULL and skeleton(html) in _built_well


def skeleton(html: str) -> str:
    """How a page is built: its tags and attributes, with only whether there are words between them, and ids made alike;
    and its title and heading, which must fit each other."""
    named = "".join(each for part in NAMED for each in part.findall(html)[:1])
    bare = named + WORDS.sub(lambda found: ">!<" if BARE_AMPERSAND.search(found[1]) else ">+<", html)
    return sha256(OWN_VALUE.sub('"#"', LONG_ID.sub("#", bare)).encode()).hexdigest()


def faults(html: str, soup: BeautifulSoup | None = None) -> list[str]:
    """Everything wrong with this page, each in words. `soup`: the page, where it was read already."""
    soup = soup or BeautifulSoup(html, "html5lib")
    return [fault for check in CHECKS for fault in check(html, soup)]


def words_of(tag: Tag | None) -> str:
    """The words in this part of a page, with single spaces."""
    return " ".join(tag.get_text().split()) if tag else ""


def is_valid(html: str, soup: BeautifulSoup) -> Iterator[str]:
    try:
        html5lib.HTMLParser(strict=True).parse(html)
    except html5lib.html5parser.ParseError as error:
        yield f"The HTML is not valid: {error}"
    if not (soup.html and soup.html.get("lang")):
        yield "The page does not say its language."


def has_one_heading(html: str, soup: BeautifulSoup) -> Iterator[str]:
    headings = [words_of(heading) for heading in soup.find_all("h1")]
    title = words_of(soup.title).removeprefix("Error: ")
    if len(headings) != 1:
        yield f"There must be one h1, not {len(headings)}: {headings}"
    elif not headings[0] or not title.startswith(headings[0]):
        yield f"The title {title!r} does not begin with the h1 {headings[0]!r}."


def has_unique_ids(html: str, soup: BeautifulSoup) -> Iterator[str]:
    ids = Counter(tag["id"] for tag in soup.find_all(id=True))
    yield from (f"The id {name!r} is used {count} times." for name, count in ids.items() if count > 1)
    yield from ("An id is empty or has a space." for name in ids if not name or " " in name)
    for tag in soup.find_all(True):
        for attribute in REFERENCES:
            yield from (
                f"{attribute} names {name!r}, which is not there."
                for name in str(tag.get(attribute, "")).split()
                if name not in ids
            )
    for link in soup.select('a[href^="#"]'):
        if str(link["href"])[1:] and str(link["href"])[1:] not in ids:
            yield f"A link leads to {link['href']}, which is not there."


def has_labels(html: str, soup: BeautifulSoup) -> Iterator[str]:
    labels = {label.get("for"): words_of(label) for label in soup.find_all("label")}
    for field in soup.find_all(["input", "select", "textarea"]):
        if field.get("type") in UNTYPED:
            continue
        wrapped = field.find_parent("label")
        said = field.get("aria-label") or labels.get(field.get("id")) or words_of(wrapped)
        if not said and not field.get("aria-labelledby"):
            yield f"The field {field.get('name') or field.get('id')!r} has no label."
    for label in labels:
        if label and not soup.find(id=label):
            yield f"A label is for {label!r}, which is not there."


def has_names(html: str, soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(["a", "button"]):
        if not (words_of(tag) or tag.get("aria-label")):
            yield f"A {tag.name} has no words: {tag}"
    yield from (f"An image has no alt: {image}" for image in soup.find_all("img") if image.get("alt") is None)


def has_nothing_inline(html: str, soup: BeautifulSoup) -> Iterator[str]:
    for script in soup.find_all("script"):
        if not script.get("src") and not str(script.string or "").startswith(JS_ENABLED):
            yield "There is an inline script."
    if soup.find("style"):
        yield "There is an inline style sheet."
    for tag in soup.find_all(True):
        if tag.get("style") is not None:
            yield f"<{tag.name}> has an inline style."
        yield from (f"<{tag.name}> has the handler {name}." for name in tag.attrs if name.lower().startswith("on"))
        if str(tag.get("href", "")).strip().lower().startswith("javascript:"):
            yield f"<{tag.name}> leads to a script."


def has_nothing_external(html: str, soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(list(LOADS)):
        address = str(tag.get(LOADS[tag.name], ""))
        if _is_external(address):
            yield f"<{tag.name}> reaches outside: {address}"
    for link in soup.select("a[href]"):
        if _is_external(str(link["href"])) and "noreferrer" not in link.get("rel", []):
            yield f"A link outside must say rel=noreferrer: {link['href']}"


def has_protected_forms(html: str, soup: BeautifulSoup) -> Iterator[str]:
    for form in soup.select('form[method="post" i]'):
        if not form.find("input", {"name": "csrfmiddlewaretoken"}):
            yield "A form that posts has no {{ csrf_input }}."
        if form.get("novalidate") is None:
            yield "A form that posts lacks novalidate: the browser's own messages hide ours."


def has_the_danger_line(html: str, soup: BeautifulSoup) -> Iterator[str]:
    if soup.find("header") and not soup.select('.sw-danger a[href="tel:999"]'):
        yield "The danger line is missing."


def _is_external(address: str) -> bool:
    return address.startswith("//") or address.split(":", 1)[0].lower() in {"http", "https", "ws", "wss", "ftp"}


CHECKS = (
    is_valid,
    has_one_heading,
    has_unique_ids,
    has_labels,
    has_names,
    has_nothing_inline,
    has_nothing_external,
    has_protected_forms,
    has_the_danger_line,
)
