"""Witnesses are asked, believed only when their signature is right, and hold nobody up."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.db import connection

from elsewhere import witness as theirs
from sharewell.errors import Refused
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Checkpoint, Cosignature, Node, Place
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.vouching import checkpoints, keys, witnesses
from sharewell.ledger.vouching.checking import faults_of_cosignatures
from sharewell.ledger.vouching.witnesses import ask_witnesses

pytestmark = pytest.mark.django_db
WITNESS = Path(site.BASE, "elsewhere", "witness.py")


def write(number: int) -> Checkpoint:
    for _ in range(number):
        send_parcel(by=TEACHER, parcel=Parcel())
    seal()
    return checkpoints.sign()


@pytest.fixture(autouse=True)
def _nobody_is_left_alone(settings: Any, tmp_path: Path) -> None:
    settings.WITNESSES = tmp_path / "witnesses"
    witnesses._pauses.clear()


def said(*words: object) -> str:
    return subprocess.run(
        [sys.executable, WITNESS, *map(str, words)], capture_output=True, text=True, check=True
    ).stdout.strip()


class RealWitness:
    """The very program that an agency runs, in a process of its own."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder / name, f"{name}.example/witness"
        self.vkey = said("new-key", self.folder, "--name", self.name)
        said("trust", self.folder, keys.keys()[0].vkey)
        self.process, self.address = None, ""

    def serve(self) -> str:
        port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, WITNESS, "serve", str(self.folder), "--port", str(port)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline()
        self.address = f"http://127.0.0.1:{port}"
        return f"{self.address} {self.vkey}\n"

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process.stdout.close()


def free_port() -> int:
    import socket

    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return attempt.getsockname()[1]


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[RealWitness, RealWitness]]:
    write(3)
    both = RealWitness(tmp_path, "school"), RealWitness(tmp_path, "police")
    yield both
    for each in both:
        each.stop()


def test_two_agencies_vouch_for_what_was_signed(two: tuple[RealWitness, ...], settings: Any) -> None:
    settings.WITNESSES.write_text("# who vouches\n\n" + "".join(each.serve() for each in two))
    assert ask_witnesses() == 2
    write(4)
    assert ask_witnesses() == 2 and ask_witnesses() == 0
    assert sorted(Cosignature.objects.values_list("size", flat=True)) == [3, 3, 8, 8]
    assert list(faults_of_cosignatures()) == []
    note = checkpoints.cosigned(checkpoints.newest())
    assert all(f"— {each.name} " in note for each in two)


def test_one_that_knows_more_than_we_remember_is_asked_from_there(two: tuple[RealWitness, ...], settings: Any) -> None:
    """As after a restart in which a cosignature was lost: it says what it knows, and the proof goes on from that."""
    settings.WITNESSES.write_text(two[0].serve())
    ask_witnesses()
    with guard_lowered(connection):
        Cosignature.objects.all().delete()
    write(2)
    assert ask_witnesses() == 1 and Cosignature.objects.get().size == 6


def test_a_book_that_was_cut_off_gets_no_cosignature(
    two: tuple[RealWitness, ...], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """Everything here is made to fit itself again, checkpoints and all; the witness remembers what it saw."""
    settings.WITNESSES.write_text(two[0].serve())
    ask_witnesses()
    with guard_lowered(connection):
        for model in (Checkpoint, Cosignature):
            model.objects.all().delete()
        Place.objects.filter(position__gt=2).delete()
        Node.objects.exclude(number=witnesses.tree.number_of((1, 0))).delete()
    assert checkpoints.sign().size == 2
    assert ask_witnesses() == 0 and not Cosignature.objects.exists()
    assert "school.example/witness did not cosign 2 entries" in caplog.text and "409" in caplog.text


class Liar(BaseHTTPRequestHandler):
    """Answers whatever it was told to."""

    answers: list[tuple[int, str, str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        status, kind, text = self.answers.pop(0)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def liar() -> Iterator[str]:
    Liar.answers = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Liar)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


VKEY = str(theirs.Key("liar.example/w", 4, bytes(32)))


@pytest.mark.parametrize(
    "answers",
    [
        [(200, "text/plain", "")],
        [(200, "text/plain", "nonsense")],
        [(200, "text/plain", "— liar.example/w " + "A" * 100 + "\n")],
        [(200, "text/plain", "— somebody.example/else AAAAAAAA\n")],
        [(200, "text/plain", "x" * 10_000_000)],
        [(409, "text/x.tlog.size", "999999\n")],
        [(409, "text/x.tlog.size", "1\n"), (409, "text/x.tlog.size", "2\n")],
        [(409, "text/x.tlog.size", "-1\n")],
        [(409, "text/plain", "3\n")],
        [(302, "text/plain", "")],
        [(500, "text/plain", "\0\xff")],
    ],
)
def test_one_that_says_anything_else_is_not_believed_and_is_left_alone(
    liar: str, answers: list[tuple[int, str, str]], settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    write(3)
    settings.WITNESSES.write_text(f"{liar} {VKEY}\n")
    Liar.answers = list(answers)
    assert ask_witnesses() == 0 and not Liar.answers and not Cosignature.objects.exists()
    assert [each.levelno for each in caplog.records if "did not cosign" in each.message] == [logging.ERROR]
    assert ask_witnesses() == 0, "it is not asked again at once"


def test_one_that_cannot_be_reached_holds_nobody_up(two: tuple[RealWitness, ...], settings: Any) -> None:
    settings.WITNESSES.write_text(f"http://127.0.0.1:{free_port()} {VKEY}\n{two[0].serve()}")
    assert ask_witnesses() == 1


def test_without_witnesses_nobody_is_asked() -> None:
    assert ask_witnesses() == 0
    write(1)
    assert ask_witnesses() == 0


@pytest.mark.parametrize("line", ["nonsense", f"ftp://x {VKEY}", "http://x", f"http://x {VKEY[:-2]}", ""])
def test_a_list_that_cannot_be_understood_names_the_line(line: str, settings: Any) -> None:
    settings.WITNESSES.write_text(f"# first\n{line or 'http://x ' + theirs_of_a_book()}\n")
    with pytest.raises(Refused, match="witnesses, line 2: "):
        witnesses.witnesses()


def theirs_of_a_book() -> str:
    return str(theirs.Key("book.example", 1, bytes(32)))
