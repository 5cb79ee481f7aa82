from typing import Any

from django.apps import AppConfig
from django.core.checks import Error, register


class Guidance(AppConfig):
    name = "sharewell.guidance"
    verbose_name = "guidance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(editions_can_be_used)


def editions_can_be_used(**options: Any) -> list[Error]:
    """Every edition on the shelf can be read and walked; nothing starts with a broken one."""
    from sharewell.guidance.editions import editions
    from sharewell.guidance.tables import EditionError

    try:
        editions()
    except EditionError as broken:
        return [Error(str(broken), id="guidance.E001")]
    return []
