#!/usr/bin/env python3
"""Checks what a book of Sharewell says, offline, without Sharewell and without trusting whoever keeps the book.

    python3 verify.py export BOOK.zip --key VKEY [--witness VKEY]... [--checkpoint NOTE]...
    python3 verify.py receipt RECEIPT.tlog-proof RECORD.json --key VKEY [--witness VKEY]... [--rotation NOTE]...

It needs Python 3.11 and the package cryptography, and nothing else: it shares no code with the program that writes the
book. Everything is recomputed: every entry, every node of the tree, every signature, every word. It ends with 0 when
all is right, with 1 and NOT VALID when anything is not, and with 2 when it cannot tell. Formats: docs/adr/0008.
"""

import argparse
import base64
import hashlib
import io
import json
import os
import re
import sqlite3
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HASH, LINE, SMALL, RECORD, GIGABYTE = 32, 1 << 20, 1 << 18, 1 << 24, 1 << 30
BOOK, WITNESS = 1, 4  # the kinds of Ed25519 keys in c2sp.org/signed-note and c2sp.org/tlog-cosignature
SIGNATURES, PROOF_LINES, SHOWN = 100, 63, 100
ROTATION, PROOF = "sharewell key rotation v1", "c2sp.org/tlog-proof@v1"
# The book lost entries that were signed for, and goes on under another name.
CONTINUATION = "sharewell book continuation v1"
TEXTS = (
    "actor_id", "actor_kind", "actor_name", "actor_role", "agency", "agency_name", "happened_at", "id", "kind", "marks",
    "nature", "salt", "subject_id", "subject_kind", "written_at",
)  # fmt: skip
MEMBERS = {*TEXTS, "child_id", "facts", "word_digests"}
HEX, HEX_32 = re.compile(r"(?:[0-9a-f]{2})+"), re.compile(r"[0-9a-f]{64}")
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}\.[0-9]{6}Z")
NUMBER = re.compile(r"0|[1-9][0-9]{0,17}")
FILE = re.compile(r"(?:book\.json|(?:entries|words)\.jsonl|nodes\.txt|checkpoints/[0-9]{10}\.txt|keys/[0-9]{4}\.txt)")
# What zipfile and what it stands on raise over a broken file.
BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, LookupError,
    ArithmeticError,
)  # fmt: skip


class Malformed(ValueError):  # noqa: N818 - said of what was read
    """What was read is not as its format, or its signature, demands: a sentence without its beginning."""


class Unreadable(Exception):  # noqa: N818 - as above
    """Nothing can be said: it cannot be read, or is not the thing that was to be checked."""


class Report:
    """Every fault, told as it is found; no more of them than can be read, unless all are wanted."""

    def __init__(self, most: float = SHOWN) -> None:
        self.most, self.faults = most, 0

    def fault(self, sentence: str) -> None:
        self.faults += 1
        if self.faults <= self.most:
            print(sentence)

    @contextmanager
    def about(self, what: str) -> Iterator[None]:
        """What is malformed within is a fault of `what`."""
        try:
            yield
        except Malformed as wrong:
            self.fault(f"{what}: {wrong}.")


def demand(holds: object, sentence: str) -> None:
    if not holds:
        raise Malformed(sentence)


def shown(text: object, most: int = 100) -> str:
    """Text of unknown origin as a screen can safely show it: no line breaks, nothing hidden, not too long."""
    letters = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in str(text)[: most + 1])
    return letters[:most] + "…" * (len(letters) > most)


# JSON, and the one way in which RFC 8785 writes it


