"""Whom a disclosure names: on its cover, and in what was picked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from sharewell.disclosures.rules import line_about, may_name
from sharewell.items.models import ItemVersion
from sharewell.moment import now
from sharewell.people.models import Child
from sharewell.people.rules import Sought
from sharewell.web.words import local


@dataclass(frozen=True)
class Cover:
    """What a list shows of a disclosure: who it is about, as far as the picked items say, and the worry in a line."""

    about: str
    headline: str
    purpose: str


def is_named_in(cover: Cover, versions: Sequence[ItemVersion], children: Sequence[Child], *, is_nameless: bool) -> bool:
    """Whether the cover says who a child is beyond what the versions say themselves; where nobody is to be named, also
    who the mother is, or somebody of the household."""
    names = Sought.of(chain.from_iterable(child.names_around if is_nameless else child.names for child in children))
    about = _more_than_name_and_age(cover.about, versions, children)
    said = names.found_in(*about, cover.headline, may_name(cover.purpose))
    is_name_picked = any(version.item.from_record == "name" for version in versions)
    return bool(said - names.found_in(*_words_in(versions))) or (bool(cover.about) and not is_name_picked)


def _more_than_name_and_age(about: str, versions: Sequence[ItemVersion], children: Sequence[Child]) -> list[str]:
    """The lines that say more than a name that is picked and that child's age: in 3 weeks is nobody called Weeks."""
    ages = {child.pk: child.age_words(local(now()).date()) for child in children}
    named = [each for each in versions if each.item.from_record == "name" and each.item.child_id in ages]
    names = [(each.text.split("\n")[0], ages[each.item.child_id]) for each in named]
    plain = {line_about(name, said) for name, age in names for said in ("", age)}
    return [line for line in about.split("\n") if line not in plain]


def names_somebody(versions: Sequence[ItemVersion], children: Sequence[Child]) -> bool:
    """Whether these repeat a record, say who told them, or name a child or somebody of the household."""
    names = Sought.of(name for child in children for name in child.names_around)
    return bool(names.found_in(*_words_in(versions))) or any(
        version.item.from_record or version.told_by or version.mentions_others or version.about_words
        for version in versions
    )


def _words_in(versions: Sequence[ItemVersion]) -> list[str]:
    return [words for each in versions for words in (each.heading, each.text, each.happened_words)]
