"""PostgreSQL itself is killed while the story's acts are written: it comes back with all that was acknowledged."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sharewell.vault.make_secrets import make_secrets
from tests import postgres
from tests.building import BASE
from tests.surroundings import proofs_known

WRITERS, ACTS, PATIENCE = 4, 40, 60
BEGIN = "import django; django.setup(); from tests import kill_story, killing\n"
PREPARE = BEGIN + "killing.made_ready(kill_story.prepare)"
WRITE = BEGIN + "killing.write_for_ever(kill_story.write)"
DOUBT = BEGIN + (
    "import json, sys; said = set(sys.stdin.read().splitlines())\n"
    "print(json.dumps(kill_story.doubts(said) + killing.doubts_about_the_book()))"
)


def run(code: str, told: dict[str, str], **more: object) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-c", code], env=told, cwd=BASE, text=True, **more)


def written_until_killed(told: dict[str, str], data: Path, folder: Path) -> set[str]:
    """What the writers said was done before the server was killed under them."""
    files = [(folder / f"writer-{number}").open("w+") for number in range(WRITERS)]
    writers = [run(WRITE, told, stdout=file, stderr=subprocess.DEVNULL) for file in files]

    def said() -> set[str]:
        """Two writers who were both overtaken at one referral say the same, so these are counted once."""
        lines = [line for file in files for line in Path(file.name).read_text().splitlines(keepends=True)]
        return {line.strip() for line in lines if line.endswith("\n")}

    until = time.monotonic() + PATIENCE
    while len(said()) < ACTS and time.monotonic() < until:
        time.sleep(0.02)
    server = int((data / "postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGKILL)
    os.waitpid(server, 0)  # as long as it is not buried, no other server takes the folder over
    for writer in writers:
        writer.wait(PATIENCE)
    assert all(writer.returncode for writer in writers), "a writer went on without its server"
    return said()


@contextmanager
def started_again(folder: Path) -> Iterator[None]:
    """The same folder is served again, as soon as what the dead server left behind has ended."""
    found, who = postgres.binaries(), postgres._ordinary_user()
    assert found is not None
    for _ in range(50):
        try:
            with postgres._serving(found, folder, who, postgres.SETTINGS):
                yield
                return
        except RuntimeError:
            time.sleep(0.2)
    raise AssertionError("PostgreSQL did not come back.")


@pytest.mark.postgresql
def test_the_server_is_killed(tmp_path: Path) -> None:
    make_secrets(tmp_path / "secrets")
    proofs_known(tmp_path)
    own = {"SHAREWELL_DATA": str(tmp_path), "SHAREWELL_DEMONSTRATION": "1"}
    with postgres.server(durable=True) as address:
        told = os.environ | own | address | {"DJANGO_SETTINGS_MODULE": "sharewell.settings"}
        assert run(PREPARE, told, stdout=subprocess.DEVNULL).wait(PATIENCE) == 0
        folder = Path(address["SHAREWELL_DATABASE"].rpartition("host=")[2])
        said = written_until_killed(told, folder / "data", tmp_path)
        assert len(said) >= ACTS
        with started_again(folder):
            doubter = run(DOUBT, told, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            answer, _ = doubter.communicate("\n".join(said), timeout=PATIENCE)
    assert json.loads(answer.splitlines()[-1]) == []
