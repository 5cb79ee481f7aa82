"""A page in answer to a request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sharewell.web import drawing


@dataclass(frozen=True)
class NavItem:
    """One item of the main navigation (context `nav`, a list of these)."""

    text: str
    href: str
    current: bool = False
    count: int | None = None


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page. The errors of its forms stand in one summary above the heading, and its title says so."""
    given = dict(context or {})
    given["problems"] = [line for value in given.values() for line in _problems(value)]
    return render(request, template, given, status=status, using="jinja2")


def page_number(said: str | None) -> int:
    """The page of a list that is asked for, from 1; 1 when what is said is no number."""
    return max(1, int(said)) if said and said.isascii() and said.isdigit() and len(said) < 7 else 1


def _problems(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, BaseFormSet):
        value.shows_summary = False  # type: ignore[attr-defined]
        return drawing.gathered(value)
    if isinstance(value, BaseForm):
        value.shows_summary = False  # type: ignore[attr-defined]
        return drawing.problems(value) if value.is_bound else []
    return []
