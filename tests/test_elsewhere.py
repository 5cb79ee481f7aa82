"""What this program writes is checked by the one that shares no code with it: elsewhere/verify.py."""

import json
import zipfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from elsewhere.verify import main
from sharewell.journeys.tests.crowd import all_at_once, on_file
from sharewell.ledger import exporting
from sharewell.ledger.book import AT_THE_SERVER
from sharewell.ledger.erasing import erase_words
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Entry, EntryWords
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.vouching import checkpoints, continuing, keys
from sharewell.ledger.vouching.notes import Head, signed
from sharewell.ledger.vouching.receipts import receipt_of, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries() -> list[Entry]:
    """A dozen, under two checkpoints and two keys, of which one has lost its words."""
    for number in range(12):
        send_parcel(by=TEACHER, parcel=Parcel(), because=f"Grund {number} – ä\n\u2028😀", note="n" * (number % 3))
        if number == 6:
            seal()
            checkpoints.sign()
    first = Entry.objects.filter(kind="parcel.sent").order_by("written_at").first()
    erase_words(by=TEACHER, entries=[first.pk], what="the words of a parcel", rule="six years")
    seal()
    checkpoints.sign()
    return list(Entry.objects.filter(kind="parcel.sent").order_by("written_at"))


def exported(folder: Path, *options: str, name: str = "book.zip") -> Path:
    call_command("export_ledger", folder / name, *options, stdout=StringIO())
    return folder / name


