"""What may be picked for a recipient, before anything is kept: the child, the household, and what was written."""

import hashlib
import json
import uuid
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from sharewell.concerns.finding import chosen_children
from sharewell.concerns.naming import called
from sharewell.concerns.rules import told_apart, whom_words
from sharewell.disclosures.rules import line_about, may_name
from sharewell.items.record import record_of
from sharewell.items.rules import ItemCategory, ItemDetails
from sharewell.journeys.sitting import Sitting
from sharewell.people.access import households_of
from sharewell.people.models import Child
from sharewell.people.rules import Sought

WORRY = "worry"


@dataclass(frozen=True)
class Pickable:
    """One thing that may be picked: its key in the draft, and what it says. `child` is whom it is about.

    Where several children were chosen, `whose` is the one whose record it is, by name; `about` are those whom a thing
    that was written is about, `whom` the same in words.
    """

    key: str
    details: ItemDetails
    child: Child
    from_record: str = ""
    whose: str = ""
    about: tuple[Child, ...] = ()
    whom: str = ""

    @property
    def title(self) -> str:
        """What it is called on the sender's own pages; with the child's name where several children have one."""
        return f"{self.details.titled()} ({self.whose})" if self.whose else self.details.titled()

    @property
    def children(self) -> tuple[Child, ...]:
        """Every child it is about."""
        return self.about or (self.child,)

    @property
    def number(self) -> int:
        """Which of the things that were written it is, counted from 0."""
        return int(self.key.removeprefix(f"{WORRY}-"))

    @cached_property
    def tick(self) -> str:
        """What its tick box says: the thing in these very words, wherever it stands. In other words it is another, and
        not ticked."""
        about = {"about": [str(child.pk) for child in self.about]} if self.about else {}
        words = json.dumps(self.details.as_json() | about, sort_keys=True)
        lead = self.key if self.from_record else WORRY
        return f"{lead}.{hashlib.sha256(words.encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class AsTold:
    """A thing as those who get it read it: its title, and whom it is about where it could be about several."""

    thing: Pickable
    title: str
    whom: str


@dataclass(frozen=True)
class Shelf:
    """The pickable things of one kind, under one heading."""

    title: str
    things: tuple[Pickable, ...]


def pickables(sitting: Sitting, worries: Sequence[ItemDetails], abouts: Sequence[Sequence[Child]]) -> list[Pickable]:
    """All that may be picked, in the order in which it is shown. `abouts` says of each worry which of several children
    it is about."""
    children = chosen_children(sitting)
    names, households = called(children), households_of(sitting.by, children)
    whose = names if len(children) > 1 else {}
    things = [
        Pickable(f"{part}@{child.pk}", details, child, part, whose.get(child.pk, ""))
        for child in children
        for part, details in record_of(child, households[child.pk], sitting.by.agency.short_name).items()
    ]
    for number, details in enumerate(worries):
        about = tuple(abouts[number]) if abouts else ()
        whom = whom_words([names[child.pk] for child in about], details.about_words) if about else ""
        things.append(Pickable(f"{WORRY}-{number}", details, (about or children)[0], about=about, whom=whom))
    order = list(ItemCategory)
    return sorted(things, key=lambda thing: order.index(thing.details.category))


def as_told(picked: Sequence[Pickable], children: Sequence[Child]) -> list[AsTold]:
    """These things as those who get them, and nothing else, will read them: no child by a name that was not picked."""
    names = _names_told(picked, children)
    whose = {thing.child for thing in picked if thing.from_record}
    told = []
    for thing in picked:
        title, also = thing.details.titled(), thing.details.about_words
        if thing.from_record and len(whose) > 1:
            title = f"{title} ({names[thing.child.pk]})"
        is_plain = not thing.about or (len(names) == 1 and not also)
        whom = "" if is_plain else whom_words([names[child.pk] for child in thing.about], also)
        told.append(AsTold(thing, title, whom))
    return told


