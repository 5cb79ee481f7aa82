"""A bit turned anywhere in the file of the database is found, if it changed anything that the book says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sharewell.vault.make_secrets import make_secrets
from tests.building import BASE

IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
FLIPS = 10_000 if IS_FULL else 100


@pytest.mark.full
@pytest.mark.slow
@pytest.mark.sqlite
def test_every_bit_that_changes_content_is_found(tmp_path: Path) -> None:
    make_secrets(tmp_path / "secrets")
    surroundings = {**os.environ, "SHAREWELL_DATA": str(tmp_path)}
    surroundings.pop("SHAREWELL_DATABASE", None)
    command = [sys.executable, "-m", "tests.flipping", str(FLIPS)]
    done = subprocess.run(command, env=surroundings, cwd=BASE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    seen = json.loads(done.stdout.splitlines()[-1])
    print(seen)
    assert seen["missed"] == [] and seen["found"] == seen["changed"]
    assert seen["flips"] == FLIPS and seen["changed"] >= FLIPS // 10
