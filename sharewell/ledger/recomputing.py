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
INSTANT = len("2026-11-24 14:12:00.000000")
TO_THE_SECOND = len("2026-11-24 14:12:00")
# || '' keeps the driver from reading an instant, so that the very text is seen.
AS_TEXT = {
    "sqlite": {"id": "e.id", "instant": "e.{} || ''", "salt": "lower(hex(e.salt))", "marks": "lower(hex(e.marks))"},
    "postgresql": {
        "id": "replace(e.id::text, '-', '')",
        "instant": "to_char(e.{} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
        "salt": "encode(e.salt, 'hex')",
        "marks": "encode(e.marks, 'hex')",
    },
}
ENTRIES = """
SELECT p.position, p.leaf, e.digest, {id}, {happened_at}, {written_at}, {salt}, {marks}, e.facts_text,
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


def whole(first: int, last: int) -> Stretch | None:
    """The stretch of these positions, if everything in it is as it was written; None when it must be looked at closely.

    `first` is one more than a multiple of STRETCH, and `last` at most STRETCH further.
    """
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
    is_sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        cursor.execute(_entries_query(), [first, last])
        for expected, row in enumerate(cursor, first):
            position, leaf, digest = row[:3]
            found = sha256(_said(row, is_sqlite)).digest()
            if position != expected or found != bytes(leaf) or found != bytes(digest):
                raise _NotWholeError
            leaves.append(found)
            if row[9] != "{}":
                committed[position] = _object(row[9])
    if len(leaves) != last - first + 1:
        raise _NotWholeError
    return leaves, committed


def _entries_query() -> str:
    shown = AS_TEXT[connection.vendor]
    instants = {name: shown["instant"].format(name) for name in ("happened_at", "written_at")}
    return ENTRIES.format(id=shown["id"], salt=shown["salt"], marks=shown["marks"], **instants)


def _said(row: tuple[Any, ...], is_sqlite: bool, quoted: Any = encode_basestring) -> bytes:
    """The bytes that are hashed for an entry: see rules.entry_digest. TypeError when a column holds no text."""
    _, _, _, key, happened, written, salt, marks, facts, words, child, *rest = row
    nature, kind, actor_kind, actor_id, actor_name, actor_role, agency, agency_name, subject_kind, subject_id = rest
    if facts != "{}":
        _object(facts)
    return (
        f'\0{{"actor_id":{quoted(actor_id)},"actor_kind":{quoted(actor_kind)},"actor_name":{quoted(actor_name)},'
        f'"actor_role":{quoted(actor_role)},"agency":{quoted(agency)},"agency_name":{quoted(agency_name)},'
        f'"child_id":{"null" if child is None else quoted(child)},"facts":{facts},'
        f'"happened_at":"{_instant(happened, is_sqlite)}",'
        f'"id":{quoted(f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}")},"kind":{quoted(kind)},'
        f'"marks":{quoted(marks)},"nature":{quoted(nature)},"salt":{quoted(salt)},"subject_id":{quoted(subject_id)},'
        f'"subject_kind":{quoted(subject_kind)},"word_digests":{words},"written_at":"{_instant(written, is_sqlite)}"}}'
    ).encode()


def _object(text: str) -> dict[str, Any]:
    """An object written as JSON, and nothing after it: so no column's text can pass for part of another's."""
    found = json.loads(text)
    if type(text) is not str or type(found) is not dict:
        raise _NotWholeError
    return found


def _instant(text: str, is_sqlite: bool) -> str:
    """`2026-11-24 14:12:00.5…`, to the microsecond, as an entry says it. SQLite leaves a fraction of zero out."""
    if is_sqlite and len(text) == TO_THE_SECOND:
        text += ".000000"
    elif len(text) != INSTANT or (is_sqlite and text.endswith(".000000")):
        return ""
    return f"{text[:10]}T{text[11:]}Z" if text[10] == " " and '"' not in text else ""


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
