"""Whatever is fed to the verifier, it says neither that all is well when it is not, nor ends with an exception.

SHAREWELL_TEST_SIZE=full feeds it a hundred thousand inputs, otherwise about three thousand. Every input follows from
its number alone, so that a failure can be had again.
"""

import contextlib
import io
import json
import os
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pytest

from elsewhere import verify
from elsewhere.tests.given import COUNTY, FIRST, SECOND, Book, a_book, erase, run, zipped

FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
RUNS = 25_000 if FULL else 750
THEN = 1795521600
TRUSTED = ("--key", FIRST.vkey, "--witness", COUNTY.vkey)
TOKENS = [
    b"\n", b"\n\n", b"\r\n", b"\0", b"\xff", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xe2\x80\x94 ", b" ", b"+", b"=",
    b"{", b"}", b"[" * 5_000, b'"', b",", b"\\ud800", b"NaN", b"1e999", b"-0", b"9" * 400, b"null", b'"id":', b"AAAA",
    b"index 0\n", b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"\xff\xff\xff\xff", b"cosignature/v1\n", b"\x1b[2J",
    "сyrillic".encode(),
]  # fmt: skip


def the_book() -> Book:
    book = a_book(4, words=True, rotations=[(3, SECOND)], cosigned={3: [(COUNTY, THEN)], 4: [(COUNTY, THEN + 1)]})
    erase(book, 3, "who")
    return book


FILES = the_book().files()
WHOLE = zipped(FILES)
RECEIPT, RECORD = the_book().receipt(2, 3).encode(), json.dumps(the_book().record(3)).encode()


def mutated(data: bytes, dice: Random) -> bytes:
    """The data with one to four changes: bits, bytes, pieces cut out, doubled, moved, put in; or cut off."""
    for _ in range(dice.choice((1, 1, 1, 2, 4))):
        at, to = sorted((dice.randrange(len(data) + 1), dice.randrange(len(data) + 1)))
        near = min(len(data), at + dice.randrange(9))
        kind = dice.randrange(8)
        if kind == 0 and data:
            at = min(at, len(data) - 1)
            data = data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :]
        elif kind == 1:
            data = data[:at] + dice.randbytes(near - at) + data[near:]
        elif kind == 2:
            data = data[:at] + data[near:]
        elif kind == 3:
            data = data[:at]
        elif kind == 4:
            data = data[:to] + data[at:to] + data[to:]
        elif kind == 5:
            data = data[at:to] + data[:at] + data[to:]
        else:
            data = data[:at] + dice.choice(TOKENS) + data[near if kind == 6 else at :]
    return data


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def matter(files: dict[str, bytes]) -> list[Any]:
    """What of an export must be as it was if it is to be called whole: words and the head in whatever way written."""
    words = sorted(map(str, (json.loads(line) for line in files["words.jsonl"].splitlines())))
    head = {name: value for name, value in json.loads(files["book.json"]).items() if name != "made_at"}
    return [files["entries.jsonl"], files["nodes.txt"], words, head]


def texts(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        name: data.rpartition(b"\n\n")[0] for name, data in files.items() if name.startswith(("checkpoints/", "keys/"))
    }


def judged(files: dict[str, bytes], ended: int, said: str) -> None:
    assert ended in (0, 1, 2) and ("The book is whole." in said) == (ended == 0)
    if ended == 0:
        assert matter(files) == matter(FILES) and texts(files).items() <= texts(FILES).items()


def fed(data: bytes, folder: Path) -> tuple[int, str]:
    (folder / "book.zip").write_bytes(data)
    return run("export", folder / "book.zip", *TRUSTED)


def test_the_book_that_is_mutated_is_whole(tmp_path: Path) -> None:
    ended, said = fed(WHOLE, tmp_path)
    assert ended == 0
    judged(FILES, ended, said)
    (tmp_path / "r").write_bytes(RECEIPT)
    (tmp_path / "j").write_bytes(RECORD)
    assert run("receipt", tmp_path / "r", tmp_path / "j", *TRUSTED)[0] == 0


@pytest.mark.full
def test_archives_with_mutated_bytes(tmp_path: Path) -> None:
    for number in range(RUNS // 2):
        data = mutated(WHOLE, Random(f"archive {number}"))
        with contextlib.suppress(UserWarning):
            ended, said = fed(data, tmp_path)
        judged(unpacked(data) if ended == 0 else {}, ended, said)


@pytest.mark.full
def test_archives_of_mutated_files(tmp_path: Path) -> None:
    for number in range(RUNS + RUNS // 2):
        dice = Random(f"file {number}")
        name = dice.choice(sorted(FILES))
        files = dict(FILES)
        if dice.randrange(20):
            files[name] = mutated(files[name], dice)
        else:
            files[dice.choice(sorted(FILES))] = files.pop(name)
        ended, said = fed(zipped(files), tmp_path)
        judged(files, ended, said)


@pytest.mark.full
def test_mutated_receipts_and_records(tmp_path: Path) -> None:
    said_by_record, head = json.loads(RECORD), RECEIPT.partition(b"\n\n")[0]
    for number in range(RUNS):
        dice = Random(f"receipt {number}")
        which = dice.randrange(3)
        receipt = RECEIPT if which == 0 else mutated(RECEIPT, dice)
        record = RECORD if which == 1 else mutated(RECORD, dice)
        (tmp_path / "r").write_bytes(receipt)
        (tmp_path / "j").write_bytes(record)
        ended, said = run("receipt", tmp_path / "r", tmp_path / "j", *TRUSTED)
        assert ended in (0, 1, 2) and ("stood in the book" in said) == (ended == 0)
        if ended == 0:
            proved = json.loads(record)
            assert proved["entry"] == said_by_record["entry"]
            assert proved["words"].items() <= said_by_record["words"].items()
            assert receipt.partition(b"\n\n")[0].split(b"\n")[-3:] == head.split(b"\n")[-3:]


@pytest.mark.full
def test_random_and_mutated_notes_keys_and_json() -> None:
    notes = [data for name, data in FILES.items() if name.endswith(".txt") and name != "nodes.txt"]
    key = verify.read_key(FIRST.vkey, verify.BOOK)
    for number in range(RUNS):
        dice = Random(f"note {number}")
        note = dice.choice(notes)
        data = mutated(note, dice) if dice.randrange(5) else dice.randbytes(dice.randrange(300))
        with contextlib.suppress(verify.Malformed):
            read = verify.read_note(data)
            if read.is_signed_by(key):
                assert any(read.text.encode() == each.rpartition(b"\n\n")[0] + b"\n" for each in notes)
        with contextlib.suppress(verify.Malformed):
            verify.Trust(key, [], 0).follow(data)
            assert data == FILES["keys/0001.txt"] or data.startswith(FILES["keys/0001.txt"].rpartition(b"\n\n")[0])
        vkey = mutated(FIRST.vkey.encode(), dice).decode("utf-8", "surrogateescape")
        with contextlib.suppress(verify.Malformed):
            assert verify.read_key(vkey, verify.BOOK).raw == key.raw
        leaf = mutated(FILES["entries.jsonl"].split(b"\n")[dice.randrange(5)], dice)
        with contextlib.suppress(verify.Malformed):
            said = verify.read_json(leaf)
            list(verify.faults_of(said))
            assert verify.read_json(verify.canonical(said)) == said
