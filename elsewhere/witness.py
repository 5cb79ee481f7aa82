"""A witness: one file that a partner agency runs on its own machine, to vouch for a book that another agency keeps.

It cosigns checkpoints (c2sp.org/tlog-witness, c2sp.org/tlog-cosignature), never for a shorter tree and never for a
fork, so that whoever runs the book can take nothing out of it unseen. It needs Python 3.11 and `cryptography`;
README.md beside it says how to run it.
"""

import argparse
import base64
import hashlib
import os
import re
import signal
import socket
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG, COSIGNER = 1, 4
LARGEST = 2**63 - 1
MOST_PROOF_LINES = 63
MOST_BYTES = 256 * 1024
MOST_SIGNATURES = 100
MOST_EVIDENCE = 1_000
SECONDS_OF_SILENCE, SECONDS_ALTOGETHER = 10, 60
MOST_CALLERS = 200
ROTATION = r"sharewell key rotation v1\n(.+)\n(.+)\n(.+)\n(.+)\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\n"
EMPTY_ROOT = base64.b64encode(hashlib.sha256(b"").digest()).decode()
TABLES = """
CREATE TABLE IF NOT EXISTS key (origin TEXT, vkey TEXT, above INTEGER NOT NULL, PRIMARY KEY (origin, vkey));
CREATE TABLE IF NOT EXISTS book (
    origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root TEXT NOT NULL, note TEXT NOT NULL, time INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS evidence (
    origin TEXT, kind TEXT, size INTEGER, root TEXT, note TEXT NOT NULL, proof TEXT NOT NULL, held TEXT NOT NULL,
    time INTEGER NOT NULL, settled INTEGER NOT NULL, PRIMARY KEY (origin, kind, size, root));
"""
FORK, UNPROVED = "fork", "unproved"
WARNINGS = {
    FORK: "The key of this book signed two different states of {size} entries.",
    UNPROVED: "A signed state of {size} entries was shown, without a proof that it grew out of what was cosigned.",
}
VERBS = {
    "new-key": "Makes the key of this witness in FOLDER, and prints what to publish of it.",
    "trust": "Vouches from now on for the book with this key.",
    "rotate": "Follows a book to its new key, by the statement that both keys signed.",
    "serve": "Answers books at /add-checkpoint, and people at /.",
    "shown": "Prints what this witness vouches for, and what it warns of.",
}


class Refused(argparse.ArgumentTypeError):
    """The witness does not do what was asked: why, as a plain sentence, and the HTTP status that says so.

    What a person typed is refused in the same way, together with the usage.
    """

    def __init__(self, why: str, status: int = 400) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class Key:
    """A verifier key as signed notes write it: NAME+ID+KEY, where KEY begins with the type of its signatures."""

    name: str
    type: int
    public: bytes

    @property
    def id(self) -> bytes:
        return hashlib.sha256(f"{self.name}\n".encode() + bytes([self.type]) + self.public).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(bytes([self.type]) + self.public).decode()}"


