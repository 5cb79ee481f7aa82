"""Keys are made, rotated and wrapped anew, and no text is lost on the way."""

import base64
import os
import threading
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import override_settings

from sharewell.vault import keys, resealing
from sharewell.vault.models import DataKey
from sharewell.vault.resealing import models_with_sealed_fields, reseal, sealed_fields
from sharewell.vault.sealed import VaultError
from sharewell.vault.tests.test_fields import Note, forge, notes, raw

__all__ = ["notes"]


@pytest.fixture(autouse=True)
def _nothing_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_ring", keys._Ring())


@pytest.fixture
def old_notes(notes: type[Note]) -> list[Note]:
    """Five notes, sealed under a key that was then retired."""
    written = [notes.objects.create(text=f"text {number}", answers={"n": number}) for number in range(5)]
    keys.rotate()
    return written


@pytest.mark.django_db
def test_a_new_database_has_its_keys() -> None:
    assert {row.purpose for row in DataKey.objects.all()} == {"text", "index"}
    assert keys.current()[0] == DataKey.objects.get(purpose="text").pk


@pytest.mark.django_db
def test_the_database_holds_no_key_in_clear() -> None:
    row = DataKey.objects.get(purpose="text")
    with override_settings(VAULT_KEY=base64.b64encode(os.urandom(32)).decode()):
        with pytest.raises(VaultError, match="does not open data key"):
            keys.current()
        with pytest.raises(VaultError, match="does not open data key"):
            keys.cipher_of(row.pk)


@pytest.mark.django_db
def test_keys_cannot_be_exchanged_under_one_anothers_name() -> None:
    text, index = DataKey.objects.get(purpose="text"), DataKey.objects.get(purpose="index")
    DataKey.objects.filter(pk=text.pk).update(wrapped=index.wrapped)
    with pytest.raises(VaultError):
        keys.current()


@pytest.mark.django_db
def test_keys_once_read_are_kept_in_hand(django_assert_num_queries: object) -> None:
    key_id, _ = keys.current()
    with django_assert_num_queries(0):
        keys.current()
        keys.cipher_of(key_id)


@pytest.mark.django_db(transaction=True)
def test_a_key_that_a_roll_back_took_away_is_not_used_again(notes: type[Note]) -> None:
    DataKey.objects.all().delete()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        lost, _ = keys.current()
        assert keys.cipher_of(lost)
        keys.blind_index("x", "y")
        _ = 1 / 0
    assert not DataKey.objects.exists()
    with pytest.raises(VaultError, match="no data key"):
        keys.cipher_of(lost)
    made, _ = keys.current()
    assert made != lost and [row.pk for row in DataKey.objects.all()] == [made]
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE notes_note")


@pytest.mark.django_db
def test_first_keys_made_at_once_open_whatever_either_sealed(notes: type[Note]) -> None:
    DataKey.objects.all().delete()
    one = keys.make(DataKey.Purpose.TEXT)
    other = keys.make(DataKey.Purpose.TEXT)
    note = notes.objects.create(text="x")
    assert raw(note)[1:5].hex() in {one.pk, other.pk}
    keys.forget()
    assert notes.objects.get().text == "x"


@pytest.mark.django_db
def test_there_is_one_index_key_whoever_makes_it_first() -> None:
    DataKey.objects.filter(purpose="index").delete()
    before = keys.blind_index("943 476 5919", "nhs")
    keys.forget()
    assert keys.blind_index("943 476 5919", "nhs") == before
    assert keys._first_index_key().pk == DataKey.objects.get(purpose="index").pk


@pytest.mark.django_db
def test_a_blind_index_depends_on_text_purpose_and_key() -> None:
    one = keys.blind_index("a", "nhs")
    assert len(one) == 64 and one == keys.blind_index("a", "nhs")
    assert len({one, keys.blind_index("b", "nhs"), keys.blind_index("a", "upn")}) == 3
    keys.rotate()
    assert keys.blind_index("a", "nhs") == one
    DataKey.objects.filter(purpose="index").delete()
    keys.forget()
    assert keys.blind_index("a", "nhs") != one


@pytest.mark.django_db
def test_after_a_rotation_new_texts_have_the_new_key_and_old_ones_open(old_notes: list[Note]) -> None:
    old, new = DataKey.objects.filter(purpose="text").order_by("made_at")
    assert old.retired_at and not new.retired_at and keys.current()[0] == new.pk
    assert raw(Note.objects.create())[1:5].hex() == new.pk
    assert raw(old_notes[0])[1:5].hex() == old.pk and Note.objects.get(pk=old_notes[0].pk).text == "text 0"


