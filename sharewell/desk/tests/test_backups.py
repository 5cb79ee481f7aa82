"""A backup is whole or not there, holds no key, and is restored only where it fits. See tests/test_rehearsal, too."""

import json
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sharewell.desk.backups import databases
from sharewell.desk.backups.manifest import Manifest
from sharewell.desk.backups.restoring import restore
from sharewell.desk.backups.shelf import alone_on, backups_in, written_whole
from sharewell.errors import Refused
from sharewell.ledger import book, tree
from sharewell.ledger.models import Entry
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import COUNTED, TEACHER
from sharewell.ledger.vouching.notes import Head, Note, to_base64
from sharewell.ledger.vouching.receipts import checkpoint_in

WORKS_ALONE = pytest.mark.django_db(transaction=True)


def backup(shelf: Path, *options: str) -> Path:
    call_command("backup", shelf, *options, stdout=StringIO(), stderr=StringIO())
    return backups_in(shelf)[-1]


def write(number: int) -> None:
    for each in range(number):
        book.enter(COUNTED, by=TEACHER, subject_kind="parcel", subject_id=each)


@pytest.fixture
def place(settings: Any, tmp_path: Path) -> Path:
    """A data folder with an edition of the partnership's own, witnesses and secrets."""
    settings.DATA = tmp_path / "data"
    settings.EDITIONS, settings.WITNESSES = settings.DATA / "editions", settings.DATA / "witnesses"
    (settings.EDITIONS / "fernleigh").mkdir(parents=True)
    (settings.EDITIONS / "fernleigh" / "walk.toml").write_text("own")
    settings.WITNESSES.write_text("# none yet\n")
    (settings.DATA / "secrets").mkdir()
    (settings.DATA / "secrets" / "vault_key").write_text(settings.VAULT_KEY)
    return settings.DATA


@WORKS_ALONE
def test_a_backup_holds_what_must_be_kept_and_no_key(place: Path, settings: Any, tmp_path: Path) -> None:
    write(3)
    made = backup(tmp_path / "shelf")
    manifest = Manifest.of(made)
    file = databases.FILES[connection.vendor]
    assert set(manifest.files) == {file, "checkpoint.txt", "files/editions/fernleigh/walk.toml", "files/witnesses"}
    assert not any(settings.VAULT_KEY.encode() in path.read_bytes() for path in made.rglob("*") if path.is_file())
    assert (manifest.size, manifest.root) == (3, to_base64(tree.root_at(3)))
    assert Head.of(Note.of((made / "checkpoint.txt").read_text()).text).size == manifest.checkpoint == 3
    modes = {path.stat().st_mode & 0o777 for path in (made, *made.rglob("*"))}
    assert modes == {0o700, 0o600}
    entry = Entry.objects.get(kind="backup.made")
    assert entry.facts["backup"] == made.name and entry.facts["size"] == 3


@WORKS_ALONE
def test_an_edition_brings_no_key_and_nothing_without_an_end_into_a_backup(place: Path, tmp_path: Path) -> None:
    """Whoever may write an edition may not read the keys; the backup is made by who may."""
    edition = place / "editions" / "fernleigh"
    os.mkfifo(edition / "pipe")
    for name, to in {"a.md": "/dev/zero", "b.md": place / "secrets" / "vault_key", "c": place, "d": "none"}.items():
        (edition / name).symlink_to(to)
    (tmp_path / "law.md").write_text("law")
    (edition / "law.md").symlink_to(tmp_path / "law.md")
    made = backup(tmp_path / "shelf")
    found = {path.relative_to(made / "files" / "editions").as_posix() for path in made.rglob("files/editions/**/*")}
    assert found == {"fernleigh", "fernleigh/walk.toml", "fernleigh/law.md"}


@WORKS_ALONE
def test_older_ones_go_when_asked_and_half_ones_are_none(place: Path, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    for name in ("2026-10-01T020000Z", "2026-10-02T020000Z", "2026-10-03T020000Z.part"):
        (shelf / name).mkdir(parents=True)
        (shelf / name / "backup.json").write_text("{}")
    (shelf / "2026-10-04T020000Z").mkdir()
    assert [each.name for each in backups_in(shelf)] == ["2026-10-01T020000Z", "2026-10-02T020000Z"]
    newest = backup(shelf, "--keep", "2")
    left = {each.name for each in shelf.iterdir()}
    assert left == {".lock", "2026-10-02T020000Z", "2026-10-04T020000Z", newest.name}


@WORKS_ALONE
def test_a_full_disk_leaves_nothing_half(place: Path, tmp_path: Path) -> None:
    (place / "editions" / "large").write_bytes(b"x" * 200_000)
    with at_most(100_000), pytest.raises(CommandError, match="No backup was made"):
        backup(tmp_path / "shelf")
    (place / "editions" / "large").unlink()
    with at_most(50_000), pytest.raises(CommandError, match="No backup was made"):
        backup(tmp_path / "shelf")
    assert [each.name for each in (tmp_path / "shelf").iterdir()] == [".lock"]
    assert not Entry.objects.filter(kind="backup.made").exists()


@contextmanager
def at_most(size: int) -> Iterator[None]:
    """Inside, no file may grow larger, as when the disk is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.postgresql
@WORKS_ALONE
def test_without_its_program_the_command_says_what_to_install(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="pg_dump is not here: install"):
        backup(tmp_path / "shelf")
    assert backups_in(tmp_path / "shelf") == []


def test_none_is_overwritten_and_one_is_written_at_a_time(tmp_path: Path) -> None:
    with written_whole(tmp_path / "a") as half:
        (half / "file").write_text("1")
        assert not (tmp_path / "a").exists()
    with pytest.raises(Refused, match="is ever overwritten"), written_whole(tmp_path / "a"):
        pass
    with alone_on(tmp_path), pytest.raises(Refused, match="Another backup"), alone_on(tmp_path):
        pass
    assert (tmp_path / "a" / "file").read_text() == "1"


@WORKS_ALONE
def test_what_does_not_fit_is_not_restored(place: Path, settings: Any, tmp_path: Path) -> None:
    seal()
    made = backup(tmp_path / "shelf")
    before = Entry.objects.count()

    def refused(said: str, folder: Path = made) -> None:
        with pytest.raises(Refused) as why:
            restore(folder)
        assert said in " ".join(why.value.reasons)

    refused("is not empty")
    refused("Name one; the newest is", tmp_path / "shelf")
    refused("no whole backup", tmp_path)
    refused("There is no folder", tmp_path / "none")
    (made / "files" / "witnesses").write_text("altered")
    refused("files/witnesses in the backup was altered")
    (made / "files" / "witnesses").unlink()
    refused("files/witnesses is missing")
    (made / "files" / "more").write_text("more")
    refused("files/more was put into")
    (made / "files" / "link").symlink_to("/etc/passwd")
    refused("no plain file")
    settings.VAULT_KEY = settings.BOOK_KEY
    refused("The vault key in hand is not the one")
    said = json.loads((made / "backup.json").read_text())
    for wrong, told in (
        ({"database": "other"}, "a backup of other"),
        ({"format": "2"}, "another kind"),
        ({"x": 1}, "read"),
    ):
        (made / "backup.json").write_text(json.dumps(said | wrong))
        refused(told)
    assert Entry.objects.count() == before


def test_what_is_no_checkpoint_is_refused_before_anything_is_restored(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing was restored"):
        restore(tmp_path, "a letter")
    receipt = "c2sp.org/tlog-proof@v1\nindex 0\n\nbook.example\n1\n"
    assert checkpoint_in(receipt) == checkpoint_in("book.example\n1\n") == "book.example\n1\n"