def _in_order(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object, its members by the UTF-16 code units of their names."""
    found = dict(sorted(pairs, key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass")))
    demand(len(found) == len(pairs), "a name stands twice in one object")
    return found


def _whole(digits: str) -> int:
    demand(len(digits) <= 17 and abs(int(digits)) < 1 << 53, "a number is too large")
    return int(digits)


def _no_number(text: str) -> NoReturn:
    raise Malformed(f"{shown(text)} is not a whole number")


_READER = json.JSONDecoder(
    object_pairs_hook=_in_order, parse_int=_whole, parse_float=_no_number, parse_constant=_no_number
)
# Members are in order as they were read, so nothing is left to do but to write texts, whole numbers, yes, no, nothing.
_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read_json(data: bytes) -> Any:
    """What the JSON says, each object's members in the order of RFC 8785; fractions and repeated names are refused."""
    try:
        return _READER.decode(data.decode("utf-8"))
    except Malformed:
        raise
    except (ValueError, RecursionError):
        raise Malformed("it is not JSON in UTF-8, or nested too deeply") from None


def canonical(value: Any) -> bytes:
    """What `read_json` read, in the one way RFC 8785 writes it."""
    try:
        return _WRITER.encode(value).encode("utf-8")
    except (ValueError, RecursionError):
        raise Malformed("it holds half a letter, or is nested too deeply") from None


def read_base64(text: str, length: int | None = None) -> bytes:
    """The bytes, so many if that is said, from the one way in which RFC 4648 writes them."""
    with suppress(ValueError):
        data = base64.b64decode(text, validate=True)
        if base64.b64encode(data).decode() == text and length in (None, len(data)):
            return data
    raise Malformed("its base64 is not written as it must be")


def is_text(pattern: re.Pattern[str], text: object) -> bool:
    return isinstance(text, str) and bool(pattern.fullmatch(text))


def is_instant(text: Any) -> bool:
    with suppress(ValueError):
        return is_text(INSTANT, text) and bool(datetime.fromisoformat(text))
    return False


# Keys and signed notes


@dataclass(frozen=True)
class Key:
    """A public key and the name it signs under; two keys are told apart by both."""

    vkey: str
    name: str
    id: bytes
    raw: bytes

    @property
    def dating(self) -> "Key":
        """The same key where it signs the time as well, as a witness does: another kind, and so another ID."""
        return Key(self.vkey, self.name, key_id(self.name, bytes([WITNESS]) + self.raw), self.raw)

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def is_name(name: str) -> bool:
    return name != "" and name.isprintable() and not any(c.isspace() or c == "+" for c in name)


def key_id(name: str, material: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + material).digest()[:4]


def read_key(vkey: str, kind: int) -> Key:
    """The key that is written NAME+ID+KEY."""
    parts = vkey.split("+", 2)
    demand(len(parts) == 3 and is_name(parts[0]), "a key is written NAME+ID+KEY")
    material = read_base64(parts[2])
    demand(len(material) == 1 + HASH and material[0] == kind, f"this is no Ed25519 key of the kind {kind}")
    proper = key_id(parts[0], material)
    demand(proper.hex() == parts[1], "its ID is not that of its name and key")
    return Key(vkey, parts[0], proper, material[1:])


@dataclass(frozen=True)
class Note:
    """A text and who signed it: for each signature the name, the key's ID and the signature."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    def by(self, key: Key) -> list[bytes]:
        return [signature for name, number, signature in self.signatures if (name, number) == (key.name, key.id)]

    def is_signed_by(self, key: Key) -> bool:
        """Whether the key signed it; one signature under its name that is not its own spoils all."""
        mine = self.by(key)
        return bool(mine) and all(key.has_signed(self.text.encode(), signature) for signature in mine)

    def cosigned_at(self, witness: Key) -> int | None:
        """When the witness signed it, in seconds since 1970; None when it did not. Malformed when it is a forgery."""
        times = []
        for signature in self.by(witness):
            seconds = int.from_bytes(signature[:8], "big")
            said = f"cosignature/v1\ntime {seconds}\n{self.text}".encode()
            good = len(signature) == 72 and seconds < 1 << 63 and witness.has_signed(said, signature[8:])
            demand(good, f"the cosignature of the witness {shown(witness.name)} is false")
            times.append(seconds)
        return max(times, default=None)


def read_note(data: bytes) -> Note:
    """A signed note (c2sp.org/signed-note); no signature is looked at yet."""
    demand(len(data) <= SMALL, "it is too long for a signed note")
    try:
        whole = data.decode("utf-8")
    except ValueError:
        raise Malformed("it is not UTF-8") from None
    demand(not any(c < " " and c != "\n" for c in whole), "it holds a control character")
    text, blank, signed = whole.rpartition("\n\n")
    demand(bool(blank) and signed.endswith("\n"), "it is no signed note: a blank line and signatures must end it")
    lines = signed[:-1].split("\n")
    demand(len(lines) <= SIGNATURES, "it bears too many signatures")
    return Note(text + "\n", tuple(_read_signature(line) for line in lines))


def _read_signature(line: str) -> tuple[str, bytes, bytes]:
    dash, name, written = (*line.split(" ", 2), "", "")[:3]
    demand(dash == "—" and is_name(name), "a line of its signatures is none")
    material = read_base64(written)
    demand(len(material) > 4, "a signature is too short")
    return name, material[:4], material[4:]


@dataclass(frozen=True)
class Checkpoint:
    """How many entries the book of this origin had, and the root of their tree, as a signed note."""

    note: Note
    origin: str
    size: int
    root: bytes


def read_checkpoint(data: bytes) -> Checkpoint:
    note = read_note(data)
    lines = note.text[:-1].split("\n")
    demand(len(lines) >= 3 and "" not in lines, "it is no checkpoint: origin, size and root are wanted")
    demand(bool(NUMBER.fullmatch(lines[1])), "its size is no number")
    return Checkpoint(note, lines[0], int(lines[1]), read_base64(lines[2], HASH))


@dataclass
class Trust:
    """Whom the reader trusts: the book's first key, and so its heirs; witnesses, and how many must be heard."""

    key: Key
    witnesses: list[Key]
    needed: int
    heirs: list[tuple[int, Key]] = field(default_factory=list)
    heard: dict[tuple[str, bytes], tuple[int, int]] = field(default_factory=dict)
    dated: tuple[int, int] = (0, 0)

    def follow(self, data: bytes) -> int:
        """The next key of the book is trusted, for checkpoints of more entries than the size that is returned."""
        note, (least, old) = read_note(data), self.heirs[-1] if self.heirs else (0, self.key)
        lines = note.text[:-1].split("\n")
        demand(len(lines) == 6 and lines[0] in (ROTATION, CONTINUATION), "it is no rotation of a key")
        demand(lines[1] == old.name, "it speaks of another book")
        demand(NUMBER.fullmatch(lines[2]) and is_instant(lines[5]), "its size or its instant is not well written")
        demand(lines[3] == old.vkey, "the key it begins from is not the one that was trusted until then")
        size, new = int(lines[2]), read_key(lines[4], BOOK)
        if lines[0] == ROTATION:
            demand(new.name == old.name and new.raw != old.raw, "its new key is not another key of this book")
        else:
            demand(new.name not in self.names, "the name under which the book goes on is not a new one")
        demand(size >= least, "it says fewer entries than the rotation before it")
        demand(note.is_signed_by(old) and note.is_signed_by(new), "the old key and the new have not both signed it")
        self.heirs.append((size, new))
        return size

    @property
    def keys(self) -> list[Key]:
        return [self.key, *(key for _, key in self.heirs)]

    @property
    def names(self) -> list[str]:
        """What the book was called, from the first name on; each once."""
        return list(dict.fromkeys(key.name for key in self.keys))

    def hear(self, point: Checkpoint) -> None:
        """The checkpoint is the book's own, and its witnesses are heard. Malformed when anything of it is false."""
        key = next((key for since, key in reversed(self.heirs) if point.size > since), self.key)
        demand(point.origin == key.name, f"it speaks of another book, {shown(point.origin)}")
        demand(point.note.is_signed_by(key), "the key of the book that is to sign it has not signed it")
        if (time := point.note.cosigned_at(key.dating)) is not None:
            self.dated = max(self.dated, (point.size, time))
        times = [(each, point.note.cosigned_at(each)) for each in self.witnesses]
        for each, time in times:
            if time is not None:
                who = each.name, each.raw
                self.heard[who] = max(self.heard.get(who, (-1, 0)), (point.size, time))

    def size_of(self, name: str) -> int:
        """Up to how many entries the book was signed under this name, which it has no more."""
        heir = self.names[self.names.index(name) + 1]
        return next(since for since, key in self.heirs if key.name == heir)

    def tell(self) -> None:
        """What the book was called, and how far each witness vouches."""
        for name in self.names[:-1]:
            print(f"Up to entry {self.size_of(name)} it was called {shown(name)}: it lost entries, and went on.")
        if self.dated[0]:
            print(f"The book itself says that it signed up to entry {self.dated[0]} on {told(self.dated[1])}.")
        for each in self.witnesses:
            size, time = self.heard.get((each.name, each.raw), (0, -1))
            how = f"vouches up to entry {size}, on {told(time)}" if time >= 0 else "has signed nothing here"
            print(f"The witness {shown(each.name)} {how}.")
        if not self.heard:
            print("No witness whose key was given vouches for this: whoever holds book and key could write it anew.")


def told(seconds: int) -> str:
    """An instant in seconds since 1970, for people."""
    with suppress(OverflowError):
        return f"{datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds):%Y-%m-%d at %H:%M:%S} UTC"
    return "a day that cannot be"


# The tree


def leaf_hash(leaf: bytes) -> bytes:
    return hashlib.sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def root_by_inclusion(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes | None:
    """The root that a tree of `size` leaves must have when `leaf` is at `index` in it; None when no proof fits."""
    if not 0 <= index < size:
        return None
    last, root = size - 1, leaf
    for sibling in proof:
        if not last:
            return None
        if index % 2 or index == last:
            root = node_hash(sibling, root)
            while index and not index % 2:
                index, last = index // 2, last // 2
        else:
            root = node_hash(root, sibling)
        index, last = index // 2, last // 2
    return None if last else root


class Tree:
    """The hashes of all entries, and of every finished node above them, a row of bytes for each level."""

    def __init__(self) -> None:
        self.levels = [bytearray()]

    def __len__(self) -> int:
        return len(self.levels[0]) // HASH

    def grow(self) -> None:
        """All entries are there: the nodes above them are worked out."""
        while len(below := self.levels[-1]) >= 2 * HASH:
            above = bytearray()
            for at in range(0, len(below) // 64 * 64, 64):
                above += hashlib.sha256(b"\1" + below[at : at + 64]).digest()
            self.levels.append(above)

    def at(self, level: int, index: int) -> bytes:
        return bytes(self.levels[level][index * HASH : (index + 1) * HASH])

    def root(self, size: int) -> bytes:
        """The root when the tree had its first `size` leaves."""
        root = b""
        for level in range(size.bit_length()):
            if size >> level & 1:
                finished = self.at(level, (size >> level) - 1)
                root = node_hash(finished, root) if root else finished
        return root or hashlib.sha256(b"").digest()


# An entry and its words


def faults_of(entry: Any) -> Iterator[str]:
    """What keeps this from being an entry."""
    if not isinstance(entry, dict) or entry.keys() != MEMBERS:
        strange = sorted(MEMBERS ^ entry.keys()) if isinstance(entry, dict) else ["all of them"]
        yield f"it has not just the {len(MEMBERS)} members of an entry: {shown(', '.join(strange))}"
        return
    yield from (f"its {name} is no text" for name in TEXTS if not isinstance(entry[name], str))
    if not isinstance(entry["child_id"], str | None):
        yield "its child_id is neither text nor nothing"
    if not isinstance(entry["facts"], dict):
        yield "its facts are no object"
    digests: Any = entry["word_digests"]
    if not isinstance(digests, dict) or not all(is_text(HEX_32, digest) for digest in digests.values()):
        yield "its word_digests are not names with 64 hexadecimal digits each"
    if not is_text(UUID, entry["id"]):
        yield "its id is no UUID in lower case"
    yield from (f"its {name} is not hexadecimal" for name in ("marks", "salt") if not is_text(HEX, entry[name]))
    yield from (f"its {name} is no instant" for name in ("happened_at", "written_at") if not is_instant(entry[name]))


def word_digest(word: Any) -> str:
    """What an entry keeps of a word: SHA-256 over its salt and its text."""
    good = isinstance(word, dict) and is_text(HEX_32, word.get("salt")) and isinstance(word.get("text"), str)
    demand(good, "it has not the salt and the text of a word")
    return hashlib.sha256(bytes.fromhex(word["salt"]) + word["text"].encode()).hexdigest()


def number_of(entry_id: object) -> bytes:
    demand(is_text(UUID, entry_id), "it names an entry by what is no id")
    return bytes.fromhex(str(entry_id).replace("-", ""))


class Register:
    """Which entries there are, which words they commit to and which were erased; on disk, so that memory stays flat."""

    def __init__(self) -> None:
        self.db = sqlite3.connect("", isolation_level=None)
        self.db.executescript(
            "PRAGMA cache_size = -32768; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE entry (id BLOB PRIMARY KEY, position INTEGER) WITHOUT ROWID;"
            "CREATE TABLE word (id BLOB, name TEXT, digest TEXT, here INTEGER, PRIMARY KEY (id, name)) WITHOUT ROWID;"
            "CREATE TABLE erased (id BLOB, name TEXT, position INTEGER); BEGIN"
        )

    def enter(self, entry: dict[str, Any], position: int) -> None:
        number = number_of(entry["id"])
        new = self.db.execute("INSERT OR IGNORE INTO entry VALUES (?, ?)", (number, position)).rowcount
        demand(new, "an entry before it has the same id")
        for name, digest in entry["word_digests"].items():
            self.db.execute("INSERT INTO word VALUES (?, ?, ?, 0)", (number, name, digest))
        if entry["kind"] == "words.erased":
            self._erase(entry["facts"].get("erased"), position)

    def _erase(self, erased: Any, position: int) -> None:
        demand(isinstance(erased, list), "it does not say which words were erased")
        for each in erased:
            names: Any = each.get("names") if isinstance(each, dict) else None
            good = isinstance(names, list) and all(isinstance(name, str) for name in names)
            demand(good, "it does not say which words were erased")
            rows = [(number_of(each.get("entry")), name, position) for name in names]
            self.db.executemany("INSERT INTO erased VALUES (?, ?, ?)", rows)

    def find(self, word: Any) -> None:
        """The word is here, as an entry commits to it, and was not here before."""
        canonical(word)  # so that every text in it can be written
        good = isinstance(word, dict) and word.keys() == {"entry", "name", "salt", "text"}
        demand(good and isinstance(word["name"], str), "it is not written as a word")
        digest, place = word_digest(word), (number_of(word["entry"]), word["name"])
        kept = self.db.execute("SELECT digest, here FROM word WHERE id = ? AND name = ?", place).fetchone()
        which = f"the word {shown(word['name'])} of the entry {word['entry']}"
        demand(kept, f"no entry commits to {which}")
        demand(kept[0] == digest, f"{which} is not what was written: its text or its salt was altered")
        demand(not kept[1], f"{which} stands there twice")
        self.db.execute("UPDATE word SET here = 1 WHERE id = ? AND name = ?", place)

    def missing(self) -> Iterator[tuple[int, str, int | None]]:
        """Every word that is not here: the position of its entry, its name, and where the first later entry is that
        erased it."""
        self.db.execute("CREATE INDEX erasure ON erased (id, name)")
        yield from self.db.execute(
            "SELECT position, name, (SELECT min(position) FROM erased WHERE erased.id = word.id"
            " AND erased.name = word.name AND erased.position > entry.position)"
            " FROM word JOIN entry USING (id) WHERE NOT here ORDER BY 1, 2"
        )


# The whole book


class Files:
    """The files of an export, read piece by piece, and never more of one than it declares."""

    def __init__(self, archive: zipfile.ZipFile, most: int, report: Report) -> None:
        infos = archive.infolist()
        self.archive, self.infos = archive, {each.filename: each for each in infos}
        if sum(each.file_size for each in infos) > most:
            raise Unreadable(f"it unpacks to more than {most // GIGABYTE} GB; --limit allows more")
        if len(self.infos) != len(infos):
            report.fault("A name stands twice in the zip: two programs could read two books out of it.")
        for each in infos:
            if each.filename != each.orig_filename or not FILE.fullmatch(each.filename):
                report.fault(f"{shown(each.orig_filename)} does not belong in an export.")
        for name in {"entries.jsonl", "nodes.txt"} - self.infos.keys():
            report.fault(f"{name} is missing.")

    def within(self, folder: str) -> list[str]:
        return sorted(name for name in self.infos if name.startswith(folder) and FILE.fullmatch(name))

    def lines(self, name: str) -> Iterator[bytes]:
        """Line by line, each with its line break; none when there is no such file."""
        if name not in self.infos:
            return
        try:
            with io.BufferedReader(self.archive.open(self.infos[name])) as file:  # type: ignore[type-var]
                while line := file.readline(LINE + 1):
                    if len(line) > LINE:
                        raise Unreadable(f"{name} has a line of more than a million bytes")
                    yield line
        except BROKEN as wrong:
            raise Unreadable(f"{name} cannot be read: {shown(wrong)}") from None

    def small(self, name: str) -> bytes:
        if name not in self.infos or self.infos[name].file_size > SMALL:
            raise Unreadable(f"{name} is missing, or too long")
        return b"".join(self.lines(name))


class Book:
    """An export while it is checked: what was found so far."""

    def __init__(self, files: Files, trust: Trust, report: Report) -> None:
        self.files, self.trust, self.report = files, trust, report
        self.tree, self.register, self.written = Tree(), Register(), ["9999", ""]
        self.signed: list[int] = []
        self.words = self.erased = self.unsigned = 0
        try:
            self.head = read_json(files.small("book.json"))
        except Malformed as wrong:
            raise Unreadable(f"its book.json is not well written: {wrong}") from None
        if not isinstance(self.head, dict) or self.head.get("format") != "sharewell-book-1":
            raise Unreadable("it is no export of the kind sharewell-book-1")

    def check(self, kept: list[tuple[str, Checkpoint]]) -> None:
        """Everything that the export holds, and that it begins with what each checkpoint kept elsewhere vouches for."""
        self._check_keys()
        self._check_entries()
        with self.report.about("book.json"):
            self._check_head()
        self._check_checkpoints()
        for name, point in kept:
            with self.report.about(f"The checkpoint kept in {shown(name)}"):
                self._check_kept(point)
        self._check_witnesses()
        self._check_words()
        with self.report.about("nodes.txt"):
            self._check_nodes()

    def _check_keys(self) -> None:
        for number, name in enumerate(self.files.within("keys/"), 1):
            with self.report.about(name):
                demand(int(name[5:9]) == number, f"rotation {number} is missing before it")
                size = self.trust.follow(self.files.small(name))
                there = not size or f"checkpoints/{size:010}.txt" in self.files.infos
                demand(there, f"the checkpoint of {size} entries, the newest that the old key signed, is missing")

    def _check_entries(self) -> None:
        for position, line in enumerate(self.files.lines("entries.jsonl"), 1):
            leaf = line.removesuffix(b"\n")
            self.tree.levels[0] += leaf_hash(leaf)
            with self.report.about(f"Entry {position}"):
                entry = read_json(leaf)
                demand(leaf != line and canonical(entry) == leaf, "it is not written in the one way of RFC 8785")
                self._check_entry(entry, position)
        self.tree.grow()

    def _check_entry(self, entry: Any, position: int) -> None:
        if wrong := "; ".join(faults_of(entry)):
            named = is_text(UUID, entry.get("id")) if isinstance(entry, dict) else False
            raise Malformed(f"{entry['id']}: {wrong}" if named else wrong)
        self.register.enter(entry, position)
        self.written = [min(self.written[0], entry["written_at"]), max(self.written[1], entry["written_at"])]

    def _check_head(self) -> None:
        head = self.head
        demand(head.keys() == {"format", "origin", "size", "made_at", "words"}, "it says too much or too little")
        demand(isinstance(head["words"], bool) and is_instant(head["made_at"]), "its words or its made_at are wrong")
        demand(head["origin"] == self.trust.names[-1], "it speaks of another book than the key does")
        good = type(head["size"]) is int and head["size"] == len(self.tree)
        demand(good, f"it does not speak of the {len(self.tree)} entries that are here")

    def _check_checkpoints(self) -> None:
        for name in self.files.within("checkpoints/"):
            with self.report.about(f"Checkpoint {int(name[12:22])}"):
                point = read_checkpoint(self.files.small(name))
                demand(point.size == int(name[12:22]), f"it speaks of {point.size} entries")
                self._compare(point)
                self.trust.hear(point)
                self.signed.append(point.size)
        if len(self.tree) and not max(self.signed, default=0):
            self.report.fault("No checkpoint vouches for any of these entries.")

    def _check_witnesses(self) -> None:
        newest = max(self.signed, default=0)
        able = sum(size >= newest for size, _ in self.trust.heard.values())
        if able < self.trust.needed:
            self.report.fault(
                f"{able} of the witnesses vouch for the newest checkpoint; {self.trust.needed} are needed."
            )

    def _compare(self, point: Checkpoint) -> None:
        """The book begins with the entries that the checkpoint vouches for."""
        size, have = point.size, len(self.tree)
        demand(size <= have, f"it vouches for {size} entries; here are {have}: cut off, or an older copy was put back")
        if point.root != self.tree.root(size):
            fitting = max((each for each in self.signed if each < size), default=0)
            raise Malformed(
                f"the first {size} entries are not those it vouches for: after the first {fitting}, something was "
                "altered, moved, put in or taken out"
            )

    def _check_kept(self, point: Checkpoint) -> None:
        """A checkpoint from elsewhere: nothing was cut off, put back or written anew."""
        demand(point.origin in self.trust.names, f"it speaks of another book, {shown(point.origin)}")
        keys = [key for key in self.trust.keys if key.name == point.origin]
        demand(any(point.note.is_signed_by(key) for key in keys), "no key of this book has signed it")
        lost = point.origin != self.trust.names[-1] and point.size > self.trust.size_of(point.origin)
        demand(not lost, f"it is of {shown(point.origin)}, as the book was called before it lost entries and went on")
        if point.size <= len(self.tree) and point.root != self.tree.root(point.size):
            both = "; both are signed, which proves it" if point.size in self.signed else ""
            raise Malformed(f"a fork: of the first {point.size} entries some were written anew{both}")
        self._compare(point)
        self.trust.hear(point)

    def _check_words(self) -> None:
        there = "words.jsonl" in self.files.infos
        if there != (self.head.get("words") is True):
            self.report.fault("words.jsonl is there, and book.json says not." if there else "words.jsonl is missing.")
        for number, line in enumerate(self.files.lines("words.jsonl"), 1):
            with self.report.about(f"Line {number} of words.jsonl"):
                demand(line.endswith(b"\n"), "it does not end as a line")
                self.register.find(read_json(line))
                self.words += 1
        for position, name, told_at in self.register.missing() if there else ():
            self.erased += told_at is not None
            self.unsigned += told_at is not None and told_at > max(self.signed, default=0)
            if told_at is None:
                self.report.fault(
                    f"Entry {position}: its word {shown(name)} is missing, and no entry says it was erased."
                )

    def _check_nodes(self) -> None:
        places = ((level, at) for level, row in enumerate(self.tree.levels) for at in range(len(row) // HASH))
        for place, line in zip_longest(places, self.files.lines("nodes.txt")):
            if not place:
                raise Malformed(f"there are more nodes than these entries give: {shown(line)}")
            level, at = place
            written = b"%d %d %s\n" % (level, at, base64.b64encode(self.tree.at(level, at)))
            if line != written:
                over = (
                    f"over the entries {(at << level) + 1} to {(at + 1) << level}," if level else f"of entry {at + 1},"
                )
                over = f"{level} {at}, {over}"
                demand(line, f"the node {over} is missing")
                demand(line.startswith(written[:-45]), f"the node {over} is wanted here, and there is {shown(line)}")
                if level:
                    said = f"The node {over} is not what these entries give: one of them, or it, was altered."
                else:
                    said = f"Entry {at + 1} is not the one that the tree was built over: it was altered, or its hash."
                self.report.fault(said)

    def tell(self) -> None:
        """What was checked, in plain words."""
        have, newest = len(self.tree), max(self.signed, default=0)
        span = f", written from {self.written[0]} to {self.written[1]}" if self.written[1] else ""
        print(f"The book: {self.trust.names[-1]}")
        print(f"Entries: {have}{span}.")
        print(f"Checkpoints that are right and signed: {len(self.signed)}, up to entry {newest}.")
        if have > newest:
            print(f"Entries after that, not signed yet, that could still be altered unseen: {have - newest}.")
        self.trust.tell()
        if "words.jsonl" in self.files.infos:
            print(f"Words as they were written: {self.words}; erased, as entries say: {self.erased}.")
            if self.unsigned:
                print(f"Of these, said only by entries not signed yet, that anybody could put in: {self.unsigned}.")
        else:
            print("Words: the export has none, so none was checked.")


# One entry and its receipt


def read_proof(data: bytes) -> tuple[int, list[bytes], Checkpoint]:
    """Index, inclusion proof and checkpoint of a receipt (c2sp.org/tlog-proof)."""
    head, _, note = data.partition(b"\n\n")
    first, *lines = head.decode("utf-8", "replace").split("\n")
    demand(first == PROOF, "it is no receipt")
    if lines and lines[0].startswith("extra "):
        read_base64(lines.pop(0)[6:])
    index = lines.pop(0).removeprefix("index ") if lines and lines[0].startswith("index ") else ""
    demand(NUMBER.fullmatch(index) and len(lines) <= PROOF_LINES, "its index or its proof is not well written")
    return int(index), [read_base64(line, HASH) for line in lines], read_checkpoint(note)


def check_receipt(proof: bytes, record: Any, trust: Trust, report: Report) -> str:
    """What the receipt proves of the entry in the record, as a sentence; every fault is told."""
    index, path, point = read_proof(proof)
    with report.about("The record"):
        demand(isinstance(record, dict) and record.keys() == {"entry", "words"}, "it has not just an entry and words")
        entry, wrong = record["entry"], "; ".join(faults_of(record["entry"]))
        demand(not wrong, wrong)
        tell_entry(entry)
        check_words(entry["word_digests"], record["words"], report)
        root = root_by_inclusion(leaf_hash(canonical(entry)), index, point.size, path)
        demand(root == point.root, "the receipt is not of this entry: one of the two was altered")
    with report.about("The receipt"):
        trust.hear(point)
    if len(trust.heard) < trust.needed:
        report.fault(f"{len(trust.heard)} of the witnesses vouch for the receipt; {trust.needed} are needed.")
    trust.tell()
    by = " and ".join(["the key that was given", *(f"the witness {shown(name)}" for name, _ in trust.heard)])
    place = f"number {index + 1}, one of {point.size}"
    return f"This entry stood in the book of {shown(point.origin)}, {place}, vouched for by {by}."


def check_words(digests: dict[str, str], words: Any, report: Report) -> None:
    """Which words of the record are those that the entry commits to, and which the record leaves out."""
    demand(isinstance(words, dict), "its words are no object")
    canonical(words)
    for name, word in words.items():
        with report.about(f"The word {shown(name)}"):
            demand(name in digests, "the entry does not commit to it")
            demand(word_digest(word) == digests[name], "it is not what was written: its text or its salt was altered")
            print(f"  The word {shown(name)} fits the entry.")
            for line in word["text"].split("\n"):
                print(f"    | {shown(line, RECORD)}")
    for name in sorted(digests.keys() - words.keys()):
        print(f"  The word {shown(name)} is not in this record.")


def tell_entry(entry: dict[str, Any]) -> None:
    """What the entry says, in plain words; whether that is proved comes after."""
    said = {name: shown(entry[name] or "-") for name in (*TEXTS, "child_id")}
    print(f"The record says, of the entry {said['id']}:")
    print(f"  Who: {said['actor_name']} ({said['actor_kind']} {said['actor_id']}), role: {said['actor_role']}")
    print(f"  For the agency: {said['agency_name']} ({said['agency']})")
    print(f"  What: {said['kind']} ({said['nature']})")
    print(f"  About: {said['subject_kind']} {said['subject_id']}, child: {said['child_id']}")
    print(f"  With: {shown(canonical(entry['facts']).decode(), RECORD)}")
    print(f"  It happened at {said['happened_at']} and was written at {said['written_at']}.")


# At the keyboard


def read_file(name: str, most: int) -> bytes:
    try:
        with Path(name).open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as wrong:
        raise Unreadable(f"{shown(name)} cannot be read: {shown(wrong)}") from None
    if len(data) > most:
        raise Unreadable(f"{shown(name)} is too long")
    return data


@contextmanager
def named(what: str) -> Iterator[None]:
    """Whatever is not written as it must be is told with what it was read from."""
    try:
        yield
    except Malformed as wrong:
        raise Malformed(f"{what}: {wrong}") from None


def read_trust(given: argparse.Namespace) -> Trust:
    """The keys that were given at the keyboard, each of them another."""
    with named("--key"):
        key = read_key(given.key, BOOK)
    with named("--witness"):
        witnesses = [read_key(each, WITNESS) for each in given.witness]
    demand(len({key.raw, *(each.raw for each in witnesses)}) == 1 + len(witnesses), "two keys that were given are one")
    demand(0 <= given.witnesses_needed <= len(witnesses), "more witnesses are needed than keys were given")
    return Trust(key, witnesses, given.witnesses_needed)


def export(given: argparse.Namespace, report: Report) -> str:
    trust = read_trust(given)
    kept = []
    for name in given.checkpoint:
        with named(shown(name)):
            kept.append((name, read_checkpoint(read_file(name, SMALL))))
    try:
        archive = zipfile.ZipFile(given.file)
    except BROKEN as wrong:
        raise Unreadable(f"{shown(given.file)} is no zip file that can be read: {shown(wrong)}") from None
    with archive:
        book = Book(Files(archive, given.limit * GIGABYTE, report), trust, report)
        book.check(kept)
        book.tell()
    return "The book is whole."


def receipt(given: argparse.Namespace, report: Report) -> str:
    trust = read_trust(given)
    for name in given.rotation:
        with named(shown(name)):
            trust.follow(read_file(name, SMALL))
    with named(shown(given.record)):
        record = read_json(read_file(given.record, RECORD))
    with named(shown(given.receipt)):
        return check_receipt(read_file(given.receipt, SMALL), record, trust, report)


def asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Checks a book of Sharewell, or the receipt of one entry, offline.")
    orders = parser.add_subparsers(required=True)
    book = orders.add_parser("export", help="a whole book, as manage.py export_ledger writes it")
    book.add_argument("file", help="the zip file")
    book.add_argument("--checkpoint", action="append", default=[], help="a checkpoint that was kept elsewhere")
    book.add_argument("--limit", type=int, default=8, help="how many GB it may unpack to (8)")
    one = orders.add_parser("receipt", help="one entry, by its receipt and its record")
    one.add_argument("receipt", help="the .tlog-proof file")
    one.add_argument("record", help="the .json file that says what was entered")
    one.add_argument("--rotation", action="append", default=[], help="a change of the book's key, the earliest first")
    for order, run in ((book, export), (one, receipt)):
        order.add_argument("--key", required=True, help="the first key of the book: NAME+ID+KEY")
        order.add_argument("--witness", action="append", default=[], help="the key of a witness: NAME+ID+KEY")
        order.add_argument("--witnesses-needed", type=int, default=0, help="how many of these must vouch for it (0)")
        order.add_argument("--all", action="store_true", help=f"tell every fault, not only the first {SHOWN}")
        order.set_defaults(run=run)
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    given = asked(arguments)
    report = Report(float("inf") if given.all else SHOWN)
    try:
        ending = given.run(given, report)
    except BrokenPipeError:
        raise
    except (Malformed, Unreadable, OSError, sqlite3.Error, MemoryError, RecursionError) as wrong:
        print(f"It cannot be checked: {wrong}.")
        return 2
    if not report.faults:
        print(ending)
        return 0
    if report.faults > report.most:
        print(f"{report.faults} faults; {report.most} are told, and --all tells all.")
    print("NOT VALID")
    return 1


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        ended = main()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read what it says has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        ended = 2
    sys.exit(ended)
