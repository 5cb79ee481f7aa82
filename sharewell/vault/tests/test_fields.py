"""Sealed cells: read like any other, opened nowhere but in their own place, sought and changed by nobody else."""

import copy
import uuid

import pytest
from django.apps.registry import Apps
from django.core import serializers
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.vault import keys
from sharewell.vault.fields import EncryptedJSONField, EncryptedTextField
from sharewell.vault.sealed import Sealed, VaultError

apart = Apps()


class Note(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    title = models.CharField(max_length=20, default="")
    text = EncryptedTextField()
    other = EncryptedTextField(default="none yet")
    answers = EncryptedJSONField()

    class Meta:
        apps = apart
        app_label = "notes"


@pytest.fixture
def notes(db: None) -> type[Note]:
    columns = ", ".join(f"{each.column} {each.db_type(connection)} NOT NULL" for each in Note._meta.local_fields)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE notes_note ({columns})")
    return Note


def raw(note: Note, column: str = "text") -> bytes:
    with connection.cursor() as cursor:
        key = Note._meta.pk.get_db_prep_value(note.pk, connection)
        cursor.execute(f"SELECT {column} FROM notes_note WHERE id = %s", [key])  # noqa: S608
        return bytes(cursor.fetchone()[0])


def forge(note: Note, content: bytes, column: str = "text") -> None:
    Note.objects.filter(pk=note.pk).update(**{column: Sealed(content)})


def test_it_is_read_as_it_was_written(notes: type[Note]) -> None:
    note = notes.objects.create(text="Kann ich gehen? — 行く", answers={"a": [1, "zwei", None]})
    again = notes.objects.get(pk=note.pk)
    assert (again.text, again.answers, again.other) == ("Kann ich gehen? — 行く", {"a": [1, "zwei", None]}, "none yet")


def test_the_database_has_none_of_it(notes: type[Note]) -> None:
    note = notes.objects.create(text="a secret", answers={"key": "secret"})
    assert b"secret" not in raw(note) + raw(note, "answers") and b"key" not in raw(note, "answers")
    assert raw(note)[0] == 1 and raw(note)[1:5].hex() == keys.current()[0]
    assert len(raw(note)) == 1 + 4 + 12 + len("a secret") + 16


def test_an_empty_text_is_sealed_too(notes: type[Note]) -> None:
    note = notes.objects.create()
    assert len(raw(note)) == 33 and notes.objects.get().text == "" and notes.objects.get().answers == {}


def test_the_same_text_is_never_the_same_bytes(notes: type[Note]) -> None:
    first, second = notes.objects.create(text="same"), notes.objects.create(text="same")
    assert raw(first) != raw(second)


def test_many_at_once(notes: type[Note]) -> None:
    notes.objects.bulk_create([Note(text=f"text {number}") for number in range(5)])
    assert sorted(note.text for note in notes.objects.all()) == [f"text {number}" for number in range(5)]


def test_changed_and_saved(notes: type[Note]) -> None:
    note = notes.objects.create(text="before", answers={"n": 1})
    again = notes.objects.get()
    again.answers["n"] = 2
    again.text = "after"
    again.save()
    assert notes.objects.get().text == "after" and notes.objects.get().answers == {"n": 2}
    note.refresh_from_db()
    assert note.text == "after"


def test_what_nobody_read_is_saved_as_it_lies(notes: type[Note]) -> None:
    before = raw(notes.objects.create(text="as it lies"))
    again = notes.objects.get()
    again.title = "new"
    again.save()
    assert raw(again) == before


def test_deferred(notes: type[Note]) -> None:
    notes.objects.create(text="later")
    note = notes.objects.defer("text").get()
    assert "text" not in vars(note) and note.text == "later"
    assert notes.objects.only("title").get().answers == {}


def test_values_show_nothing(notes: type[Note]) -> None:
    notes.objects.create(text="secret")
    (row,) = notes.objects.values("text")
    assert isinstance(row["text"], Sealed) and f"{row}" == "{'text': <sealed>}"


def test_what_is_sealed_can_be_compared_and_copied_and_shows_nothing() -> None:
    one = Sealed(b"content")
    assert copy.deepcopy(one) == one != Sealed(b"other") and one != b"content"
    assert len({one, Sealed(b"content")}) == 1 and f"{one} {one!r}" == "<sealed> <sealed>"


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Note.objects.update(text="plain"),
        lambda: Note.objects.update(answers={}),
        lambda: Note.objects.filter(text="plain").exists(),
        lambda: Note.objects.filter(text__contains="plain").exists(),
        lambda: Note.objects.filter(answers__a=1).exists(),
        lambda: Note.objects.exclude(text__in=["plain"]).exists(),
        lambda: Note.objects.bulk_update([Note.objects.create(text="x")], ["text"]),
    ],
)
def test_it_can_be_neither_sought_nor_updated(notes: type[Note], wrong: object) -> None:
    with pytest.raises(VaultError, match="sealed"):
        wrong()