@dataclass(frozen=True)
class Note:
    """A signed note: its text, and the signatures under it, each with the name and the id of the key it claims."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def is_signed_by(self, key: Key) -> bool:
        """Whether this key signed the text, and no line that claims this key is false."""
        lines = [signature for name, key_id, signature in self.signatures if (name, key_id) == (key.name, key.id)]
        try:
            for signature in lines:
                Ed25519PublicKey.from_public_bytes(key.public).verify(signature, self.text.encode())
        except (InvalidSignature, ValueError):
            return False
        return bool(lines)


@dataclass(frozen=True)
class Checkpoint:
    """What a book says of itself, signed: so many entries, with this root."""

    origin: str
    size: int
    root: str
    note: Note
    written: str


def unpacked(text: str, length: int | None = None) -> bytes:
    """The bytes that base64 text stands for, so many of them; one spelling only is good."""
    with suppress(ValueError):
        data = base64.b64decode(text, validate=True)
        if base64.b64encode(data).decode() == text and length in (None, len(data)):
            return data
    raise Refused("That is not base64 of the right length.")


def number(text: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text, re.ASCII) or int(text) > LARGEST:
        raise Refused("A number of entries is written in decimal digits, without leading zeroes.")
    return int(text)


def key_name(text: str) -> str:
    if not text or "+" in text or any(letter.isspace() for letter in text):
        raise Refused("The name of a key has no spaces and no plus sign, and is not empty.")
    return text


def parsed_key(text: str, kind: int = LOG) -> Key:
    """The key that NAME+ID+KEY stands for. Refused when its parts do not fit, or its signatures are of another type."""
    name, _, rest = text.partition("+")
    data = unpacked(rest.partition("+")[2], 33)
    key = Key(key_name(name), data[0], data[1:])
    if str(key) != text:
        raise Refused("The parts of that key do not belong together: was it copied whole?")
    if key.type != kind:
        raise Refused(f"The signatures of that key are of type {key.type}, and {kind} is needed.")
    return key


def parsed_note(written: str) -> Note:
    """The text up to the last empty line, and the signatures under it."""
    if re.search(r"[\x00-\x09\x0b-\x1f]", written):
        raise Refused("A signed note has no control characters.")
    text, gap, under = written.rpartition("\n\n")
    if not gap or not text or not under.endswith("\n"):
        raise Refused("A signed note is a text, an empty line, and lines of signatures.")
    if under.count("\n") > MOST_SIGNATURES:
        raise Refused(f"A note has at most {MOST_SIGNATURES} lines of signatures here.")
    return Note(text + "\n", tuple(_signature(line) for line in under[:-1].split("\n")))


def _signature(line: str) -> tuple[str, bytes, bytes]:
    dash, _, rest = line.partition(" ")
    name, _, packed = rest.partition(" ")
    data = unpacked(packed)
    if dash != "—" or len(data) < 5:
        raise Refused("A line of signature is a dash, the name of the key, and the signature in base64.")
    return key_name(name), data[:4], data[4:]


def parsed_checkpoint(written: str) -> Checkpoint:
    note = parsed_note(written)
    lines = note.text[:-1].split("\n")
    if len(lines) < 3 or not all(lines):
        raise Refused("A checkpoint says its origin, its size and its root, and has no empty lines.")
    unpacked(lines[2], 32)
    return Checkpoint(lines[0], number(lines[1]), lines[2], note, written)


def parsed_request(body: bytes) -> tuple[int, list[bytes], Checkpoint]:
    """The size that the book believes we hold, the proof from there, and the checkpoint to be cosigned."""
    try:
        head, _, written = body.decode().partition("\n\n")
    except UnicodeDecodeError:
        raise Refused("The request is not text in UTF-8.") from None
    first, *lines = head.split("\n")
    if not first.startswith("old ") or len(lines) > MOST_PROOF_LINES:
        raise Refused(f"The request begins with the old size, then at most {MOST_PROOF_LINES} lines of proof.")
    old, proof = number(first[4:]), [unpacked(line, 32) for line in lines]
    checkpoint = parsed_checkpoint(written)
    if old > checkpoint.size:
        raise Refused("The old size is larger than the size of the checkpoint.")
    return old, proof, checkpoint


def grew(old: int, new: int, proof: list[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the proof shows that the tree of `new` leaves begins with that of `old` leaves (RFC 6962, 2.1.2)."""
    rest = list(proof)
    if not 0 < old <= new:
        return False
    try:
        return _roots(old, new, rest, old_root) == (old_root, new_root) and not rest
    except IndexError:
        return False


