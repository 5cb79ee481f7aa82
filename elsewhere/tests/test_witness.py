"""A witness understands what others publish, cosigns what grew, refuses all else, and remembers what speaks against."""

import re
from base64 import b64decode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from elsewhere import witness
from elsewhere.tests import published
from elsewhere.tests.keeper import ORIGIN, Book, Signer, a_witness, b64, outcome, proof_of, root_of, second


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def made(tmp_path: Path, book: Book) -> witness.Witness:
    return a_witness(tmp_path / "w", book.signer)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The second that it is, to be set."""
    seconds = [1_800_000_000]
    monkeypatch.setattr(witness, "now", lambda: seconds[0])
    return seconds


@pytest.mark.parametrize(
    ("key", "note"),
    [
        (published.PETER_KEY, published.PETER_NOTE),
        (published.C2SP_KEY, published.C2SP_NOTE),
        (published.CERTIFICATES_KEY, published.CERTIFICATES_NOTE),
        *((published.MONKEYS_KEY, note) for note in published.MONKEYS_NOTES),
    ],
)
def test_published_notes_are_good_and_altered_ones_are_not(key: str, note: str) -> None:
    parsed = witness.parsed_key(key)
    assert str(parsed) == key and witness.parsed_note(note).is_signed_by(parsed)
    assert not witness.parsed_note(f"x{note}").is_signed_by(parsed)
    assert not witness.parsed_note(note).is_signed_by(witness.parsed_key(Signer(parsed.name).vkey))


def test_a_published_note_is_made_again_byte_for_byte() -> None:
    private = Ed25519PrivateKey.from_private_bytes(b64decode(published.PETER_SEED)[1:])
    signer = Signer("PeterNeumann", 1, private)
    text = published.PETER_NOTE.rpartition("\n— ")[0]
    assert signer.vkey == published.PETER_KEY and signer.note(text) == published.PETER_NOTE


@pytest.mark.parametrize("key", published.COSIGNERS)
def test_what_we_sign_is_what_witnesses_that_are_really_run_have_signed(key: str) -> None:
    parsed = witness.parsed_key(key, witness.COSIGNER)
    note = witness.parsed_note(published.CERTIFICATES_NOTE)
    (stamped,) = [stamped for name, key_id, stamped in note.signatures if (name, key_id) == (parsed.name, parsed.id)]
    when = int.from_bytes(stamped[:8], "big")
    Ed25519PublicKey.from_public_bytes(parsed.public).verify(stamped[8:], witness.cosigned(note.text, when))


def test_the_line_of_a_cosignature_is_written_as_others_write_it(made: witness.Witness, book: Book) -> None:
    line = made.cosign(book.request(0, 3))
    parsed = witness.parsed_key(str(made.key), witness.COSIGNER)
    ((name, key_id, stamped),) = witness.parsed_note(f"{book.text(3)}\n{line}").signatures
    assert (name, key_id, len(stamped)) == ("agency.example/w1", parsed.id, 72)
    signed = f"cosignature/v1\ntime {second(line)}\n{book.text(3)}".encode()
    Ed25519PublicKey.from_public_bytes(parsed.public).verify(stamped[8:], signed)


def test_the_requests_of_another_witness_are_answered_as_it_answers_them(tmp_path: Path) -> None:
    key = witness.Key(published.SIGSUM, 1, bytes.fromhex(published.SIGSUM_PUBLIC))
    made = a_witness(tmp_path / "w")
    witness.trust(made, key)
    said = [published.SIGSUM_FIRST, published.SIGSUM_TO_5, published.SIGSUM_TO_3]
    assert [outcome(made, each.encode())[0] for each in said] == [200, 200, 409]
    assert "QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=" in made.shown()


def test_the_published_examples_are_understood(tmp_path: Path) -> None:
    old, proof, checkpoint = witness.parsed_request(published.C2SP_REQUEST.encode())
    assert (old, len(proof), checkpoint.size, len(checkpoint.note.signatures)) == (20852014, 4, 20852163, 2)
    made = a_witness(tmp_path / "w")
    witness.trust(made, witness.parsed_key(published.CERTIFICATES_KEY))
    assert outcome(made, f"old 0\n\n{published.CERTIFICATES_NOTE}".encode())[0] == 200


def test_a_published_proof_holds_and_no_altered_one_does() -> None:
    old, new = (b64decode(note.split("\n")[2]) for note in published.MONKEYS_NOTES)
    proof = [bytes.fromhex(node) for node in published.MONKEYS_PROOF]
    assert witness.grew(5, 8, proof, old, new)
    for wrong in (proof[:-1], proof[1:], [*proof, proof[0]], proof[::-1], []):
        assert not witness.grew(5, 8, wrong, old, new)


def test_every_proof_up_to_64_leaves_holds_and_no_other() -> None:
    leaves = Book().leaves(64)
    for size in range(1, 65):
        new = root_of(leaves[:size])
        for old in range(1, size + 1):
            proof, before = proof_of(old, leaves[:size]), root_of(leaves[:old])
            assert witness.grew(old, size, proof, before, new)
            assert not witness.grew(old, size, [*proof, new], before, new)
            assert not witness.grew(old, size, proof, new, new) or old == size
            assert not witness.grew(old, size, proof, before, before) or old == size
            for place in range(len(proof)):
                assert not witness.grew(old, size, proof[:place] + proof[place + 1 :], before, new)
                assert not witness.grew(old, size, [*proof[:place], bytes(32), *proof[place + 1 :]], before, new)


def test_nothing_grew_out_of_nothing_or_shrank() -> None:
    book = Book()
    assert not witness.grew(0, 3, [], book.root(0), book.root(3))
    assert not witness.grew(0, 0, [], book.root(0), book.root(0))
    assert not witness.grew(3, 2, [], book.root(3), book.root(2))
    assert not witness.grew(-1, 2, [], book.root(3), book.root(2))


def test_a_book_that_grows_is_cosigned_each_time(made: witness.Witness, book: Book) -> None:
    steps = [(0, 0), (0, 5), (5, 5), (5, 8), (8, 8), (8, 21)]
    assert [outcome(made, book.request(*step))[0] for step in steps] == [200] * 6
    assert f"entries        21\n  root           {b64(book.root(21))}" in made.shown()
    assert "WARNING" not in made.shown()


def malformed(book: Book) -> dict[str, bytes]:
    good = book.request(0, 5).decode()
    text = book.text(5)
    same = {
        "empty": "",
        "no old size": good.replace("old 0\n", ""),
        "another word": good.replace("old 0", "odd 0"),
        "leading zero": good.replace("old 0", "old 00"),
        "sign": good.replace("old 0", "old +0"),
        "digits of another script": good.replace("old 0", "old ٠"),
        "no number": good.replace("old 0", "old "),
        "too large": good.replace("old 0", f"old {2**63}"),
        "no empty line": good.replace("old 0\n\n", "old 0\n"),
        "carriage returns": good.replace("\n", "\r\n"),
        "a tab": good.replace(ORIGIN, f"{ORIGIN}\t"),
        "no signature": good.rpartition("\n— ")[0],
        "no last newline": good[:-1],
        "a dash of another kind": good.replace("— ", "- "),
        "no signature bytes": text + f"\n— {ORIGIN} AAAAAA==\n",
        "a name with a plus": text + f"\n— a+b {b64(bytes(68))}\n",
        "no name": text + f"\n—  {b64(bytes(68))}\n",
        "more on the line": good[:-1] + " more\n",
        "two lines only": book.signer.note(f"{ORIGIN}\n5\n"),
        "an empty line within": book.signer.note(f"{text}\nmore\n"),
        "no origin": book.signer.note(text.replace(ORIGIN, "")),
        "more signatures than anybody reads": good + book.signer.line(text) * 100,
        "a short root": book.signer.note(f"{ORIGIN}\n5\n{b64(bytes(31))}\n"),
        "size with zero": book.signer.note(text.replace("\n5\n", "\n05\n")),
        "size below nothing": book.signer.note(text.replace("\n5\n", "\n-5\n")),
        "size too large": book.signer.note(text.replace("\n5\n", f"\n{2**63}\n")),
        "base64 in another spelling": book.signer.note(f"{ORIGIN}\n5\n{'A' * 42}B=\n"),
        "a proof line too long": good.replace("old 0\n", f"old 0\n{b64(bytes(33))}\n"),
        "too many proof lines": book.request(0, 5, proof=[bytes(32)] * 64).decode(),
        "old size larger": book.request(6, 5).decode(),
    }
    whole = {what: said if said.startswith(("old", "odd", "\n")) else f"old 0\n\n{said}" for what, said in same.items()}
    return {what: said.encode() for what, said in whole.items()} | {"no text": b"\xff" + good.encode(), "nothing": b""}


def test_what_is_malformed_is_refused_with_400(made: witness.Witness, book: Book) -> None:
    got = {what: outcome(made, body)[0] for what, body in malformed(book).items()}
    assert {what: status for what, status in got.items() if status != 400} == {}
    assert outcome(made, book.request(0, 5))[0] == 200


def test_403_without_the_signature_of_a_trusted_key(made: witness.Witness, book: Book) -> None:
    text = book.text(5)
    false = f"— {ORIGIN} {b64(book.signer.id + bytes(64))}\n"
    stranger, cosigner = Signer(), Signer(kind=4, private=book.signer.private)
    notes = [stranger.note(text), cosigner.note(text), f"{text}\n{false}", f"{book.signer.note(text)}{false}"]
    assert {outcome(made, book.request(0, 5, note=note))[0] for note in notes} == {403}
    good = f"{text}\n{stranger.line(text)}{Signer('another.example').line(text)}{book.signer.line(text)}"
    assert outcome(made, book.request(0, 5, note=good))[0] == 200


def test_404_for_another_origin(made: witness.Witness) -> None:
    assert outcome(made, Book(Signer("another.example/book")).request(0, 5))[0] == 404


def test_409_says_the_size_that_is_held_and_a_shorter_tree_is_never_signed(made: witness.Witness, book: Book) -> None:
    assert outcome(made, book.request(3, 5)) == (409, "0")
    made.cosign(book.request(0, 9))
    steps = [(0, 12), (5, 12), (10, 12), (0, 4), (4, 4), (0, 0), (4, 9)]
    assert [outcome(made, book.request(*step)) for step in steps] == [(409, "9")] * 7
    assert "WARNING" not in made.shown()


def test_422_when_the_proof_does_not_hold_and_it_is_kept(made: witness.Witness, book: Book) -> None:
    assert outcome(made, book.request(0, 6, proof=[bytes(32)]))[0] == 422
    assert "WARNING" not in made.shown(), "where nothing was held, nothing speaks against the book"
    made.cosign(book.request(0, 5))
    assert outcome(made, book.request(5, 5, proof=[bytes(32)]))[0] == 422
    assert "WARNING" not in made.shown()
    assert outcome(made, book.request(5, 8, proof=[bytes(32)] * 4))[0] == 422
    assert made.shown().count("WARNING: A signed state of 8 entries") == 1
    assert outcome(made, book.request(5, 8))[0] == 200
    assert "WARNING" not in made.shown(), "what is proved in the end speaks against nobody"


def test_a_book_written_anew_is_not_cosigned_and_the_two_states_are_kept(made: witness.Witness, book: Book) -> None:
    made.cosign(book.request(0, 9))
    fork = book.twisted(4)
    assert outcome(made, fork.request(9, 9)) == (409, "9")
    assert outcome(made, book.twisted(6).request(0, 9)) == (409, "9"), "kept, whatever the old size"
    assert outcome(made, fork.request(9, 12))[0] == 422
    assert f"root           {b64(book.root(9))}" in made.shown()
    warned = re.findall(r"WARNING: .*?(\d+) entries", made.shown())
    assert sorted(warned) == ["12", "9", "9"]
    with made.state() as kept:
        row = kept.execute("SELECT * FROM evidence WHERE kind = 'fork' ORDER BY rowid").fetchone()
    for note, state in ((row["note"], fork), (row["held"], book)):
        assert note == state.signer.note(state.text(9))
    assert outcome(made, book.request(9, 12))[0] == 200


def test_there_is_room_for_so_much_evidence_only(
    made: witness.Witness, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness, "MOST_EVIDENCE", 3)
    made.cosign(book.request(0, 9))
    assert {outcome(made, book.twisted(at).request(9, 9))[0] for at in range(8)} == {409}
    assert made.shown().count("WARNING") == 3


def test_notes_that_the_book_went_on_to_prove_leave_room_for_what_speaks_against_it(
    made: witness.Witness, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Checkpoints are public: whoever shows each before the book does, with a false proof, must fill nothing."""
    monkeypatch.setattr(witness, "MOST_EVIDENCE", 2)
    for size in range(4, 9):
        made.cosign(book.request(size - 1 if size > 4 else 0, size))
        assert outcome(made, book.request(size, size + 1, proof=[bytes(32)]))[0] == 422
    made.cosign(book.request(8, 9))
    assert "WARNING" not in made.shown()
    assert outcome(made, book.twisted(3).request(9, 12))[0] == 422
    assert made.shown().count("WARNING: A signed state of 12 entries") == 1


