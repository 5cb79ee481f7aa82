"""Every table that belongs to an agency says which: row-level security can be laid over it, and no query can forget."""

import pytest
from django.apps import apps
from django.db import models

# These belong to the partnership, to a person, or to nobody; each says why.
SHARED = {
    "accounts": "an account is a person's, whatever agencies they are in",
    "ledger": "an entry copies the agency's id, and has no foreign keys",
    "vault": "keys are the installation's",
    "clocks.ClockLength": "the partnership's",
    "concerns.Threshold": "the partnership's",
    "directory.Agency": "it is the agency",
    "directory.Area": "the partnership's",
    "directory.BankHoliday": "the same for all",
    "directory.SentFile": "whoever runs the installation sends files too, for every agency",
    "disagreements.StageList": "the partnership's",
    "disagreements.Stage": "the partnership's",
    "directory.WordSpelling": "distinct words of what is public",
    "notices.Heartbeat": "the worker is the installation's",
}


def tables() -> list[type[models.Model]]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("sharewell.")]
    return [model for model in ours if not {model._meta.app_label, model._meta.label} & set(SHARED)]


@pytest.mark.parametrize("model", tables(), ids=lambda model: model._meta.label)
def test_it_says_whose_it_is(model: type[models.Model]) -> None:
    owners = [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label == "directory.Agency"
    ]
    required = [name for name in owners if not model._meta.get_field(name).null]
    assert {"agency", "owner_agency"} & set(required), (
        f"{model._meta.label} has no required column `agency`: say whose it is, or put it on the list here and say why."
    )


def test_the_list_of_shared_tables_is_no_longer_than_it_must_be() -> None:
    known = {model._meta.app_label for model in apps.get_models()} | {model._meta.label for model in apps.get_models()}
    assert set(SHARED) <= known