@pytest.mark.django_db
def test_another_process_takes_the_new_key_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "LOOK_AGAIN_SECONDS", 0.0)
    before, _ = keys.current()
    DataKey.objects.filter(purpose="text").update(retired_at=DataKey.objects.get(purpose="text").made_at)
    assert keys.current()[0] != before


@pytest.mark.django_db
def test_everything_is_sealed_anew_in_batches(old_notes: list[Note]) -> None:
    new, _ = keys.current()
    forge(old_notes[0], b"")
    assert reseal(Note, batch=2).done == 5
    assert {raw(note, column)[1:5].hex() for note in old_notes[1:] for column in ("text", "other", "answers")} == {new}
    assert sorted(note.text for note in Note.objects.all()) == ["", *(f"text {number}" for number in range(1, 5))]
    assert reseal(Note).done == 0


@pytest.mark.django_db
def test_what_somebody_changed_meanwhile_is_left_to_them(
    old_notes: list[Note], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = resealing._read

    def read_then_change(*given: object) -> list:
        found = read(*given)
        if found:
            Note(pk=old_notes[2].pk, text="changed meanwhile").save(force_update=True)
        return found

    monkeypatch.setattr(resealing, "_read", read_then_change)
    result = reseal(Note)
    assert (result.done, result.overtaken) == (4, 1)
    assert Note.objects.get(pk=old_notes[2].pk).text == "changed meanwhile"


@pytest.mark.django_db
def test_what_cannot_be_opened_is_named_and_the_rest_is_done(old_notes: list[Note]) -> None:
    forge(old_notes[1], raw(old_notes[0]))
    result = reseal(Note)
    assert result.done == 4 and len(result.unopened) == 1 and result.unopened[0].startswith(str(old_notes[1].pk))


@pytest.mark.django_db
def test_rows_that_may_not_be_changed_are_replaced(old_notes: list[Note], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Note, "replaceable_within", nullcontext, raising=False)
    monkeypatch.setattr(resealing, "_by_updating", None)
    assert reseal(Note).done == 5
    assert sorted(note.text for note in Note.objects.all()) == [f"text {number}" for number in range(5)]
    assert {raw(note)[1:5].hex() for note in old_notes} == {keys.current()[0]}


@pytest.mark.django_db
def test_the_command_walks_every_model_that_keeps_something_sealed(
    old_notes: list[Note], monkeypatch: pytest.MonkeyPatch
) -> None:
    from sharewell.vault.management.commands import reencrypt

    assert all(sealed_fields(model) for model in models_with_sealed_fields())
    monkeypatch.setattr(reencrypt, "models_with_sealed_fields", lambda: [Note])
    said = StringIO()
    call_command("reencrypt", stdout=said)
    assert said.getvalue() == "notes.Note: 5 sealed anew.\n"
    forge(old_notes[1], raw(old_notes[0]))
    call_command("rotate_keys", stdout=said)
    assert f"data key {keys.current()[0]}" in said.getvalue()
    with pytest.raises(CommandError, match=str(old_notes[1].pk)):
        call_command("reencrypt", stdout=said)


@pytest.mark.django_db
def test_another_vault_key(old_notes: list[Note], monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    index, old = keys.blind_index("a", "nhs"), settings.VAULT_KEY
    settings.VAULT_KEY = base64.b64encode(os.urandom(32)).decode()
    monkeypatch.setenv("SHAREWELL_OLD_VAULT_KEY", settings.VAULT_KEY)
    with pytest.raises(CommandError, match="does not open"):
        DataKey.objects.first() and call_command("rewrap_keys", stdout=StringIO())
    monkeypatch.setenv("SHAREWELL_OLD_VAULT_KEY", old)
    said = StringIO()
    call_command("rewrap_keys", stdout=said)
    call_command("rewrap_keys", stdout=said)
    assert said.getvalue().startswith("3 data keys") and "\n0 data keys" in said.getvalue()
    assert Note.objects.get(pk=old_notes[3].pk).text == "text 3" and keys.blind_index("a", "nhs") == index
    keys.forget()
    settings.VAULT_KEY = old
    with pytest.raises(VaultError):
        _ = Note.objects.get(pk=old_notes[3].pk).text


@pytest.mark.django_db
def test_many_threads_may_ask_at_once(old_notes: list[Note]) -> None:
    keys.current()
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(keys.current()[0])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [keys.current()[0]] * 8
