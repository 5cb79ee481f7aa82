"""Notes, keys and JSON are read as their specifications say, and other people's examples agree."""

import base64
import sys

import pytest
import rfc8785

from elsewhere import verify
from elsewhere.tests.given import COUNTY, FIRST, a_book
from elsewhere.verify import Malformed

# c2sp.org/signed-note, its example key and note.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n— example.com/foo "
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# golang.org/x/mod/sumdb/note, note_test.go.
PETER_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
PETER_SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
PETER = PETER_TEXT + "\n" + PETER_SIGNATURE
# c2sp.org/tlog-cosignature; nobody published the keys.
COSIGNED = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa "
    "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
    "— witness.example.com/w1 "
    "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
)
ITALIAN = (
    "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n"
    "— quasimodo.example/salvatore "
    "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n"
)


@pytest.mark.parametrize(("vkey", "note"), [(EXAMPLE_KEY, EXAMPLE), (PETER_KEY, PETER)])
def test_notes_that_others_published_are_signed_by_their_keys(vkey: str, note: str) -> None:
    key = verify.read_key(vkey, verify.BOOK)
    assert verify.read_note(note.encode()).is_signed_by(key)
    for place in range(len(note.split("\n\n")[0])):
        altered = note[:place] + ("x" if note[place] != "x" else "y") + note[place + 1 :]
        assert not verify.read_note(altered.encode()).is_signed_by(key)


def test_the_text_ends_at_the_last_blank_line() -> None:
    note = verify.read_note(ITALIAN.encode())
    assert note.text.endswith("sole:\n\ned è subito sera.\n") and len(note.signatures) == 1


def test_the_example_of_a_cosigned_checkpoint_is_read() -> None:
    point = verify.read_checkpoint(COSIGNED.encode())
    assert (point.origin, point.size) == ("example.com/behind-the-sofa", 20852163)
    name, number, signature = point.note.signatures[1]
    assert (name, number.hex(), len(signature)) == ("witness.example.com/w1", "8d66cf3f", 72)
    assert int.from_bytes(signature[:8], "big") == 1679315147


@pytest.mark.parametrize(
    "note",
    [
        PETER_TEXT,
        PETER_TEXT + "\n",
        PETER[:-1],
        "\x01" + PETER,
        PETER.replace("— PeterNeumann", "— Peter Neumann"),
        PETER.replace("— PeterNeumann", "— Peter\u2003Neumann"),
        PETER.replace("— PeterNeumann", "— Peter+Neumann"),
        PETER.replace("— PeterNeumann", "— "),
        PETER.replace("— ", "- "),
        PETER.replace("— ", "—"),
        PETER + "Unexpected line.\n",
        PETER + "\n",
        PETER.replace("\n", "\r\n"),
        PETER.replace("problem,", "problem,\t"),
        PETER.replace("=\n", "\n"),
        PETER.replace("AM=\n", "AN=\n"),
        PETER.replace("x08go/", "x08go_"),
        PETER.replace("x08go/", "x08 go/"),
        PETER_TEXT + "\n" + PETER_SIGNATURE * 101,
        "",
        "\n",
        "\n\n",
    ],
)
def test_what_is_no_signed_note_is_refused(note: str) -> None:
    with pytest.raises(Malformed):
        verify.read_note(note.encode())


def test_bytes_that_are_no_utf_8_are_refused() -> None:
    for data in (b"\xff" + PETER.encode(), PETER.encode().replace(b"\xe2\x80\x94", b"\x97"), PETER.encode("utf-16")):
        with pytest.raises(Malformed):
            verify.read_note(data)


def test_a_hundred_signatures_are_read_and_signers_nobody_knows_are_ignored() -> None:
    key = verify.read_key(PETER_KEY, verify.BOOK)
    assert verify.read_note((PETER_TEXT + "\n" + PETER_SIGNATURE * 100).encode()).is_signed_by(key)
    assert verify.read_note((PETER + COUNTY.signature("x\n") * 20).encode()).is_signed_by(key)
    assert not verify.read_note(EXAMPLE.encode()).is_signed_by(key)


