"""Every address is guarded: it asks for a sign-in unless it stands on this published list of public pages."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

# Anybody may read these, signed in or not. Nothing here can show or change anything about a child.
PUBLIC = {
    "start",
    "contacts",
    "contact",
    "report_wrong_number",
    "wall_card",
    "wall_card_pdf",
    "accessibility",
    "privacy",
    "health",
    "help",
    "hidden",
    "public_walk",
    "public_walk_together",
    "checkpoints",
    "paper_form",
    "paper_form_pdf",
    "checkpoint_note",
    "open_invitation",
    "accept_invitation",
}
PUBLIC_PREFIXES = ("guidance", "account_", "open_referral")


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    resolver = resolver or get_resolver()
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, route)
        else:
            yield route, each


@pytest.mark.parametrize(("route", "pattern"), list(patterns()), ids=lambda value: str(value)[:60])
def test_every_address_is_guarded(route: str, pattern: URLPattern) -> None:
    needs_sign_in = getattr(pattern.callback, "login_required", True)
    name = pattern.name or ""
    is_public = name in PUBLIC or name.startswith(PUBLIC_PREFIXES)
    assert needs_sign_in != is_public or (name.startswith("account_") and needs_sign_in), (
        f"/{route} ({name}): either let LoginRequiredMiddleware guard it, or put it on the list of public pages here."
    )
