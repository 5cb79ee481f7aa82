"""Recomputing many entries quickly: a stretch of the book is whole, or somebody must look at it closely.

Every entry is recomputed from its columns, every word is opened, and every node of the stretch is hashed again, all
from what the database has. The database itself writes out the text that is hashed: reading seventeen columns of every
row took four times as long. Whatever is not exactly as the book writes it makes the stretch not whole;
`verifying` then reads it row by row and says what is wrong.
"""

import json
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import cast

from django.db import connection, transaction

from sharewell.ledger import merkle, tree
from sharewell.ledger.models import EntryWords
from sharewell.ledger.reading import UNREADABLE
from sharewell.ledger.rules import LEAF, MEMBERS, word_digest
from sharewell.vault.fields import EncryptedField
from sharewell.vault.sealed import Sealed, VaultError

# How high the tree over one stretch is: 4,096 entries. Their nodes are finished within it.
LEVELS = 12
STRETCH = 1 << LEVELS
SQLITE_INSTANT = "'\"' || replace({0}, ' ', 'T') || CASE length({0}) WHEN 19 THEN '.000000' ELSE '' END || 'Z\"'"
POSTGRES_INSTANT = "'\"' || to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') || '\"'"
# Each column in canonical JSON, as the database itself writes it from what it has; every column not named is a text.
# See rules.leaf.
AS_JSON = {
    "sqlite": {
        "": "json_quote({0})",
        "id": "'\"' || substr({0}, 1, 8) || '-' || substr({0}, 9, 4) || '-' || substr({0}, 13, 4) || '-' || "
        "substr({0}, 17, 4) || '-' || substr({0}, 21) || '\"'",
        "happened_at": SQLITE_INSTANT,
        "written_at": SQLITE_INSTANT,
        "salt": "'\"' || lower(hex({0})) || '\"'",
        "marks": "'\"' || lower(hex({0})) || '\"'",
        "facts": "e.facts_text",
        "word_digests": "e.word_digests_text",
    },
    "postgresql": {
        "": "to_json({0})::text",
        "child_id": "coalesce(to_json({0})::text, 'null')",
        "id": "'\"' || {0} || '\"'",
        "happened_at": POSTGRES_INSTANT,
        "written_at": POSTGRES_INSTANT,
        "salt": "'\"' || encode({0}, 'hex') || '\"'",
        "marks": "'\"' || encode({0}, 'hex') || '\"'",
        "facts": "e.facts_text",
        "word_digests": "e.word_digests_text",
    },
}
SQLITE_INSTANT_IS_WRITTEN = (
    "typeof({0}) = 'text' AND instr({0}, ' ') = 11 "
    "AND (length({0}) = 19 OR (length({0}) = 26 AND substr({0}, 20) <> '.000000'))"
)
SQLITE_OBJECT = "typeof({0}) = 'text' AND ({0} = '{{}}' OR json_type({0}) = 'object')"
POSTGRES_OBJECT = "({0} = '{{}}' OR json_typeof({0}::json) = 'object')"
# What must hold so that no other content of the columns can give the same text: an object is whole in its own column,
# and what stands between quotes without being quoted has the one shape that the book gives it.
HOLDS = {
    "sqlite": {
        "facts_text": SQLITE_OBJECT,
        "word_digests_text": SQLITE_OBJECT,
        "id": "typeof({0}) = 'text' AND length({0}) = 32",
        "happened_at": SQLITE_INSTANT_IS_WRITTEN,
        "written_at": SQLITE_INSTANT_IS_WRITTEN,
        "salt": "typeof({0}) = 'blob'",
        "marks": "typeof({0}) = 'blob'",
    },
    "postgresql": {"facts_text": POSTGRES_OBJECT, "word_digests_text": POSTGRES_OBJECT},
}
ENTRIES = """
SELECT p.position, p.leaf, e.digest, {said}, nullif(e.word_digests_text, '{{}}')
FROM ledger_place p JOIN ledger_entry e ON e.id = p.entry_id
WHERE p.position BETWEEN %s AND %s AND {holds} ORDER BY p.position
"""
WORDS = """
SELECT p.position, w.id, w.name, w.salt, w.text
FROM ledger_place p JOIN ledger_entrywords w ON w.entry_id = p.entry_id WHERE p.position BETWEEN %s AND %s
"""
ERASED = """
SELECT count(*) FROM ledger_place p JOIN ledger_erased x ON x.entry_id = p.entry_id WHERE p.position BETWEEN %s AND %s
"""
NODES = "SELECT number, hash FROM ledger_node WHERE number BETWEEN %s AND %s ORDER BY number"


