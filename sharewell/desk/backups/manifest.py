"""The manifest of a backup: when it was made, of what, how far the book went, and the digest of every file."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from sharewell.desk.backups.shelf import MANIFEST
from sharewell.errors import Refused
from sharewell.vault.keys import vault_key

FORMAT = "sharewell-backup-1"
FINGERPRINT = 16


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself. Size and root: how many entries had their place, and the root over them."""

    made_at: str
    database: str
    version: str
    origin: str
    size: int
    root: str
    checkpoint: int
    vault_key: str
    files: dict[str, str]
    format: str = FORMAT

    def write(self, backup: Path) -> None:
        """It stands in the backup."""
        (backup / MANIFEST).write_text(json.dumps(asdict(self), indent=1, sort_keys=True) + "\n", encoding="utf-8")

    @classmethod
    def of(cls, backup: Path) -> "Manifest":
        """What this backup says. Refused when there is none, or it cannot be read."""
        try:
            found = cls(**json.loads((backup / MANIFEST).read_text(encoding="utf-8")))
        except FileNotFoundError:
            raise Refused(f"{backup} is no whole backup: it has no {MANIFEST}.") from None
        except (OSError, ValueError, TypeError) as wrong:
            raise Refused(f"{MANIFEST} in {backup} cannot be read: {wrong}") from None
        if found.format != FORMAT:
            raise Refused(f"{backup} is a backup of another kind ({found.format}).")
        return found


def digests_in(backup: Path) -> dict[str, str]:
    """The SHA-256 of every file but the manifest, by its path in the backup. Refused when one is no plain file."""
    found = {}
    for path in sorted(backup.rglob("*")):
        name = path.relative_to(backup).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise Refused(f"{name} in the backup is no plain file.")
        if path.is_file() and name != MANIFEST:
            with path.open("rb") as file:
                found[name] = file_digest(file, "sha256").hexdigest()
    return found


def faults_of(backup: Path, manifest: Manifest) -> Iterator[str]:
    """Every file of the backup that is not as it was when the backup was made."""
    found = digests_in(backup)
    for name in sorted(found.keys() | manifest.files.keys()):
        if name not in found:
            yield f"{name} is missing from the backup."
        elif name not in manifest.files:
            yield f"{name} was put into the backup."
        elif found[name] != manifest.files[name]:
            yield f"{name} in the backup was altered, or is damaged."


def version() -> str:
    """Which Sharewell this is."""
    said: dict[str, Any] = tomllib.loads((settings.BASE / "pyproject.toml").read_text(encoding="utf-8"))
    return str(said["project"]["version"])


def fingerprint() -> str:
    """Tells the vault key in hand from others, and nothing more of it."""
    return sha256(b"sharewell vault key\n" + vault_key(settings.VAULT_KEY)).hexdigest()[:FINGERPRINT]
