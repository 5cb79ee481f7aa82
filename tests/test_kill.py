"""Killed in the middle of an act: nothing acknowledged is lost, nothing is half done, the book verifies."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.building import BASE
from tests.killing import surroundings

pytestmark = pytest.mark.slow

IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
KILLS = 500 if IS_FULL else 4
WRITERS, ACTS_OF_EACH = 16, 500 if IS_FULL else 5


@pytest.mark.full
@pytest.mark.everywhere
@pytest.mark.parametrize("work", ["tests.kill_tally", "tests.kill_story"])
def test_kill(work: str, tmp_path: Path) -> None:
    with surroundings(tmp_path) as told:
        command = [sys.executable, "-m", "tests.killing", work, str(KILLS)]
        done = subprocess.run(command, env=told, cwd=BASE, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["wrong"] == [], (found, done.stderr[-2000:])
    assert found["kills"] == KILLS and found["acknowledged"] >= KILLS * 10
    assert not IS_FULL or found["acknowledged"] >= 20_000


@pytest.mark.full
@pytest.mark.everywhere
def test_many_at_once(tmp_path: Path) -> None:
    """No gap, no duplicate and no fork, however many write, seal and sign: the book verifies."""
    acts = WRITERS * ACTS_OF_EACH
    with surroundings(tmp_path) as told:
        command = [sys.executable, "-m", "tests.killing", "tests.kill_tally", "1", str(WRITERS), str(acts)]
        done = subprocess.run(command, env=told, cwd=BASE, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["wrong"] == [], (found, done.stderr[-2000:])
    assert found["acknowledged"] >= acts