def test_the_seconds_of_a_book_never_go_back(made: witness.Witness, book: Book, clock: list[int]) -> None:
    given = []
    for step, clock[0] in [((0, 3), 1000), ((3, 4), 2000), ((4, 5), 1500), ((5, 5), 10), ((5, 6), 2500)]:
        given.append(second(made.cosign(book.request(*step))))
    assert given == [1000, 2000, 2000, 2000, 2500]
    clock[0] = 10
    assert "WARNING: the clock" in made.shown()


def statement(old: Signer, new: Signer, size: int, *, origin: str = ORIGIN, signers: tuple[Signer, ...] = ()) -> str:
    text = f"sharewell key rotation v1\n{origin}\n{size}\n{old.vkey}\n{new.vkey}\n2026-11-24T14:12:00.000000Z\n"
    return f"{text}\n" + "".join(signer.line(text) for signer in signers or (old, new))


def test_after_a_rotation_the_new_key_signs_what_is_larger(made: witness.Witness, book: Book) -> None:
    new = Book(Signer())
    made.cosign(book.request(0, 5))
    assert outcome(made, new.request(5, 8))[0] == 403
    witness.rotate(made, statement(book.signer, new.signer, 7))
    assert [outcome(made, each.request(5, size))[0] for each in (book, new) for size in (8, 7)] == [403, 200, 409, 403]
    assert outcome(made, new.request(7, 8))[0] == 200
    assert new.signer.vkey in made.shown() and book.signer.vkey not in made.shown()
    third = Book(Signer())
    witness.rotate(made, statement(new.signer, third.signer, 8))
    assert [outcome(made, each.request(8, 9))[0] for each in (new, third)] == [403, 200]


def test_a_false_statement_changes_nothing(made: witness.Witness, book: Book) -> None:
    old, new, stranger = book.signer, Signer(), Signer()
    made.cosign(book.request(0, 5))
    good = statement(old, new, 5)
    false = [
        statement(old, new, 5, signers=(old,)),
        statement(old, new, 5, signers=(new,)),
        statement(stranger, new, 5),
        statement(old, new, 4),
        statement(old, old, 5),
        statement(old, new, 5, origin="another.example"),
        statement(old, Signer("another.example"), 5),
        good.replace("\n5\n", "\n6\n"),
        good.replace("rotation v1", "rotation v2"),
        good.replace("14:12", "14.12"),
        good.replace("Z\n", "Z\nmore\n"),
        statement(old, Signer(kind=4), 5),
        book.signer.note(book.text(5)),
        "",
    ]
    for each in false:
        with pytest.raises(witness.Refused):
            witness.rotate(made, each)
    assert outcome(made, book.request(5, 6))[0] == 200
    with pytest.raises(witness.Refused, match="more than the statement says"):
        witness.rotate(made, good)
    witness.rotate(made, statement(old, new, 6))
    with pytest.raises(witness.Refused, match="does not come back"):
        witness.rotate(made, statement(new, old, 6))
