"""What every field has: a label, a hint, what to say when it is missing, and how it looks."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import conditional_escape

from sharewell.web.words import lower_first


class Asked(forms.Field):
    """A question put to a person. Mixed into every field of this package, before Django's own class.

    `look` holds further options of the component that draws it (`{"classes": "govuk-input--width-10"}`); `is_heading`
    makes its label the page's one h1; `why` (markup) stands between the question and the hint; `called` is its short
    name in messages when the label is a whole question.
    """

    missing_verb = "Enter"
    missing_words = ""
    marks_optional = True

    def __init__(  # noqa: PLR0913 - each is one word of the question
        self,
        label: str = "",
        *,
        hint: str = "",
        required: bool = True,
        missing: str = "",
        called: str = "",
        is_heading: bool = False,
        why: str = "",
        look: Mapping[str, Any] | None = None,
        **options: Any,
    ) -> None:
        said = dict(options.pop("error_messages", None) or {})
        options = {"label": label, "help_text": hint, "required": required, **options}
        super().__init__(**options)
        self.called = called or _short_name(str(options["label"] or ""))
        self.is_heading, self.why, self.look = is_heading, why, dict(look or {})
        self.error_messages["required"] = missing or self._missing(str(options["label"] or ""))
        self.error_messages.update(said)

    def _missing(self, label: str) -> str:
        if self.missing_words:
            return self.missing_words
        if label.endswith("?"):
            return f"Answer the question “{label}”"
        return f"{self.missing_verb} {lower_first(label)}" if label else f"{self.missing_verb} an answer"

    def __deepcopy__(self, memo: dict[int, Any]) -> "Asked":
        copied = super().__deepcopy__(memo)
        copied.look = dict(self.look)
        return copied

    def words(self) -> str:
        """The label as shown: what may be left out says so."""
        label = self.label or ""
        if self.required or not self.marks_optional or not label or "optional" in str(label).lower():
            return str(label)
        return conditional_escape(label) + " (optional)"


def _short_name(label: str) -> str:
    return "Your answer" if label.endswith("?") or not label else label
