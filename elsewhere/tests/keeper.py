"""A book as its keeper makes it, written from the specifications and sharing nothing with the witness; and callers."""

import base64
import hashlib
import http.client
import os
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from elsewhere import witness

ORIGIN = "sharewell.example/book"


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


@cache
def root_of(leaves: tuple[bytes, ...]) -> bytes:
    """MTH of RFC 6962, section 2.1, as it is written there."""
    if len(leaves) < 2:
        return hashlib.sha256(b"\0" + leaves[0] if leaves else b"").digest()
    k = _split(len(leaves))
    return hashlib.sha256(b"\1" + root_of(leaves[:k]) + root_of(leaves[k:])).digest()


def proof_of(m: int, leaves: tuple[bytes, ...], whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2, as it is written there."""
    if m == len(leaves):
        return [] if whole else [root_of(leaves)]
    k = _split(len(leaves))
    if m <= k:
        return [*proof_of(m, leaves[:k], whole), root_of(leaves[k:])]
    return [*proof_of(m - k, leaves[k:], False), root_of(leaves[:k])]


def _split(n: int) -> int:
    k = 1
    while 2 * k < n:
        k *= 2
    return k


@dataclass
class Signer:
    """A key of a book (or of somebody who pretends): signs notes."""

    name: str = ORIGIN
    kind: int = 1
    private: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    @property
    def public(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def id(self) -> bytes:
        return hashlib.sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64(bytes([self.kind]) + self.public)}"

    def line(self, text: str) -> str:
        return f"— {self.name} {b64(self.id + self.private.sign(text.encode()))}\n"

    def note(self, text: str) -> str:
        return f"{text}\n{self.line(text)}"


@dataclass
class Book:
    """So many leaves as may be needed; `twist` makes another book of them from the leaf with that number on."""

    signer: Signer = field(default_factory=Signer)
    twist: int | None = None

    def leaves(self, size: int) -> tuple[bytes, ...]:
        return tuple(
            b"twisted %d" % n if self.twist is not None and n >= self.twist else b"leaf %d" % n for n in range(size)
        )

    def root(self, size: int) -> bytes:
        return root_of(self.leaves(size))

    def text(self, size: int) -> str:
        return f"{self.signer.name}\n{size}\n{b64(self.root(size))}\n"

    def request(self, old: int, size: int, *, proof: list[bytes] | None = None, note: str | None = None) -> bytes:
        """The body that a keeper who is in order sends, unless told to send another proof or another note."""
        nodes = proof if proof is not None else proof_of(old, self.leaves(size)) if 0 < old <= size else []
        lines = "".join(b64(node) + "\n" for node in nodes)
        return f"old {old}\n{lines}\n{note or self.signer.note(self.text(size))}".encode()

    def twisted(self, at: int) -> "Book":
        return Book(self.signer, at)


def a_witness(folder: Path, *signers: Signer, name: str = "agency.example/w1") -> witness.Witness:
    """A witness in this folder that vouches for the books of these keys."""
    witness.new_key(folder, name)
    made = witness.Witness(folder)
    for signer in signers:
        witness.trust(made, witness.parsed_key(signer.vkey))
    return made


def outcome(made: witness.Witness, body: bytes) -> tuple[int, str]:
    """The status and the words of an answer, without HTTP."""
    try:
        return 200, made.cosign(body)
    except witness.Refused as refused:
        return refused.status, str(refused)


def second(line: str) -> int:
    """The second that a cosignature states."""
    return int.from_bytes(base64.b64decode(line.split(" ")[2])[4:12], "big")


class Running:
    """`witness.py serve` in a process of its own."""

    def __init__(self, folder: Path) -> None:
        said = [sys.executable, witness.__file__, "serve", str(folder), "--port", "0"]
        self.process = subprocess.Popen(said, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().split()[-1]

    def end(self, how: int = signal.SIGTERM) -> int:
        os.kill(self.process.pid, how)
        # A line that is still held open is waited for as long as silence lasts.
        self.process.communicate(timeout=30)
        return self.process.returncode


def call(address: str, body: bytes | None = None, path: str = "/add-checkpoint") -> tuple[int, str, str]:
    """Status, words and kind of what is answered; without a body, of what people read."""
    with closing(http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)) as line:
        line.request("GET" if body is None else "POST", "/" if body is None else path, body)
        answer = line.getresponse()
        return answer.status, answer.read().decode(), answer.headers["Content-Type"]
