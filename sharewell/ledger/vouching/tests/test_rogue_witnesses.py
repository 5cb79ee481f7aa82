"""A witness that means harm, or somebody who writes in its name, holds nobody up: the others are asked and believed."""

import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db.models import Max

from sharewell.ledger.models import Checkpoint, Cosignature
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.vouching import checkpoints, witnesses
from sharewell.ledger.vouching.notes import WITNESS, Key, Note, to_base64
from sharewell.ledger.vouching.witnesses import ask_witnesses
from sharewell.moment import now

pytestmark = pytest.mark.django_db
Answer = Callable[["Witness", BaseHTTPRequestHandler], None]


class Witness:
    """It has a key of its own, and answers whatever it likes to any checkpoint."""

    def __init__(self, name: str, answer: Answer) -> None:
        self.private = Ed25519PrivateKey.generate()
        self.key = Key(name, WITNESS, self.private.public_key().public_bytes_raw())
        mine = self

        class Desk(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                mine.text = Note.of(body.split("\n\n", 1)[1]).text
                with suppress(OSError):
                    answer(mine, self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def line(self) -> str:
        """As it stands in the list of witnesses."""
        return f"http://127.0.0.1:{self.server.server_port} {self.key.vkey}\n"

    def cosignature(self, at: int) -> str:
        signature = self.private.sign(f"cosignature/v1\ntime {at}\n{self.text}".encode())
        return f"— {self.key.name} {to_base64(self.key.id + struct.pack('>Q', at) + signature)}\n"


def say(desk: BaseHTTPRequestHandler, text: str, status: int = 200, kind: str = "text/plain") -> None:
    desk.send_response(status)
    desk.send_header("Content-Type", kind)
    desk.end_headers()
    desk.wfile.write(text.encode())


def honest(witness: Witness, desk: BaseHTTPRequestHandler) -> None:
    say(desk, witness.cosignature(int(time.time())))


def twice(witness: Witness, desk: BaseHTTPRequestHandler) -> None:
    say(desk, witness.cosignature(1) + witness.cosignature(2))


def in_no_year(witness: Witness, desk: BaseHTTPRequestHandler) -> None:
    say(desk, witness.cosignature(2**64 - 1))


def of_a_size_without_end(witness: Witness, desk: BaseHTTPRequestHandler) -> None:
    say(desk, "9" * 5_000, 409, "text/x.tlog.size")


def letter_by_letter(witness: Witness, desk: BaseHTTPRequestHandler) -> None:
    desk.send_response(200)
    desk.end_headers()
    for _ in range(40):
        desk.wfile.write(b"x")
        time.sleep(0.1)


def header_by_header(witness: Witness, desk: BaseHTTPRequestHandler) -> None:
    desk.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for _ in range(40):
        desk.wfile.write(b"X: x\r\n")
        time.sleep(0.1)


@pytest.fixture
def served(settings: Any, tmp_path: Path) -> Iterator[Callable[..., list[Witness]]]:
    """Witnesses that answer so, in this order."""
    settings.WITNESSES = tmp_path / "witnesses"
    witnesses._pauses.clear()
    made: list[Witness] = []

    def serve(*answers: Answer) -> list[Witness]:
        made.extend(Witness(f"{number}.example/w", answer) for number, answer in enumerate(answers))
        settings.WITNESSES.write_text("".join(each.line for each in made))
        return made

    yield serve
    for each in made:
        each.server.shutdown()
        each.server.server_close()


def write(number: int) -> Checkpoint:
    for _ in range(number):
        send_parcel(by=TEACHER, parcel=Parcel())
    seal()
    return checkpoints.sign()


@pytest.mark.parametrize("rogue", [twice, in_no_year, of_a_size_without_end])
def test_what_it_says_keeps_no_other_from_being_believed(
    served: Callable[..., list[Witness]], rogue: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    write(3)
    _, other = served(rogue, honest)
    assert ask_witnesses() == 1 and Cosignature.objects.get().witness == other.key.vkey
    assert "0.example/w did not cosign 3 entries" in caplog.text


@pytest.mark.parametrize("slow", [letter_by_letter, header_by_header])
def test_one_that_never_ends_its_answer_holds_nobody_up(
    served: Callable[..., list[Witness]],
    slow: Answer,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is not asked again before it has ended."""
    monkeypatch.setattr(witnesses, "SECONDS_ALTOGETHER", 0.5)
    write(3)
    served(slow, honest)
    begun = time.monotonic()
    assert ask_witnesses() == 1 and time.monotonic() - begun < 2
    assert "0.example/w did not cosign 3 entries" in caplog.text
    witnesses._pauses.clear()
    asked = threading.active_count()
    assert ask_witnesses() == 0 and threading.active_count() <= asked


def test_a_cosignature_that_was_put_in_for_a_longer_book_stops_nobody(served: Callable[..., list[Witness]]) -> None:
    write(3)
    one, _ = served(honest, honest)
    Cosignature.objects.create(size=10**9, witness=one.key.vkey, line="x", seen_at=now())
    assert ask_witnesses() == 2
    assert Cosignature.objects.filter(size__lt=10**9).aggregate(most=Max("size")) == {"most": 3}
