"""What the surroundings tell the program: text, flags, numbers, secrets and the database's address."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# How long a write waits for the writes of others.
PATIENCE_SECONDS = 20
TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str) -> str:
    """The text that the environment gives for this name, or the default."""
    return os.environ.get(name, default)


def flag(name: str) -> bool:
    """Whether this name is switched on. Unset is off; anything but 1/true/yes/on/0/false/no/off is refused."""
    said = os.environ.get(name, "").strip().lower()
    if said in TRUE:
        return True
    if said in FALSE:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {said!r}.")


def number(name: str, default: int) -> int:
    """The whole number that the environment gives for this name, or the default."""
    said = os.environ.get(name)
    if said is None:
        return default
    try:
        return int(said)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {said!r}.") from None


def one_of(name: str, *answers: str) -> str:
    """Which of these answers the environment gives for this name; unset, the first. Any other is refused."""
    said = os.environ.get(name, "").strip().lower() or answers[0]
    if said not in answers:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(answers)}, not {said!r}.")
    return said


def secret_of_others(name: str, kept_in: Path) -> str:
    """A secret that somebody else gives us, found where secrets are; empty when it is not there: a check says so."""
    try:
        return secret(name, kept_in)
    except ImproperlyConfigured:
        return ""


def secret(name: str, kept_in: Path) -> str:
    """A secret: from the environment, or from the file that NAME_FILE names, or from the data folder.

    Never a default: a missing secret stops the program and says how to make one.
    """
    if said := os.environ.get(name):
        return said
    path = Path(os.environ.get(f"{name}_FILE", kept_in))
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        raise ImproperlyConfigured(f"There is no secret {name}{_how_to_have(name, path, kept_in)}.") from None


def _how_to_have(name: str, path: Path, kept_in: Path) -> str:
    """How a missing secret is mended: one that is new can be made, and an old one only be kept."""
    if f"{name}_FILE" in os.environ:
        return f": {path}, which {name}_FILE names, is not there"
    if kept_in.name.startswith("old_"):
        return f". Name the file that you kept the old key in as {name}_FILE"
    return (
        f". Set {name} or {name}_FILE, or make what {kept_in.parent} lacks: "
        f"python -m sharewell.vault.make_secrets {kept_in.parent}"
    )


def address(name: str, data: Path) -> dict[str, Any]:
    """The database: SQLite in the data folder, or what a postgresql:// address says."""
    said = os.environ.get(name, "")
    if not said:
        return _sqlite(data / "sharewell.sqlite3")
    parts = urlsplit(said)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(f"{name} must begin with postgresql://, or be unset for SQLite.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": str(options.pop("port", "") or parts.port or ""),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 8, "timeout": 10},
            **options,
            "options": f"-c lock_timeout={PATIENCE_SECONDS}s {options.get('options', '')}".strip(),
        },
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "sharewell.vault.sqlite",
        "NAME": str(path),
        "TEST": {"NAME": ":memory:"},
        # Each thread keeps its connection: opening one costs as much as a page's statements.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE_SECONDS,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA trusted_schema=OFF; PRAGMA secure_delete=ON;"
            ),
        },
    }