def _roots(old: int, new: int, rest: list[bytes], known: bytes | None) -> tuple[bytes, bytes]:
    """The old and the new root of a part of the tree. Takes nodes from the end of the proof, where the highest are."""
    if old == new:
        root = known or rest.pop()
        return root, root
    half = 1 << (new - 1).bit_length() - 1
    beside = rest.pop()
    if old <= half:
        before, after = _roots(old, half, rest, known)
        return before, _node(after, beside)
    before, after = _roots(old - half, new - half, rest, None)
    return _node(beside, before), _node(beside, after)


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def now() -> int:
    return int(time.time())


class Witness:
    """The key in a folder, and what it has vouched for; the state on disk is ahead of every answer."""

    def __init__(self, folder: Path) -> None:
        try:
            *_, name, key_id, packed = (folder / "key").read_text(encoding="utf-8").rstrip("\n").split("+", 4)
        except FileNotFoundError:
            raise Refused(f"There is no witness in {folder}: make one with new-key.") from None
        except ValueError:
            raise Refused(f"The key in {folder} cannot be read.") from None
        self.path = folder / "state.sqlite3"
        if not self.path.exists():
            raise Refused(f"The state in {folder} is gone. Its key must not sign again: make another, in a new folder.")
        self.private = Ed25519PrivateKey.from_private_bytes(unpacked(packed, 33)[1:])
        self.key = Key(name, COSIGNER, self.private.public_key().public_bytes_raw())
        if self.key.id.hex() != key_id:
            raise Refused(f"The key in {folder} was altered.")

    @contextmanager
    def state(self, *, change: bool = False) -> Iterator[sqlite3.Connection]:
        """What is kept, as it is at one moment. A change is on the disk when this ends, be it in a refusal."""
        uri = f"{self.path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=30, isolation_level=None)) as kept:
            kept.row_factory = sqlite3.Row
            kept.execute("PRAGMA synchronous = EXTRA")  # FULL, and the folder too: a power cut takes nothing back
            kept.execute("BEGIN IMMEDIATE" if change else "BEGIN")
            try:
                yield kept
            except Refused:
                kept.execute("COMMIT")
                raise
            kept.execute("COMMIT")

    def cosign(self, body: bytes) -> str:
        """The cosignature that an add-checkpoint request asks for, of what is now the newest checkpoint of its book."""
        old, proof, checkpoint = parsed_request(body)
        with self.state(change=True) as kept:
            when = _accepted(kept, old, proof, checkpoint)
        signature = self.private.sign(cosigned(checkpoint.note.text, when))
        packed = base64.b64encode(self.key.id + when.to_bytes(8, "big") + signature).decode()
        return f"— {self.key.name} {packed}\n"

    def shown(self) -> str:
        """What this witness vouches for and what it warns of, for a person to read and compare."""
        with self.state() as kept:
            lines = [f"Witness  {self.key.name}", f"Its key  {self.key}"]
            for book in kept.execute("SELECT * FROM book ORDER BY origin"):
                lines += ["", *_lines_of(book, kept)]
        return "\n".join(lines) + "\n"


def cosigned(text: str, when: int) -> bytes:
    """What a cosignature signs: that at this second, this was the newest checkpoint its witness knew."""
    return f"cosignature/v1\ntime {when}\n{text}".encode()


def _accepted(kept: sqlite3.Connection, old: int, proof: list[bytes], checkpoint: Checkpoint) -> int:
    """The second for the cosignature, once the checkpoint is noted as the newest. A book's seconds never go back."""
    book = _signed_book(kept, checkpoint)
    if checkpoint.size == book["size"] and checkpoint.root != book["root"]:
        _keep_evidence(kept, FORK, checkpoint, proof, book)
        raise Refused(str(book["size"]), 409)
    if old != book["size"]:
        raise Refused(str(book["size"]), 409)
    if not _follows(book, checkpoint, proof):
        if 0 < old < checkpoint.size:
            _keep_evidence(kept, UNPROVED, checkpoint, proof, book)
        raise Refused("The proof does not show that the checkpoint grew out of the last one.", 422)
    when: int = max(now(), book["time"])
    newest = (checkpoint.size, checkpoint.root, checkpoint.written, when, checkpoint.origin)
    kept.execute("UPDATE book SET size = ?, root = ?, note = ?, time = ? WHERE origin = ?", newest)
    settled = (checkpoint.origin, UNPROVED, checkpoint.size, checkpoint.root)
    kept.execute("UPDATE evidence SET settled = 1 WHERE (origin, kind, size, root) = (?, ?, ?, ?)", settled)
    return when


