"""Who acts, what an entry says, and the digests that prove it. Pure: no database, no clock.

An entry's digest is SHA-256 over a zero byte and the canonical JSON (RFC 8785) of everything the entry says. A word,
that is personal text, is in it only as SHA-256 over a salt of its own and the text: erase text and salt, and the proof
stays while nobody can guess what was written. The digest is the entry's leaf hash in the tree (see merkle).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from json.encoder import encode_basestring
from typing import Any
from uuid import UUID

import rfc8785

LEAF = b"\x00"
MARK_BYTES = 4
# What an entry says, in the order in which its marks stand.
COLUMNS = (
    "id", "nature", "kind", "actor_kind", "actor_id", "actor_name", "actor_role", "agency", "agency_name",
    "subject_kind", "subject_id", "child_id", "happened_at", "written_at", "facts", "word_digests", "salt",
)  # fmt: skip
# The members of an entry's canonical JSON, in the order that RFC 8785 gives them.
MEMBERS = tuple(sorted([*COLUMNS, "marks"]))


class ActorKind(StrEnum):
    """What sort of thing can act."""

    PERSON = "person"
    MEMBER = "member"
    CLOCK = "clock"
    DOOR = "door"
    FAMILY = "family"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Who did it, as it was then: copied into the entry, so that nothing that happens to the person later edits it."""

    kind: ActorKind
    id: str
    name: str
    role: str = ""
    agency: str = ""
    agency_name: str = ""


THE_CLOCK = Actor(kind=ActorKind.CLOCK, id="clock", name="The clock")
AT_THE_SERVER = Actor(kind=ActorKind.SYSTEM, id="command", name="A command at the server")


class Nature(StrEnum):
    """What an entry tells of: something done, something refused, somebody looking, or another event."""

    ACT = "act"
    REFUSAL = "refusal"
    LOOK = "look"
    EVENT = "event"


def plain(value: Any) -> Any:
    """`value` as an entry may hold it: text, whole numbers, yes, no, nothing, and lists and dicts of these.

    Dates become ISO text, instants ISO text in UTC, choices their value, rows and identifiers their id, dataclasses
    dicts. A fraction or any other thing raises TypeError: it has no single way to be written.
    """
    match value:
        case Enum():
            return plain(value.value)
        case None | bool() | int() | str():
            return value
        case datetime():
            return instant(value)
        case date() | UUID():
            return str(value)
        case _:
            return _plain_within(value)


def _plain_within(value: Any) -> Any:
    match value:
        case Mapping():
            return {str(plain(key)): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case set() | frozenset():
            return sorted(plain(each) for each in value)
    if getattr(value, "pk", None) is not None:
        return str(value.pk)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    raise TypeError(f"An entry cannot hold {type(value).__name__}: give text, a whole number, a date or an id.")


def text_of(word: Any) -> str:
    """A word as text: as it writes itself, or (a mapping, a list, a dataclass) as canonical JSON."""
    writes_itself = type(word).__str__ is not object.__str__
    return str(word) if writes_itself else canonical(plain(word)).decode()


def instant(moment: datetime) -> str:
    """An aware instant in UTC to the microsecond: 2026-11-24T14:12:00.000000Z."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def canonical(value: Any) -> bytes:
    """`value` in the one way RFC 8785 writes it."""
    return rfc8785.dumps(value)


def saying(columns: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says, column by column, as canonical JSON can hold it. Keys: COLUMNS."""
    said = {name: columns[name] for name in COLUMNS}
    said["id"] = str(said["id"])
    said["happened_at"], said["written_at"] = instant(said["happened_at"]), instant(said["written_at"])
    said["salt"] = bytes(said["salt"]).hex()
    return said


def in_json(said: Mapping[str, Any]) -> dict[str, str]:
    """Each column that an entry says, as canonical JSON. Keys: COLUMNS."""
    return {name: _json_of(said[name]) for name in COLUMNS}


def _json_of(value: Any) -> str:
    # What the general writer says of a text takes it fifty times as long; and most entries have one fact, or none.
    if type(value) is str:
        return encode_basestring(value)
    if type(value) is dict and len(value) < 2:
        return "{" + "".join(f"{encode_basestring(name)}:{_json_of(each)}" for name, each in value.items()) + "}"
    return "null" if value is None else canonical(value).decode()


def marks_of(texts: Mapping[str, str]) -> bytes:
    """Four bytes for each column, so that a check can say which column was altered. They prove nothing alone."""
    return b"".join(_mark(texts["salt"], name, texts[name]) for name in COLUMNS)


def _mark(salt: str, name: str, text: str) -> bytes:
    return hashlib.sha256(f'[{salt},"{name}",{text}]'.encode()).digest()[:MARK_BYTES]


def columns_altered(said: Mapping[str, Any], marks: bytes, digest: bytes) -> list[str]:
    """The columns that no longer fit the digest and the marks, when they do not."""
    if _is_proved_by_marks_of_its_own(said, digest):
        return ["marks"]
    altered = [name for place, name in enumerate(COLUMNS) if not _fits(said, name, marks[place * MARK_BYTES :])]
    return ["salt"] if len(altered) == len(COLUMNS) else altered or ["digest"]


def _is_proved_by_marks_of_its_own(said: Mapping[str, Any], digest: bytes) -> bool:
    try:
        texts = in_json(said)
        return entry_digest(texts, marks_of(texts)) == digest
    except (TypeError, ValueError):
        return False


def _fits(said: Mapping[str, Any], name: str, marks: bytes) -> bool:
    """Whether the column has its mark; it has none when it holds what no entry can hold."""
    try:
        return _mark(_json_of(said["salt"]), name, _json_of(said[name])) == marks[:MARK_BYTES]
    except (TypeError, ValueError):
        return False


def leaf(texts: Mapping[str, str], marks: bytes) -> bytes:
    """The bytes that are the entry in the tree: everything it says, as canonical JSON."""
    whole = {**texts, "marks": f'"{marks.hex()}"'}
    return ("{" + ",".join(f'"{name}":{whole[name]}' for name in MEMBERS) + "}").encode()


def entry_digest(texts: Mapping[str, str], marks: bytes) -> bytes:
    """The 32 bytes that prove the whole entry, given column by column in JSON: its leaf hash."""
    return hashlib.sha256(LEAF + leaf(texts, marks)).digest()


def as_written(text: str) -> Any:
    """What canonical JSON says. ValueError when the text is not canonical JSON, by so much as a blank."""
    value = json.loads(text)
    if canonical(value) != text.encode():
        raise ValueError("not canonical JSON")
    return value


def word_digest(salt: bytes, text: str) -> str:
    """What an entry keeps of a text: 64 hexadecimal digits."""
    return hashlib.sha256(salt + text.encode()).hexdigest()
