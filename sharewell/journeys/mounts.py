"""Where each journey stands among the addresses, so that a draft can be found again from anywhere."""

from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver

from sharewell.journeys.rules import Journey
from sharewell.web.addresses import address_of


@dataclass(frozen=True)
class Mount:
    """A journey and the name its addresses begin with, as `reverse` wants it ("concerns:record-concern")."""

    journey: Journey
    name: str

    def address(self, step: str = "", **parts: Any) -> str:
        """The path of the journey's start, or of one of its steps: draft, page, check, discard, all."""
        return address_of(f"{self.name}-{step}" if step else self.name, **parts)

    @property
    def home(self) -> str:
        """Where somebody goes who stops: the journey's home, or its start page."""
        return address_of(self.journey.home) if self.journey.home else self.address()


_mounts: dict[str, Mount] = {}


def mount(journey: Journey, name: str) -> Mount:
    """This journey stands at these addresses. The last word counts, so that tests can stand it elsewhere."""
    _mounts[journey.key] = made = Mount(journey, name)
    return made


def mount_of(key: str) -> Mount | None:
    """Where the journey of that key stands, or None when no address leads to it any more."""
    _ = get_resolver().url_patterns  # reading the addresses is what fills the list
    return _mounts.get(key)