@dataclass(frozen=True)
class Stretch:
    """So many entries and words were found whole, and every node over them."""

    entries: int
    words: int


class _NotWholeError(Exception):
    """Something in the stretch is not as the book writes it."""


def whole(positions: tuple[int, int]) -> Stretch | None:
    """The stretch of these positions, if everything in it is as it was written; None when it must be looked at closely.

    The first is one more than a multiple of STRETCH, and the last at most STRETCH further.
    """
    first, last = positions
    try:
        leaves, digests = _recomputed(first, last)
        words = _words_found(first, last, digests)
        _must_have_its_nodes(first, leaves)
        return Stretch(len(leaves), words)
    except (*UNREADABLE, _NotWholeError, VaultError):
        return None


def _recomputed(first: int, last: int) -> tuple[list[bytes], dict[int, dict[str, str]]]:
    """The leaf of every entry, and what each commits to in words, by position."""
    leaves, committed = [], {}
    # PostgreSQL asks for a savepoint where a column may turn out to be no JSON; on SQLite it would queue as a writer.
    with transaction.atomic() if connection.vendor == "postgresql" else nullcontext(), connection.cursor() as cursor:
        cursor.execute(_entries_query(connection.vendor), [first, last])
        rows = cursor.fetchall()
    for expected, (position, leaf, digest, said, words) in enumerate(rows, first):
        found = sha256(LEAF + said.encode()).digest() if type(said) is str else b""
        if position != expected or found != leaf or found != digest:
            raise _NotWholeError
        leaves.append(found)
        if words is not None:
            committed[position] = json.loads(words)
    if len(leaves) != last - first + 1:
        raise _NotWholeError
    return leaves, committed


@cache
def _entries_query(vendor: str) -> str:
    """The question for a stretch: each entry as the text that is hashed, if its columns are as the book writes them."""
    as_json, must_hold = AS_JSON[vendor], HOLDS[vendor]
    members = [f'"{name}":\' || {as_json.get(name, as_json[""]).format(f"e.{name}")}' for name in MEMBERS]
    said = "'{" + " || ',".join(members) + " || '}'"
    holds = " AND ".join(f"({held.format(f'e.{name}')})" for name, held in must_hold.items())
    return ENTRIES.format(said=said, holds=holds)


def _words_found(first: int, last: int, digests: dict[int, dict[str, str]]) -> int:
    """How many words there are, when they are those that the entries commit to."""
    salts, texts = (cast(EncryptedField, EntryWords._meta.get_field(name)) for name in ("salt", "text"))
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [first, last])
        rows = cursor.fetchall()
        cursor.execute(ERASED, [first, last])
        (erased,) = cursor.fetchone()
    for position, key, name, salt, text in rows:
        if digests.get(position, {}).get(name) != word_digest(
            bytes.fromhex(salts.opened(Sealed(salt), key)), texts.opened(Sealed(text), key)
        ):
            raise _NotWholeError
    # That each erasure is right is seen for all of them together: see erasing.faults_of_erasures.
    if len(rows) + erased != sum(map(len, digests.values())):
        raise _NotWholeError
    return len(rows)


def _must_have_its_nodes(first: int, leaves: list[bytes]) -> None:
    level = leaves
    for height in range(1, LEVELS + 1):
        level = [merkle.node_hash(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
        begin = tree.number_of((height, (first - 1) >> height))
        with connection.cursor() as cursor:
            cursor.execute(NODES, [begin, begin + len(level) - 1])
            kept = cursor.fetchall()
        if [(number, bytes(each)) for number, each in kept] != list(enumerate(level, begin)):
            raise _NotWholeError
