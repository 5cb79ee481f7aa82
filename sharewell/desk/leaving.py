"""The demonstration is set aside, whole, and an empty place stands where it was. Nothing in its book is deleted."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from sharewell.errors import Refused
from sharewell.vault.make_secrets import make_secrets

# Secrets that stand in the folder belong to its book; those from elsewhere are the operator's own.
SECRETS = ("SHAREWELL_SECRET_KEY", "SHAREWELL_VAULT_KEY")
MARK = "demonstration"
PID = "web.pid"


def reasons_not_to_leave(
    *, data: Path, is_sqlite: bool, is_demonstration: bool, is_anybody_real: bool, is_switched_on: bool
) -> list[str]:
    """Why the demonstration may not be set aside now; empty when it may. Each says how to mend it."""
    if not is_sqlite:
        return [
            "This demonstration is in a PostgreSQL database, which is not set aside by command. Create a new, empty "
            "database, name it in SHAREWELL_DATABASE with a new folder in SHAREWELL_DATA, unset "
            "SHAREWELL_DEMONSTRATION, and run manage.py prepare."
        ]
    if is_anybody_real:
        return ["Somebody real is in here already: an account or an agency that was not invented. Nothing was touched."]
    if not is_demonstration:
        return ["There is no demonstration here."]
    reasons = []
    if is_switched_on:
        reasons.append("Unset SHAREWELL_DEMONSTRATION first: with it, the new place would be a demonstration again.")
    if is_served(data):
        reasons.append("The server is running here. Stop it first (Ctrl-C where ./run runs).")
    return reasons


def is_served(data: Path) -> bool:
    """Whether a web server that was started in this folder is alive."""
    try:
        process = int((data / PID).read_text(encoding="ascii"))
        os.kill(process, 0)
    except (OSError, ValueError) as why:
        return isinstance(why, PermissionError)
    return "gunicorn" in _command_of(process)


def _command_of(process: int) -> str:
    """What a process was called by; where that cannot be read, it counts as the server."""
    try:
        return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "gunicorn"


def set_aside(data: Path, today: date) -> Path:
    """The folder has another name beside its old one, and a new one with a new book has its place.

    The new one is made ready first, so that a failure leaves everything as it was. Refused when the folder cannot be
    renamed, as when it is a mounted volume.
    """
    fresh = data.parent / f".{data.name}-fresh"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    try:
        make_secrets(fresh / "secrets")
        _prepare(fresh, data)
        aside = _free_name(data, today)
        data.rename(aside)
        fresh.rename(data)
    except OSError as why:
        raise Refused(
            f"The folder {data} cannot be renamed ({why.strerror}). Give the new place another folder: set "
            "SHAREWELL_DATA to it, and keep this one as it is."
        ) from why
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return aside


def _prepare(fresh: Path, old: Path) -> None:
    """Tables and bank holidays in the new place, by a process that knows the new secrets."""
    surroundings = {name: value for name, value in os.environ.items() if not _is_of(old, name, value)}
    surroundings |= {"SHAREWELL_DATA": str(fresh), "SHAREWELL_DEMONSTRATION": "0"}
    manage = Path(__file__).resolve().parents[2] / "manage.py"
    done = subprocess.run(
        [sys.executable, str(manage), "prepare"], env=surroundings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"The new place could not be made, and the old one is untouched:\n{done.stderr}")


def _is_of(old: Path, name: str, value: str) -> bool:
    """Whether this names a secret that lies in the old folder."""
    is_file = name.removesuffix("_FILE") in SECRETS and name.endswith("_FILE")
    return is_file and Path(value).resolve().is_relative_to(old)


def _free_name(data: Path, today: date) -> Path:
    """`var-demonstration-2026-11-23`, or with -2, -3 when that is taken."""
    plain = data.parent / f"{data.name}-{MARK}-{today.isoformat()}"
    tried = [plain, *(plain.with_name(f"{plain.name}-{number}") for number in range(2, 1000))]
    return next(path for path in tried if not path.exists())
