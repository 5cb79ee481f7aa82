"""How every form behaves: it keeps what was typed, says what is wrong and how to mend it, and carries out one act."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest, QueryDict

from sharewell.errors import NotPermitted, Overtaken, Refused


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed: this post, or the one kept while its author signed in again, or None.

    A kept post is shown again and never carried out: only `request.method == "POST"` may call an act.
    """
    if request.method == "POST":
        return request.POST
    return getattr(request, "kept", None)


def as_typed(words: Mapping[str, Iterable[str]]) -> QueryDict:
    """Words kept in a draft (`Form.typed_words`), as a form takes them."""
    data = QueryDict(mutable=True)
    for name, values in words.items():
        data.setlist(name, list(values))
    data._mutable = False
    return data


class Form(forms.Form):
    """A form in the look of every page. Drawn by `{{ form }}`; give it `typed(request)`."""

    use_required_attribute = False
    shows_summary = True
    # Where one of several fields is enough, or a field is needed only with some answers, "(optional)" would mislead.
    marks_optional = True

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **options: Any) -> None:
        options.setdefault("label_suffix", "")
        super().__init__(data, *args, **options)
        for field in self.fields.values() if not self.marks_optional else ():
            field.marks_optional = False  # type: ignore[attr-defined]

    def get_context(self) -> dict[str, Any]:
        return {"form": self}

    def refuse(self, refused: Refused, field: str | None = None) -> None:
        """Puts the reasons of a refusal into the error summary (and at the field, when one is to blame)."""
        for reason in refused.reasons:
            self.add_error(field, reason)

    def carry_out(self, act: Callable[..., Any], **arguments: Any) -> Any:
        """The act's result (True when it gives none), or None when it was refused: then the form says why.

        NotPermitted and Overtaken are not about what was typed, and pass through to their pages.
        """
        try:
            result = act(**arguments)
        except (NotPermitted, Overtaken):
            raise
        except Refused as refused:
            self.refuse(refused)
            return None
        return True if result is None else result

    def drawn_fields(self) -> list[BoundField]:
        """The visible fields, without those that another field's option reveals."""
        revealed = self.revealed_names()
        return [bound for bound in self.visible_fields() if bound.name not in revealed]

    def revealed_names(self) -> set[str]:
        """The fields that an option of another field reveals."""
        options = [option for field in self.fields.values() for option in getattr(field, "options", ())]
        return {name for option in options for name in option.revealed if name in self.fields}

    def beside_the_point(self, given: Mapping[str, Any]) -> Collection[str]:
        """The fields that need no answer after these: left empty, they are not said to be missing."""
        return ()

    def posted_names(self) -> list[str]:
        """The names under which this form's fields arrive in a post."""
        return posted_names(self.fields, self.prefix or "")

    def typed_words(self) -> dict[str, list[str]]:
        """What was typed into this form's fields, word for word, to be kept in a draft."""
        data = self.data
        values = data.getlist if isinstance(data, QueryDict) else lambda name: _as_list(data[name])
        return {name: values(name) for name in self.posted_names() if name in data}


def posted_names(fields: Mapping[str, forms.Field], prefix: str = "") -> list[str]:
    """The names under which these fields arrive in a post, one or several for each."""
    found: list[str] = []
    for name, field in fields.items():
        posted = f"{prefix}-{name}" if prefix else name
        found += field.widget.names(posted) if hasattr(field.widget, "names") else [posted]
    return found


def _as_list(value: Any) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [str(value)]
