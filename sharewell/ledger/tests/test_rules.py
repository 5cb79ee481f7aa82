"""What an entry can hold, and in what one way it is written."""

import hashlib
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharewell.ledger.rules import (
    COLUMNS,
    as_written,
    canonical,
    columns_altered,
    in_json,
    instant,
    leaf,
    plain,
    text_of,
    word_digest,
)


class Colour(StrEnum):
    RED = "red"


@dataclass
class Box:
    colour: Colour
    size: int


@dataclass
class Stored:
    pk: uuid.UUID


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("ä", "ä"),
        (Colour.RED, "red"),
        (date(2026, 11, 24), "2026-11-24"),
        (datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1))), "2026-07-01T08:30:00.000000Z"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Stored(uuid.UUID(int=1)), "00000000-0000-0000-0000-000000000001"),
        (Box(Colour.RED, 2), {"colour": "red", "size": 2}),
        ({Colour.RED: (1, [2])}, {"red": [1, [2]]}),
        ({"b", "a"}, ["a", "b"]),
    ],
)
def test_plain(value: object, written: object) -> None:
    assert plain(value) == written and type(plain(value)) is type(written)


@pytest.mark.parametrize("value", [1.5, b"bytes", object(), [1.5], {"a": object()}, Box])
def test_what_has_no_one_way_to_be_written_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        plain(value)


def test_text_of() -> None:
    class Written:
        def __str__(self) -> str:
            return "by itself"

    assert text_of("as it is") == "as it is" and text_of(Written()) == "by itself"
    assert text_of(["b", {"z": 1, "a": 2}]) == '["b",{"a":2,"z":1}]'


def test_an_instant_is_the_same_wherever_it_was_told() -> None:
    assert instant(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "2026-10-25T01:30:00.000000Z"


@pytest.mark.parametrize("text", ['{"a": 1}', '{"b":1,"a":2}', "1.0", "{", "", '"\\u0041"', '{"a":1,"a":1}', "1 "])
def test_json_that_is_not_canonical_is_not_as_written(text: str) -> None:
    with pytest.raises(ValueError):
        as_written(text)


def test_the_rules_as_anybody_can_recompute_them() -> None:
    assert word_digest(b"salt", "ä") == hashlib.sha256(b"salt\xc3\xa4").hexdigest()


written = st.fixed_dictionaries(
    {name: st.text(st.characters(codec="utf-8")) for name in COLUMNS if name not in ("facts", "word_digests")}
    | {
        "child_id": st.none() | st.text(st.characters(codec="utf-8")),
        "facts": st.dictionaries(st.text(st.characters(codec="utf-8")), st.integers(-(2**53) + 1, 2**53 - 1)),
        "word_digests": st.dictionaries(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8"))),
    }
)


@given(written, st.binary(max_size=8))
def test_the_leaf_is_canonical_json(columns: dict[str, object], marks: bytes) -> None:
    assert leaf(in_json(columns), marks) == canonical({**columns, "marks": marks.hex()})


said = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(codec="ascii")), inner),
)


@given(said)
def test_whatever_can_be_written_is_read_back_as_it_was(value: object) -> None:
    text = canonical(plain(value)).decode()
    assert as_written(text) == value
    assert json.loads(text) == value


def test_marks_of_any_content_never_break_the_naming() -> None:
    strange = dict.fromkeys(COLUMNS, object()) | {"salt": "00"}
    for marks in (b"", b"x", bytes(200)):
        assert columns_altered(strange, marks, b"") == ["salt"]
