"""The demonstration is set aside, whole, when nobody real is in it and nobody serves it."""

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sharewell.desk import leaving
from sharewell.desk.leaving import is_served, reasons_not_to_leave, set_aside
from sharewell.errors import Refused
from tests.building import BASE
from tests.surroundings import proofs_known

MAY: dict[str, Any] = {
    "is_sqlite": True, "is_demonstration": True, "is_anybody_real": False, "is_switched_on": False,
}  # fmt: skip
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ({"is_sqlite": False}, "Create a new, empty database"),
        ({"is_anybody_real": True}, "Somebody real is in here"),
        ({"is_demonstration": False}, "There is no demonstration here"),
        ({"is_switched_on": True}, "Unset SHAREWELL_DEMONSTRATION"),
    ],
)
def test_refusals(tmp_path: Path, case: dict[str, bool], words: str) -> None:
    assert reasons_not_to_leave(data=tmp_path, **MAY) == []
    (reason,) = reasons_not_to_leave(data=tmp_path, **MAY | case)
    assert words in reason


def test_refused_while_it_is_served(tmp_path: Path) -> None:
    pid = tmp_path / "web.pid"
    waiting = "print('up', flush=True); import time; time.sleep(60)"
    server = subprocess.Popen([sys.executable, "-c", waiting, "gunicorn"], stdout=subprocess.PIPE)
    try:
        assert server.stdout and server.stdout.readline()
        pid.write_text(str(server.pid))
        assert is_served(tmp_path)
        assert "Stop it first" in reasons_not_to_leave(data=tmp_path, **MAY)[0]
    finally:
        server.kill()
        server.wait()
    assert not is_served(tmp_path)
    pid.write_text(str(os.getpid()))  # another program has the number of a server that was killed
    assert not is_served(tmp_path)
    pid.write_text("not a number")
    assert not is_served(tmp_path)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with something in it, and no wait for a real new place."""
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "sharewell.sqlite3").write_text("the old book")
    monkeypatch.setattr(leaving, "_prepare", lambda fresh, old: (fresh / "prepared").touch())
    return folder


def test_the_old_folder_is_kept_under_another_name(data: Path) -> None:
    aside = set_aside(data, TODAY)
    assert aside == data.with_name("kept-demonstration-2026-11-24")
    assert (aside / "sharewell.sqlite3").read_text() == "the old book"
    assert sorted(path.name for path in data.iterdir()) == ["prepared", "secrets"]
    assert set_aside(data, TODAY) == data.with_name("kept-demonstration-2026-11-24-2")


def test_a_failure_leaves_everything_as_it_was(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cannot(fresh: Path, old: Path) -> None:
        raise Refused("The new place could not be made.")

    monkeypatch.setattr(leaving, "_prepare", cannot)
    with pytest.raises(Refused):
        set_aside(data, TODAY)
    assert [path.name for path in data.parent.iterdir()] == ["kept"]
    assert (data / "sharewell.sqlite3").read_text() == "the old book"


def test_a_folder_that_cannot_be_renamed_is_refused_in_words(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(self: Path, target: Path) -> None:
        raise OSError(16, "Device or resource busy")

    monkeypatch.setattr(Path, "rename", busy)
    with pytest.raises(Refused, match="Give the new place another folder"):
        set_aside(data, TODAY)


class Place:
    """A data folder of its own, with the commands run in it as an operator would."""

    def __init__(self, data: Path) -> None:
        self.data = data
        names = ("SHAREWELL_DEMONSTRATION", "SHAREWELL_DATABASE", "DJANGO_SETTINGS_MODULE")
        kept = {name: value for name, value in os.environ.items() if name not in names}
        self.surroundings = kept | {"SHAREWELL_DATA": str(data)}
        data.mkdir()
        proofs_known(data)
        (data / "demonstration").touch()
        self.run("-m", "sharewell.vault.make_secrets", str(data / "secrets"))

    def run(self, *command: str, code: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=BASE,
            env=self.surroundings,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def manage(self, *command: str, code: int = 0) -> str:
        return self.run("manage.py", *command, code=code)

    def work_until(self, is_done: Callable[[], bool]) -> None:
        """The worker works until this is so, is told to stop, and stops cleanly."""
        worker = subprocess.Popen([sys.executable, "manage.py", "work"], cwd=BASE, env=self.surroundings)
        try:
            patience = time.monotonic() + 60
            while not is_done():
                assert time.monotonic() < patience
                time.sleep(0.1)
            worker.terminate()
            assert worker.wait(30) == 0
        finally:
            worker.kill()

    def secret(self, name: str) -> str:
        return (self.data / "secrets" / name).read_text()


def rows(data: Path, table: str) -> int:
    with sqlite3.connect(data / "sharewell.sqlite3") as database:
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608


@pytest.mark.sqlite
@pytest.mark.slow
def test_from_an_empty_folder_to_a_real_place(tmp_path: Path) -> None:
    """Prepared, prepared again, worked once, told where to begin, set aside; then somebody real comes."""
    place = Place(tmp_path / "place")
    assert "Loading the demonstration" in place.manage("prepare")
    entries = rows(place.data, "ledger_entry")
    assert entries > 200
    assert "Loading" not in place.manage("prepare")
    assert rows(place.data, "ledger_entry") == entries
    said = place.manage("where_to_begin")
    assert "rachel.alder@example.org" in said
    assert "demonstration-only" in said
    assert "The book verifies." in place.manage("verify_ledger")
    emails = "notices_notice WHERE next_try_at <= datetime('now') AND read_at IS NULL AND settled_at IS NULL"
    assert rows(place.data, emails)
    place.work_until(lambda: rows(place.data, emails) == 0)
    old_key, entries = place.secret("vault_key"), rows(place.data, "ledger_entry")
    assert "is kept, whole, in" in place.manage("remove_demonstration")
    (aside,) = tmp_path.glob("place-demonstration-*")
    assert rows(aside, "ledger_entry") == entries
    assert place.secret("vault_key") != old_key
    assert rows(place.data, "accounts_user") == rows(place.data, "directory_agency") == 0
    assert not (place.data / "demonstration").exists()
    place.manage("add_person", "real@example.org", "--name", "Real Person")
    assert "Somebody real" in place.manage("remove_demonstration", code=1)
