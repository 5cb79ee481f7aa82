"""What every page is given by this room."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html
from django.utils.safestring import SafeString


def form_token(request: HttpRequest) -> dict[str, Any]:
    """`csrf_token` and `csrf_input`, made once for the page however many forms it has, and not before one is drawn."""
    token = SimpleLazyObject(partial(get_token, request))
    return {"csrf_token": token, "csrf_input": SimpleLazyObject(partial(_input, token))}


def _input(token: Any) -> SafeString:
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', str(token))
