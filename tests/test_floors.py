"""The floors hold: calls and foreign keys go down, never level, never up."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.building import BASE, HOUSE, floor_of


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("sharewell.")]


def test_calls_go_down() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=BASE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_is_on_the_map_and_has_a_door_plate() -> None:
    for folder in HOUSE.iterdir():
        if not (folder / "apps.py").exists():
            continue
        floor_of(folder.name)
        plate = (folder / "__init__.py").read_text(encoding="utf-8").strip()
        assert plate.startswith('"""'), f"{folder.name} has no door plate: say what the room is for in its __init__.py."


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_go_down(model: type[models.Model]) -> None:
    here = model._meta.app_label
    for field in model._meta.get_fields():
        target = field.related_model if field.is_relation and not field.auto_created else None
        if target is None or not target.__module__.startswith("sharewell."):
            continue
        there = target._meta.app_label
        assert there == here or floor_of(there) > floor_of(here), (
            f"{model._meta.label}.{field.name} points up or level, to {there}. The upper row holds the key: move it."
        )
