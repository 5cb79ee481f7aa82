"""The published options of the components that set out a list of things."""

from sharewell.web.tests.published import (
    LOOK,
    Given,
    Options,
    asked,
    banner,
    chosen,
    counted,
    dated,
    lines,
    link,
    many,
    one,
    plain,
    pressed,
    said,
    selected,
    summary,
    typed,
)


def action(given: Given) -> Options:
    found = {"href": given.take("href"), "text": given.words(), **given.some(**LOOK)}
    return found | given.some(hidden_text="visuallyHiddenText")


def actions(nested: Options | None) -> list[Options | None]:
    given = Given(nested)
    found = many(given.take("items"), action)
    given.done()
    return found


def row(given: Given) -> Options:
    found = {"key": plain(given.take("key", {})), "value": plain(given.take("value", {}))}
    return found | {"actions": actions(given.take("actions"))} | given.some(classes="classes")


def listed(given: Given) -> Options:
    found = {"rows": many(given.take("rows"), row)}
    if not (card := given.take("card")):
        return found | given.some(**LOOK)
    inside = Given(card)
    title = Given(inside.take("title"))
    found |= {"title": title.words(), "actions": actions(inside.take("actions"))}
    found |= title.some(heading_level="headingLevel") | inside.some(**LOOK)
    title.done()
    inside.done()
    return found


def cell(given: Given) -> Options:
    names = {"format": "format", "colspan": "colspan", "rowspan": "rowspan"}
    return {"text": given.words(default=""), **given.some(**names, **LOOK)}


def tabled(given: Given) -> Options:
    found: Options = {"head": many(given.take("head"), cell), "responsive": False}
    found["rows"] = [many(cells, cell) for cells in given.take("rows", [])]
    names = {"caption": "caption", "caption_classes": "captionClasses", "first_cell_is_header": "firstCellIsHeader"}
    return found | given.some(**names, **LOOK)


def task(given: Given) -> Options:
    found = {"title": plain(given.take("title")), **given.some(href="href", classes="classes")}
    found["hint"] = given.only_words("hint")
    status = Given(given.take("status"))
    if tag := status.take("tag"):
        found["tag"] = one(tag, said)
    found["status"] = status.words(default="")
    found |= status.some(status_classes="classes")
    status.done()
    return found


def tasks(given: Given) -> Options:
    return {"items": many(given.take("items"), task), **given.some(id_prefix="idPrefix", **LOOK)}


def page_item(given: Given) -> Options:
    names = {"number": "number", "href": "href", "current": "current", "ellipsis": "ellipsis"}
    return given.some(**names, visually_hidden_text="visuallyHiddenText", attributes="attributes")


def step(given: Given) -> Options:
    return {"text": given.words(), **given.some(href="href", label="labelText", attributes="attributes")}


def paged(given: Given) -> Options:
    found = {way: one(given.take(way), step) for way in ("previous", "next") if given.left.get(way)}
    if "items" in given.left:
        found["items"] = many(given.take("items"), page_item)
    return found | given.some(label="landmarkLabel", **LOOK)


def crumbs(given: Given) -> Options:
    found = {"items": many(given.take("items"), link), **given.some(label="labelText", **LOOK)}
    return found | given.some(collapse_on_mobile="collapseOnMobile")


def opened(given: Given) -> Options:
    return {"summary": given.words("summary"), "text": given.words(), **given.some(id="id", open="open", **LOOK)}


def warned(given: Given) -> Options:
    return {"text": given.words(default=""), **given.some(icon_text="iconFallbackText", **LOOK)}


def panelled(given: Given) -> Options:
    found = {"title": given.words("title", ""), "text": given.words(default="")}
    return found | given.some(heading_level="headingLevel", **LOOK)


def wrong(given: Given) -> Options:
    return said(given) | given.some(visually_hidden_text="visuallyHiddenText")


def labelled(given: Given) -> Options:
    return {"text": given.words(), **given.some(for_id="for", is_heading="isPageHeading", **LOOK)}


def back(given: Given) -> Options:
    return {"href": given.take("href") or "#", "text": given.words(default="Back"), **given.some(**LOOK)}


def skipping(given: Given) -> Options:
    return {"text": given.words(default=""), "href": given.take("href", "#content"), **given.some(**LOOK)}


OURS = {
    "back-link": ("back_link", back),
    "breadcrumbs": ("breadcrumbs", crumbs),
    "button": ("button", pressed),
    "character-count": ("character_count", counted),
    "checkboxes": ("checkboxes", chosen),
    "date-input": ("date_input", dated),
    "details": ("details", opened),
    "error-message": ("error_message", wrong),
    "error-summary": ("error_summary", summary),
    "file-upload": ("file_upload", asked),
    "hint": ("hint", said),
    "input": ("input", typed),
    "inset-text": ("inset_text", said),
    "label": ("label", labelled),
    "notification-banner": ("notification_banner", banner),
    "pagination": ("pagination", paged),
    "panel": ("panel", panelled),
    "password-input": ("password_input", typed),
    "radios": ("radios", chosen),
    "select": ("select", selected),
    "skip-link": ("skip_link", skipping),
    "summary-list": ("summary_list", listed),
    "table": ("table", tabled),
    "tag": ("tag", said),
    "task-list": ("task_list", tasks),
    "textarea": ("textarea", lines),
    "warning-text": ("warning_text", warned),
}


def as_ours(component: str, options: Options) -> tuple[str, Options]:
    """The name of our macro, and its arguments. NotOffered when it cannot do this."""
    name, translate = OURS[component]
    given = Given(options)
    arguments = translate(given)
    given.done()
    return ("summary_card" if component == "summary-list" and "title" in arguments else name), arguments
