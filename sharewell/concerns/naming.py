"""How children are told apart: to their own agency by name, to others by what those were sent, and no more."""

import uuid
from collections.abc import Container, Mapping, Sequence

from sharewell.concerns.rules import told_apart, whom_words
from sharewell.items.models import ItemVersion
from sharewell.people.models import Child
from sharewell.web.words import plural

# With more children than these a heading gives one name and says how many others.
TOLD_BY_NAME = 2
About = Mapping[uuid.UUID, Sequence[uuid.UUID]]


def called(children: Sequence[Child]) -> dict[uuid.UUID, str]:
    """What each of these children is called on the pages of their own agency."""
    return told_apart({child.pk: child.display_name for child in children})


def called_in(versions: Sequence[ItemVersion], about: About) -> dict[uuid.UUID, str]:
    """What each child is called by whoever has these versions and nothing else: by the name that they give, or none.

    `about` says of each version, by its id, which children it is about (`items.access.children_about`).
    """
    names = {each.item.child_id: each.text.split("\n")[0] for each in versions if each.item.from_record == "name"}
    return told_apart({child: names.get(child, "") for version in versions for child in about[version.pk]})


def titles_of(versions: Sequence[ItemVersion], about: About, *, is_nameless: bool = False) -> dict[uuid.UUID, str]:
    """What each is called among these, with the child's name where several children have one of the kind."""
    names = called_in(versions, about)
    from_record = [version for version in versions if version.item.from_record]
    titles = {version.pk: version.heading for version in versions}
    if not is_nameless and len({version.item.child_id for version in from_record}) > 1:
        titles |= {each.pk: f"{each.heading} ({names[each.item.child_id]})" for each in from_record}
    return titles


def whom_of(versions: Sequence[ItemVersion], about: About, *, among: Container[uuid.UUID] = ()) -> dict[uuid.UUID, str]:
    """Whom each that somebody wrote is about, in words; left out where all are about one child and nobody else, unless
    it is `among` those of which it must be said."""
    names = called_in(versions, about)
    return {
        version.pk: whom_words([names[child] for child in about[version.pk]], version.about_words)
        for version in versions
        if not version.item.from_record and (len(names) > 1 or version.about_words or version.pk in among)
    }


def heading(names: Sequence[str], unnamed: int = 0) -> str:
    """Whom it is about, short enough for a heading, and how many more whose names were not shared; every name stands
    below it."""
    if not names:
        return f"{unnamed} children whose names were not shared" if unnamed > 1 else "A child whose name was not shared"
    told = f"{names[0]} and {len(names) - 1} others" if len(names) > TOLD_BY_NAME else " and ".join(names)
    return f"{told}, and {plural(unnamed, 'child', 'children')} not named" if unnamed else told
