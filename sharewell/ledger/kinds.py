"""Every kind of entry there is: those that acts make, and those declared by name. docs/ledger-kinds.md lists them."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sharewell.ledger.rules import Nature

NOT_ROOMS = {"tests", "migrations", "wsgi", "asgi", "make_secrets"}


@dataclass(frozen=True)
class Act:
    """A thing that can be done: the function that does it, and what its entry will say."""

    kind: str
    function: Callable[..., Any]
    wrapper: Callable[..., Any]
    on: str
    may: Callable[..., bool] | None
    open_to: str
    words: tuple[str, ...]
    facts: tuple[str, ...]

    @property
    def meaning(self) -> str:
        """The first line of the act's docstring."""
        return (inspect.getdoc(self.function) or "").split("\n")[0]

    @property
    def module(self) -> str:
        return self.function.__module__


@dataclass(frozen=True)
class Kind:
    """A kind of entry that no act makes: a look, a sign-in, a search."""

    kind: str
    meaning: str
    nature: Nature
    module: str


ACTS: dict[str, Act] = {}
KINDS: dict[str, Kind] = {}


def declare(kind: str, meaning: str, *, is_look: bool = False) -> str:
    """There is a kind of entry with this name and meaning (a plain sentence). Gives the name back.

    At module level, once: `REFERRAL_OPENED = declare("referral.opened", "Somebody opened a referral.", is_look=True)`.
    """
    module = inspect.stack()[1].frame.f_globals["__name__"]
    known = KINDS.get(kind)
    if kind in ACTS or (known and known.module != module):
        raise ValueError(f"Two things would enter {kind!r}: give one of them another kind.")
    KINDS[kind] = Kind(kind, meaning, Nature.LOOK if is_look else Nature.EVENT, module)
    return kind


def register(act: Act) -> None:
    """The act is known by its kind. ValueError when another act or declaration has that kind."""
    known = ACTS.get(act.kind)
    if act.kind in KINDS or (known and _name(known.function) != _name(act.function)):
        raise ValueError(f"Two things would enter {act.kind!r}: give one of them another kind.")
    ACTS[act.kind] = act


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def all_kinds() -> list[Act | Kind]:
    """Every kind the product can enter, by name, after every room has been read. What tests declare is left out."""
    import sharewell

    for found in pkgutil.walk_packages(sharewell.__path__, "sharewell."):
        if not NOT_ROOMS & set(found.name.split(".")):
            importlib.import_module(found.name)
    everything: list[Act | Kind] = [*ACTS.values(), *KINDS.values()]
    return sorted((each for each in everything if ".tests" not in each.module), key=lambda each: each.kind)
