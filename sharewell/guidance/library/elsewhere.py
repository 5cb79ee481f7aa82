"""Where to read more, outside this site: dated, and saying aloud what awaits checking.

These stand on the shelf beside the editions and not in them: an address may move without a new edition. A partnership
puts its own in a file of this name on its own shelf, and its local ones take the place of those that ship.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from django.conf import settings

from sharewell.guidance.editions import SHELF
from sharewell.guidance.shelf.tables import Table, read
from sharewell.web.words import day

LINKS = "links.toml"
# The group of links that is a partnership's own to fill.
LOCAL = "local"


@dataclass(frozen=True)
class Group:
    """Links of one kind, and what they have in common."""

    key: str
    title: str
    about: str


@dataclass(frozen=True)
class Link:
    """A page elsewhere, and who last found it right (none: nobody has yet). `gateways`: whose law stands there."""

    key: str
    group: str
    title: str
    address: str
    about: str
    gateways: tuple[str, ...]
    checked_on: date | None
    checked_by: str


@dataclass(frozen=True)
class Elsewhere:
    """Everything that the library leads to outside this site. `has_own`: the partnership has put its own there."""

    stale_after: timedelta
    groups: tuple[Group, ...]
    links: tuple[Link, ...]
    has_own: bool = False

    def within(self, group: Group) -> list[Link]:
        """The links of this group."""
        return [link for link in self.links if link.group == group.key]

    def on_gateway(self, key: str) -> list[Link]:
        """Where the law of this gateway can be read."""
        return [link for link in self.links if key in link.gateways]

    def awaits_checking(self, link: Link, today: date) -> bool:
        """Whether nobody has checked this link, or so long ago that it must be done again."""
        return link.checked_on is None or today - link.checked_on > self.stale_after

    def last_checked(self, link: Link) -> str:
        """When it was last checked and by whom, in words."""
        return (
            f"Last checked on {day(link.checked_on)} by {link.checked_by}." if link.checked_on else "Not checked yet."
        )


def elsewhere() -> Elsewhere:
    """What stands on our shelf, with the partnership's own. EditionError when either cannot be read."""
    return _elsewhere(Path(settings.EDITIONS) / LINKS)


@cache
def _elsewhere(own: Path) -> Elsewhere:
    shipped = read_elsewhere(SHELF / LINKS)
    return with_own(shipped, own) if own.is_file() else shipped


def with_own(shipped: Elsewhere, path: Path) -> Elsewhere:
    """The same with the links in this file. Those that ship as local give way."""
    table = read(path)
    keys = [group.key for group in shipped.groups]
    own = tuple(_link(each, keys) for each in table.tables("links"))
    table.done()
    kept = tuple(link for link in shipped.links if link.group != LOCAL)
    _each_once(table, [*keys, *(link.key for link in (*own, *kept))])
    return replace(shipped, links=(*own, *kept), has_own=any(link.group == LOCAL for link in own))


def read_elsewhere(path: Path) -> Elsewhere:
    """The file of links at this path, read strictly: a slip in it is an EditionError that says how to mend it."""
    table = read(path)
    groups = tuple(_group(each) for each in table.tables("groups"))
    links = tuple(_link(each, [group.key for group in groups]) for each in table.tables("links"))
    _each_once(table, [*(group.key for group in groups), *(link.key for link in links)])
    found = Elsewhere(timedelta(days=table.number("stale_after_days")), groups, links)
    table.done()
    return found


def _each_once(table: Table, keys: list[str]) -> None:
    for key, count in Counter(keys).items():
        if count > 1:
            raise table.wrong(f"there are two called “{key}”. Give one another name.")


def _group(table: Table) -> Group:
    group = Group(table.text("key"), table.text("title"), table.text("about"))
    table.done()
    return group


def _link(table: Table, groups: list[str]) -> Link:
    link = Link(
        key=table.text("key"),
        group=table.known([table.text("group")], groups, "group")[0],
        title=table.text("title"),
        address=table.text("address"),
        about=table.text("about"),
        gateways=table.texts("gateways"),
        checked_on=table.day_or_none("checked_on"),
        checked_by=table.text("checked_by", ""),
    )
    table.done()
    if fault := _fault(link):
        raise table.wrong(fault)
    return link


def _fault(link: Link) -> str:
    if not link.address.startswith("https://") or any(each.isspace() or each in "\"'<>" for each in link.address):
        return "`address` must be a whole address that begins with https://."
    if (link.checked_on is None) != (not link.checked_by):
        return "`checked_on` and `checked_by` go together: write both, or neither."
    return ""
