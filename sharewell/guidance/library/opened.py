"""An edition that lies open before a reader: on which day, and where its other pages stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.timezone import localdate

from sharewell.errors import Refused
from sharewell.guidance.editions import edition as edition_called
from sharewell.guidance.editions import edition_in_force, held_when
from sharewell.guidance.library.terms import Terms
from sharewell.guidance.rules import Clock, Edition, Gateway, Passage, Switch, When
from sharewell.guidance.shelf.succession import Stretch
from sharewell.guidance.wording import length_in_words, switch_in_words
from sharewell.moment import now
from sharewell.web.addresses import address_of

# The passage of an edition's law that stands above its data-protection gateways.
ABOUT_DATA_PROTECTION = "data-protection"


@dataclass(frozen=True)
class Opened:
    """One edition, read on one day. `is_named`: the reader asked for it by name or by a day, and stays within it."""

    edition: Edition
    today: date
    day: date
    is_named: bool

    @property
    def is_in_force(self) -> bool:
        """Whether it holds today."""
        return self.edition.key == key_in_force(self.today)

    @cached_property
    def held(self) -> Stretch | None:
        """From when until when it holds, or held, and what came after."""
        return held_when(self.edition, self.today)

    @cached_property
    def linked(self) -> Terms:
        """Links the terms on this one page."""
        return Terms(self.edition.glossary, self.at("guidance_glossary"))

    def length(self, clock: Clock) -> str:
        """How long this clock gives, in words."""
        return length_in_words(clock)

    def named(self, switch: Switch) -> str:
        """The part of the law that this switches, in words."""
        return switch_in_words(switch.fact)

    def at(self, name: str, **parts: Any) -> str:
        """The address of this page of the library, in the same edition."""
        return address_of(name, **parts, **({"key": self.edition.key} if self.is_named else {}))

    def gateways(self, layer: str = "", kind: str = "") -> list[Gateway]:
        """The gateways of this layer that this kind of agency may use; all of either when it is not named."""
        return [each for each in self.edition.gateways if layer in {"", each.layer} and each.is_open_to(kind)]

    def waits_for(self, when: When) -> Switch | None:
        """The part of the law, off on this day, without which this cannot hold; None when nothing stands in the way."""
        off = {str(switch.fact): switch for switch in self.edition.switches if not switch.is_on(self.day)}
        lacking = [next((off[name] for name in each.all if name in off), None) for each in when.conditions]
        return lacking[0] if lacking and all(lacking) else None

    def on_data_protection(self) -> Iterable[Passage]:
        """What the edition says in general of data protection."""
        return [passage for passage in self.edition.law if passage.key == ABOUT_DATA_PROTECTION]


def key_in_force(day: date) -> str:
    """The key of the edition that holds on this day; empty when none does."""
    try:
        return edition_in_force(day).key
    except Refused:
        return ""


def today() -> date:
    """The day it is here."""
    return localdate(now())


def opened(key: str = "") -> Opened:
    """The edition with this key, or the one in force, as it is read today. Refused when there is none."""
    day = today()
    return Opened(edition_called(key) if key else edition_in_force(day), day, day, bool(key))


def opened_on(day: date) -> Opened:
    """The edition that was in force on this day, as it was then. Refused when none was."""
    return Opened(edition_in_force(day), today(), day, is_named=True)
