"""A file that somebody sends."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from sharewell.web.fields.asked import Asked


class Upload(Asked, forms.FileField):
    """One file of at most so many bytes. A browser never fills it in again: a page that shows its form anew says so."""

    missing_verb = "Choose"
    marks_optional = False

    def __init__(self, label: str = "", *, most_bytes: int, **options: Any) -> None:
        super().__init__(label, **options)
        self.most_bytes = most_bytes
        self.error_messages["empty"] = f"{self.called} is empty. Choose another"

    def clean(self, value: Any, initial: Any = None) -> Any:
        sent = super().clean(value, initial)
        if sent and sent.size > self.most_bytes:
            raise ValidationError(
                f"{self.called} has {sent.size:,} bytes, and may have {self.most_bytes:,}. Send it in several files",
                code="too_big",
            )
        return sent