def checked(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main([*map(str, arguments), "--key", keys.keys()[0].vkey])
    return code, capsys.readouterr().out


@pytest.mark.parametrize("options", [[], ["--with-words"]])
def test_an_export_is_whole(
    entries: list[Entry], tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = checked(capsys, "export", exported(tmp_path, *options))
    assert code == 0 and said.endswith("The book is whole.\n"), said
    assert "Entries: 14" in said and "Checkpoints that are right and signed: 2" in said
    assert ("Words as they were written: 19; erased, as entries say: 1" in said) is bool(options), said


def test_one_that_was_made_as_soon_as_words_were_erased_is_whole(
    entries: list[Entry], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    erase_words(by=TEACHER, entries=[entries[3].pk], what="the words of a parcel", rule="six years")
    code, said = checked(capsys, "export", exported(tmp_path, "--with-words"))
    assert code == 0 and "Words as they were written: 18; erased, as entries say: 2" in said, said


@pytest.mark.django_db(transaction=True)
def test_one_that_was_made_while_words_were_erased_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def erased_meanwhile(size: int) -> Iterator[str]:
        def erase(_: int) -> None:
            erase_words(by=TEACHER, entries=[made[3].pk], what="the words of a parcel", rule="six years")
            seal()

        assert all_at_once(1, erase) == [None]
        return nodes(size)

    nodes = exporting._nodes
    with on_file(tmp_path):
        for _ in range(5):
            send_parcel(by=TEACHER, parcel=Parcel())
        made = list(Entry.objects.order_by("written_at"))
        seal()
        checkpoints.sign()
        monkeypatch.setattr(exporting, "_nodes", erased_meanwhile)
        export = exported(tmp_path, "--with-words")
        assert not EntryWords.objects.filter(entry_id=made[3].pk).exists()
        code, said = checked(capsys, "export", export)
    assert code == 0 and "Words as they were written: 5" in said, said


def test_one_with_another_key_since_is_whole(
    entries: list[Entry], tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    old = keys.signer_of(settings.BOOK_KEY)
    settings.BOOK_KEY = "M" * 43 + "="
    keys.rotate(by=TEACHER, old=old, new=keys.signer_of(settings.BOOK_KEY))
    seal()
    checkpoints.sign()
    code, said = checked(capsys, "export", exported(tmp_path))
    assert code == 0 and "Checkpoints that are right and signed: 3" in said, said


def test_one_that_went_on_under_another_name_is_whole_and_says_so(
    entries: list[Entry], tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a checkpoint of what it lost, kept elsewhere, is not taken for one of the book as it is."""
    (tmp_path / "held").write_text(checkpoints.newest().note, encoding="utf-8")
    head = Head(settings.BOOK, 99, b"r" * 32)
    (tmp_path / "lost").write_text(signed(head.text, [keys.signer()]), encoding="utf-8")
    continuing.found_behind(by=AT_THE_SERVER, loss=continuing.loss_unknown())
    settings.BOOK = "localhost/book/2"
    continuing.go_on(by=AT_THE_SERVER)
    seal()
    checkpoints.sign()
    made = exported(tmp_path)
    code, said = checked(capsys, "export", made, "--checkpoint", tmp_path / "held")
    assert code == 0 and "The book: localhost/book/2\n" in said, said
    assert "Up to entry 14 it was called localhost/book: it lost entries, and went on.\n" in said
    code, said = checked(capsys, "export", made, "--checkpoint", tmp_path / "lost")
    assert code == 1 and "as the book was called before it lost entries and went on" in said, said


def test_what_was_altered_in_the_database_is_found_in_the_export(
    entries: list[Entry], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with guard_lowered(connection):
        Entry.objects.filter(pk=entries[4].pk).update(actor_name="Somebody Else")
        EntryWords.objects.filter(entry_id=entries[5].pk, name="because").delete()
    code, said = checked(capsys, "export", exported(tmp_path, "--with-words"))
    assert code == 1 and said.endswith("NOT VALID\n")
    assert "Entry 5 is not the one that the tree was built over" in said and "Entry 6 is not" not in said, said
    assert "over the entries 5 to 6, is not what these entries give" in said, said
    assert "Entry 6: its word because is missing, and no entry says it was erased." in said, said


def test_a_book_that_was_cut_off_is_seen_against_a_checkpoint_kept_elsewhere(
    entries: list[Entry], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = exported(tmp_path, name="before.zip")
    for _ in range(3):
        send_parcel(by=TEACHER, parcel=Parcel())
    seal()
    (tmp_path / "kept").write_text(checkpoints.sign().note, encoding="utf-8")
    code, said = checked(capsys, "export", before, "--checkpoint", tmp_path / "kept")
    assert code == 1 and "NOT VALID" in said
    code, said = checked(capsys, "export", exported(tmp_path), "--checkpoint", tmp_path / "kept")
    assert code == 0, said


def test_a_receipt_proves_its_record_and_no_other(
    entries: list[Entry], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, entry in ((3, entries[3]), (11, entries[11])):
        place = f"number {receipt_of(entry).position},"
        (tmp_path / f"{number}.tlog-proof").write_text(receipt_of(entry).text, encoding="utf-8")
        (tmp_path / f"{number}.json").write_text(record_of(entry, ["because"]), encoding="utf-8")
        code, said = checked(capsys, "receipt", tmp_path / f"{number}.tlog-proof", tmp_path / f"{number}.json")
        assert code == 0 and "Priya Nair" in said and place in said, said
    code, said = checked(capsys, "receipt", tmp_path / "3.tlog-proof", tmp_path / "11.json")
    assert code == 1 and "NOT VALID" in said
    record = json.loads((tmp_path / "3.json").read_text())
    record["words"]["because"]["text"] += "!"
    (tmp_path / "3.json").write_text(json.dumps(record))
    code, said = checked(capsys, "receipt", tmp_path / "3.tlog-proof", tmp_path / "3.json")
    assert code == 1, said


def test_an_export_is_entered_is_nobody_elses_and_replaces_nothing(entries: list[Entry], tmp_path: Path) -> None:
    made = exported(tmp_path)
    assert made.stat().st_mode & 0o777 == 0o600
    told = Entry.objects.get(kind="whole_book.exported")
    assert told.facts == {"size": 14, "words": False} and told.actor_name == "A command at the server"
    with pytest.raises(CommandError, match="is there already"):
        exported(tmp_path)
    with pytest.raises(CommandError, match="could not be written"):
        exported(tmp_path / "nowhere")
    assert zipfile.is_zipfile(made)


def test_an_export_that_breaks_off_leaves_nothing(
    entries: list[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sharewell.ledger.exporting._nodes", lambda size: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        exported(tmp_path)
    assert list(tmp_path.iterdir()) == []