@pytest.mark.parametrize("value", [None, 3, b"bytes"])
def test_a_text_is_text(notes: type[Note], value: object) -> None:
    with pytest.raises(VaultError, match="holds text"):
        notes.objects.create(text=value)


def test_moved_to_another_row_it_does_not_open(notes: type[Note]) -> None:
    one, other = notes.objects.create(text="one"), notes.objects.create(text="other")
    forge(other, raw(one))
    with pytest.raises(VaultError, match="moved from another row or column"):
        _ = notes.objects.get(pk=other.pk).text
    with pytest.raises(VaultError):
        notes.objects.get(pk=other.pk).save()


def test_moved_to_another_column_it_does_not_open(notes: type[Note]) -> None:
    note = notes.objects.create(text="one")
    forge(note, raw(note), "other")
    with pytest.raises(VaultError):
        _ = notes.objects.get().other


def test_a_row_taken_under_another_id_does_not_carry_sealed_text_along(notes: type[Note]) -> None:
    notes.objects.create(text="one")
    note = notes.objects.get()
    note.pk = uuid.uuid4()
    with pytest.raises(VaultError):
        note.save(force_insert=True)


def test_every_byte_counts(notes: type[Note]) -> None:
    note = notes.objects.create(text="12345")
    whole = raw(note)
    for place in range(len(whole)):
        forge(note, whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(VaultError):
            _ = notes.objects.get().text
    for length in range(1, len(whole)):
        forge(note, whole[:length])
        with pytest.raises(VaultError):
            _ = notes.objects.get().text


def test_a_column_added_later_is_empty_for_the_rows_before(notes: type[Note]) -> None:
    note = notes.objects.create(text="there")
    later, later_answers = (EncryptedTextField(default="unknown"), EncryptedJSONField())
    for field, name in ((later, "later"), (later_answers, "later_answers")):
        field.set_attributes_from_name(name)
        field.model = Note
        filled = connection.schema_editor().effective_default(field)
        assert bytes(getattr(filled, "obj", filled)) == b""
        assert field.opened(Sealed(b""), note.pk) == ("unknown" if name == "later" else {})


def test_it_stands_in_migrations_as_it_was_written() -> None:
    written, _ = MigrationWriter.serialize(EncryptedTextField(help_text="x"))
    assert written == "sharewell.vault.fields.EncryptedTextField(blank=True, default='', help_text='x')"
    _, _, args, kwargs = EncryptedJSONField(default=list).deconstruct()
    again = EncryptedJSONField(*args, **kwargs)
    assert again.get_default() == [] and again.deconstruct()[3] == kwargs


def test_what_cannot_be_sealed_is_found_before_it_runs() -> None:
    class Wrong(models.Model):
        text = EncryptedTextField(null=True)

        class Meta:
            apps = Apps()
            app_label = "notes"

    found = {each.id for each in Wrong._meta.get_field("text").check()}
    assert found == {"vault.E001", "vault.E002"}
    assert not [each for field in Note._meta.local_fields for each in field.check()]


@pytest.mark.django_db
@settings(max_examples=60, deadline=None)
@given(text=st.text(), number=st.uuids(), other=st.uuids())
def test_any_text_opens_in_its_place_and_no_other(text: str, number: uuid.UUID, other: uuid.UUID) -> None:
    field = Note._meta.get_field("text")
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    sealed = field.sealed(text, number)
    assert field.opened(sealed, number) == text
    if other != number:
        with pytest.raises(VaultError):
            field.opened(sealed, other)


@pytest.mark.django_db
def test_a_row_without_a_uuid_has_no_place_to_seal_for() -> None:
    with pytest.raises(VaultError, match="UUID"):
        Note._meta.get_field("text").sealed("x", 3)


def test_it_is_not_exported() -> None:
    with pytest.raises(VaultError, match="not exported"):
        serializers.serialize("json", [Note(text="secret")])


def test_it_cannot_be_looked_into(notes: type[Note]) -> None:
    with pytest.raises(VaultError, match="cannot be sought"):
        notes.objects.order_by("answers__key").first()
