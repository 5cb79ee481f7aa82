"""The form of one page, or its forms when the page repeats: filled from what was typed, now or in the draft."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from django.forms.utils import ErrorDict
from django.http import QueryDict

from sharewell.journeys.rules import Held, Line, Page, Typed
from sharewell.web.forms import as_typed, posted_names
from sharewell.web.words import clock, day, lower_first

GIST = 120
BUTTON = re.compile(r"(remove)-(\d{1,4})")


def typed_into(page: Page, form_class: Any, words: QueryDict, prefix: str = "") -> Held:
    """What was typed into this page, by the names of its own fields; anything else that was sent is left out."""
    if page.many is None:
        return Held(typed=_picked(form_class, words, prefix))
    count = min(_number(words.get(f"{prefix}_rows", "")), page.many.most + 1)
    return Held(rows=tuple(_picked(form_class, words, row_prefix(prefix, number)) for number in range(count)))


def row_prefix(prefix: str, number: int) -> str:
    """What the names of a row's fields begin with."""
    return f"{prefix}-row{number}" if prefix else f"row{number}"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _picked(form_class: Any, words: QueryDict, prefix: str) -> Typed:
    lead = len(prefix) + 1 if prefix else 0
    names = posted_names(form_class.base_fields, prefix)
    return {name[lead:]: [str(value) for value in words.getlist(name)] for name in names if name in words}


def is_blank(row: Typed) -> bool:
    """Whether nothing was typed into the row."""
    return not any(value.strip() for values in row.values() for value in values)


def pressed(page: Page, held: Held, button: str) -> Held | None:
    """What the page holds after *Add another*, *Remove* or *Put it back*; None for any other button."""
    if page.many is None:
        return None
    if button == "add":
        return replace(held, rows=(*held.rows, {})[: page.many.most])
    if button == "put-back" and held.removed is not None:
        return replace(held, rows=(*held.rows, held.removed)[: page.many.most], removed=None)
    found = BUTTON.fullmatch(button)
    if not found or int(found[2]) >= len(held.rows):
        return None
    out = int(found[2])
    gone = held.rows[out]
    return replace(held, rows=held.rows[:out] + held.rows[out + 1 :], removed=None if is_blank(gone) else gone)


