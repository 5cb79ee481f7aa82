"""Telephone numbers in the words of editions: those that stand in an old one alone are not to be rung any more."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sharewell.errors import Refused
from sharewell.guidance.editions import edition_in_force, editions
from sharewell.guidance.rules import Edition

NUMBER = re.compile(r"(?<![\w/.-])(?:\+44|0)(?:[ ()-]{0,2}\d){8,11}(?![\w/-])")
# Of the parts of an edition these hold no words.
NO_WORDS = {"digest", "places", "walks", "key"}


def plain_number(telephone: str) -> str:
    """The digits, as they are dialled here: `+44 (0)1632 960001` and `01632 960 001` are 01632960001."""
    digits = re.sub(r"\D", "", telephone)
    return re.sub(r"^(?:00)?440?", "0", digits) if telephone.strip().startswith(("+", "00")) else digits


@lru_cache(maxsize=64)
def numbers_in(edition: Edition) -> frozenset[str]:
    """Every local number in the words of this edition, by its digits. An edition that is loaded never changes."""
    return frozenset(plain_number(found) for text in _texts(edition) for found in NUMBER.findall(text))


def old_edition_with(telephone: str, on: date) -> Edition | None:
    """The newest edition that held before this day and has this number, when the one that holds does not; else None."""
    return only_in_an_old_one(telephone, editions(), _in_force(on), on)


def only_in_an_old_one(telephone: str, known: Iterable[Edition], in_force: Edition | None, on: date) -> Edition | None:
    """The same among these editions."""
    number = plain_number(telephone)
    if not number or (in_force and number in numbers_in(in_force)):
        return None
    old = (each for each in known if each is not in_force and each.released and each.in_force_from <= on)
    return next((each for each in old if number in numbers_in(each)), None)


def _in_force(on: date) -> Edition | None:
    try:
        return edition_in_force(on)
    except Refused:
        return None


def _texts(part: Any) -> Iterator[str]:
    """Every text within."""
    if isinstance(part, str):
        yield part
    else:
        for each in _parts_of(part):
            yield from _texts(each)


def _parts_of(part: Any) -> Iterable[Any]:
    if is_dataclass(part):
        return [getattr(part, each.name) for each in fields(part) if each.name not in NO_WORDS]
    if isinstance(part, Mapping):
        return part.values()
    return part if isinstance(part, Iterable) else ()
