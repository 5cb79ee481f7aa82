"""What proves a worry's decision and what was sent on it: the state of the proof in words, receipts, square codes.

For those who already have the worry. Which words of an entry each end may read is said here, and nowhere else.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.utils.safestring import SafeString

from sharewell.concerns.models import Concern
from sharewell.ledger.access import entries_on
from sharewell.ledger.models import Entry
from sharewell.ledger.rules import Nature
from sharewell.ledger.tree import TreeBrokenError
from sharewell.ledger.vouching.notes import NoteError
from sharewell.ledger.vouching.receipts import BrokenProofError, Receipt, receipt_of, record_of
from sharewell.ledger.vouching.standing import Signed, Standing, Vouch, standings_of
from sharewell.web.square_code import square_code
from sharewell.web.words import clock, local, moment, plural

TITLES = {"decision.made": "The decision", "disclosure.sent": "What was sent"}
NAMES = {"decision.made": "decision", "disclosure.sent": "sending"}
READ_AT_BOTH_ENDS: Mapping[str, tuple[str, ...]] = {
    "disclosure.sent": ("about", "headline", "purpose", "items"),
    "disclosure.step_taken": ("words", "to_words"),
    "disclosure.passed_on": ("words",),
    "referral.decided": ("because", "worker_words", "belongs_to"),
    "referral.rerouted": ("because",),
    "referral.more_asked": ("question",),
    "referral.news_given": ("words",),
    "referral.withdrawn": ("because",),
    "referral.added_to": ("because",),
    "referral.taken_up_again": ("because",),
}
READ_BY_SENDERS: Mapping[str, tuple[str, ...]] = {
    **READ_AT_BOTH_ENDS,
    "decision.made": ("because", "purpose", "recipient_words"),
    "decision.openness_recorded": ("who", "why_not"),
    "disclosure.sent": ("about", "headline", "purpose", "items", "spoken_to"),
}
BROKEN = (
    "This entry is not what was signed: something in the book was altered. Keep this page, and tell whoever runs "
    "Sharewell."
)


@dataclass(frozen=True)
class Proof:
    """One entry that gives a receipt, and how far its proof goes."""

    entry: Entry
    standing: Standing

    @property
    def title(self) -> str:
        return TITLES[self.entry.kind]

    @property
    def words(self) -> str:
        return proof_words(self.standing)


@dataclass(frozen=True)
class PaperProof(Proof):
    """The same for paper: with the receipt and the record that go with it."""

    @property
    def name(self) -> str:
        return NAMES[self.entry.kind]

    @cached_property
    def receipt(self) -> Receipt | None:
        """The receipt, where there is one; a broken proof gives none."""
        return receipt_if_proved(self.entry, self.standing)

    @property
    def code(self) -> SafeString | str:
        """The receipt as a square code; empty while there is none, and where it is too long for one."""
        says = f"Square code: the receipt of {self.title.lower()}"
        return square_code(self.receipt.text, says) if self.receipt else ""

    @property
    def files(self) -> dict[str, str]:
        """The receipt and its record, by the names that they have beside a PDF."""
        if self.receipt is None:
            return {}
        record = record_of(self.entry, READ_BY_SENDERS.get(self.entry.kind, ()))
        return {f"{self.name}.receipt.tlog-proof": self.receipt.text, f"{self.name}.record.json": record}


def file_name(entry: Entry) -> str:
    """What the files of an entry's receipt begin with, so that whoever has several sees which two belong together."""
    return f"{NAMES.get(entry.kind) or re.sub('[._]', '-', entry.kind)}-{str(entry.pk)[-8:]}"


def receipt_if_proved(entry: Entry, standing: Standing) -> Receipt | None:
    """The receipt for this entry; none while it is being sealed, and none that proves nothing."""
    with suppress(BrokenProofError, TreeBrokenError, NoteError):
        return receipt_of(entry) if standing.is_proved else None
    return None


def proofs_of(concern: Concern) -> list[Proof]:
    """How far the decision, and what was sent on it, are proved."""
    return [Proof(entry, standing) for entry, standing in _standing(concern)]


def paper_proofs_of(concern: Concern) -> list[PaperProof]:
    """The same, for the copy."""
    return [PaperProof(entry, standing) for entry, standing in _standing(concern)]


def _standing(concern: Concern) -> list[tuple[Entry, Standing]]:
    subjects = [("decision", concern.decision_id), ("disclosure", concern.disclosure_id)]
    about = entries_on((kind, key) for kind, key in subjects if key).filter(nature=Nature.ACT.value)
    entries = sorted(about.filter(kind__in=TITLES), key=lambda entry: [*TITLES].index(entry.kind))
    standings = standings_of(entries)
    return [(entry, standings[entry.pk]) for entry in entries]


def proof_words(standing: Standing, *, named: bool = True) -> str:
    """The state of the proof, with nothing that is not proved. Not `named`: the witnesses are counted alone."""
    if standing.is_broken:
        return BROKEN
    if standing.position is None:
        return "Being sealed. That takes a few seconds."
    if standing.signed is None:
        return f"Being sealed: it has place {standing.position:,} in the book, and is about to be signed."
    return f"In the book at place {standing.position:,} of {_signed_words(standing.signed, named)}"


def _signed_words(signed: Signed, named: bool) -> str:
    return f"{signed.size:,}, signed on {moment(signed.signed_at)}. {witness_words(signed, named=named)}"


def witness_words(signed: Signed, *, named: bool = True) -> str:
    """How many witnesses vouch for a checkpoint, and when each saw it."""
    if not signed.vouches:
        return "No witness vouches for this yet."
    count = plural(len(signed.vouches), "independent witness", "independent witnesses")
    return f"Vouched for by {count}{': ' + _named(signed.vouches, signed) if named else ''}."


def _named(vouches: Sequence[Vouch], signed: Signed) -> str:
    return ", ".join(f"{each.name} ({_seen(each, signed)})" for each in vouches)


def _seen(vouch: Vouch, signed: Signed) -> str:
    """The time on the day of signing; else the day, too."""
    is_same_day = local(vouch.seen_at).date() == local(signed.signed_at).date()
    return clock(vouch.seen_at) if is_same_day else moment(vouch.seen_at)


def book_name() -> str:
    """The name of the book, which every checkpoint begins with."""
    return settings.BOOK
