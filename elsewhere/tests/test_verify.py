"""A good book is whole, and the verifier says in plain words what it has and who vouches for it."""

import base64
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from elsewhere.tests.given import (
    COUNTY,
    FIRST,
    ORIGIN,
    SECOND,
    THIEF,
    THIRD,
    TRUST,
    Signer,
    a_book,
    erase,
    run,
    verdict,
    zipped,
)

SIZES = (0, 1, 2, 7, 8, 100)
THEN = 1795521600


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize("count", SIZES)
def test_a_good_book_is_whole(count: int, words: bool, tmp_path: Path) -> None:
    ended, said = verdict(a_book(count, words=words).files(), tmp_path)
    assert ended == 0 and said.endswith("The book is whole.\n")
    assert f"The book: {ORIGIN}\nEntries: {count}" in said
    assert (f"Words as they were written: {2 * ((count + 1) // 2)};" in said) == words
    assert ("the export has none" in said) != words


@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("rotations", [[(3, SECOND)], [(3, SECOND), (6, THIRD)], [(6, SECOND), (6, THIRD)]])
def test_rotations_are_followed_from_the_first_key(
    count: int, rotations: list[tuple[int, Signer]], tmp_path: Path
) -> None:
    rotations = [each for each in rotations if each[0] <= count]
    assert verdict(a_book(count, rotations=rotations).files(), tmp_path)[0] == 0


def test_a_key_may_change_before_the_first_checkpoint(tmp_path: Path) -> None:
    assert verdict(a_book(4, rotations=[(0, SECOND)]).files(), tmp_path)[0] == 0


def test_it_says_from_when_to_when_and_how_many_checkpoints(tmp_path: Path) -> None:
    _, said = verdict(a_book(8).files(), tmp_path)
    assert "from 2026-11-24T12:00:01.000001Z to 2026-11-24T12:00:08.000001Z" in said
    assert "Checkpoints that are right and signed: 3, up to entry 8." in said


def test_entries_after_the_newest_checkpoint_are_no_fault_and_are_counted(tmp_path: Path) -> None:
    book = a_book(8)
    book.sizes = [6]
    ended, said = verdict(book.files(), tmp_path)
    assert ended == 0 and "not signed yet, that could still be altered unseen: 2." in said


def test_each_witness_is_named_with_how_far_it_vouches_and_when(tmp_path: Path) -> None:
    book = a_book(8, cosigned={3: [(COUNTY, THEN), (TRUST, THEN + 1)], 6: [(COUNTY, THEN + 60)]})
    ended, said = verdict(book.files(), tmp_path, "--witness", COUNTY.vkey, "--witness", TRUST.vkey)
    assert ended == 0
    assert "The witness witness.county.example vouches up to entry 6, on 2026-11-24 at 12:01:00 UTC." in said
    assert "The witness trust.example/witness vouches up to entry 3, on 2026-11-24 at 12:00:01 UTC." in said


def test_when_the_book_says_that_it_signed_is_said_and_must_be_signed(tmp_path: Path) -> None:
    files = a_book(8, dated={6: THEN, 8: THEN + 90}).files()
    ended, said = verdict(files, tmp_path)
    assert ended == 0
    assert "The book itself says that it signed up to entry 8 on 2026-11-24 at 12:01:30 UTC." in said
    text, gap, lines = files["checkpoints/0000000008.txt"].decode().rpartition("\n\n")
    own, dated = lines.splitlines(keepends=True)
    _, name, content = dated.split()
    earlier = bytearray(base64.b64decode(content))
    earlier[11] ^= 1
    forged = f"— {name} {base64.b64encode(earlier).decode()}\n"
    files["checkpoints/0000000008.txt"] = f"{text}{gap}{own}{forged}".encode()
    ended, said = verdict(files, tmp_path)
    assert ended == 1 and "Checkpoint 8" in said and "is false" in said


