"""Gives the tests a data folder and secrets of their own, before Django reads its settings."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from sharewell.vault.make_secrets import make_secrets

if "SHAREWELL_DATA" not in os.environ:
    folder = Path(tempfile.mkdtemp(prefix="sharewell-test-"))
    os.environ["SHAREWELL_DATA"] = str(folder)
    if os.environ.get("PYTEST_XDIST_WORKER") is None:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
make_secrets(Path(os.environ["SHAREWELL_DATA"]) / "secrets")
(Path(os.environ["SHAREWELL_DATA"]) / "static").mkdir(exist_ok=True)
os.environ.setdefault("SHAREWELL_DEMONSTRATION", "1")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
