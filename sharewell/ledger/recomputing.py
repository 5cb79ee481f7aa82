"""Recomputing many entries quickly: a stretch of the book is whole, or somebody must look at it closely.

Every entry is recomputed from its columns, every word is opened, and every node of the stretch is hashed again, all
from what the database has, read raw. Whatever is not exactly as the book writes it makes the stretch not whole;
`verifying` then reads it row by row and says what is wrong.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from json.encoder import encode_basestring
from typing import Any, cast

from django.db import connection

from sharewell.ledger import merkle, tree
from sharewell.ledger.models import EntryWords
from sharewell.ledger.reading import UNREADABLE
from sharewell.ledger.rules import word_digest
from sharewell.vault.fields import EncryptedField
from sharewell.vault.sealed import Sealed, VaultError

# How high the tree over one stretch is: 4,096 entries. Their nodes are finished within it.
LEVELS = 12
STRETCH = 1 << LEVELS
raw_decode = json.JSONDecoder().raw_decode
TO_THE_SECOND, TO_THE_MICROSECOND = len("2026-11-24 14:12:00"), len("2026-11-24 14:12:00.000000")
# What the driver would turn into something else than the database has, it is asked for as text. On SQLite a sign before
# a column is enough, and leaves bytes bytes.
AS_KEPT = {
    "sqlite": {"id": "e.id", "happened_at": "+e.happened_at", "written_at": "+e.written_at"},
    "postgresql": {
        "id": "replace(e.id::text, '-', '')",
        "happened_at": "to_char(e.happened_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
        "written_at": "to_char(e.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    },
}
ENTRIES = """
SELECT p.position, p.leaf, e.digest, {id}, {happened_at}, {written_at}, e.salt, e.marks, e.facts_text,
    e.word_digests_text, e.child_id, e.nature, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.actor_role, e.agency,
    e.agency_name, e.subject_kind, e.subject_id
FROM ledger_place p JOIN ledger_entry e ON e.id = p.entry_id WHERE p.position BETWEEN %s AND %s ORDER BY p.position
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
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES.format(**AS_KEPT[connection.vendor]), [first, last])
        rows = cursor.fetchall()
    leaves, committed = [], {}
    for expected, row in enumerate(rows, first):
        found = sha256(_said(row, is_sqlite)).digest()
        if row[0] != expected or found != row[1] or found != row[2]:
            raise _NotWholeError
        leaves.append(found)
        if row[9] != "{}":
            committed[expected] = _object(row[9])
    if len(leaves) != last - first + 1:
        raise _NotWholeError
    return leaves, committed


def _said(row: tuple[Any, ...], is_sqlite: bool, quoted: Any = encode_basestring) -> bytes:
    """The bytes that are hashed for an entry: see rules.entry_digest. Not whole, or a TypeError or AttributeError, when
    a column holds no text or no bytes where the book writes such."""
    _, _, _, key, happened, written, salt, marks, facts, words, child, *rest = row
    nature, kind, actor_kind, actor_id, actor_name, actor_role, agency, agency_name, subject_kind, subject_id = rest
    if facts != "{}":
        _object(facts)
    happened_at = _instant(happened, is_sqlite)
    written_at = happened_at if written == happened else _instant(written, is_sqlite)
    return (
        f'\0{{"actor_id":{quoted(actor_id)},"actor_kind":{quoted(actor_kind)},"actor_name":{quoted(actor_name)},'
        f'"actor_role":{quoted(actor_role)},"agency":{quoted(agency)},"agency_name":{quoted(agency_name)},'
        f'"child_id":{"null" if child is None else quoted(child)},"facts":{facts},"happened_at":"{happened_at}",'
        f'"id":{quoted(f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}")},"kind":{quoted(kind)},'
        f'"marks":"{marks.hex()}","nature":{quoted(nature)},"salt":"{salt.hex()}","subject_id":{quoted(subject_id)},'
        f'"subject_kind":{quoted(subject_kind)},"word_digests":{words},"written_at":"{written_at}"}}'
    ).encode()


def _object(text: str) -> dict[str, Any]:
    """An object written as JSON, and nothing after it: so no column's text can pass for part of another's."""
    found, end = raw_decode(text)
    if type(found) is not dict or end != len(text):
        raise _NotWholeError
    return found


def _instant(text: str, is_sqlite: bool) -> str:
    """`2026-11-24 14:12:00.5…`, to the microsecond, as an entry says it. SQLite leaves a fraction of zero out."""
    if is_sqlite and len(text) == TO_THE_SECOND:
        text += ".000000"
    elif len(text) != TO_THE_MICROSECOND or (is_sqlite and text.endswith(".000000")):
        raise _NotWholeError
    if text[10] != " ":
        raise _NotWholeError
    return f"{text[:10]}T{text[11:]}Z"


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
