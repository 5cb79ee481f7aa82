"""Which edition holds on a day, of those that ship and those of a partnership's own. docs/adr/0006 says why so.

An edition that ships holds by its dates. A partnership's own, once released, stands in for the one that it `replaces`,
on the days when both are in force; a later one of its own may replace an earlier. Pure.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations, pairwise, product

from sharewell.guidance.rules import Edition

Editions = Sequence[Edition]


def holder(shipped: Editions, own: Editions, on: date) -> Edition | None:
    """The edition that holds on this day, or None: never the nearest one."""
    ships = next((each for each in shipped if each.is_in_force(on)), None)
    root = ships.key if ships else ""
    fit = [each for each in own if each.released and not each.unfit]
    standing = [each for each in fit if each.is_in_force(on) and _root(own, each) == root]
    for each in standing:
        if not any(each.key in _replaced(own, other) for other in standing):
            return each
    return ships


def faults_of_holding(shipped: Editions, own: Editions) -> Iterator[str]:
    """Where two would hold on one day, or one stands in for nothing that is there: file, line, and how to mend it."""
    yield from _faults_of_shipped(shipped)
    released = [each for each in own if each.released]
    yield from faults_of_circles([*shipped, *released])
    known = {each.key for each in (*shipped, *released)}
    for each in released:
        yield from fault_of_replacing(each, known)
    for one, other in combinations(released, 2):
        yield from _faults_of_two(own, one, other)
    for each, ships in product((each for each in released if not each.replaces), shipped):
        if _day_of_both(each, ships):
            yield _both(ships, each)


def _faults_of_shipped(shipped: Editions) -> Iterator[str]:
    for each in shipped:
        if each.replaces:
            where = each.place("edition.toml", "replaces")
            yield f"{where}: only an edition of a partnership’s own replaces another. Take it out."
    for newer, older in pairwise(sorted(shipped, key=lambda each: each.in_force_from, reverse=True)):
        if older.is_in_force(newer.in_force_from):
            yield _both(older, newer)


def fault_of_replacing(edition: Edition, known: set[str]) -> Iterator[str]:
    """What this edition replaces is there, and is not itself."""
    if edition.replaces and (edition.replaces not in known or edition.replaces == edition.key):
        yield (
            f"{edition.place('edition.toml', 'replaces')}: “{edition.replaces}” is no edition that ships, and none of "
            f"your own that was released. There are: {', '.join(sorted(known - {edition.key}))}."
        )


def faults_of_the_shelves(shipped: Editions, own: Editions) -> Iterator[str]:
    """Whatever is wrong between the editions of both shelves, of those that ship and of those that were released."""
    released = [each for each in own if each.released]
    yield from faults_of_following(shipped, shipped)
    yield from faults_of_following(released, [*shipped, *released])
    yield from faults_of_holding(shipped, own)


def faults_of_a_draft(draft: Edition, shipped: Editions, own: Editions) -> Iterator[str]:
    """What a draft of a partnership's own replaces and follows is there: it ships, or was released."""
    known = [*shipped, *(each for each in own if each.released)]
    yield from fault_of_replacing(draft, {each.key for each in known})
    yield from faults_of_following([draft], known)


def faults_of_following(found: Editions, known: Editions) -> Iterator[str]:
    """Each of these follows an edition that is known, and what it says followed a piece of that one is there."""
    by_key = {each.key: each for each in known}
    for each in found:
        if each.follows and each.follows not in by_key:
            where = each.place("edition.toml", "follows")
            yield f"{where}: `follows` names “{each.follows}”, which is not on the shelf. Name another, or none."
        elif each.follows:
            yield from _faults_of_rules_followed(each, by_key[each.follows])


def faults_of_circles(found: Editions) -> Iterator[str]:
    """No edition follows itself or replaces itself, by way of others either."""
    for key in ("follows", "replaces"):
        before = {each.key: getattr(each, key) for each in found}
        for each in found:
            if each.key in line_of(before, each.key):
                where = each.place("edition.toml", key)
                yield f"{where}: by its `{key}` “{each.key}” comes back to itself. Name another, or none."


def line_of(before: Mapping[str, str], key: str) -> list[str]:
    """What comes before this one, step by step, as far as it is known, and once around if it is a circle."""
    found: list[str] = []
    while (key := before.get(key, "")) and key not in found:
        found.append(key)
    return found


def _faults_of_rules_followed(edition: Edition, before: Edition) -> Iterator[str]:
    older = {rule.key for rule in before.golden_rules}
    for rule in edition.golden_rules:
        if rule.follows and rule.follows not in older:
            where = edition.place("words/rules.md", rule.key)
            yield f"{where}: the golden rule “{rule.key}” follows “{rule.follows}”, which {before.key} has not."


def _faults_of_two(own: Editions, one: Edition, other: Edition) -> Iterator[str]:
    if _root(own, one) != _root(own, other) or _day_of_both(one, other) is None:
        return
    if one.key not in _replaced(own, other) and other.key not in _replaced(own, one):
        yield _both(*sorted((one, other), key=lambda each: each.in_force_from))


def _both(older: Edition, newer: Edition) -> str:
    day = max(older.in_force_from, newer.in_force_from)
    return (
        f"{newer.place('edition.toml', 'in_force_from')}: {older.key} and {newer.key} are both in force on {day}. "
        f"Give {older.key} an `in_force_until` of that day or earlier"
        + (f', or let {newer.key} say `replaces = "{older.key}"`.' if newer.is_own else ".")
    )


def _day_of_both(one: Edition, other: Edition) -> date | None:
    """The first day on which both are in force, if there is one."""
    day = max(one.in_force_from, other.in_force_from)
    return day if one.is_in_force(day) and other.is_in_force(day) else None


def _replaced(own: Editions, edition: Edition) -> list[str]:
    """What this edition replaces, what that one replaces, and so on."""
    by_key, found = {each.key: each.replaces for each in own}, [edition.replaces]
    while (further := by_key.get(found[-1], "")) and further not in found:
        found.append(further)
    return found


def _root(own: Editions, edition: Edition) -> str:
    return _replaced(own, edition)[-1]
