"""The address of a page, by its name. A page shows a score of them, and the same few again and again."""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.urls import get_script_prefix, reverse


def address_of(name: str, *args: Any, **parts: Any) -> str:
    """What `reverse` says. Parts are what an address is made of: strings, numbers, ids. NoReverseMatch as it raises."""
    return _worked_out(settings.ROOT_URLCONF, get_script_prefix(), name, args, tuple(parts.items()))


@lru_cache(maxsize=2_048)
def _worked_out(urlconf: str, prefix: str, name: str, args: tuple[Any, ...], parts: tuple[tuple[str, Any], ...]) -> str:
    """The first two are what Django's own answer depends on besides."""
    return reverse(name, args=args or None, kwargs=dict(parts) or None)
