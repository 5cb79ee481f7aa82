"""The pages' language: Jinja2 that escapes by itself and refuses a name it does not know."""

from collections.abc import MutableMapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import conditional_escape
from jinja2 import Environment, StrictUndefined, Undefined
from markupsafe import Markup, escape

from sharewell.moment import now
from sharewell.web import drawing, words
from sharewell.web.addresses import address_of


class Pages(Environment):
    """Jinja2's own, with the names that every page knows in one flat dict: they are set once and looked up often."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


def environment(**options: Any) -> Environment:
    """The environment of every page; named in settings."""
    options |= {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    options.pop("autoescape", None)
    pages = Pages(autoescape=True, **options)
    pages.globals |= {
        "attrs": attrs,
        "described": described,
        "drawn_by": drawing.drawn_by,
        "gathered": drawing.gathered,
        "is_demonstration": lambda: settings.DEMONSTRATION,
        "now": now,
        "partnership_name": lambda: settings.PARTNERSHIP_NAME,
        "problems_of": drawing.problems,
        "sign_in_address": sign_in_address,
        "sign_out_address": sign_out_address,
        "static": lru_cache(static),
        "url": address_of,
        "value_of": drawing.value_of,
    }
    pages.filters |= FILTERS
    return pages


def sign_in_address() -> str:
    """Where people sign in."""
    return address_of(settings.LOGIN_URL)


def sign_out_address() -> str:
    """Where people sign out."""
    return address_of("account_logout")


def attrs(given: dict[str, Any] | None) -> Markup:
    """HTML attributes, escaped, each with a space before it. None, False and undefined are left out; True is bare."""
    said = ""
    for name, value in (given or {}).items():
        if value is None or value is False or isinstance(value, Undefined):
            continue
        said += f" {_attribute(name)}" if value is True else f' {_attribute(name)}="{escape(value)}"'
    return Markup(said)  # noqa: S704 - each part was escaped a line above


@lru_cache(maxsize=512)
def _attribute(name: str) -> str:
    return str(escape(name))


def described(*ids: str | None) -> str | None:
    """The ids that exist, for aria-describedby; None when there are none."""
    return " ".join(each for each in ids if each) or None


def paragraphs(text: str) -> Markup:
    """What somebody typed, as paragraphs with its line breaks, escaped; what is HTML already, as it is."""
    if hasattr(text, "__html__"):
        return Markup(text.__html__())  # noqa: S704 - it was escaped when it was made
    parts = [part for part in str(text).split("\n\n") if part.strip()]
    return Markup("").join(
        Markup('<p class="govuk-body">{}</p>').format(Markup("<br>").join(escape(line) for line in part.split("\n")))
        for part in parts
    )


def telephone(number: str) -> Markup:
    """A number that can be rung from the page."""
    digits = "".join(character for character in number if character.isdigit() or character == "+")
    return Markup('<a class="govuk-link sw-telephone" href="tel:{}">{}</a>').format(digits, number)


def bold(text: str) -> Markup:
    """Strong words."""
    return Markup("<strong>{}</strong>").format(conditional_escape(text))


def _age(born: date, on: date | None = None) -> str:
    return words.age(born, on or words.local(now()).date())


def _short_moment(instant: datetime) -> str:
    return words.short_moment(instant, now())


FILTERS = {
    "age": _age,
    "bold": bold,
    "clock": words.clock,
    "day": words.day,
    "lower_first": words.lower_first,
    "moment": words.moment,
    "number": lambda number: f"{number:,}",
    "paragraphs": paragraphs,
    "plural": words.plural,
    "short_day": words.short_day,
    "short_moment": _short_moment,
    "telephone": telephone,
    "weekday": words.weekday,
    "back_at": words.back_at,
}
