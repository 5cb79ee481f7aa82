"""What must be true of the accounts before the program serves anybody."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from sharewell.accounts import access
from sharewell.accounts.models import User
from sharewell.accounts.terms import terms_in_force


@register()
def terms_can_be_read(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """The terms of use, that everybody is shown, are a file that can be read and says from when it holds."""
    try:
        terms_in_force()
    except (OSError, ValueError) as wrong:
        hint = "SHAREWELL_TERMS names a file like 2027-01-01.md, whose first line is its title: # Terms of use."
        return [Error(f"The terms of use cannot be read: {wrong}", hint=hint, id="accounts.E002")]
    return []


@register(Tags.database)
def nobody_invented_in_a_real_place(
    app_configs: Sequence[Any] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Invented people, whose password is published, are in a demonstration only. `manage.py prepare` asks this too."""
    if "default" not in (databases or ()) or User._meta.db_table not in connection.introspection.table_names():
        return []
    if not access.is_demonstration_left_behind():
        return []
    hint = "Or go on with the demonstration: SHAREWELL_DEMONSTRATION=1."
    return [Error(access.LEFT_BEHIND, hint=hint, id="accounts.E001")]
