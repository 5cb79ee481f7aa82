from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Warning, register


class Guidance(AppConfig):
    name = "sharewell.guidance"
    verbose_name = "guidance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(editions_can_be_used)


def editions_can_be_used(**options: Any) -> list[CheckMessage]:
    """Every edition can be used, and the links beside them read; nothing starts with a broken one.

    A broken own draft holds on no day, nor does a released one that is not safe: told.
    """
    from sharewell.guidance.editions import library
    from sharewell.guidance.library.elsewhere import elsewhere
    from sharewell.guidance.shelf.tables import EditionError

    try:
        elsewhere()
        found = library()
        drafts = [Warning(f"A draft is set aside. {said}", id="guidance.W001") for said in found.broken.values()]
        return [*drafts, *(Warning(said, id="guidance.W002") for said in found.unfit)]
    except EditionError as broken:
        return [Error(str(broken), id="guidance.E001")]
