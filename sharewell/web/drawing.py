"""Which component draws a field, and with what. Our own fields bring their look; a library's are matched by widget."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.forms import BaseFormSet
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sharewell.web.fields.mending import showable
from sharewell.web.fields.times import PARTS, DatePartsWidget, TypedDate

Drawn = dict[str, Any]
MOST_KEPT = 1_000
_kept: dict[str, str] = {}
# Django's own ideas of a size, which the component says in its own way.
SAID_ELSEWHERE = {"maxlength", "rows", "cols"}


def drawn(bound: BoundField) -> Drawn:
    """The component's name, and the options for it."""
    for widget, component, more in COMPONENTS:
        if isinstance(bound.field.widget, widget):
            return {"component": component, "options": {**_shared(bound), **more(bound), **_look(bound)}}
    raise TypeError(f"No component draws {type(bound.field.widget).__name__}: add it to COMPONENTS.")


def drawn_by(components: Any, bound: BoundField) -> str:
    """The field's HTML, by these components. Of a field that is the same for everybody it is kept and not drawn again.

    Only such a field's: its words come from a published text, so nothing that anybody typed stays in memory.
    """
    drawing = drawn(bound)
    draw, options = getattr(components, drawing["component"]), drawing["options"]
    if not getattr(bound.field, "same_for_all", False):
        return cast(str, draw(**options))
    known = repr(options)
    if known not in _kept:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[known] = cast(str, draw(**options))
    return _kept[known]


def first_id(bound: BoundField) -> str:
    """The id of the first input of this field, or of the first part that is wrong."""
    if isinstance(bound.field.widget, DatePartsWidget):
        wrong = wrong_parts(bound)
        return f"{bound.auto_id}_{wrong[0] if wrong else PARTS[0]}"
    is_group = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if is_group else bound.auto_id


def problems(form: Any) -> list[Drawn]:
    """The lines of the error summary: each error once, in the order of the page, with where it leads."""
    lines = [{"text": text, "href": None} for text in form.non_field_errors()]
    for bound in form:
        if bound.is_hidden:
            lines += [{"text": text, "href": None} for text in bound.errors]
        else:
            lines += [{"text": text, "href": f"#{first_id(bound)}"} for text in bound.errors]
    return lines


def gathered(formset: BaseFormSet) -> list[Drawn]:
    """The lines of one summary for all forms of the set, which from now on show none of their own."""
    for form in formset.forms:
        form.shows_summary = False
    if not formset.is_bound:
        return []
    own = [{"text": text, "href": None} for text in formset.non_form_errors()]
    return own + [line for form in formset.forms for line in problems(form)]


def wrong_parts(bound: BoundField) -> list[str]:
    """The parts of a date that are wrong."""
    if not bound.errors:
        return []
    codes = " ".join(str(error.code) for error in bound.form.errors[bound.name].as_data())
    return [part for part in PARTS if part in codes.split()] or list(PARTS)


def value_of(bound: BoundField) -> str | None:
    """What stands in the field, as it may be shown."""
    value = bound.field.widget.format_value(bound.value())
    return None if value is None else showable(str(value))


def _shared(bound: BoundField) -> Drawn:
    field = bound.field
    return {
        "name": bound.html_name,
        "label": field.words() if hasattr(field, "words") and bound.name not in _revealed(bound) else bound.label,
        "hint": bound.help_text or None,
        "error": _joined(bound.errors),
        "is_heading": getattr(field, "is_heading", False),
        "label_classes": _label_classes(bound),
        "why": getattr(field, "why", ""),
        "id": bound.auto_id,
        "attributes": {key: value for key, value in field.widget.attrs.items() if key not in SAID_ELSEWHERE},
    }


def _revealed(bound: BoundField) -> set[str]:
    """The fields that an answer reveals: whether they may be left out follows from the answer."""
    return bound.form.revealed_names() if hasattr(bound.form, "revealed_names") else set()


def _label_classes(bound: BoundField) -> str:
    widget = bound.field.widget
    is_group = isinstance(widget, DatePartsWidget | forms.RadioSelect | forms.CheckboxSelectMultiple)
    block = "govuk-fieldset__legend" if is_group else "govuk-label"
    return f"{block}--{'l' if getattr(bound.field, 'is_heading', False) else 's'}"


def _joined(errors: Any) -> SafeString | None:
    return mark_safe("<br>".join(conditional_escape(error) for error in errors)) if errors else None  # noqa: S308


def _look(bound: BoundField) -> Drawn:
    return getattr(bound.field, "look", {})


def _typed(bound: BoundField) -> Drawn:
    return {"type": bound.field.widget.input_type, "value": value_of(bound)}


def _lines(bound: BoundField) -> Drawn:
    return {"value": value_of(bound)}


def _unshown(bound: BoundField) -> Drawn:
    return {}


def _date(bound: BoundField) -> Drawn:
    value = bound.field.widget.format_value(bound.value())
    shown = TypedDate(*(showable(part) for part in value))
    return {"name": bound.html_name, "value": shown, "wrong": wrong_parts(bound)}


def _one_of(bound: BoundField) -> Drawn:
    value = bound.value()
    return {"items": _items(bound, [] if value is None else [str(getattr(value, "value", value))])}


def _some_of(bound: BoundField) -> Drawn:
    return {"items": _items(bound, [str(getattr(value, "value", value)) for value in bound.value() or []])}


def _listed(bound: BoundField) -> Drawn:
    items = _one_of(bound)["items"]
    field = bound.field
    if (not field.required or not bound.value()) and not any(item.get("value") == "" for item in items):
        items.insert(0, {"value": "", "text": getattr(field, "empty", ""), "selected": False})
    return {"items": items}


def _tick(bound: BoundField) -> Drawn:
    hint = bound.help_text or None
    item = {"value": "on", "text": bound.label, "hint": hint, "checked": bool(bound.value()), "id": bound.auto_id}
    return {"items": [item], "label": None, "hint": None}


def _items(bound: BoundField, values: list[str]) -> list[Drawn]:
    field: Any = bound.field
    options = getattr(field, "options", None)
    if options is None:
        return [_item(bound, str(value), label, values) for value, label in field.choices]
    items: list[Drawn] = []
    for option in options:
        if option.divider_before:
            items.append({"divider": option.divider_before})
        item = _item(bound, option.value, option.label, values)
        item |= {"hint": option.hint or None, "behaviour": "exclusive" if option.exclusive else None}
        if option.reveals:
            fields = [[bound.form[name].as_field_group()] for name in option.revealed]
            item["conditional"] = format_html_join("", "{}", fields)
        items.append(item)
    for place, item in enumerate(item for item in items if "value" in item):
        item["id"] = f"{bound.auto_id}_{place}"
    return items


def _item(bound: BoundField, value: str, text: str, values: list[str]) -> Drawn:
    return {"value": value, "text": text, "checked": value in values, "selected": value in values}


COMPONENTS: list[tuple[type[forms.Widget], str, Callable[[BoundField], Drawn]]] = [
    (DatePartsWidget, "date_input", _date),
    (forms.CheckboxInput, "checkboxes", _tick),
    (forms.CheckboxSelectMultiple, "checkboxes", _some_of),
    (forms.RadioSelect, "radios", _one_of),
    (forms.Select, "select", _listed),
    (forms.PasswordInput, "password_input", _unshown),
    (forms.Textarea, "textarea", _lines),
    (forms.FileInput, "file_upload", _unshown),
    (forms.widgets.Input, "input", _typed),
]
