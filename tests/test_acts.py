"""No act without an actor: every public function of an actions shelf is an act, entered in the book."""

import importlib
import inspect

import pytest

from sharewell.ledger import book
from tests.building import BASE, short, sources


def action_modules() -> list[str]:
    named = []
    for path in sources():
        parts = path.relative_to(BASE).with_suffix("").parts
        if path.stem == "actions" or "actions" in parts[:-1]:
            named.append(".".join(part for part in parts if part != "__init__"))
    return named


@pytest.mark.parametrize("name", action_modules())
def test_every_public_function_is_an_act(name: str) -> None:
    module = importlib.import_module(name)
    acts = {id(each.function) for each in book.ACTS.values()} | {id(each.wrapper) for each in book.ACTS.values()}
    bad = [
        word
        for word, function in vars(module).items()
        if inspect.isfunction(function)
        and not word.startswith("_")
        and function.__module__ == name
        and id(function) not in acts
        and not getattr(function, "is_not_an_act", "")
    ]
    assert not bad, f"{name}: make these acts, or say why not with @not_an_act(because=...): {bad}"


def test_there_are_acts_to_look_at() -> None:
    assert len(action_modules()) > 5, [short(path) for path in sources()]
