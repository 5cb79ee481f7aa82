"""The design system's published options, said in the words of our macros. What we do not offer raises NotOffered."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

Options = dict[str, Any]


class NotOffered(Exception):  # noqa: N818 - an answer, not a fault
    """Our macro has no such option."""


class Given:
    """Published options, taken one by one: whatever is left over at the end is not offered."""

    def __init__(self, options: Options | None) -> None:
        self.left = dict(options or {})

    def take(self, key: str, default: Any = None) -> Any:
        value = self.left.pop(key, default)
        return default if value is None else value

    def words(self, prefix: str = "", default: Any = None) -> Any:
        """Text, or markup where the options give `html`."""
        names = (f"{prefix}Html", f"{prefix}Text") if prefix else ("html", "text")
        markup, text = self.take(names[0]), self.take(names[1])
        return Markup(markup) if markup else default if text is None else text  # noqa: S704 - the published examples

    def only_words(self, key: str) -> Any:
        """A nested object that may hold nothing but words."""
        nested = self.take(key)
        return None if nested is None else plain(nested)

    def some(self, **names: str) -> Options:
        """Those of these options that were given, under our names."""
        return {ours: self.left.pop(theirs) for ours, theirs in names.items() if theirs in self.left}

    def done(self) -> None:
        if self.left:
            raise NotOffered(sorted(self.left))


LOOK = {"classes": "classes", "attributes": "attributes"}


def plain(nested: Options) -> Any:
    given = Given(nested)
    words = given.words()
    given.done()
    return words


def many(items: Any, each: Callable[[Given], Options]) -> list[Options | None]:
    return [one(item, each) if item else None for item in items or []]


def one(item: Options, each: Callable[[Given], Options]) -> Options:
    given = Given(item)
    found = each(given)
    given.done()
    return found


def said(given: Given) -> Options:
    """Components that are a word and its look."""
    return {"text": given.words(default=""), **given.some(id="id", **LOOK)}


def asked(given: Given) -> Options:
    """What every question has."""
    label = Given(given.take("label"))
    found = {"label": label.words(), **label.some(label_classes="classes", is_heading="isPageHeading")}
    label.done()
    return found | about(given)


def about(given: Given) -> Options:
    found = given.some(name="name", described_by="describedBy", **LOOK)
    if "idPrefix" in given.left:
        found["id"] = given.take("idPrefix")
    found |= given.some(id="id")
    found["hint"] = given.only_words("hint")
    found["error"] = given.only_words("errorMessage")
    group = Given(given.take("formGroup"))
    found |= group.some(group_classes="classes")
    group.done()
    return found


def typed(given: Given) -> Options:
    names = ("value", "type", "inputmode", "autocomplete", "pattern", "spellcheck", "autocapitalize", "disabled")
    found = given.some(**{name: name for name in names})
    for affix in ("prefix", "suffix"):
        found[affix] = given.only_words(affix)
    return found | asked(given)


def counted(given: Given) -> Options:
    if not (given.left.get("maxlength") or given.left.get("maxwords")):
        raise NotOffered("a count without a limit")
    return lines(given)


def lines(given: Given) -> Options:
    names = ("value", "rows", "autocomplete", "spellcheck", "disabled", "maxlength", "maxwords", "threshold")
    return given.some(**{name: name for name in names}) | asked(given)


def grouped(given: Given) -> Options:
    """Radios, checkboxes and dates: a fieldset with a legend."""
    found = about(given)
    if box := given.take("fieldset"):
        inside = Given(box)
        legend = Given(inside.take("legend"))
        found |= {"label": legend.words(), **legend.some(label_classes="classes", is_heading="isPageHeading")}
        found |= inside.some(described_by="describedBy")
        legend.done()
        inside.done()
        if found["label"] is None:
            raise NotOffered("a fieldset without a legend")
    return found


def choice(given: Given) -> Options:
    if "divider" in given.left:
        return given.some(divider="divider")
    found = given.some(
        value="value", id="id", checked="checked", disabled="disabled", attributes="attributes", name="name"
    )
    found |= given.some(behaviour="behaviour")
    found |= {"text": given.words(), "hint": given.only_words("hint")}
    found["conditional"] = given.only_words("conditional")
    return found


def chosen(given: Given) -> Options:
    found = {"items": many(given.take("items"), choice), **grouped(given)}
    return found | given.some(value="value") | given.some(value="values")


def option(given: Given) -> Options:
    found = given.some(value="value", selected="selected", disabled="disabled", attributes="attributes", text="text")
    if isinstance(found.get("value"), bool):
        raise NotOffered("an answer that is neither words nor a number")
    return found


def selected(given: Given) -> Options:
    items = many(given.take("items"), option)
    return {"items": items, **given.some(value="value", disabled="disabled"), **asked(given)}


def dated(given: Given) -> Options:
    parts = given.take("items", [])
    found = {"name": given.take("namePrefix", ""), "separator": "-", **grouped(given)}
    if not found["name"]:
        raise NotOffered("a date without a name")
    if parts:
        found |= three_parts([one(part, date_part) for part in parts])
    return found


def date_part(given: Given) -> Options:
    return {"name": given.take("name"), "value": given.take("value"), "classes": given.take("classes", "")}


def three_parts(parts: list[Options]) -> Options:
    wrong = [part["name"] for part in parts if "govuk-input--error" in part["classes"]]
    plain_looks = [part["classes"].replace("govuk-input--error", "").strip() for part in parts]
    usual = ["govuk-input--width-2", "govuk-input--width-2", "govuk-input--width-4"]
    if [part["name"] for part in parts] != ["day", "month", "year"] or plain_looks != usual:
        raise NotOffered("other parts than day, month and year")
    return {"value": [part["value"] for part in parts], "wrong": wrong}


def link(given: Given) -> Options:
    return {"href": given.take("href"), "text": given.words(), **given.some(attributes="attributes")}


def problem(given: Given) -> Options:
    return {"text": given.words(), "href": given.take("href"), **given.some(attributes="attributes")}


def summary(given: Given) -> Options:
    found = {"errors": many(given.take("errorList"), problem), "title": given.words("title", "")}
    found["description"] = given.words("description", "")
    return found | given.some(disable_auto_focus="disableAutoFocus", **LOOK)


def pressed(given: Given) -> Options:
    names = {"name": "name", "value": "value", "type": "type", "disabled": "disabled", "is_start": "isStartButton"}
    found = {"text": given.words(default=""), "prevent_double_click": given.take("preventDoubleClick")}
    return found | given.some(href="href", id="id", **names, **LOOK)


def banner(given: Given) -> Options:
    found = {"html": Markup(given.take("html", "")), "text": given.take("text", "")}  # noqa: S704
    found |= {"title": given.words("title"), "kind": given.take("type", "")}
    found |= given.some(id="titleId", heading_level="titleHeadingLevel", role="role")
    return found | given.some(disable_auto_focus="disableAutoFocus", **LOOK)
