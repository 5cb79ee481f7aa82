"""Answers picked from a list: radios, checkboxes, a select, and one tick."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sharewell.web.fields.asked import Asked


@dataclass(frozen=True)
class Option:
    """One answer. `divider_before` ("or") sets it apart; `reveals` names the fields of the same form that belong to it
    ("who when"); `exclusive` (checkboxes) means that it goes with no other, as in "None of these"."""

    value: str
    label: str
    hint: str = ""
    divider_before: str = ""
    reveals: str = ""
    exclusive: bool = False

    @property
    def revealed(self) -> tuple[str, ...]:
        """The fields it reveals, by name."""
        return tuple(self.reveals.split())


Answers = Iterable[Any] | Callable[[], Iterable[Any]]


class Listed(Asked, forms.ChoiceField):  # type: ignore[misc]
    """A field with a list of answers. `coerce` makes the answer what the act wants (a StrEnum, a number)."""

    missing_verb = "Select"

    def __init__(
        self,
        label: str = "",
        *,
        choices: Answers = (),
        coerce: Callable[[str], Any] = str,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.coerce = coerce
        self.choices = choices
        self.error_messages["invalid_choice"] = "Select one of the answers listed"
        self.error_messages["invalid_list"] = "Select one of the answers listed"

    @property
    def choices(self) -> Any:
        return [(option.value, option.label) for option in self.options]

    @choices.setter
    def choices(self, given: Answers) -> None:
        self._choices = given if callable(given) else list(given)

    @property
    def options(self) -> list[Option]:
        """The answers, asked for afresh when they were given as a function."""
        return [_option(each) for each in (self._choices() if callable(self._choices) else self._choices)]

    def valid_value(self, value: Any) -> bool:
        return str(value) in {option.value for option in self.options}


class Choice(Listed):
    """One answer of a few: radios. `same_for_all`: its words are a published text, so it need not be drawn anew."""

    widget = forms.RadioSelect
    marks_optional = False

    def __init__(self, label: str = "", *, same_for_all: bool = False, **options: Any) -> None:
        super().__init__(label, **options)
        self.same_for_all = same_for_all

    def clean(self, value: Any) -> Any:
        kept = super().clean(value)
        return self.coerce(kept) if kept else None


class Pick(Listed):
    """One answer of many: a select. `empty` is its first line."""

    widget = forms.Select

    def __init__(self, label: str = "", *, empty: str = "Choose", **options: Any) -> None:
        self.empty = empty
        super().__init__(label, **options)

    def clean(self, value: Any) -> Any:
        kept = super().clean(value)
        return self.coerce(kept) if kept else None


class Choices(Listed, forms.MultipleChoiceField):  # type: ignore[misc]
    """Any number of answers: checkboxes. Gives a list, empty when nothing is ticked."""

    widget = forms.CheckboxSelectMultiple
    marks_optional = False

    def clean(self, value: Any) -> list[Any]:
        kept = super().clean(value)
        alone = {option.value: option.label for option in self.options if option.exclusive}
        for ticked in kept:
            if ticked in alone and len(kept) > 1:
                raise ValidationError(f"Select “{alone[ticked]}”, or the others, not both", code="exclusive")
        return [self.coerce(each) for each in kept]


class Tick(Asked, forms.BooleanField):
    """One box that is ticked or not. Required means: must be ticked."""

    widget = forms.CheckboxInput
    marks_optional = False

    def __init__(self, label: str = "", *, missing: str = "", **options: Any) -> None:
        super().__init__(label, missing=missing or f"Tick to confirm: {label}", **options)


def _option(given: Any) -> Option:
    if isinstance(given, Option):
        return given
    value, label = given
    return Option(str(value), str(label))
