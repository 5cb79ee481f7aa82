"""manage.py rewrap_keys: the data keys are wrapped by a new vault key."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sharewell.vault import keys
from sharewell.vault.sealed import VaultError
from sharewell.vault.surroundings import secret


class Command(BaseCommand):
    """Wraps every data key by SHAREWELL_VAULT_KEY, opening it with SHAREWELL_OLD_VAULT_KEY. All or none."""

    help = (
        "For changing the vault key: set SHAREWELL_VAULT_KEY to the new one and SHAREWELL_OLD_VAULT_KEY (or "
        "SHAREWELL_OLD_VAULT_KEY_FILE) to the old one, stop the servers, run this, start them. All keys or none."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            old = keys.vault_key(secret("SHAREWELL_OLD_VAULT_KEY", settings.DATA / "secrets" / "old_vault_key"))
            done = keys.rewrap(old, keys.vault_key(settings.VAULT_KEY))
        except VaultError as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(f"{done} data keys are wrapped by the new vault key; the old one opens none.")