def _signed_book(kept: sqlite3.Connection, checkpoint: Checkpoint) -> sqlite3.Row:
    """The book that the checkpoint is of, when it is signed by the key that is trusted for so many entries."""
    book: sqlite3.Row | None = kept.execute("SELECT * FROM book WHERE origin = ?", (checkpoint.origin,)).fetchone()
    if not book:
        raise Refused("This witness does not vouch for a book of that origin.", 404)
    if not checkpoint.note.is_signed_by(_key_of(kept, checkpoint.origin, checkpoint.size)):
        raise Refused("The checkpoint is not signed by the key that is trusted for so many entries.", 403)
    return book


def _key_of(kept: sqlite3.Connection, origin: str, size: int = LARGEST) -> Key:
    """The key that signs checkpoints of so many entries; without a size, the newest key."""
    fitting = "SELECT vkey FROM key WHERE origin = ? AND above < ? ORDER BY above DESC, rowid DESC"
    return parsed_key(kept.execute(fitting, (origin, size)).fetchone()["vkey"])


def _follows(book: sqlite3.Row, checkpoint: Checkpoint, proof: list[bytes]) -> bool:
    """The first checkpoint of all follows from nothing, and needs no proof."""
    if book["size"] == 0:
        return not proof
    return grew(book["size"], checkpoint.size, proof, unpacked(book["root"]), unpacked(checkpoint.root))


def _keep_evidence(
    kept: sqlite3.Connection, kind: str, checkpoint: Checkpoint, proof: list[bytes], book: sqlite3.Row
) -> None:
    """A signed checkpoint that speaks against its book is kept whole, beside the one that was vouched for."""
    # What was settled takes no room: else anybody could fill it with notes that the book goes on to prove.
    same = "SELECT count(*) FROM evidence WHERE (origin, kind, settled) = (?, ?, 0)"
    if kept.execute(same, (checkpoint.origin, kind)).fetchone()[0] < MOST_EVIDENCE:
        nodes = "".join(base64.b64encode(node).decode() + "\n" for node in proof)
        said = (checkpoint.origin, kind, checkpoint.size, checkpoint.root, checkpoint.written)
        kept.execute(
            "INSERT OR IGNORE INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)", (*said, nodes, book["note"], now())
        )


def _lines_of(book: sqlite3.Row, kept: sqlite3.Connection) -> Iterator[str]:
    yield f"Book  {book['origin']}"
    yield f"  key            {_key_of(kept, book['origin'])}"
    yield f"  entries        {book['size']}"
    yield f"  root           {book['root']}"
    yield f"  last cosigned  {_moment(book['time']) if book['note'] else 'never'}"
    if book["time"] > now() + 60:
        yield "  WARNING: the clock of this machine stands before the time last signed."
    found = "SELECT * FROM evidence WHERE origin = ? AND settled = 0 ORDER BY time, size, root"
    for row in kept.execute(found, (book["origin"],)):
        yield f"  WARNING: {WARNINGS[row['kind']].format(size=row['size'])}"
        yield f"    Its root is {row['root']}, seen {_moment(row['time'])}. It is kept in state.sqlite3."


def _moment(when: int) -> str:
    return f"{datetime.fromtimestamp(when, UTC):%Y-%m-%d %H:%M:%S} UTC"


