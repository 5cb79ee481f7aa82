"""Words, numbers and addresses that people type."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from sharewell.web.fields.asked import Asked
from sharewell.web.fields.mending import REPLACEMENT, has_unkeepable, mended, on_one_line
from sharewell.web.words import plural


class Words(Asked, forms.CharField):
    """Typed words: mended, never cut short, refused with the way to mend them."""

    is_one_line = True
    is_mended = True

    def __init__(self, label: str = "", *, max_length: int = 200, min_length: int = 0, **options: Any) -> None:
        # Django is not told the limits: the browser would cut pasted words off without a word.
        super().__init__(label, **options)
        self.limit, self.least = max_length, min_length
        self.validators = []

    def to_python(self, value: Any) -> str:
        typed = str(value) if value not in self.empty_values else ""
        if has_unkeepable(typed):
            raise ValidationError(
                f"{self.called} has a hidden character that cannot be kept, shown here as {REPLACEMENT}. "
                "Delete it and send again",
                code="unkeepable",
            )
        if not self.is_mended:
            return typed
        return on_one_line(mended(typed)) if self.is_one_line else mended(typed)

    def validate(self, value: str) -> None:
        super().validate(value)
        over = len(value) - self.limit
        if over > 0:
            raise ValidationError(
                f"{self.called} must be {plural(self.limit, 'character', 'characters')} or fewer. "
                f"It is {plural(over, 'character', 'characters')} too long",
                code="too_long",
            )
        if value and len(value) < self.least:
            raise ValidationError(
                f"{self.called} must be {plural(self.least, 'character', 'characters')} or more", code="too_short"
            )
        if value:
            self.check(value)

    def check(self, value: str) -> None:
        """What else these words must be. Raises ValidationError."""


class ShortText(Words):
    """One line."""


class LongText(Words):
    """Several lines, with a count when there is little room left (and always when `max_length` is under 500)."""

    is_one_line = False
    widget = forms.Textarea

    def __init__(self, label: str = "", *, max_length: int = 10_000, rows: int = 5, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.look = {"rows": rows, "maxlength": max_length, "threshold": 0 if max_length < 500 else 75, **self.look}


class Email(Words):
    """An e-mail address. A capital letter is kept as typed; compare without it."""

    missing_words = "Enter an email address"
    widget = forms.EmailInput

    def __init__(self, label: str = "Email address", *, max_length: int = 254, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.look = {"autocomplete": "email", "spellcheck": False, **self.look}

    def check(self, value: str) -> None:
        EmailValidator(message="Enter an email address in the correct format, like name@example.org")(value)


class Telephone(Words):
    """A telephone number, as people write it: digits, spaces, brackets, +, and an extension."""

    missing_words = "Enter a telephone number"
    widget = forms.TextInput
    pattern = re.compile(r"\+?[0-9 ()\-.]+(?: ?(?:x|ext\.?|extension) ?[0-9]+)?", re.IGNORECASE)

    def __init__(self, label: str = "Telephone number", *, max_length: int = 40, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.look = {"type": "tel", "autocomplete": "tel", "classes": "govuk-input--width-20", **self.look}

    def check(self, value: str) -> None:
        digits = sum(character.isdigit() for character in value)
        if not self.pattern.fullmatch(value) or not 3 <= digits <= 20:
            raise ValidationError("Enter a telephone number, like 01632 960 001 or 07700 900 982", code="telephone")


class Password(Words):
    """A password: kept exactly as typed, never shown again."""

    missing_words = "Enter a password"
    widget = forms.PasswordInput
    is_mended = False

    def __init__(self, label: str = "Password", *, max_length: int = 200, is_new: bool = False, **options: Any) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.look = {"autocomplete": "new-password" if is_new else "current-password", **self.look}


class WholeNumber(Asked, forms.IntegerField):
    """A whole number between two others, both allowed."""

    widget = forms.TextInput

    def __init__(self, label: str = "", *, least: int = 0, most: int = 1_000_000, **options: Any) -> None:
        super().__init__(label, **options)
        self.least, self.most = least, most
        self.look = {"inputmode": "numeric", "classes": "govuk-input--width-5", "spellcheck": False, **self.look}
        self.error_messages["invalid"] = f"{self.called} must be a whole number, like {max(least, 1)}"

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str) and len(value) > 20:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(str(value).replace(",", "") if value not in self.empty_values else None)

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not self.least <= value <= self.most:
            raise ValidationError(
                f"{self.called} must be between {self.least:,} and {self.most:,}", code="out_of_range"
            )


class HiddenText(Words):
    """Words that the page carries and nobody types."""

    widget = forms.HiddenInput
