"""What must be true of the accounts before the program serves anybody."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection

from sharewell.accounts import access
from sharewell.accounts.models import User


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
