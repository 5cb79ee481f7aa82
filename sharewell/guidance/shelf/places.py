"""Where everything in an edition stands: the file and the line of each thing that has a name."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from sharewell.guidance.rules.shapes import Names
from sharewell.guidance.shelf.lines import Keys
from sharewell.guidance.shelf.prose import headings
from sharewell.guidance.shelf.tables import ONE, OWN, Table, name_of, read


def places_of(folder: Path) -> Mapping[Names, str]:
    """Where each named thing stands, and each key of it: ("rule", "R7"), ("rule", "R7", "when").

    A titled piece of words goes by its file: ("words/rules.md", "golden-1"); a key at the head of a file, too.
    """
    found: dict[Names, str] = {}
    for path in sorted(folder.glob("*.toml")):
        table = read(path)
        found[(path.name,)] = f"{name_of(path)}, line 1"
        for names, keys in _named(table, (), (path.name,)):
            found[names] = table.place(*keys)
    for path in sorted(folder.glob("words/*.md")):
        found |= {(f"words/{path.name}", key): where for key, where in headings(path).items()}
    return MappingProxyType(found)


def _named(table: Table, at: Keys, names: Names) -> Iterator[tuple[Names, Keys]]:
    """Everything with a name within, by its names, with its path in the file."""
    content = table.content
    for part in at:
        content = content[part]
    for key, said in content.items():
        yield (*names, key), (*at, key)
        listed = said if isinstance(said, list) else []
        for number, each in enumerate(listed):
            own = _own(each)
            if own is None or key not in ONE:
                continue
            outer = names if at else ()
            inner: Names = (*outer, ONE[key], str(each[own]))
            yield inner, (*at, key, number, own)
            yield from _named(table, (*at, key, number), inner)
        if isinstance(said, dict):
            yield from (((*names, key, each), (*at, key, each)) for each in said)


def _own(content: object) -> str | None:
    """The key by which this table has its name, if it has one."""
    return next((key for key in OWN if isinstance(content, dict) and key in content), None)
