"""Every kind of entry there is: those that acts make, and those declared by name. docs/ledger-kinds.md lists them."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sharewell.ledger.rules import Nature

INTRODUCTION = """
# Kinds of entry in the book

Made by `manage.py describe_kinds --write`; a test compares. Every act that is refused is entered too, as its kind with
`.refused` after it, with the reasons as a word. A *fact* is entered in clear (codes, dates, identifiers); a *word* is
personal text: the entry has only its salted digest, the text is kept sealed beside it and can be erased.
"""
TABLE = ("| Kind | What it means | Nature | Facts | Words |", "| --- | --- | --- | --- | --- |")
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
    gives_receipt: bool = False

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
    # inspect.stack() reads the source of every frame: it made each start of the product a second and a half longer.
    module = sys._getframe(1).f_globals["__name__"]
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


def kinds_with_receipts() -> list[str]:
    """The kinds of act whose entries somebody gets a receipt for."""
    return sorted(act.kind for act in ACTS.values() if act.gives_receipt)


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"


def all_kinds() -> list[Act | Kind]:
    """Every kind the product can enter, by name, after every room has been read. What tests declare is left out."""
    import sharewell

    for found in pkgutil.walk_packages(sharewell.__path__, "sharewell."):
        if not NOT_ROOMS & set(found.name.split(".")):
            importlib.import_module(found.name)
    everything: list[Act | Kind] = [*ACTS.values(), *KINDS.values()]
    ours = (each for each in everything if each.module.startswith("sharewell.") and ".tests" not in each.module)
    return sorted(ours, key=lambda each: each.kind)


def described() -> str:
    """Every kind as Markdown, room by room."""
    lines = [INTRODUCTION.strip()]
    room = ""
    for each in sorted(all_kinds(), key=lambda kind: (kind.module.split(".")[1], kind.kind)):
        if room != (room := each.module.split(".")[1]):
            lines += ["", f"## {room}", "", *TABLE]
        lines.append(_row(each))
    return "\n".join(lines) + "\n"


def _row(each: Act | Kind) -> str:
    if isinstance(each, Kind):
        return f"| `{each.kind}` | {each.meaning} | {each.nature.value} | | |"
    words, facts = (", ".join(f"`{name}`" for name in names) for names in (each.words, each.facts))
    return f"| `{each.kind}` | {each.meaning} | act on {each.on} | {facts} | {words} |"