@pytest.mark.parametrize(
    "vkey",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        PETER_KEY.upper(),
        PETER_KEY.replace("c74f20a3", "C74F20A3"),
        PETER_KEY.replace("c74f20a3", "c7 4f 20 a3"),
        PETER_KEY.replace("PeterNeumann", "PеterNeumann"),
        PETER_KEY.replace("PeterNeumann", ""),
        PETER_KEY + "\n",
        " " + PETER_KEY,
        COUNTY.vkey,
    ],
)
def test_what_is_no_key_is_refused(vkey: str) -> None:
    with pytest.raises(Malformed):
        verify.read_key(vkey, verify.BOOK)


def test_no_part_of_a_key_and_no_key_with_a_letter_altered_is_a_key() -> None:
    parts = [PETER_KEY[i:j] for i in range(len(PETER_KEY)) for j in range(i + 1, len(PETER_KEY) + 1)]
    altered = [PETER_KEY[:i] + chr(ord(PETER_KEY[i]) + 1) + PETER_KEY[i + 1 :] for i in range(len(PETER_KEY))]
    for vkey in {*parts, *altered} - {PETER_KEY}:
        with pytest.raises(Malformed):
            verify.read_key(vkey, verify.BOOK)


@pytest.mark.parametrize("raw", [bytes(32), b"\1" + bytes(31), b"\xff" * 32, b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_key_that_is_hardly_one_signs_nothing_it_did_not_sign(raw: bytes) -> None:
    key = verify.Key("", "x", b"", raw)
    assert not key.has_signed(b"text", bytes(63) + b"\1") and not key.has_signed(b"", b"short")


def test_every_letter_is_written_as_rfc_8785_says() -> None:
    letters = [chr(c) for c in range(sys.maxunicode + 1) if not 0xD800 <= c <= 0xDFFF]
    for start in range(0, len(letters), 5_000):
        text = "".join(letters[start : start + 5_000])
        assert verify.canonical(text) == rfc8785.dumps(text)


def test_an_entry_is_written_as_rfc_8785_says_in_whatever_order_it_is_read() -> None:
    leaf = a_book(5).leaves[3]
    said = verify.read_json(leaf)
    assert verify.canonical(said) == leaf
    turned = b"{" + b",".join(
        verify.canonical(name) + b": " + verify.canonical(said[name]) for name in reversed(said)
    ) + b"}"  # fmt: skip
    assert verify.canonical(verify.read_json(turned)) == leaf


def test_names_are_ordered_by_utf_16_and_not_by_letter() -> None:
    assert (
        verify.canonical(verify.read_json('{"\ufb33":1,"\U0001f600":2}'.encode()))
        == '{"\U0001f600":2,"\ufb33":1}'.encode()
    )


@pytest.mark.parametrize("number", ["9007199254740991", "-9007199254740991", "0"])
def test_whole_numbers_are_read_as_far_as_rfc_8785_can_write_them(number: str) -> None:
    assert verify.canonical(verify.read_json(number.encode())) == number.encode()


@pytest.mark.parametrize(
    "text",
    ["1.0", "1e3", "NaN", "-Infinity", "9007199254740992", "1" * 5000, "01", "+1", "[" * 100_000, '{"a":' * 9_999,
     '{"a":1,"a":1}', '{"a":1,"\\u0061":2}', '"\\ud800"', "'a'", "", " ", "[1,]", "{}x", "\ufeff{}", '"\t"'],
)  # fmt: skip
def test_json_that_has_no_one_way_to_be_written_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        verify.canonical(verify.read_json(text.encode()))


@pytest.mark.parametrize(
    "text", ["AAA", "AAAA=", "AAAA==", "AB==", "AAB=", "A A A A", "AAAA\n", "AA-_", "ＡAAA", "=", "===="]
)
def test_base64_is_read_in_one_way_only(text: str) -> None:
    with pytest.raises(Malformed):
        verify.read_base64(text)


def test_base64_of_every_length_is_read() -> None:
    for length in range(70):
        data = bytes(range(length))
        assert verify.read_base64(base64.b64encode(data).decode(), length) == data
    with pytest.raises(Malformed):
        verify.read_base64("AAAA", 4)


def test_the_book_key_is_no_witness_key() -> None:
    with pytest.raises(Malformed):
        verify.read_key(FIRST.vkey, verify.WITNESS)
