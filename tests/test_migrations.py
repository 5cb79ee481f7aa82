"""Migrations: none pending, each with a name that says something."""

import pytest
from django.core.management import call_command

from tests.building import short, sources


@pytest.mark.django_db
def test_none_is_pending() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_each_is_named() -> None:
    bad = [short(path) for path in sources(migrations=True) if "migrations" in path.parts and "_auto_" in path.name]
    assert not bad, f"Give these a name that says what changes: {bad}"
