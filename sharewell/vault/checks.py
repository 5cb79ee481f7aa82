"""What must be right before the program serves anybody: the vault key, and who may read the secrets."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from sharewell.vault.keys import vault_key
from sharewell.vault.sealed import VaultError

OTHERS = 0o077


@register()
def vault_key_is_whole(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """The vault key is 32 bytes in base64."""
    try:
        vault_key(settings.VAULT_KEY)
    except VaultError as wrong:
        return [Error(str(wrong), hint="Set SHAREWELL_VAULT_KEY or SHAREWELL_VAULT_KEY_FILE.", id="vault.E003")]
    return []


@register()
def secrets_are_private(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Nobody but the owner may read the secrets in the data folder."""
    folder = Path(settings.DATA) / "secrets"
    return [
        Error(f"{path} can be read by others.", hint=f"chmod go= {path}", id="vault.E004")
        for path in [folder, *sorted(folder.glob("*"))]
        if path.exists() and path.stat().st_mode & OTHERS
    ]
