"""The settings we rely on are in force, and secrets are kept from others."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import registry
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from sharewell.vault.checks import secrets_are_private, vault_key_is_whole
from sharewell.vault.make_secrets import make_secrets
from sharewell.vault.surroundings import address, flag, number, secret
from sharewell.vault.tests.given import database

FULL = 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", FULL),
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("busy_timeout", 20_000),
    ],
)
def test_sqlite_is_set_as_we_rely_on(tmp_path: Path, pragma: str, value: object) -> None:
    with database(tmp_path) as connection, connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone()[0] == value


@pytest.mark.django_db
def test_a_transaction_takes_the_write_lock_at_once(tmp_path: Path) -> None:
    with database(tmp_path) as connection:
        connection.ensure_connection()
        assert connection.transaction_mode == "IMMEDIATE"


def test_secrets_are_made_once_and_kept_from_others(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    assert make_secrets(folder) == ["secret_key", "vault_key", "book_key"]
    before = {path.name: path.read_text() for path in folder.iterdir()}
    assert make_secrets(folder) == []
    assert {path.name: path.read_text() for path in folder.iterdir()} == before
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.stat().st_mode & 0o777 for path in folder.iterdir()] == [0o600, 0o600, 0o600]
    assert len(base64.b64decode(before["vault_key"])) == 32 and len(before["secret_key"].strip()) >= 50


def test_a_secret_comes_from_the_environment_or_a_file_but_never_from_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ImproperlyConfigured, match="make_secrets"):
        secret("SOME_SECRET", tmp_path / "some")
    with pytest.raises(ImproperlyConfigured, match="Name the file that you kept the old key in as OLD_SECRET_FILE"):
        secret("OLD_SECRET", tmp_path / "old_secret")
    (tmp_path / "some").write_text("kept\n")
    assert secret("SOME_SECRET", tmp_path / "some") == "kept"
    monkeypatch.setenv("SOME_SECRET_FILE", str(tmp_path / "other"))
    with pytest.raises(ImproperlyConfigured, match="other, which SOME_SECRET_FILE names, is not there"):
        secret("SOME_SECRET", tmp_path / "some")
    (tmp_path / "other").write_text("told\n")
    assert secret("SOME_SECRET", tmp_path / "some") == "told"
    monkeypatch.setenv("SOME_SECRET", "said")
    assert secret("SOME_SECRET", tmp_path / "some") == "said"


def test_a_command_without_its_secrets_says_so_in_a_sentence(tmp_path: Path) -> None:
    around = {name: said for name, said in os.environ.items() if not name.startswith("SHAREWELL_")}
    command = [sys.executable, "manage.py", "verify_ledger"]
    done = subprocess.run(
        command, env=around | {"SHAREWELL_DATA": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and done.stdout == ""
    assert done.stderr.startswith("There is no secret SHAREWELL_SECRET_KEY.") and done.stderr.count("\n") == 1


def test_flags_and_numbers_are_plain_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for said, meant in (("1", True), ("Yes", True), ("", False), ("off", False)):
        monkeypatch.setenv("A_FLAG", said)
        assert flag("A_FLAG") is meant
    monkeypatch.setenv("A_FLAG", "perhaps")
    with pytest.raises(ImproperlyConfigured):
        flag("A_FLAG")
    monkeypatch.setenv("A_NUMBER", "7")
    assert number("A_NUMBER", 3) == 7 and number("NO_NUMBER", 3) == 3
    monkeypatch.setenv("A_NUMBER", "many")
    with pytest.raises(ImproperlyConfigured):
        number("A_NUMBER", 3)


def test_the_address_of_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_DATABASE", "postgresql://me:a%40b@db.example.org:5433/share%20well?sslmode=verify-full")
    said = address("A_DATABASE", tmp_path)
    assert (said["NAME"], said["USER"], said["PASSWORD"]) == ("share well", "me", "a@b")
    assert (said["HOST"], said["PORT"], said["OPTIONS"]["sslmode"]) == ("db.example.org", "5433", "verify-full")
    monkeypatch.setenv("A_DATABASE", "postgresql://me@/sharewell?host=/run/socket")
    assert address("A_DATABASE", tmp_path)["HOST"] == "/run/socket"
    monkeypatch.setenv("A_DATABASE", "mysql://me@/sharewell")
    with pytest.raises(ImproperlyConfigured):
        address("A_DATABASE", tmp_path)


@pytest.mark.parametrize("wrong", ["", "short", base64.b64encode(b"x" * 31).decode(), "not base64 " * 4])
def test_a_vault_key_that_is_not_whole_stops_the_program(wrong: str) -> None:
    assert vault_key_is_whole(None) == []
    with override_settings(VAULT_KEY=wrong):
        assert [found.id for found in vault_key_is_whole(None)] == ["vault.E003"]


def test_secrets_that_others_may_read_stop_the_program(tmp_path: Path) -> None:
    make_secrets(tmp_path / "secrets")
    with override_settings(DATA=tmp_path):
        assert secrets_are_private(None) == []
        (tmp_path / "secrets" / "vault_key").chmod(0o640)
        assert [(found.id, found.is_serious()) for found in secrets_are_private(None)] == [("vault.E004", True)]


def test_both_are_looked_at_before_every_command() -> None:
    assert {vault_key_is_whole, secrets_are_private} <= set(registry.registry.get_checks())


def test_a_wait_for_a_lock_ends_also_where_the_address_has_options_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHAREWELL_DATABASE", "postgresql://u@h/d?options=-c%20work_mem%3D8MB&sslmode=require")
    given = address("SHAREWELL_DATABASE", tmp_path)["OPTIONS"]
    assert given["options"] == "-c lock_timeout=20s -c work_mem=8MB"
    assert given["sslmode"] == "require"
