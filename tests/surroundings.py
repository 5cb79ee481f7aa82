"""Gives the tests a data folder and secrets of their own, before Django reads its settings."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from sharewell.vault.make_secrets import make_secrets

# Where it is remembered that editions were proved safe: once for all folders of a run, for it takes seconds each time.
PROVEN = "SHAREWELL_TEST_PROVEN"


def proofs_known(folder: Path) -> None:
    """What was proved of the editions in any data folder of this run need not be proved again in this one."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "proven").is_symlink():
        (folder / "proven").symlink_to(os.environ[PROVEN], target_is_directory=True)


def _a_folder(name: str) -> str:
    made = tempfile.mkdtemp(prefix=f"sharewell-{name}-")
    if os.environ.get("PYTEST_XDIST_WORKER") is None:
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


if PROVEN not in os.environ:
    os.environ[PROVEN] = _a_folder("proven")
Path(os.environ[PROVEN]).mkdir(mode=0o700, exist_ok=True)
if "SHAREWELL_DATA" not in os.environ:
    os.environ["SHAREWELL_DATA"] = _a_folder("test")
    proofs_known(Path(os.environ["SHAREWELL_DATA"]))
make_secrets(Path(os.environ["SHAREWELL_DATA"]) / "secrets")
(Path(os.environ["SHAREWELL_DATA"]) / "static").mkdir(exist_ok=True)
os.environ.setdefault("SHAREWELL_DEMONSTRATION", "1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