def _names_told(picked: Sequence[Pickable], children: Sequence[Child]) -> dict[uuid.UUID, str]:
    """In the order in which the things will stand: from the records, child by child; then what was written."""
    of_record = {thing.child for thing in picked if thing.from_record}
    named = {thing.child for thing in picked if thing.from_record == "name"}
    written = sorted((thing for thing in picked if not thing.from_record), key=lambda thing: thing.number)
    told = [child for child in children if child in of_record]
    told += [child for thing in written for child in thing.children]
    return told_apart({child.pk: child.display_name if child in named else "" for child in told})


def nameless(things: Sequence[Pickable]) -> list[Pickable]:
    """What may be shared with nobody named: nothing from a record, nothing that names the child or somebody else, nor
    says who told it."""
    names = Sought.of(
        name
        for thing in things
        for name in (*chain.from_iterable(child.names_around for child in thing.children), _at_home(thing))
    )
    return [thing for thing in things if not thing.from_record and not _tells_of_somebody(thing.details, names)]


def _at_home(thing: Pickable) -> str:
    """Who of the household it is about, by the sender's own record."""
    return thing.details.about_words if thing.from_record else ""


def _tells_of_somebody(details: ItemDetails, names: Sought) -> bool:
    is_named = names.found_in(*_told_by(details))
    return bool(is_named or details.told_by or details.about_words or details.mentions_others)


def names_held_back(children: Iterable[Child], *, is_nameless: bool) -> list[str]:
    """The names that nothing but what is ticked may say: of the children; where nobody is to be named, of their mothers
    and households too."""
    return [name for child in children for name in (child.names_around if is_nameless else child.names)]


def is_named_beyond(purpose: str, names: Iterable[str], things: Iterable[Pickable], ticked: Container[str]) -> bool:
    """Whether the purpose has a part of one of these names that nothing ticked says."""
    sought = Sought.of(names)
    said = sought.found_in(*(words for thing in things if thing.tick in ticked for words in _told_by(thing.details)))
    return bool(sought.found_in(may_name(purpose)) - said)


def named_all_the_same(picked: Sequence[Pickable], children: Iterable[Child], said: Iterable[str]) -> list[Child]:
    """The children whose name is not picked, and stands all the same in what is, or in what is `said` beside it."""
    named = {thing.child for thing in picked if thing.from_record == "name"}
    known = [name for child in named for name in child.names]
    words = [*said, *chain.from_iterable(_all_words(thing.details) for thing in picked if thing.from_record != "name")]
    found = []
    for child in children:
        sought = Sought.of(child.names)
        if child not in named and sought.found_in(*words) - sought.found_in(*known):
            found.append(child)
    return found


def _all_words(details: ItemDetails) -> tuple[str, ...]:
    return *_told_by(details), details.told_by, details.about_words


def _told_by(details: ItemDetails) -> tuple[str, ...]:
    return details.text, details.heading, details.happened_words


def shelves(things: Iterable[Pickable]) -> list[Shelf]:
    """The same things under their headings."""
    found: dict[str, list[Pickable]] = {}
    for thing in things:
        found.setdefault(thing.details.category.words, []).append(thing)
    return [Shelf(title, tuple(each)) for title, each in found.items()]


def about_words(picked: Sequence[Pickable], today: date) -> str:
    """Whom it is about, a line each, in the words that the picked things allow: names only where the name itself was
    picked."""
    named = [thing.child for thing in picked if thing.from_record == "name"]
    guessed = {thing.child for thing in picked if thing.from_record == "age"}
    return "\n".join(_named(child, today, child in guessed) for child in dict.fromkeys(named))


def _named(child: Child, today: date, tells_guess: bool) -> str:
    """The name and the age. A guess of the age is a thing of its own, told only where it was picked."""
    is_guess = not (child.date_of_birth or child.due_date) and child.age_estimate is not None
    return line_about(child.display_name, "" if is_guess and not tells_guess else child.age_words(today))


def headline_words(picked: Iterable[Pickable]) -> str:
    """The worry in a line, from what was picked: nothing that was not picked is told by a list."""
    told = (thing.details.titled() for thing in picked if not thing.from_record)
    return next(iter(told), "")


def as_data(details: ItemDetails) -> dict[str, Any]:
    """What an item says, for a template."""
    return {"heading": details.titled(), **details.as_json()}
