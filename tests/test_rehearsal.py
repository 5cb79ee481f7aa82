"""A restore, rehearsed: a backup made while people work is put back elsewhere, and nothing acknowledged is missing."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.building import BASE
from tests.killing import surroundings


@pytest.mark.slow
@pytest.mark.everywhere
def test_what_was_acknowledged_before_a_backup_is_in_it(tmp_path: Path) -> None:
    with surroundings(tmp_path / "one") as told:
        one = run(told, "back-up", str(tmp_path / "shelf"))
        assert one["wrong"] == [] and len(one["before"]) >= 60 and one["after"], "people went on working"
    (tmp_path / "told").write_text(json.dumps(one))
    shutil.copytree(tmp_path / "one" / "secrets", tmp_path / "two" / "secrets")
    (backup,) = (tmp_path / "shelf").glob("2*")
    with surroundings(tmp_path / "two") as told:
        two = run(told, "restore", str(backup), str(tmp_path / "told"))
    assert two["doubts"] == []
    assert "The book verifies." in two["said"] and "Restored: everything up to 20" in two["said"]
    assert "were signed for:" in two["said"] and "are lost" in two["said"]
    not_empty, not_signed = two["again"]
    assert "is not empty" in not_empty and "Nothing is signed under this name" in not_signed


def run(told: dict[str, str], *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.rehearsing", *arguments]
    done = subprocess.run(command, env=told, cwd=BASE, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr[-3000:]
    # Shown only where the test fails: why a child of it did.
    print(done.stderr[-3000:])
    return json.loads(done.stdout.splitlines()[-1])
