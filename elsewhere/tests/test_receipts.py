"""A receipt, the record and a key show that an entry stood in the book; altered, they show nothing."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from elsewhere.tests.given import (
    COUNTY,
    FIRST,
    ORIGIN,
    SECOND,
    THIEF,
    TRUST,
    Book,
    a_book,
    base64_of,
    entry,
    rotation,
    run,
)

THEN = 1795521600
Record = dict[str, Any]


def told(receipt: str, record: object, folder: Path, *more: str | Path) -> tuple[int, str]:
    (folder / "a.tlog-proof").write_bytes(receipt.encode("utf-8", "surrogatepass"))
    (folder / "a.json").write_text(json.dumps(record, indent=2), encoding="utf-8")
    return run("receipt", folder / "a.tlog-proof", folder / "a.json", "--key", FIRST.vkey, *more)


@pytest.mark.parametrize(("index", "size"), [(index, size) for size in (1, 2, 7, 8, 13) for index in range(size)])
def test_every_entry_of_every_size_has_its_receipt(index: int, size: int, tmp_path: Path) -> None:
    book = a_book(13, words=True)
    ended, said = told(book.receipt(index, size), book.record(index + 1), tmp_path)
    assert ended == 0
    assert f"This entry stood in the book of {ORIGIN}, number {index + 1}, one of {size}, vouched for by" in said


def test_it_says_who_did_what_when_and_about_what(tmp_path: Path) -> None:
    book = a_book(8, words=True, cosigned={8: [(COUNTY, THEN)]})
    record = book.record(5)
    del record["words"]["who"]
    _, said = told(book.receipt(4, 8), record, tmp_path, "--witness", COUNTY.vkey)
    for part in (
        "Ada Öztürk \U0001f600 (member 35), role: teacher", "Northgate (3)", "concern.raised (act)", "concern 5",
        "happened at 2026-11-24T12:00:00.000000Z and was written at 2026-11-24T12:00:05.000001Z",
        "The word what fits the entry.", "The word who is not in this record.",
        "vouched for by the key that was given and the witness witness.county.example.",
    ):  # fmt: skip
        assert part in said, part


def test_it_shows_what_was_written_to_be_compared_with_the_paper(tmp_path: Path) -> None:
    """A PDF can be edited and carry the receipt and the record of what it showed before."""
    book = a_book(3, words=True)
    book.entries[1]["facts"] = {"decided": "do_not_share"}
    salt, text = "ab" * 32, "She said:\n\u202eThis entry stood in the book"
    book.entries[1]["word_digests"] = {"what": hashlib.sha256(bytes.fromhex(salt) + text.encode()).hexdigest()}
    record = {"entry": book.entries[1], "words": {"what": {"salt": salt, "text": text}}}
    ended, said = told(book.receipt(1, 3), record, tmp_path)
    assert ended == 0 and '  With: {"decided":"do_not_share"}\n' in said, said
    assert "    | She said:\n    | \\u202eThis entry stood in the book\n" in said


def test_letters_that_could_deceive_a_reader_are_shown_as_numbers(tmp_path: Path) -> None:
    book = a_book(1)
    book.entries[0]["actor_name"] = "Ada\x1b[2J\u202eThis entry\nstood\u2028" + "x" * 500
    ended, said = told(book.receipt(0, 1), book.record(1), tmp_path)
    assert ended == 0 and "Ada\\u001b[2J\\u202eThis entry\\u000astood\\u2028xxx" in said and "x" * 101 not in said


def test_so_many_witnesses_as_are_needed_must_have_signed_it(tmp_path: Path) -> None:
    book = a_book(8, cosigned={8: [(COUNTY, THEN)]})
    trusted = ("--witness", COUNTY.vkey, "--witness", TRUST.vkey, "--witnesses-needed")
    assert told(book.receipt(4, 8), book.record(5), tmp_path, *trusted, "1")[0] == 0
    ended, said = told(book.receipt(4, 8), book.record(5), tmp_path, *trusted, "2")
    assert ended == 1 and "1 of the witnesses vouch for the receipt; 2 are needed." in said


def test_a_receipt_signed_by_a_later_key_needs_the_rotation(tmp_path: Path) -> None:
    book = a_book(8, rotations=[(3, SECOND)])
    (tmp_path / "change").write_text(rotation(3, FIRST, SECOND), encoding="utf-8")
    given = book.receipt(4, 8), book.record(5), tmp_path
    assert told(*given)[0] == 1
    assert told(*given, "--rotation", tmp_path / "change")[0] == 0
    (tmp_path / "change").write_text(rotation(3, THIEF, SECOND), encoding="utf-8")
    assert told(*given, "--rotation", tmp_path / "change")[0] == 2


@pytest.mark.parametrize("name", sorted(entry(1)))
def test_each_member_of_the_record_that_is_altered_is_found(name: str, tmp_path: Path) -> None:
    book = a_book(8)
    for other in (book.record(5)["entry"][name] == 0, "x", None, 5, {}, [], {"what": "0" * 64}, entry(4)[name]):
        record = book.record(5)
        if other == record["entry"][name] and type(other) is type(record["entry"][name]):
            continue
        record["entry"] = record["entry"] | {name: other}
        ended, said = told(book.receipt(4, 8), record, tmp_path)
        assert ended == 1 and said.endswith("NOT VALID\n") and "stood in the book" not in said
    del record["entry"][name]
    assert told(book.receipt(4, 8), record, tmp_path)[0] == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["words"]["what"].update(text="other"),
        lambda record: record["words"]["what"].update(salt="0" * 64),
        lambda record: record["words"]["what"].pop("salt"),
        lambda record: record["words"].update(whо=record["words"]["who"]),
        lambda record: record["words"].update(what=record["words"]["who"]),
        lambda record: record["words"].update(what="text"),
        lambda record: record["words"]["what"].update(text="\ud800"),
        lambda record: record.update(words=[]),
        lambda record: record.update(more=1),
        lambda record: record.pop("words"),
        lambda record: record.pop("entry"),
        lambda record: record.update(entry=None),
        lambda record: record["entry"]["facts"].update(more="\ud800"),
    ],
)
def test_a_record_with_words_that_do_not_fit_is_not_valid(change: Callable[[Record], None], tmp_path: Path) -> None:
    book = a_book(8, words=True)
    record = json.loads(json.dumps(book.record(5)))
    assert told(book.receipt(4, 8), record, tmp_path)[0] == 0
    change(record)
    ended, said = told(book.receipt(4, 8), record, tmp_path)
    assert ended == 1 and "stood in the book" not in said


def proof_of(book: Book) -> list[str]:
    return book.receipt(4, 8).split("\n")


@pytest.mark.parametrize(
    ("change", "ends"),
    [
        (lambda lines: [lines[0], "extra AAAA", *lines[1:]], 0),
        (lambda lines: [lines[0], "extra AAA", *lines[1:]], 2),
        (lambda lines: [lines[0], "extra AAAA", "extra AAAA", *lines[1:]], 2),
        (lambda lines: [lines[0], "index 5", *lines[2:]], 1),
        (lambda lines: [lines[0], "index 12", *lines[2:]], 1),
        (lambda lines: [lines[0], "index 04", *lines[2:]], 2),
        (lambda lines: [lines[0], "index -4", *lines[2:]], 2),
        (lambda lines: [lines[0], "index ４", *lines[2:]], 2),
        (lambda lines: [lines[0], "index " + "9" * 5000, *lines[2:]], 2),
        (lambda lines: [lines[0], *lines[2:]], 2),
        (lambda lines: ["c2sp.org/tlog-proof@v2", *lines[1:]], 2),
        (lambda lines: [*lines[:2], *lines[3:]], 1),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], 1),
        (lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]], 1),
        (lambda lines: [*lines[:2], base64_of(bytes(32)), *lines[3:]], 1),
        (lambda lines: [*lines[:2], base64_of(bytes(31)), *lines[3:]], 2),
        (lambda lines: [*lines[:2], lines[2][:-2] + "%=", *lines[3:]], 2),
        (lambda lines: [*lines[:2], *[lines[2]] * 64, *lines[3:]], 2),
        (lambda lines: [*lines[:5], "", *lines[5:]], 2),
        (lambda lines: [*lines[:-2], lines[-2][:-4] + "AAA="], 2),
        (lambda lines: [line + "\r" for line in lines], 2),
        (lambda lines: lines[:3], 2),
        (lambda lines: [*lines, "more"], 2),
        (lambda lines: [*lines[:2], "\udc80", *lines[3:]], 2),
        (lambda lines: [], 2),
    ],
)
def test_a_receipt_that_is_altered_shows_nothing(
    change: Callable[[list[str]], list[str]], ends: int, tmp_path: Path
) -> None:
    book = a_book(8)
    ended, said = told("\n".join(change(proof_of(book))), book.record(5), tmp_path)
    assert ended == ends and ("stood in the book" in said) == (ends == 0), said


def test_the_receipt_of_another_entry_or_another_book_shows_nothing(tmp_path: Path) -> None:
    book, other = a_book(8), a_book(8)
    other.entries[0]["agency"] = "4"
    assert told(book.receipt(3, 8), book.record(5), tmp_path)[0] == 1
    assert told(other.receipt(4, 8), book.record(5), tmp_path)[0] == 0
    mixed = other.receipt(4, 8).split("\n\n")[0] + "\n\n" + book.checkpoint(8)
    assert told(mixed, book.record(5), tmp_path)[0] == 1


def test_a_forged_checkpoint_or_cosignature_shows_nothing(tmp_path: Path) -> None:
    book = a_book(8)
    whole = book.receipt(4, 8)
    text = whole.split("\n\n")[1] + "\n"
    for forged in (
        whole.replace(FIRST.signature(text), THIEF.signature(text)),
        whole + FIRST.signature("another\n"),
        whole + COUNTY.cosignature("another\n", THEN),
        whole + COUNTY.signature(text),
        whole + COUNTY.cosignature(text, 1 << 63),
        whole.replace("\n8\n", "\n9\n"),
    ):
        ended, said = told(forged, book.record(5), tmp_path, "--witness", COUNTY.vkey)
        assert ended == 1 and "stood in the book" not in said
    assert told(whole + THIEF.signature("ignored\n"), book.record(5), tmp_path)[0] == 0


def test_a_time_that_cannot_be_is_told_as_such(tmp_path: Path) -> None:
    book = a_book(8, cosigned={8: [(COUNTY, (1 << 63) - 1)]})
    ended, said = told(book.receipt(4, 8), book.record(5), tmp_path, "--witness", COUNTY.vkey)
    assert ended == 0 and "a day that cannot be" in said


def test_files_that_cannot_be_read_end_with_two(tmp_path: Path) -> None:
    book = a_book(1)
    (tmp_path / "r").write_text(book.receipt(0, 1), encoding="utf-8")
    (tmp_path / "big").write_bytes(b"[" + b" " * (1 << 24))
    for record in (tmp_path, tmp_path / "none", tmp_path / "r", tmp_path / "big", "\0"):
        ended, said = run("receipt", tmp_path / "r", record, "--key", FIRST.vkey)
        assert ended == 2 and said.startswith("It cannot be checked: ")
    assert "/none cannot be read" in run("receipt", tmp_path / "r", tmp_path / "none", "--key", FIRST.vkey)[1]
    assert f"{tmp_path / 'r'}: it is not JSON" in run("receipt", tmp_path / "r", tmp_path / "r", "--key", FIRST.vkey)[1]
