"""What is handed on by way of the database is sealed for one purpose."""

import pytest

from sharewell.vault.passing import opened_for, sealed_for
from sharewell.vault.sealed import VaultError


@pytest.mark.django_db
def test_it_opens_for_its_purpose_alone() -> None:
    sealed = sealed_for("a letter", "amina@example.org – ä")
    assert "amina" not in sealed and sealed != sealed_for("a letter", "amina@example.org – ä")
    assert opened_for("a letter", sealed) == "amina@example.org – ä"
    with pytest.raises(VaultError):
        opened_for("a parcel", sealed)