def test_a_witness_that_nobody_named_is_not_heard(tmp_path: Path) -> None:
    book = a_book(8, cosigned={8: [(COUNTY, THEN)]})
    _, said = verdict(book.files(), tmp_path, "--witness", TRUST.vkey)
    assert "witness.county.example" not in said and "No witness" in said and "has signed nothing here" in said


def test_so_many_witnesses_as_are_needed_must_vouch_for_the_newest_checkpoint(tmp_path: Path) -> None:
    book = a_book(8, cosigned={6: [(TRUST, THEN)], 8: [(COUNTY, THEN)]})
    trusted = ("--witness", COUNTY.vkey, "--witness", TRUST.vkey, "--witnesses-needed")
    assert verdict(book.files(), tmp_path, *trusted, "1")[0] == 0
    ended, said = verdict(book.files(), tmp_path, *trusted, "2")
    assert ended == 1 and "1 of the witnesses vouch for the newest checkpoint; 2 are needed." in said


def test_a_checkpoint_kept_elsewhere_is_where_the_book_begins(tmp_path: Path) -> None:
    book = a_book(8, cosigned={6: [(COUNTY, THEN)]})
    (tmp_path / "kept").write_text(book.checkpoint(6))
    files = book.files()
    del files["checkpoints/0000000006.txt"]
    kept = ("--checkpoint", tmp_path / "kept", "--witness", COUNTY.vkey)
    ended, said = verdict(files, tmp_path, *kept)
    assert ended == 0 and "vouches up to entry 6" in said


def test_words_that_an_entry_says_were_erased_are_not_missed(tmp_path: Path) -> None:
    book = a_book(8, words=True)
    erase(book, 3, "who")
    erase(book, 5, "what", "who")
    ended, said = verdict(book.files(), tmp_path)
    assert ended == 0 and "Words as they were written: 5; erased, as entries say: 3." in said
    assert "not signed yet" not in said


def test_words_that_only_an_entry_not_signed_yet_says_were_erased_are_told_of(tmp_path: Path) -> None:
    """Whoever hands the book on could have put that entry in, and hidden what was written."""
    book = a_book(8, words=True)
    erase(book, 3, "who")
    erase(book, 5, "what", "who")
    book.sizes.pop()
    ended, said = verdict(book.files(), tmp_path)
    assert ended == 0 and "Of these, said only by entries not signed yet, that anybody could put in: 2." in said


@pytest.mark.parametrize(
    "key",
    [
        "",
        "x",
        f"{ORIGIN}+00000000+AAAA",
        COUNTY.vkey,
        FIRST.vkey + "=",
        FIRST.vkey.replace("+", " ", 1),
        "\udcff+1+A==",
    ],
)
def test_a_bad_key_ends_with_two_and_a_clear_word(key: str, tmp_path: Path) -> None:
    (tmp_path / "book.zip").write_bytes(zipped(a_book(1).files()))
    ended, said = run("export", tmp_path / "book.zip", "--key", key)
    assert ended == 2 and said.startswith("It cannot be checked: --key: ")


def test_keys_that_are_one_key_and_too_many_witnesses_needed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "book.zip").write_bytes(zipped(a_book(1).files()))
    own = Signer("witness.example", FIRST.number, 4)
    for more in (
        ("--witness", own.vkey),
        ("--witness", COUNTY.vkey, "--witness", COUNTY.vkey),
        ("--witnesses-needed", "1"),
    ):
        assert run("export", tmp_path / "book.zip", "--key", FIRST.vkey, *more)[0] == 2


def test_what_is_no_export_ends_with_two(tmp_path: Path) -> None:
    nothing, empty, strange = tmp_path / "nothing", tmp_path / "empty", tmp_path / "strange.zip"
    empty.write_bytes(b"")
    strange.write_bytes(zipped({"book.json": b'{"format":"another-2"}'}))
    for file in (nothing, empty, strange, tmp_path):
        ended, said = run("export", file, "--key", FIRST.vkey)
        assert ended == 2 and "NOT VALID" not in said and "whole" not in said


