"""What every answer says to the browser: load only what is ours, show it in no frame, keep no copy."""

import base64
import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# The one inline script, which must run before the page is drawn. templates/web/_js_enabled.html holds the same words.
JS_ENABLED = (
    "document.body.className += ' js-enabled' + "
    "('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');"
)
JS_ENABLED_HASH = base64.b64encode(hashlib.sha256(JS_ENABLED.encode()).digest()).decode()

POLICY = {
    "default-src": "'none'",
    "script-src": f"'self' 'sha256-{JS_ENABLED_HASH}'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
    # sharewell.js makes the one policy, which lets through nothing but text and plain drawings.
    "require-trusted-types-for": "'script'",
    "trusted-types": "default",
}

UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture",
    "encrypted-media", "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip

HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    # Not no-referrer: under that, browsers send "Origin: null" with our own forms, and every form would be refused.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-Robots-Tag": "noindex, nofollow",
}

# What a page that is only read may say instead: it names itself to nobody, not even to the page that is opened next.
UNNAMED = ("Referrer-Policy", "no-referrer")


class SafeHeaders:
    """Puts the headers on every answer, also on errors and static files; only static files may be kept by a browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            if (name, response.headers.get(name)) != UNNAMED:
                response.headers[name] = value
        # Where there is no such file, the answer is a page with the reader's name on it.
        if not request.path.startswith(settings.STATIC_URL) or response.status_code not in {200, 206, 304}:
            response.headers["Cache-Control"] = "no-store"
        if request.method == "HEAD" and not response.streaming:
            _say_only_how_long(response)
        return response


def _say_only_how_long(response: HttpResponse) -> None:
    """HEAD asks for what is said about a page, not for the page."""
    response.headers.setdefault("Content-Length", str(len(response.content)))
    response.content = b""


def unnamed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view's pages name themselves to no other. Not for a page with a form that posts: it would be refused."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponse:
        response = view(request, *args, **parts)
        name, value = UNNAMED
        response.headers[name] = value
        return response

    return answered
