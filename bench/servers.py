"""The servers that are measured: started on loopback, stopped by process id, their memory read from the kernel."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

GUNICORN = Path(sys.executable).with_name("gunicorn")
WORKERS = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", "30"]
SHAPE = [*WORKERS, "--no-control-socket", "--log-level", "error"]


@dataclass
class Server:
    """One gunicorn and its workers."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> tuple[float, float]:
        """What its processes hold now (PSS, shared pages counted once) and the most they held (peak RSS), in MiB."""
        pids = [self.process.pid, *_children(self.process.pid)]
        pss = sum(_kilobytes(f"/proc/{pid}/smaps_rollup", "Pss:") for pid in pids)
        peak = sum(_kilobytes(f"/proc/{pid}/status", "VmHWM:") for pid in pids)
        return pss / 1024, peak / 1024


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(each) for each in found.read_text().split()] if found.exists() else []


def _kilobytes(path: str, name: str) -> int:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(application: str, environment: dict[str, str]) -> Iterator[Server]:
    """The application answers on loopback, within this block."""
    port = free_port()
    process = subprocess.Popen(
        [GUNICORN, application, "--bind", f"127.0.0.1:{port}", *SHAPE], env=os.environ | environment
    )
    try:
        _wait(port, process)
        yield Server(port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise SystemExit("A server of the benchmark did not start.")
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("A server of the benchmark did not answer.")
