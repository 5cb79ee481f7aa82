"""Who gets a receipt: whoever did what it proves, and whoever may see the record that it is about."""

import uuid
from collections.abc import Callable

from django.db.models import QuerySet
from django.http import Http404

from sharewell.concerns import access as concerns
from sharewell.concerns.proofs import READ_AT_BOTH_ENDS, READ_BY_SENDERS
from sharewell.decisions.access import decisions_open_to
from sharewell.directory.models import Member
from sharewell.disclosures.access import disclosures_received_by, disclosures_sent_by
from sharewell.ledger.access import entry_with
from sharewell.ledger.book import declare, enter
from sharewell.ledger.kinds import kinds_with_receipts
from sharewell.ledger.models import Entry
from sharewell.ledger.rules import ActorKind, Nature

RECEIPT = declare("receipt.taken", "Somebody downloaded a receipt, or the record that it speaks of.", is_look=True)
Readable = tuple[str, ...] | None


def entry_with_receipt(member: Member, entry_id: uuid.UUID) -> tuple[Entry, tuple[str, ...]]:
    """An entry that gives a receipt, and the names of its words that this member may read.

    For whoever may see what it is about, from their end; and for whoever did it, who keeps the receipt, without its
    words, when the record is no longer open to them. Raises Http404 for everybody else.
    """
    entry = entry_with(entry_id)
    if entry is None or entry.nature != Nature.ACT or entry.kind not in kinds_with_receipts():
        raise Http404
    readable = ENDS.get(entry.subject_kind, _nobody)(member, entry)
    if readable is None and not (entry.actor_kind == ActorKind.MEMBER and entry.actor_id == str(member.pk)):
        raise Http404
    return entry, readable or ()


def enter_receipt_taken(member: Member, entry: Entry, what: str) -> None:
    """The member takes away what `entry_with_receipt` gave: entered, about what the entry is about."""
    enter(
        RECEIPT,
        by=member,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        child_id=entry.child_id,
        facts={"entry": entry.pk, "what": what},
    )


def _of_decision(member: Member, entry: Entry) -> Readable:
    return READ_BY_SENDERS.get(entry.kind, ()) if _has(decisions_open_to(member), entry) else None


def _of_disclosure(member: Member, entry: Entry) -> Readable:
    if _has(disclosures_sent_by(member), entry):
        return READ_BY_SENDERS.get(entry.kind, ())
    return READ_AT_BOTH_ENDS.get(entry.kind, ()) if _has(disclosures_received_by(member), entry) else None


def _of_referral(member: Member, entry: Entry) -> Readable:
    is_theirs = _has(concerns.referrals_open_to(member), entry)
    is_open = is_theirs or concerns.is_of(disclosures_sent_by(member), entry.subject_id)
    return READ_AT_BOTH_ENDS.get(entry.kind, ()) if is_open else None


def _nobody(member: Member, entry: Entry) -> Readable:
    return None


def _has(rows: QuerySet, entry: Entry) -> bool:
    return rows.filter(pk=entry.subject_id).exists()


# By the kind of subject: the words of the entry that a member may read; None for whom it is not there.
ENDS: dict[str, Callable[[Member, Entry], Readable]] = {
    "decision": _of_decision,
    "disclosure": _of_disclosure,
    "referral": _of_referral,
}
