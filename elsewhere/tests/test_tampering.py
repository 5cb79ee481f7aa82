"""Whatever is altered in an export is found, and the fault says where."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from elsewhere.tests.given import (
    COUNTY,
    FIRST,
    ORIGIN,
    SECOND,
    THIEF,
    THIRD,
    Book,
    Signer,
    a_book,
    base64_of,
    entry,
    nodes_of,
    root_of,
    rotation,
    signed,
    verdict,
)

Files = dict[str, bytes]
THEN = 1795521600


def lines_of(files: Files, name: str = "entries.jsonl") -> list[bytes]:
    return files[name].splitlines(keepends=True)


def refused(files: Files, folder: Path, *more: str | Path) -> str:
    ended, said = verdict(files, folder, *more)
    assert ended == 1 and said.endswith("NOT VALID\n") and "The book is whole" not in said, said
    return said


# Entries


@pytest.mark.parametrize("position", [1, 4, 8])
@pytest.mark.parametrize("name", sorted(entry(1)))
def test_each_member_of_an_entry_that_is_altered_is_found_and_placed(name: str, position: int, tmp_path: Path) -> None:
    files = a_book(8).files()
    lines = lines_of(files)
    said = json.loads(lines[position - 1])
    kept = said[name]
    if isinstance(kept, dict):
        said[name] = {**kept, "who": "0" * 64} if name == "word_digests" else {**kept, "more": 1}
    elif name in {"salt", "marks", "id"}:
        said[name] = ("0" if kept[0] != "0" else "1") + kept[1:]
    else:
        said[name] = NEXT if name.endswith("_at") else f"{kept}!"
    lines[position - 1] = rfc8785.dumps(said) + b"\n"
    told = refused({**files, "entries.jsonl": b"".join(lines)}, tmp_path)
    first = position - 1 - (position - 1) % 2 + 1
    assert f"over the entries {first} to {first + 1}, is not what these entries give" in told


NEXT = "2026-11-24T12:00:00.000001Z"


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"id": "A" * 8 + "-0000-4000-8000-000000000000"}, "id"),
        ({"id": 5}, "id"),
        ({"facts": []}, "facts"),
        ({"word_digests": {"what": "ab"}}, "word_digests"),
        ({"word_digests": {"what": 1}}, "word_digests"),
        ({"word_digests": None}, "word_digests"),
        ({"child_id": 5}, "child_id"),
        ({"happened_at": "2026-11-24T12:00:00Z"}, "happened_at"),
        ({"happened_at": "2026-02-30T12:00:00.000000Z"}, "happened_at"),
        ({"written_at": "2026-11-24T24:00:00.000000Z"}, "written_at"),
        ({"written_at": "2026-11-24T12:00:00.000000+00:00"}, "written_at"),
        ({"written_at": "２026-11-24T12:00:00.000000Z"}, "written_at"),
        ({"salt": "AB"}, "salt"),
        ({"marks": "abc"}, "marks"),
        ({"actor_name": None}, "actor_name"),
        ({"kind": True}, "kind"),
        ({"more": "x"}, "more"),
    ],
)
def test_a_signed_entry_that_is_none_is_named(change: dict[str, Any], word: str, tmp_path: Path) -> None:
    book = a_book(5)
    book.entries[3] |= change
    told = refused(book.files(), tmp_path)
    assert re.search(rf"^Entry 4: .*{word}", told, re.M)


def test_a_signed_entry_that_lacks_a_member_is_named(tmp_path: Path) -> None:
    book = a_book(5)
    del book.entries[3]["agency"]
    named = f"Entry 4: {book.entries[3]['id']}: it has not just the 18 members of an entry: agency."
    assert named in refused(book.files(), tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        lambda leaf: b" " + leaf,
        lambda leaf: leaf + b" ",
        lambda leaf: leaf + b"\r",
        lambda leaf: leaf.replace(b'":', b'": ', 1),
        lambda leaf: json.dumps(json.loads(leaf)).encode(),
        lambda leaf: json.dumps(json.loads(leaf), ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(),
        lambda leaf: leaf.replace(b'{"actor_id"', b'{"actor_id":"1","actor_id"'),
        lambda leaf: leaf.replace(b'"count":4', b'"count":4.0'),
        lambda leaf: leaf.replace(b'"count":4', b'"count":1e400'),
        lambda leaf: leaf.replace(b'"count":4', b'"count":NaN'),
        lambda leaf: leaf.replace(b'"count":4', b'"count":-0'),
        lambda leaf: leaf.replace(b'"count":4', b'"count":9007199254740992'),
        lambda leaf: leaf.replace(b'"count":4', b'"count":' + b"9" * 5000),
        lambda leaf: leaf.replace(b'"count":4', b'"count":' + b"[" * 100_000),
        lambda leaf: leaf.replace(b"teacher", b"\\ud800"),
        lambda leaf: leaf.replace(b"teacher", b"\xed\xa0\x80"),
        lambda leaf: leaf.replace(b"teacher", b"\xff"),
        lambda leaf: leaf.replace(b"teacher", b"te\\u0061cher"),
        lambda leaf: leaf.replace(b"teacher", b"te\tacher"),
        lambda leaf: b"\xef\xbb\xbf" + leaf,
        lambda leaf: leaf.decode().encode("utf-16"),
        lambda leaf: b"",
        lambda leaf: b"null",
        lambda leaf: b"[]",
        lambda leaf: b'"text"',
    ],
)
def test_what_is_signed_and_not_written_in_the_one_way_is_named(
    change: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    class Written(Book):
        @property
        def leaves(self) -> list[bytes]:
            leaves = [rfc8785.dumps(each) for each in self.entries]
            return [*leaves[:3], change(leaves[3]), *leaves[4:]]

    files = Written(a_book(5).entries, [5]).files()
    told = refused(files, tmp_path)
    assert "Entry 4: " in told


def test_an_id_that_stands_twice_is_named(tmp_path: Path) -> None:
    book = a_book(5)
    book.entries[3]["id"] = book.entries[1]["id"]
    assert "Entry 4: an entry before it has the same id." in refused(book.files(), tmp_path)


@pytest.mark.parametrize("mended", [False, True])
@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[1:],
        lambda lines: lines[:3] + lines[4:],
        lambda lines: lines[:-1],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [*lines[:6], lines[7], lines[6]],
        lambda lines: [*lines[:4], rfc8785.dumps(entry(99)) + b"\n", *lines[4:]],
        lambda lines: [*lines[:4], lines[2], *lines[4:]],
        lambda lines: [rfc8785.dumps(entry(99)) + b"\n", *lines],
        lambda lines: [*lines[:-1], lines[-1].rstrip(b"\n")],
        lambda lines: [*lines, b"\n"],
    ],
)
def test_entries_moved_taken_out_or_put_in_are_found_even_with_the_nodes_mended(
    change: Callable[[list[bytes]], list[bytes]], mended: bool, tmp_path: Path
) -> None:
    files = a_book(8).files()
    lines = change(lines_of(files))
    files["entries.jsonl"] = b"".join(lines)
    if mended:
        files["nodes.txt"] = nodes_of([line.rstrip(b"\n") for line in lines]).encode()
        files["book.json"] = files["book.json"].replace(b"8", b"%d" % len(lines))
    told = refused(files, tmp_path)
    assert ("Checkpoint" in told) or lines[-1] in (b"\n", lines_of(a_book(8).files())[-1].rstrip(b"\n"))


def test_a_forgery_in_the_middle_with_all_nodes_mended_is_placed_between_two_checkpoints(tmp_path: Path) -> None:
    files = a_book(8).files()
    lines = lines_of(files)
    lines[4] = lines[4].replace(b"teacher", b"doctor!")
    files["entries.jsonl"] = b"".join(lines)
    files["nodes.txt"] = nodes_of([line.rstrip(b"\n") for line in lines]).encode()
    told = refused(files, tmp_path)
    assert "Checkpoint 6: the first 6 entries are not those it vouches for: after the first 3, something was" in told
    assert "Checkpoint 3" not in told and "The node" not in told


# Nodes


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (
            lambda lines: [lines[0].replace(b" 0 ", b" 0 A", 1)[:-2] + b"\n", *lines[1:]],
            "1 0, over the entries 1 to 2,",
        ),
        (lambda lines: [lines[1][:4] + lines[0][4:], *lines[1:]], "1 0, over the entries 1 to 2, is wanted"),
        (lambda lines: lines[1:], "1 0, over the entries 1 to 2,"),
        (lambda lines: [*lines[:3], *lines[4:]], "1 3, over the entries 7 to 8,"),
        (lambda lines: lines[:-1], "3 0, over the entries 1 to 8, is missing"),
        (lambda lines: [], "1 0, over the entries 1 to 2, is missing"),
        (lambda lines: [*lines, lines[0]], "more nodes than these entries give"),
        (lambda lines: [*lines, b"\n"], "more nodes than these entries give"),
        (lambda lines: [lines[1], lines[0], *lines[2:]], "1 0, over the entries 1 to 2,"),
        (lambda lines: [*lines[:-1], lines[-1][:4] + lines[0][4:]], "3 0, over the entries 1 to 8,"),
        (lambda lines: [b"0" + lines[0], *lines[1:]], "1 0, over the entries 1 to 2,"),
        (lambda lines: [*lines[:-1], lines[-1].rstrip(b"\n")], "3 0, over the entries 1 to 8,"),
    ],
)
def test_a_node_that_is_wrong_missing_or_too_many_is_named(
    change: Callable[[list[bytes]], list[bytes]], word: str, tmp_path: Path
) -> None:
    files = a_book(8).files()
    leaves, nodes = lines_of(files, "nodes.txt")[:8], lines_of(files, "nodes.txt")[8:]
    files["nodes.txt"] = b"".join([*leaves, *change(nodes)])
    assert word in refused(files, tmp_path)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (
            lambda lines: [lines[0][:4] + lines[1][4:], *lines[1:]],
            "Entry 1 is not the one that the tree was built over",
        ),
        (lambda lines: [lines[0], lines[0], *lines[2:]], "0 1, of entry 2, is wanted here"),
        (lambda lines: lines[8:], "0 0, of entry 1, is wanted here"),
        (lambda lines: lines[:7], "0 7, of entry 8, is missing"),
    ],
)
def test_the_hash_of_an_entry_too(change: Callable[[list[bytes]], list[bytes]], word: str, tmp_path: Path) -> None:
    files = a_book(8).files()
    files["nodes.txt"] = b"".join(change(lines_of(files, "nodes.txt")))
    assert word in refused(files, tmp_path)


def test_missing_files_are_named(tmp_path: Path) -> None:
    for name in ("entries.jsonl", "nodes.txt"):
        files = a_book(8).files()
        del files[name]
        assert f"{name} is missing." in refused(files, tmp_path)


# Checkpoints


def root_line(book: Book, size: int) -> str:
    return base64_of(root_of(book.leaves[:size]))


@pytest.mark.parametrize(
    ("note", "word"),
    [
        (lambda book: signed(f"{ORIGIN}\n6\n{root_line(book, 5)}\n", FIRST), "the first 6 entries are not those"),
        (lambda book: signed(f"{ORIGIN}\n6\n{root_line(book, 6)}\n", THIEF), "has not signed it"),
        (lambda book: signed(f"{ORIGIN}\n6\n{root_line(book, 6)}\n", SECOND), "has not signed it"),
        (lambda book: signed(f"{ORIGIN}\n5\n{root_line(book, 5)}\n", FIRST), "it speaks of 5 entries"),
        (lambda book: signed(f"book.example/nоrthgate\n6\n{root_line(book, 6)}\n", FIRST), "another book"),
        (lambda book: signed(f"{ORIGIN}\n06\n{root_line(book, 6)}\n", FIRST), "its size is no number"),
        (lambda book: signed(f"{ORIGIN}\n６\n{root_line(book, 6)}\n", FIRST), "its size is no number"),
        (lambda book: signed(f"{ORIGIN}\n6\n{root_line(book, 6)[:-1]}\n", FIRST), "base64"),
        (lambda book: signed(f"{ORIGIN}\n6\n", FIRST), "no checkpoint"),
        (
            lambda book: book.checkpoint(6).replace("— book.example/northgate", "— book.example/nоrthgate"),
            "has not signed",
        ),
        (lambda book: book.checkpoint(6) + "— x AAAA\n", "too short"),
        (lambda book: book.checkpoint(6) + "— x  AAAAAAAA\n", "base64"),
        (lambda book: book.checkpoint(6) + "-- x AAAAAAAA\n", "a line of its signatures is none"),
        (lambda book: book.checkpoint(6) + THIEF.signature("x\n") * 100, "too many signatures"),
        (lambda book: book.checkpoint(6) + FIRST.signature("another text\n"), "has not signed it"),
        (lambda book: book.checkpoint(6) + COUNTY.cosignature("another text\n", THEN), "cosignature"),
        (lambda book: book.checkpoint(6).replace("\n", "\r\n"), "control character"),
        (lambda book: book.checkpoint(6)[:-1], "no signed note"),
        (lambda book: "", "no signed note"),
        (lambda book: book.checkpoint(6) * 2, "no checkpoint"),
        (lambda book: book.checkpoint(6) + "x" * 300_000, "too long"),
    ],
)
def test_a_checkpoint_that_is_not_right_is_named(note: Callable[[Book], str], word: str, tmp_path: Path) -> None:
    book = a_book(8)
    files = {**book.files(), "checkpoints/0000000006.txt": note(book).encode()}
    ended, said = verdict(files, tmp_path, "--witness", COUNTY.vkey)
    if word == "too long":
        assert ended == 2 and "checkpoints/0000000006.txt is missing, or too long" in said
    else:
        assert ended == 1 and re.search(rf"^Checkpoint 6: .*{word}", said, re.M), said


def test_entries_that_no_checkpoint_vouches_for_are_not_valid(tmp_path: Path) -> None:
    book = a_book(8)
    for sizes in ([], [0]):
        book.sizes = sizes
        assert "No checkpoint vouches for any of these entries." in refused(book.files(), tmp_path)


def test_a_book_cut_off_behind_a_checkpoint_of_its_own_is_named(tmp_path: Path) -> None:
    files = a_book(8).files()
    short = a_book(6).files()
    assert "Checkpoint 8: it vouches for 8 entries; here are 6: cut off" in refused({**files, **short}, tmp_path)


# Keys


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda: rotation(3, FIRST, THIEF), "Checkpoint 6"),
        (lambda: rotation(3, THIEF, SECOND), "not the one that was trusted"),
        (
            lambda: rotation(4, FIRST, SECOND),
            "the checkpoint of 4 entries, the newest that the old key signed, is missing",
        ),
        (lambda: rotation(6, FIRST, SECOND), "Checkpoint 6"),
        (lambda: rotation(3, FIRST, FIRST), "not another key"),
        (lambda: rotation(3, FIRST, COUNTY), "no Ed25519 key"),
        (lambda: rotation(3, FIRST, SECOND).replace("rotation v1", "rotation v2"), "no rotation"),
        (lambda: rotation(3, FIRST, SECOND).replace("\n3\n", "\n03\n"), "size"),
        (lambda: rotation(3, FIRST, SECOND).replace("\n3\n", "\n0\n"), "not both signed"),
        (lambda: rotation(3, FIRST, SECOND).replace("12:00:00", "13:00:00"), "not both signed"),
        (lambda: rotation(3, FIRST, SECOND).replace("12:00:00", "25:00:00"), "instant"),
        (lambda: rotation(3, FIRST, SECOND).replace(f"\n{ORIGIN}\n", "\nx\n"), "another book"),
        (lambda: "".join(rotation(3, FIRST, SECOND).splitlines(keepends=True)[:-1]), "not both signed"),
    ],
)
def test_a_change_of_key_that_is_not_right_is_named(change: Callable[[], str], word: str, tmp_path: Path) -> None:
    files = a_book(8, rotations=[(3, SECOND)]).files()
    assert word in refused({**files, "keys/0001.txt": change().encode()}, tmp_path)


@pytest.mark.parametrize("signers", [(), (FIRST,), (SECOND,), (SECOND, SECOND), (THIEF, SECOND), (FIRST, THIEF)])
def test_a_change_of_key_is_signed_by_the_old_key_and_by_the_new(signers: tuple[Signer, ...], tmp_path: Path) -> None:
    files = a_book(8, rotations=[(3, SECOND)]).files()
    text = rotation(3, FIRST, SECOND).partition("\n\n")[0] + "\n"
    files["keys/0001.txt"] = signed(text, *signers).encode()
    assert "keys/0001.txt: " in refused(files, tmp_path)


def test_a_change_of_key_does_not_go_back_behind_the_one_before(tmp_path: Path) -> None:
    told = refused(a_book(8, rotations=[(6, SECOND), (3, THIRD)]).files(), tmp_path)
    assert "keys/0002.txt: it says fewer entries than the rotation before it." in told


def test_a_change_of_key_that_is_missing_is_named(tmp_path: Path) -> None:
    files = a_book(9, rotations=[(3, SECOND), (6, THIRD)]).files()
    del files["keys/0001.txt"]
    assert "rotation 1 is missing before it" in refused(files, tmp_path)


def test_the_old_key_signs_nothing_after_it_was_changed(tmp_path: Path) -> None:
    book = a_book(8, rotations=[(3, SECOND)])
    files = {**book.files(), "checkpoints/0000000008.txt": a_book(8).checkpoint(8).encode()}
    assert "Checkpoint 8: the key of the book that is to sign it has not signed it." in refused(files, tmp_path)


# Checkpoints kept elsewhere


def kept(text: str, folder: Path) -> tuple[str, Path]:
    (folder / "kept.txt").write_text(text, encoding="utf-8")
    return "--checkpoint", folder / "kept.txt"


def test_an_older_copy_put_back_is_found_by_a_checkpoint_kept_elsewhere_alone(tmp_path: Path) -> None:
    files = a_book(6).files()
    assert verdict(files, tmp_path)[0] == 0
    told = refused(files, tmp_path, *kept(a_book(8).checkpoint(8), tmp_path))
    assert "it vouches for 8 entries; here are 6: cut off, or an older copy was put back" in told


def test_a_book_written_anew_is_a_fork_of_what_was_kept_elsewhere(tmp_path: Path) -> None:
    other = a_book(8)
    other.entries[4]["actor_name"] = "Somebody else"
    assert verdict(other.files(), tmp_path)[0] == 0
    told = refused(other.files(), tmp_path, *kept(a_book(8).checkpoint(6), tmp_path))
    assert "a fork: of the first 6 entries some were written anew; both are signed, which proves it" in told
    other.sizes = [8]
    told = refused(other.files(), tmp_path, *kept(a_book(8).checkpoint(6), tmp_path))
    assert "a fork: of the first 6 entries some were written anew." in told


def test_what_was_kept_must_be_of_this_book_and_signed_by_its_key(tmp_path: Path) -> None:
    book = a_book(8)
    body = f"{ORIGIN}\n6\n{root_line(book, 6)}\n"
    assert "no key of this book" in refused(book.files(), tmp_path, *kept(signed(body, THIEF), tmp_path))
    other = body.replace(ORIGIN, "book.example/southgate")
    assert "another book" in refused(book.files(), tmp_path, *kept(signed(other, FIRST), tmp_path))
    assert verdict(book.files(), tmp_path, *kept("nothing\n", tmp_path))[0] == 2


def test_a_key_changed_behind_what_the_old_key_signed_is_found(tmp_path: Path) -> None:
    anew = a_book(8, rotations=[(3, THIEF)])
    assert verdict(anew.files(), tmp_path)[0] == 0
    told = refused(anew.files(), tmp_path, *kept(a_book(8).checkpoint(6), tmp_path))
    assert "the key of the book that is to sign it has not signed it" in told