class Sheet:
    """One page's form or forms. `held` is what to fill in; None leaves what the page begins with."""

    def __init__(
        self, page: Page, form_class: Any, held: Held | None, *, prefix: str = "", initial: Any = None
    ) -> None:
        self.page, self.prefix, self.held = page, prefix, held
        self._class, self._initial = form_class, initial
        self.too_few_or_many: list[str] = []
        self._is_numbered = False
        self.forms = self._repeated() if page.many else [self._filled(held.typed if held else None, prefix)]

    def _repeated(self) -> list[Any]:
        rows: list[Typed | None] = list(self.held.rows) if self.held else []
        rows += [None if self.held is None else {}] * (self._many.least - len(rows))
        return [self._filled(row, row_prefix(self.prefix, number)) for number, row in enumerate(rows)]

    @property
    def _many(self) -> Any:
        return self.page.many

    def _filled(self, row: Typed | None, prefix: str) -> Any:
        if row is None:
            return self._class(prefix=prefix or None, initial=self._initial)
        lead = f"{prefix}-" if prefix else ""
        data = as_typed({f"{lead}{name}": values for name, values in row.items()})
        return self._class(data, prefix=prefix or None, initial=self._initial)

    @property
    def form(self) -> Any:
        """The form of a page that does not repeat."""
        return self.forms[0]

    def without_errors(self) -> "Sheet":
        """Shown as it was left, half done: nobody has pressed *Continue* on it yet."""
        for form in self.forms:
            form._errors = ErrorDict()
        return self

    def counted_forms(self) -> list[Any]:
        """The forms that count: a row left blank does not, unless so few are left that it is needed."""
        if not self.page.many:
            return self.forms
        filled = [number for number, form in enumerate(self.forms) if not is_blank(_row(self.held, number))]
        needed = self._many.least - len(filled)
        blank = [number for number in range(len(self.forms)) if number not in filled][: max(needed, 0)]
        return [self.forms[number] for number in sorted(filled + blank)]

    def is_valid(self) -> bool:
        """Whether every form that counts is right, and there are neither too few nor too many of them."""
        counted = self.counted_forms()
        self.too_few_or_many = self._number_reasons(len(counted))
        for form in self.forms:
            if form not in counted:
                form._errors = ErrorDict()
        right = all([form.is_valid() for form in counted])
        self._say_which(counted)
        for reason in self.too_few_or_many:
            self.forms[0].add_error(None, reason)
        return right and not self.too_few_or_many

    def _say_which(self, counted: list[Any]) -> None:
        """With several forms, each error begins with the number of the one it is about."""
        for number, form in enumerate(self.forms, 1):
            if len(self.forms) < 2 or form not in counted or self._is_numbered:
                continue
            for errors in form.errors.values():
                errors[:] = [f"{self._many.one.capitalize()} {number}: {lower_first(error)}" for error in errors]
        self._is_numbered = True

    def _number_reasons(self, count: int) -> list[str]:
        many = self.page.many
        if many is None:
            return []
        if count < many.least:
            return [many.too_few or f"Add at least {many.least} {many.one}{'s' if many.least > 1 else ''}"]
        if len(self.forms) > many.most:
            return [many.too_many or f"There can be at most {many.most}: put the rest into the last one"]
        return []

    @property
    def cleaned(self) -> Any:
        """What was typed, cleaned: a dict, or a list of dicts when the page repeats. Only after `is_valid()`."""
        found = [form.cleaned_data for form in self.counted_forms()]
        return found if self.page.many else found[0]

    def in_words(self) -> list[Line]:
        """Each question and its answer, in words; of a page that repeats, each row by its number."""
        many = self.page.many
        lines = []
        for number, form in enumerate(self.counted_forms(), 1):
            lead = f"{many.one.capitalize()} {number}: " if many else ""
            lines += [(lead + label, value) for label, value in _lines(form)]
        return lines

    def gist(self) -> list[Line]:
        """The first answer in a few words, to stand beside the pages that follow."""
        return gist_of(self.in_words())


def gist_of(lines: Sequence[Line], more: str = "") -> list[Line]:
    """The first line, cut to a few words; `more` says what stands beside it, if anything."""
    return [(label, (value if len(value) <= GIST else value[: GIST - 1] + "…") + more) for label, value in lines[:1]]


def _row(held: Held | None, number: int) -> Typed:
    return held.rows[number] if held and number < len(held.rows) else {}


def _lines(form: Any) -> list[Line]:
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    lines = []
    passed_over = _passed_over(form, given)
    for name, field in form.fields.items():
        if field.widget.is_hidden or name in passed_over:
            continue
        value = given.get(name, form[name].value())
        lines.append((str(field.label or name), spoken(field, value)))
    return lines


def _passed_over(form: Any, given: Any) -> set[str]:
    """Fields that belong to an option which was not chosen, and say nothing."""
    hidden: set[str] = set(form.beside_the_point(given))
    for name, field in form.fields.items():
        options, said = getattr(field, "options", ()), given.get(name) or ()
        chosen = {str(each) for each in said} if isinstance(said, list | tuple) else {str(said)}
        hidden |= {revealed for option in options if option.value not in chosen for revealed in option.revealed}
        hidden -= {revealed for option in options if option.value in chosen for revealed in option.revealed}
    return {name for name in hidden if not given.get(name)}


def spoken(field: Any, value: Any) -> str:
    """A field's value as somebody would say it: the words of a choice, a date in full, *Yes* or *No*."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list | tuple):
        return ", ".join(part for each in value if (part := spoken(field, each)))
    if isinstance(value, date):
        return day(value)
    if isinstance(value, time):
        return clock(value)
    words = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return words.get(str(getattr(value, "value", value)), str(value))
