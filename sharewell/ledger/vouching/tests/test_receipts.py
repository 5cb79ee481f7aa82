"""A receipt proves its entry by itself; there is none before it was signed, and none for what was altered."""

import json
from typing import Any

import pytest
from django.db import connection

from sharewell.ledger import merkle, rules
from sharewell.ledger.guard import guard_lowered
from sharewell.ledger.models import Checkpoint, Cosignature, Entry, Place
from sharewell.ledger.sealing import seal
from sharewell.ledger.tests.given import TEACHER, Parcel, send_parcel
from sharewell.ledger.vouching import checkpoints
from sharewell.ledger.vouching.checking import faults_of_cosignatures
from sharewell.ledger.vouching.notes import Head, Note, from_base64
from sharewell.ledger.vouching.receipts import BrokenProofError, receipt_of, record_of
from sharewell.ledger.vouching.tests.given import cosign

pytestmark = pytest.mark.django_db


def sent(note: str = "") -> Entry:
    parcel = Parcel()
    send_parcel(by=TEACHER, parcel=parcel, note=note)
    return Entry.objects.get(subject_id=str(parcel.pk))


def test_it_proves_the_entry_by_itself(settings: Any) -> None:
    entries = [sent() for _ in range(6)]
    seal()
    checkpoints.sign()
    for entry in entries:
        receipt = receipt_of(entry)
        proof, _, note = receipt.text.partition("\n\n")
        kind, index, *hashes = proof.split("\n")
        head = Head.of(Note.of(note).text)
        assert (kind, index) == ("c2sp.org/tlog-proof@v1", f"index {receipt.position - 1}")
        leaf, found = bytes(entry.digest), [from_base64(each) for each in hashes]
        assert merkle.root_by_inclusion(leaf, receipt.position - 1, head.size, found) == head.root
        assert head.origin == settings.BOOK and receipt.witnesses == ()


def test_there_is_none_while_it_is_being_sealed() -> None:
    entry = sent()
    assert receipt_of(entry) is None
    seal()
    assert receipt_of(entry) is None
    checkpoints.sign()
    assert receipt_of(entry).checkpoint.size == 1


def test_it_is_of_the_checkpoint_that_most_witnesses_vouch_for() -> None:
    entry = sent()
    for size in (1, 3, 4):
        seal()
        assert checkpoints.sign().size == size
        sent()
    for size, names in ((1, "a"), (3, "ab"), (4, "ab")):
        for name in names:
            cosign(Checkpoint.objects.get(size=size), name)
    receipt = receipt_of(entry)
    assert (receipt.checkpoint.size, receipt.witnesses) == (3, ("a", "b"))
    a, b = receipt.text.splitlines()[-2:]
    assert a.startswith("— a ") and b.startswith("— b ")


def test_what_no_witness_gave_is_not_in_it() -> None:
    """Somebody who may only add to the book could spoil every receipt, or have it vouched for by whom they like."""
    entry = sent()
    seal()
    made = checkpoints.sign()
    cosign(made, "a")
    good = Cosignature.objects.get()
    b = good.witness.replace("a+", "b+", 1)
    for size, witness, line in (
        (made.size, "c+1+A", "nonsense\n"),
        (made.size, b, good.line.replace("— a ", "— b ")),
        (made.size, good.witness + " ", good.line + "— a AAAAAAAA\n"),
        (made.size + 1, "c+1+A", "nonsense\n"),
        (made.size + 1, b, "nonsense\n"),
    ):
        Cosignature.objects.create(size=size, witness=witness, line=line, seen_at=good.seen_at)
    receipt = receipt_of(entry)
    assert (receipt.checkpoint, receipt.witnesses) == (made, ("a",))
    assert receipt.text.endswith(made.note + good.line)
    assert len(list(faults_of_cosignatures())) == 5


def test_nobody_gets_one_that_proves_nothing() -> None:
    entry = sent()
    sent()
    seal()
    checkpoints.sign()
    with guard_lowered(connection):
        Place.objects.filter(position=2).update(leaf=b"x" * 32)
    with pytest.raises(BrokenProofError, match=str(entry.pk)):
        receipt_of(entry)


def test_the_record_is_the_entry_and_the_words_that_may_be_read() -> None:
    entry = sent(note="For nobody else – ä")
    record = json.loads(record_of(entry, ["because"]))
    marks = record["entry"].pop("marks")
    assert rules.entry_digest(rules.in_json(record["entry"]), bytes.fromhex(marks)) == bytes(entry.digest)
    ((name, word),) = record["words"].items()
    assert (name, word["text"]) == ("because", "It is due.")
    assert rules.word_digest(bytes.fromhex(word["salt"]), word["text"]) == entry.word_digests["because"]
    assert "note" in entry.word_digests
