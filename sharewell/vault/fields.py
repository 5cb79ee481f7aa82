"""Fields whose content is sealed at rest, each cell to its own table, column and row.

    text = EncryptedTextField()              answers = EncryptedJSONField()

They are read and set like any other field. What they hold cannot be sought, sorted by, or changed by
`.update()`; `values()` gives `<sealed>`. The row's primary key must be a UUID. Renaming a table or a column needs a
migration that opens and seals anew.
"""

import json
import uuid
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from sharewell.vault import keys
from sharewell.vault.sealed import Sealed, VaultError, seal, unseal

if TYPE_CHECKING:
    TextBase = models.Field[str, str]
    JSONBase = models.Field[Any, Any]
else:
    TextBase = JSONBase = models.Field

# What stands in a column that was added to a table which already had rows: nothing was ever sealed there.
NEVER_WRITTEN = b""


class _Opening(DeferredAttribute):
    """Opens what was sealed when somebody first reads it."""

    field: "EncryptedField"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.opened(value, instance.pk)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedField(models.Field if not TYPE_CHECKING else models.Field[Any, Any]):  # type: ignore[misc]
    descriptor_class = _Opening
    empty_strings_allowed = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def get_internal_type(self) -> str:
        return "BinaryField"

    def has_default(self) -> bool:
        # So that a column added later is filled with NEVER_WRITTEN: a text can only be sealed for a row.
        return False

    def get_default(self) -> Any:
        return self.default() if callable(self.default) else self.default

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.null or self.unique or self.db_index or self.choices:
            found.append(
                checks.Error(
                    "A sealed field is never null, unique, indexed or a choice.",
                    hint="Keep a blind index beside it: sharewell.vault.keys.blind_index.",
                    obj=self,
                    id="vault.E001",
                )
            )
        key = self.model._meta.pk
        if not isinstance(key.target_field if key.is_relation else key, models.UUIDField):
            found.append(checks.Error("A sealed field needs a UUID as primary key.", obj=self, id="vault.E002"))
        return found

    # What is inside

    def to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_bytes(self, plain: bytes) -> Any:
        raise NotImplementedError

    def place(self, row: object) -> bytes:
        """The one cell that a text is sealed for: table|column|row."""
        try:
            row_id = uuid.UUID(str(row))
        except ValueError:
            raise VaultError(f"{self} can be sealed only for a row whose primary key is a UUID.") from None
        return f"{self.model._meta.db_table}|{self.column}|{row_id}".encode()

    def opened(self, value: Sealed, row: object) -> Any:
        if value.content == NEVER_WRITTEN:
            return self.get_default()
        return self.from_bytes(unseal(value, keys.cipher_of(value.key_id), self.place(row)))

    def sealed(self, value: Any, row: object) -> Sealed:
        key_id, cipher = keys.current()
        return seal(self.to_bytes(value), key_id, cipher, self.place(row))

    # Between the row in hand and the database

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:
        value = model_instance.__dict__[self.attname]
        if isinstance(value, Sealed):
            self.opened(value, model_instance.pk)
            return value
        return self.sealed(value, model_instance.pk)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Sealed) or (type(value) is bytes and value == NEVER_WRITTEN):
            return value
        raise VaultError(f"{self} is sealed: set it on the row and save() that; it can be neither sought nor updated.")

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        content = self.get_prep_value(value)
        return connection.Database.Binary(content.content if isinstance(content, Sealed) else content)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name in {"exact", "isnull"}:  # `exact` with a Sealed alone: see get_prep_value
            return super().get_lookup(lookup_name)
        raise VaultError(f"{self} is sealed: it cannot be sought. Keep a blind index beside it.")

    def get_transform(self, lookup_name: str) -> Any:
        raise VaultError(f"{self} is sealed: it cannot be sought. Keep a blind index beside it.")

    def value_to_string(self, obj: models.Model) -> str:
        raise VaultError(f"{self} is sealed: it is not exported.")


class EncryptedTextField(EncryptedField, TextBase):  # type: ignore[misc]
    """Free text about people: str in the program, sealed in the database. Empty unless told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else str(value)

    def to_bytes(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise VaultError(f"{self} holds text, not {type(value).__name__}.")
        return value.encode()

    def from_bytes(self, plain: bytes) -> str:
        return plain.decode()


class EncryptedJSONField(EncryptedField, JSONBase):  # type: ignore[misc]
    """Lists, dicts, text, numbers, True, False, None: sealed in the database as JSON. An empty dict unless told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, plain: bytes) -> Any:
        return json.loads(plain)
