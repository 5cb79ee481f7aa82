"""Reading the book as it lies in the database: whatever cannot be read is named, and the rest is read.

Identifiers are kept as the database shows them in text, so that an altered one is seen and never mended on the way.
"""

import contextlib
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db import DatabaseError, connection, transaction
from django.db.models import CharField
from django.db.models.functions import Cast

from sharewell.ledger import rules
from sharewell.ledger.models import Entry, EntryWords, Node, Place
from sharewell.vault.sealed import VaultError

BATCH = 900
UNREADABLE = (DatabaseError, ValueError, TypeError, AttributeError, RecursionError)
# Stands for all the words of an entry when none of them can be read.
UNREADABLE_WORDS = "?"
STORED = {"facts": "facts_text", "word_digests": "word_digests_text"}
INSTANTS = ("happened_at", "written_at")
NO_INSTANT = datetime.min.replace(tzinfo=UTC)
COLUMNS = [STORED.get(name, name) for name in rules.COLUMNS if name != "id"] + ["marks", "digest"]
K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """An entry as it lies in the database; `wrong` says why when it cannot be read."""

    id: str
    columns: dict[str, Any] = field(default_factory=dict)
    wrong: str = ""

    @property
    def name(self) -> str:
        return f"entry {shown(self.id)} ({self.columns.get('kind', 'of a kind that cannot be read')})"

    @property
    def digest(self) -> bytes:
        return _bytes(self.columns.get("digest"))

    @property
    def marks(self) -> bytes:
        return _bytes(self.columns.get("marks"))


@dataclass(frozen=True)
class KeptPlace:
    """A place as it lies in the database."""

    position: int
    entry_id: str = ""
    leaf: bytes = b""
    wrong: str = ""


@dataclass(frozen=True)
class KeptWord:
    """A personal text of an entry, opened."""

    salt: bytes = b""
    text: str = ""
    wrong: str = ""


KeptWords = dict[str, dict[str, KeptWord]]


@contextlib.contextmanager
def one_view() -> Iterator[None]:
    """Inside, everything is read as it stood at the first question, whatever others write. Nothing can be written.

    Within a transaction that is under way, its own view holds. Nobody waits for this: on SQLite it takes no turn.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def places_between(first: int, last: int) -> list[KeptPlace]:
    """The places from the first to the last of these positions."""
    numbers = (
        Place.objects.filter(position__range=(first, last)).order_by("position").values_list("position", flat=True)
    )

    def read(some: list[int]) -> list[KeptPlace]:
        found = Place.objects.filter(position__in=some).annotate(entry=Cast("entry_id", CharField()))
        rows = found.order_by("position").values_list("position", "entry", "leaf")
        return [KeptPlace(number, str(entry_id), _bytes(leaf)) for number, entry_id, leaf in rows]

    return _carefully(list(numbers), read, lambda number, wrong: KeptPlace(number, wrong=wrong))


def nodes_between(first: int, last: int) -> Iterator[tuple[int, bytes]]:
    """The nodes with these numbers, in order, as far as there are any."""
    found = Node.objects.filter(number__range=(first, last)).order_by("number").values_list("number", "hash")
    for number, each in found.iterator(BATCH):
        yield number, _bytes(each)


def rows_by_id(ids: Iterable[str]) -> dict[str, Row]:
    """The entries with these ids, as far as there are any."""
    raw = {f"{name}_raw": Cast(name, CharField()) for name in INSTANTS} if connection.vendor == "sqlite" else {}
    # An instant that is none would keep the whole row from being read, and nobody would know which it was.
    columns = [name for name in COLUMNS if not raw or name not in INSTANTS]
    entries = Entry.objects.annotate(text=Cast("id", CharField()), **raw)

    def read(some: list[str]) -> list[Row]:
        found = entries.filter(pk__in=_uuids(some)).values("text", *columns, *raw)
        return [Row(str(each.pop("text")), _with_instants(each)) for each in found]

    return {row.id: row for row in _carefully(list(ids), read, lambda key, wrong: Row(key, wrong=wrong))}


def _with_instants(columns: dict[str, Any]) -> dict[str, Any]:
    return columns | {name: _instant(columns[f"{name}_raw"]) for name in INSTANTS if name not in columns}


def _instant(kept: str) -> datetime:
    """What SQLite keeps of an instant; another, and so altered, where it is none."""
    try:
        return datetime.fromisoformat(kept).replace(tzinfo=UTC)
    except (ValueError, TypeError):
        return NO_INSTANT


def words_by_entry(ids: Iterable[str]) -> KeptWords:
    """The words of these entries, by name."""
    words: KeptWords = defaultdict(dict)

    def read(some: list[str]) -> list[None]:
        kept = EntryWords.objects.filter(entry_id__in=_uuids(some)).annotate(entry=Cast("entry_id", CharField()))
        for each in kept:
            words[each.entry][each.name] = _opened(each)
        return []

    def put_down(key: str, wrong: str) -> None:
        words[key][UNREADABLE_WORDS] = KeptWord(wrong=wrong)

    _carefully(list(ids), read, put_down)
    return words


def said_by(row: Row) -> tuple[dict[str, Any], list[str]]:
    """What the entry says, and the columns that are not written as an entry writes them."""
    said: dict[str, Any] = dict(row.columns)
    altered = [name for name in INSTANTS if not _is_as_written(said[name], said.get(f"{name}_raw"))]
    for name, stored in STORED.items():
        try:
            said[name] = rules.as_written(said[stored])
        except UNREADABLE:
            altered.append(name)
            said[name] = None
    try:
        return rules.saying(said | {"id": uuid.UUID(row.id)}), altered
    except UNREADABLE as wrong:
        return said, [*altered, f"a column that holds what no entry can hold ({wrong})"]


def _is_as_written(moment: datetime, raw: str | None) -> bool:
    """Whether SQLite, which keeps an instant as text, has the very text that was written."""
    return raw is None or (isinstance(moment, datetime) and raw == str(moment.astimezone(UTC).replace(tzinfo=None)))


def _opened(kept: EntryWords) -> KeptWord:
    try:
        return KeptWord(bytes.fromhex(kept.salt), kept.text)
    except (VaultError, ValueError) as wrong:
        return KeptWord(wrong=str(wrong))


def _carefully(keys: list[K], read: Callable[[list[K]], list[T]], give_up: Callable[[K, str], T]) -> list[T]:
    """All at once; and, when something cannot be read, one by one."""
    try:
        return read(keys)
    except UNREADABLE:
        found: list[T] = []
        for key in keys:
            try:
                found += read([key])
            except UNREADABLE as wrong:
                found.append(give_up(key, str(wrong)))
        return found


def _uuids(texts: Iterable[str]) -> list[uuid.UUID]:
    found = []
    for text in texts:
        with contextlib.suppress(ValueError):
            found.append(uuid.UUID(text))
    return found


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def shown(entry_id: str) -> str:
    """An entry's id as people see it elsewhere, whichever database it came from."""
    try:
        found = uuid.UUID(entry_id)
    except ValueError:
        return repr(entry_id)
    return str(found) if entry_id in {str(found), found.hex} else repr(entry_id)
