"""The real site on a data folder of its own: prepared, served and killed as ./run does it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from sharewell.vault.make_secrets import make_secrets
from tests.surroundings import proofs_known

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
GUNICORN = [
    "--worker-class",
    "gthread",
    "--workers",
    "2",
    "--threads",
    "4",
    "--no-control-socket",
    "--log-level",
    "warning",
    "--access-logfile",
    "-",
    "--access-logformat",
    "%(s)s_%(m)s_%(U)s",
]


class Site:
    """One site: `address` is where it answers while it is up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "demonstration").touch()
        proofs_known(folder)
        make_secrets(folder / "secrets")
        # What was looked at, by any process of this run.
        is_shared = "PYTEST_XDIST_WORKER" in os.environ
        self.looked_at = (folder.parent.parent if is_shared else folder.parent) / "looked-at"
        self.looked_at.mkdir(exist_ok=True)
        self.port = a_free_port()
        self.address = f"http://localhost:{self.port}"
        self.log = folder / "server.log"
        given = {name: value for name, value in os.environ.items() if name != "SHAREWELL_DEMONSTRATION"}
        self.environment = given | {"SHAREWELL_DATA": str(folder), "PORT": str(self.port), "PYTHONUNBUFFERED": "1"}
        self.heard = 0
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def manage(self, *words: str) -> str:
        """What a command of manage.py said; it must succeed."""
        ran = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )
        assert ran.returncode == 0, f"manage.py {words[0]} failed:\n{ran.stdout}{ran.stderr}"
        return ran.stdout

    def do(self, call: str) -> str:
        """Calls a function of tests.journeys.given in the site's own surroundings; gives what it printed."""
        name = call.partition("(")[0]
        return self.manage("shell", "--no-imports", "-c", f"from tests.journeys.given import {name}; {call}").strip()

    def start(self) -> None:
        """The server is up and answers."""
        gunicorn = [sys.executable, "-m", "gunicorn", "sharewell.wsgi:application", "--bind", f"127.0.0.1:{self.port}"]
        self._run("web", [*gunicorn, *GUNICORN])
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert self.running["web"].poll() is None and time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def start_worker(self) -> None:
        """The worker goes its rounds beside the server."""
        self._run("worker", [sys.executable, "manage.py", "work"])

    def stop(self, name: str, how: signal.Signals = signal.SIGTERM) -> None:
        """The server ("web") or the worker is gone, with all its processes."""
        process = self.running.pop(name, None)
        if process is not None and process.poll() is None:
            os.killpg(process.pid, how)
            process.wait(timeout=30)

    def kill_and_start_again(self) -> None:
        """The server dies as by a power cut, without a chance to say goodbye, and comes back."""
        self.stop("web", signal.SIGKILL)
        self.start()

    def failures(self) -> str:
        """What the server said since it was last asked, when any of it tells of a failure of its own."""
        said = self.log.read_text()[self.heard :]
        self.heard += len(said)
        return said if "Traceback" in said else ""

    def letters_about(self, reference: str) -> list[str]:
        """Every e-mail in the outbox that has this reference in it, as its reader sees it."""
        found = []
        for file in (self.folder / "outbox").glob("*"):
            for part in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
                letter = message_from_bytes(part, policy=default)
                body = letter.get_body(("plain",)) if part.strip() else None
                found.append(f"{letter['subject']}\n{body.get_content() if body else ''}")
        return [letter for letter in found if reference in letter]

    def _run(self, name: str, command: list[str]) -> None:
        with self.log.open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/help/", timeout=5) as answer:  # noqa: S310 - our own address
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


def a_free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