def test_a_book_of_another_key_is_not_valid(tmp_path: Path) -> None:
    (tmp_path / "book.zip").write_bytes(zipped(a_book(8).files()))
    assert run("export", tmp_path / "book.zip", "--key", THIEF.vkey)[0] == 1


def test_no_more_than_a_hundred_faults_are_told_unless_all_are_wanted(tmp_path: Path) -> None:
    files = a_book(100).files()
    files["entries.jsonl"] = files["entries.jsonl"].replace(b'"kind":', b'"kond":')
    ended, said = verdict(files, tmp_path)
    assert ended == 1 and len(said.splitlines()) < 110 and "--all tells all" in said
    ended, said = verdict(files, tmp_path, "--all")
    assert ended == 1 and len(said.splitlines()) > 200 and said.endswith("NOT VALID\n")


def test_it_runs_alone_from_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "book.zip").write_bytes(zipped(a_book(8).files()))
    program = tmp_path / "verify.py"
    program.write_bytes((Path(__file__).parent.parent / "verify.py").read_bytes())
    ended = subprocess.run(
        [sys.executable, "-I", program, "export", "book.zip", "--key", FIRST.vkey],
        cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"}, capture_output=True, text=True,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "") and ended.stdout.endswith("The book is whole.\n")


def test_nothing_but_the_standard_library_and_cryptography_is_needed() -> None:
    text = (Path(__file__).parent.parent / "verify.py").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line.startswith(("import ", "from "))]
    assert {words[1].split(".")[0] for words in lines} <= {*sys.stdlib_module_names, "cryptography"}


# What an archive can hold against its reader


def test_a_zip_that_unpacks_to_more_than_is_allowed_is_not_unpacked(tmp_path: Path) -> None:
    (tmp_path / "book.zip").write_bytes(zipped(a_book(8).files()))
    ended, said = run("export", tmp_path / "book.zip", "--key", FIRST.vkey, "--limit", "0")
    assert ended == 2 and "--limit" in said


@pytest.mark.parametrize(
    "name", ["entries.jsonl", "nodes.txt", "words.jsonl", "book.json", "checkpoints/0000000008.txt"]
)
def test_a_line_without_an_end_is_not_read_to_its_end(name: str, tmp_path: Path) -> None:
    files = a_book(8, words=True).files()
    files[name] = b"9" * 30_000_000
    ended, _ = verdict(files, tmp_path)
    assert ended == 2


def test_a_name_that_other_programs_would_read_otherwise_is_a_fault(tmp_path: Path) -> None:
    files = a_book(8).files()
    files["nodes.txt!"] = files.pop("nodes.txt")
    (tmp_path / "book.zip").write_bytes(zipped(files).replace(b"nodes.txt!", b"nodes.txt\0"))
    ended, said = run("export", tmp_path / "book.zip", "--key", FIRST.vkey)
    assert ended == 1 and "nodes.txt\\u0000 does not belong in an export." in said


def test_names_that_stand_twice_or_do_not_belong_are_faults(tmp_path: Path) -> None:
    files = a_book(8).files()
    for strange in ("more.txt", "../book.json", "checkpoints/8.txt", "keys/1.txt", "checkpoints/", "words.jsonl"):
        assert verdict({**files, strange: b""}, tmp_path)[0] == 1, strange
    with zipfile.ZipFile(tmp_path / "twice.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        for name, data in [("entries.jsonl", b""), *files.items()]:
            archive.writestr(name, data)
    ended, said = run("export", tmp_path / "twice.zip", "--key", FIRST.vkey)
    assert ended == 1 and "stands twice in the zip" in said


@pytest.mark.parametrize(
    "change", [{"format": 1}, {"origin": "x"}, {"size": 9}, {"size": True}, {"made_at": ""}, {"words": 1}]
)
def test_what_the_book_says_of_itself_must_be_so(change: dict[str, object], tmp_path: Path) -> None:
    files = a_book(8).files()
    files["book.json"] = json.dumps(json.loads(files["book.json"]) | change).encode()
    assert verdict(files, tmp_path)[0] == (2 if "format" in change else 1)
