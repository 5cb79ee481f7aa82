"""What must be right before e-mails can go: how they go, and what that needs."""

import re
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from sharewell.notices.email import NOTIFY

# A name, then the service's id, then the secret itself: two UUIDs at the end.
_KEY = re.compile(r".*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TEMPLATE = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@register()
def notify_has_what_it_needs(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """GOV.UK Notify, where it is chosen, has an API key and its two templates."""
    if settings.POST != NOTIFY:
        return []
    found: list[CheckMessage] = []
    if not _KEY.fullmatch(settings.NOTIFY_KEY):
        said = "is not one of GOV.UK Notify’s" if settings.NOTIFY_KEY else "is missing"
        hint = "Make one on Notify’s page “API integration”, and set SHAREWELL_NOTIFY_KEY or SHAREWELL_NOTIFY_KEY_FILE."
        found.append(Error(f"The API key of GOV.UK Notify {said}.", hint=hint, id="notices.E001"))
    for name, value, needs in (
        ("SHAREWELL_NOTIFY_NOTICE_TEMPLATE", settings.NOTIFY_NOTICE_TEMPLATE, "((sentence)), ((reference)), ((link))"),
        ("SHAREWELL_NOTIFY_LETTER_TEMPLATE", settings.NOTIFY_LETTER_TEMPLATE, "((subject)), ((words))"),
    ):
        if not _TEMPLATE.fullmatch(value):
            hint = f"Make an e-mail template with {needs} at Notify, and set {name} to its id."
            found.append(Error(f"{name} is no id of a template.", hint=hint, id="notices.E002"))
    return found


@register(deploy=True)
def emails_leave_the_building(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Outside a demonstration e-mails go to people, not into files."""
    if settings.DEMONSTRATION or settings.POST != "outbox":
        return []
    hint = "Set SHAREWELL_POST to smtp or notify; docs/running.md says what else each needs."
    return [Warning("E-mails are written into the outbox, and reach nobody.", hint=hint, id="notices.W001")]
