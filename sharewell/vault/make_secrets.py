"""Makes the secrets a data folder lacks: `python -m sharewell.vault.make_secrets FOLDER`. Never replaces one."""

import base64
import os
import secrets
import sys
from pathlib import Path


def make_secrets(folder: Path) -> list[str]:
    """Each secret exists in `folder` (mode 0700), one file each (mode 0600). Returns the names newly made."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return [name for name, value in _new().items() if _write_new(folder / name, value)]


def lend_secrets() -> dict[str, str]:
    """Secrets for one process that seals and signs nothing, as its surroundings: they end with it."""
    return {f"SHAREWELL_{name.upper()}": value for name, value in _new().items()}


def _new() -> dict[str, str]:
    return {
        "secret_key": secrets.token_urlsafe(50),
        "vault_key": base64.b64encode(secrets.token_bytes(32)).decode(),
        "book_key": base64.b64encode(secrets.token_bytes(32)).decode(),
    }


def _write_new(path: Path, value: str) -> bool:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value + "\n")
        file.flush()
        os.fsync(file.fileno())
    return True


if __name__ == "__main__":
    for made in make_secrets(Path(sys.argv[1])):
        print(f"made {made}")