def new_key(folder: Path, name: str) -> str:
    """A witness is in this folder, for its owner alone to read, where there was none before. Its key, to publish."""
    if (folder / "key").exists():
        raise Refused(f"There is a key in {folder} already, and it is never replaced.")
    private = Ed25519PrivateKey.generate()
    key = Key(name, COSIGNER, private.public_key().public_bytes_raw())
    packed = base64.b64encode(bytes([COSIGNER]) + private.private_bytes_raw()).decode()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    with closing(sqlite3.connect(folder / "state.sqlite3")) as kept:
        kept.executescript(TABLES)
    (folder / "state.sqlite3").chmod(0o600)
    _write_new(folder / "key", f"PRIVATE+KEY+{name}+{key.id.hex()}+{packed}\n")
    return str(key)


def _write_new(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def trust(witness: Witness, key: Key) -> str:
    """From now on the witness vouches for the book with this key; the name of the key is the book's origin."""
    with witness.state(change=True) as kept:
        if kept.execute("SELECT 1 FROM key WHERE (origin, vkey) = (?, ?)", (key.name, str(key))).fetchone():
            return f"That key of {key.name} is known already; nothing was changed."
        if kept.execute("SELECT 1 FROM book WHERE origin = ?", (key.name,)).fetchone():
            raise Refused(
                f"{key.name} is trusted with another key: use rotate, with the statement that both keys signed."
            )
        kept.execute("INSERT INTO book VALUES (?, 0, ?, '', 0)", (key.name, EMPTY_ROOT))
        kept.execute("INSERT INTO key VALUES (?, ?, -1)", (key.name, str(key)))
    return f"{witness.key.name} vouches for {key.name} from now on."


def rotate(witness: Witness, written: str) -> str:
    """Checkpoints of more entries than the statement says must be signed by its new key, others by the old one."""
    note = parsed_note(written)
    stated = re.fullmatch(ROTATION, note.text, re.ASCII)
    if not stated:
        raise Refused("That is not a statement of how the key of a book was rotated.")
    origin, size, *keys = stated.groups()
    former, latter = (parsed_key(key) for key in keys)
    if {former.name, latter.name} != {origin} or not (note.is_signed_by(former) and note.is_signed_by(latter)):
        raise Refused("The statement is not signed by both keys of the book that it names.")
    with witness.state(change=True) as kept:
        _take_over(kept, former, latter, number(size))
    return f"Checkpoints of {origin} with more than {size} entries are trusted with its new key only."


def _take_over(kept: sqlite3.Connection, former: Key, latter: Key, above: int) -> None:
    rows = kept.execute("SELECT vkey, above, size FROM key JOIN book USING (origin) WHERE origin = ?", (former.name,))
    keys = {row["vkey"]: max(row["above"], row["size"]) for row in rows}
    if not keys or _key_of(kept, former.name) != former:
        raise Refused("The old key of the statement is not the one that is trusted now.")
    if str(latter) in keys:
        raise Refused("The new key of the statement was trusted before; a key does not come back.")
    if above < keys[str(former)]:
        raise Refused(f"The old key has vouched for {keys[str(former)]} entries, more than the statement says.")
    kept.execute("INSERT INTO key VALUES (?, ?, ?)", (former.name, str(latter), above))


class Caller(BaseHTTPRequestHandler):
    """One connection: `POST /add-checkpoint`, and `GET /` for people. It is told what is wrong, and nothing else."""

    server: "Desk"
    protocol_version, default_request_version = "HTTP/1.1", "HTTP/1.0"
    server_version, sys_version = "witness", ""
    error_message_format, error_content_type = "%(message)s\n", "text/plain; charset=utf-8"
    timeout = SECONDS_OF_SILENCE

    def handle(self) -> None:
        """Whoever sends a letter now and then, only to hold the line, is cut off in the end."""
        limit = threading.Timer(SECONDS_ALTOGETHER, self._hang_up)
        limit.daemon = True
        limit.start()
        with suppress(OSError):
            super().handle()
        limit.cancel()

    def _hang_up(self) -> None:
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        self._answer({"/": self.server.witness.shown})

    def do_POST(self) -> None:
        self._answer({"/add-checkpoint": lambda: self.server.witness.cosign(self._body())})

    def _answer(self, known: dict[str, Callable[[], str]]) -> None:
        self.unread = "Content-Length" in self.headers or "Transfer-Encoding" in self.headers
        try:
            self._say(200, known.get(self.path, _nothing_here)())
        except Refused as refused:
            self._say(refused.status, f"{refused}\n")
        except OSError:
            raise
        except Exception:
            traceback.print_exc()
            self._say(500, "The witness cannot answer now: its own log says why.\n")

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if "Transfer-Encoding" in self.headers or not re.fullmatch("[0-9]{1,18}", length):
            raise Refused("The request must say its length.", 411)
        if int(length) > MOST_BYTES:
            raise Refused(f"The request is longer than {MOST_BYTES} bytes.", 413)
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            raise Refused("The request is shorter than it says.")
        self.unread = False
        return body

    def _say(self, status: int, text: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "text/x.tlog.size" if status == 409 else "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(text.encode())))
        if self.unread:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(text.encode())


def _nothing_here() -> str:
    raise Refused("There is nothing here: books ask at /add-checkpoint, people read at /.", 404)


class Desk(ThreadingHTTPServer):
    """Where callers are answered, many at once; one more than can be answered is cut off as it comes."""

    def __init__(self, place: tuple[str, int], witness: Witness) -> None:
        self.witness, self.free = witness, threading.BoundedSemaphore(MOST_CALLERS)
        super().__init__(place, Caller)

    def verify_request(self, request: object, client_address: object) -> bool:
        """Whether there is room: without any left the system would give no more lines, and say so without end."""
        return self.free.acquire(blocking=False)

    def process_request(self, request: socket.socket, client_address: tuple[str, int]) -> None:  # type: ignore[override]
        try:
            super().process_request(request, client_address)
        except BaseException:
            self.free.release()  # no thread could be begun for it
            raise

    def process_request_thread(self, request: socket.socket, client_address: tuple[str, int]) -> None:  # type: ignore[override]
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.free.release()


def serve(witness: Witness, host: str, port: int) -> str:
    """Answers until it is told to end, by SIGTERM or from the keyboard."""
    with Desk((host, port), witness) as desk, suppress(KeyboardInterrupt):
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        print(f"{witness.key.name} answers at http://{host}:{desk.server_port}/", flush=True)
        desk.serve_forever()
    return "The witness has ended."


def _said(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A witness that vouches for books other agencies keep.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, meaning in VERBS.items():
        verbs.add_parser(verb, help=meaning, description=meaning).add_argument("folder", type=Path, metavar="FOLDER")
    verbs.choices["new-key"].add_argument("--name", type=key_name, required=True)
    verbs.choices["trust"].add_argument("key", type=parsed_key, metavar="VKEY")
    verbs.choices["rotate"].add_argument("statement", type=Path, metavar="STATEMENT-FILE")
    verbs.choices["serve"].add_argument("--host", default="127.0.0.1")
    verbs.choices["serve"].add_argument("--port", type=int, default=8700)
    return parser.parse_args(words)


def run(said: argparse.Namespace) -> str:
    """Does what was said, and tells how it went."""
    if said.verb == "new-key":
        return new_key(said.folder, said.name)
    witness = Witness(said.folder)
    if said.verb == "trust":
        return trust(witness, said.key)
    if said.verb == "rotate":
        return rotate(witness, said.statement.read_text(encoding="utf-8"))
    if said.verb == "serve":
        return serve(witness, said.host, said.port)
    return witness.shown().rstrip("\n")


def main(words: list[str]) -> int:
    said = _said(words)
    try:
        print(run(said))
    except (Refused, OSError, OverflowError, UnicodeError, sqlite3.Error) as wrong:
        print(f"witness.py: {wrong}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
