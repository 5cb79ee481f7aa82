"""Notes, checkpoints and cosignatures are the ones that other people's programs read and write."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.ledger.vouching import notes
from sharewell.ledger.vouching.notes import BOOK, WITNESS, Head, Key, Note, NoteError, Signer, key_of, signed

# From the tests of Go's sumdb/note package (golang.org/x/mod, BSD licence).
NEUMANN = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
ENIGMA = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = (
    f"{TEXT}\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
)
SIGNER = Signer.of("sharewell.example/book", bytes(range(32)))


def test_what_others_signed_is_read_and_verified() -> None:
    note = Note.of(SIGNED)
    assert note.text == TEXT and len(note.signatures) == 2
    assert note.is_signed_by(key_of(NEUMANN)) and note.is_signed_by(key_of(ENIGMA))
    assert not note.is_signed_by(SIGNER.key)
    assert key_of(NEUMANN).vkey == NEUMANN


def test_a_signature_that_is_not_right_is_refused_and_not_ignored() -> None:
    with pytest.raises(NoteError, match="The signature of PeterNeumann is not right"):
        Note.of(SIGNED.replace("If you think", "If you thing")).is_signed_by(key_of(NEUMANN))


def test_what_we_sign_is_a_note() -> None:
    head = Head(SIGNER.key.name, 12, b"r" * 32)
    note = Note.of(signed(head.text, [SIGNER]))
    assert note.is_signed_by(SIGNER.key) and Head.of(note.text) == head
    assert key_of(SIGNER.key.vkey) == SIGNER.key


def test_a_text_may_have_blank_lines_and_the_last_one_ends_it() -> None:
    assert Note.of(signed("One.\n\nTwo.\n", [SIGNER])).text == "One.\n\nTwo.\n"


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "no signature\n",
        "no end\n\n— x AAAAAAAA",
        TEXT,
        SIGNED.replace("\n— Enoch", "\r\n— Enoch"),
        SIGNED.replace("—", "-"),
        SIGNED.replace("— PeterNeumann", "—  PeterNeumann"),
        SIGNED.replace("ken", "k\0n").replace("think", "th\tink"),
        SIGNED + "\n",
        SIGNED.replace("rwz+", "rwz-"),
        f"{TEXT}\n— short AAAAAA==\n",
        f"{TEXT}\n— loose AAAAAAB=\n",
        TEXT + "\n" + SIGNED.split("\n\n")[1] * 60,
    ],
)
def test_what_is_no_note(wrong: str) -> None:
    with pytest.raises(NoteError):
        Note.of(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "name",
        NEUMANN.replace("c74f20a3", "c74f20a4"),
        NEUMANN.replace("Peter", "Pëter"),
        NEUMANN[:-4],
        "a b+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "x+00000000+" + base64.b64encode(b"\x09" + bytes(32)).decode(),
    ],
)
def test_what_is_no_key(wrong: str) -> None:
    with pytest.raises(NoteError):
        key_of(wrong)


@pytest.mark.parametrize(
    "wrong", ["o\n01\nAAAA\n", "o\n-1\nAAAA\n", "\n1\nAAAA\n", "o\n1\n", "o\n1\nAAAA\n", "o\n1e3\n" + "A" * 44, "o"]
)
def test_what_is_no_checkpoint(wrong: str) -> None:
    with pytest.raises(NoteError):
        Head.of(wrong)


def cosigned(text: str, time: int, private: Signer) -> tuple[Key, str]:
    """A cosignature made by hand, as tlog-cosignature words it."""
    key = Key("witness.example/w1", WITNESS, private.key.public)
    signature = private.private.sign(f"cosignature/v1\ntime {time}\n{text}".encode())
    content = base64.b64encode(key.id + time.to_bytes(8, "big") + signature).decode()
    return key, f"— {key.name} {content}\n"


def test_a_cosignature_says_who_saw_it_and_when() -> None:
    text = Head(SIGNER.key.name, 12, b"r" * 32).text
    witness, line = cosigned(text, 1679315147, Signer.of("w", bytes(32)))
    note = Note.of(signed(text, [SIGNER]) + line)
    assert note.seen_at(witness) == 1679315147 and note.is_signed_by(SIGNER.key)
    assert note.seen_at(Key("witness.example/w2", WITNESS, witness.public)) is None
    assert Note.of(signed(text, [SIGNER])).seen_at(witness) is None
    _, other = cosigned(text.replace("12", "13"), 1679315147, Signer.of("w", bytes(32)))
    with pytest.raises(NoteError, match=r"cosignature of witness\.example/w1 is not right"):
        Note.of(signed(text, [SIGNER]) + other).seen_at(witness)


def test_a_witness_and_a_book_with_one_key_are_told_apart() -> None:
    book, witness = (Key("name", kind, SIGNER.key.public) for kind in (BOOK, WITNESS))
    assert book.id != witness.id


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(SIGNED.encode()) - 1), st.integers(1, 255))
def test_a_byte_changed_is_never_taken_for_the_signed_text(place: int, change: int) -> None:
    content = bytearray(SIGNED.encode())
    content[place] ^= change
    try:
        note = Note.of(bytes(content).decode())
        if note.is_signed_by(key_of(NEUMANN)):
            assert note.text == TEXT
    except (NoteError, UnicodeDecodeError):
        pass


def test_base64_is_written_one_way() -> None:
    assert notes.from_base64("AAA=") == b"\0\0"
    for wrong in ("AAB=", "AAA", "AA A=", "AAA=\n"):
        with pytest.raises(NoteError):
            notes.from_base64(wrong)
