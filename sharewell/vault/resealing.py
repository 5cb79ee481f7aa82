"""Sealing anew: after a rotation, every text is opened and sealed again under the current data key.

It may be stopped and started again: what is done is skipped. People may write meanwhile: a cell is replaced only when
it still holds what was opened. A model whose rows the database refuses to update has `replaceable_within`: a context in
which a row may be taken out and put in again.
"""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models, transaction

from sharewell.vault import keys
from sharewell.vault.fields import EncryptedField
from sharewell.vault.sealed import Sealed, VaultError

BATCH = 200


@dataclass
class Resealed:
    """What was done to the rows of one model, and what could not be opened: `id: reason`."""

    model: type[models.Model]
    done: int = 0
    overtaken: int = 0
    unopened: list[str] = field(default_factory=list)


def sealed_fields(model: type[models.Model]) -> list[EncryptedField]:
    """The fields of the model that are sealed."""
    return [each for each in model._meta.local_concrete_fields if isinstance(each, EncryptedField)]


def models_with_sealed_fields() -> list[type[models.Model]]:
    """Every model that keeps something sealed."""
    return [model for model in apps.get_models(include_auto_created=True) if sealed_fields(model)]


def reseal(model: type[models.Model], *, batch: int = BATCH) -> Resealed:
    """No row of this model is sealed under a retired key any more, but those overtaken meanwhile or unopened."""
    result = Resealed(model)
    current, _ = keys.current()
    replaceable = getattr(model, "replaceable_within", None)
    replace = _by_replacing if replaceable else _by_updating
    for rows in _batches(model, batch):
        with transaction.atomic(), (replaceable or nullcontext)():
            for row_id, cells in rows:
                _reseal_row(
                    result, replace, row_id, {name: old for name, old in cells.items() if old.key_id != current}
                )
    return result


Replace = Callable[[type[models.Model], object, dict[str, Sealed], dict[str, Sealed]], int]


def _reseal_row(result: Resealed, replace: Replace, row_id: object, old: dict[str, Sealed]) -> None:
    fields = {each.attname: each for each in sealed_fields(result.model)}
    try:
        new = {name: fields[name].sealed(fields[name].opened(cell, row_id), row_id) for name, cell in old.items()}
    except VaultError as wrong:
        result.unopened.append(f"{row_id}: {wrong}")
        return
    if new:
        changed = replace(result.model, row_id, old, new)
        result.done += changed
        result.overtaken += not changed


def _by_updating(model: type[models.Model], row_id: object, old: dict[str, Sealed], new: dict[str, Sealed]) -> int:
    return model._base_manager.filter(pk=row_id, **old).update(**new)


def _by_replacing(model: type[models.Model], row_id: object, old: dict[str, Sealed], new: dict[str, Sealed]) -> int:
    row = model._base_manager.filter(pk=row_id, **old).first()
    if row is None or not model._base_manager.filter(pk=row_id, **old).delete()[0]:
        return 0
    for name, cell in new.items():
        setattr(row, name, cell)
    row.save(force_insert=True)
    return 1


def _batches(model: type[models.Model], size: int) -> Iterator[list[tuple[object, dict[str, Sealed]]]]:
    names = [each.attname for each in sealed_fields(model)]
    rows: models.QuerySet = model._base_manager.order_by("pk")
    last: object = None
    while found := _read((rows if last is None else rows.filter(pk__gt=last))[:size], names):
        yield found
        last = found[-1][0]


def _read(rows: models.QuerySet, names: list[str]) -> list[tuple[object, dict[str, Sealed]]]:
    return [
        (pk, {name: cell for name, cell in zip(names, cells, strict=True) if cell.content})
        for pk, *cells in rows.values_list("pk", *names)
    ]
