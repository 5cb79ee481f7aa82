"""What the pages of the book are given to show, to somebody who may see it already."""

import math
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from sharewell.concerns.proofs import book_name, proof_words, witness_words
from sharewell.concerns.rules import NEWS_WORDS, OUTCOME_WORDS
from sharewell.decisions.rules import DECIDED_WORDS, TOLD_WORDS
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import STEP_WORDS
from sharewell.errors import Refused
from sharewell.ledger.access import checkpoints_below, words_of
from sharewell.ledger.kinds import kinds_with_receipts
from sharewell.ledger.models import Entry
from sharewell.ledger.rules import Nature
from sharewell.ledger.vouching.keys import CONTINUATION, keys
from sharewell.ledger.vouching.standing import Standing, Vouch, signed_checkpoints, standings_of
from sharewell.ledger.vouching.witnesses import witnesses
from sharewell.oversight.access import Part
from sharewell.oversight.access.checkpoints import Row
from sharewell.oversight.forms import asked_as
from sharewell.oversight.rules import MOST_DAYS, MOST_EXPORTED, Scope, Sought, title_of
from sharewell.people.access import OPENED, SEARCHED
from sharewell.web.addresses import address_of
from sharewell.web.words import moment

Context = dict[str, Any]
Readable = Mapping[str, tuple[str, ...]]
# Longer than this between what happened and its being written down is said.
AT_ONCE = timedelta(minutes=1)
LABELS = {
    "because": "Reason",
    "purpose": "For",
    "recipient_words": "To whom",
    "spoken_to": "Given to",
    "about": "About",
    "headline": "In a line",
    "items": "What was shared",
    "who": "Who was told",
    "why_not": "Why not",
    "words": "Reason",
    "to_words": "Whom or what it names",
    "question": "Question",
    "worker_words": "The worker",
    "belongs_to": "Where it belongs",
}
UNSIGNED = "Its signature is not right: it was altered, and proves nothing."
DISPOSED_OF = "Disposed of. The proof of the rest stays."


def _instant(said: str) -> str:
    return moment(datetime.fromisoformat(said))


GROUNDS = {
    OPENED: "Works with children in the agency that holds the record",
    SEARCHED: "Works with children in the agency that holds the record",
    "who_looked.opened": "Works with children in the agency that holds the record",
    "referral.read": "In the team that it was sent to",
}

# What an entry says in codes, in words: by the fact's name.
FACTS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "decided": ("Decided", lambda code: DECIDED_WORDS.get(code, code)),  # type: ignore[call-overload]
    "told": ("Family", lambda code: TOLD_WORDS.get(code, code)),  # type: ignore[call-overload]
    "step": ("Step", lambda code: STEP_WORDS.get(code, code)),  # type: ignore[call-overload]
    "outcome": ("Outcome", lambda code: OUTCOME_WORDS.get(code, code)),  # type: ignore[call-overload]
    "news": ("How it stands", lambda code: NEWS_WORDS.get(code, code)),  # type: ignore[call-overload]
    "due_at": ("Owed by", _instant),
}


@dataclass(frozen=True)
class Happening:
    """One entry in words, with how far its proof goes."""

    entry: Entry
    standing: Standing
    words: Sequence[tuple[str, str]] = field(default_factory=list)

    @property
    def title(self) -> str:
        return title_of(self.entry.kind)

    @property
    def by(self) -> str:
        """Who, in what role, of which agency."""
        entry = self.entry
        return ", ".join(part for part in (entry.actor_name, entry.actor_role, entry.agency_name) if part)

    @property
    def was_written_later(self) -> bool:
        return self.entry.written_at - self.entry.happened_at > AT_ONCE

    @property
    def proof(self) -> str:
        return proof_words(self.standing, named=False)

    @property
    def vouches(self) -> Sequence[Vouch]:
        """Who vouches for it."""
        return self.standing.signed.vouches if self.standing.signed and self.standing.is_proved else ()

    @property
    def has_receipt(self) -> bool:
        """Whether a receipt can be had for it now."""
        is_act = self.entry.nature == Nature.ACT and self.entry.kind in kinds_with_receipts()
        return is_act and self.standing.is_proved


def timeline(part: Part, readable: Readable, sent: Disclosure | None) -> Context:
    """A page of a timeline, with those words of each entry that this end may read, and the team of what was `sent`.
    Eight queries, however long."""
    standings = standings_of(part.entries)
    acts = [entry for entry in part.entries if entry.nature == Nature.ACT]
    words = words_of(acts)
    happenings = [
        Happening(each, standings[each.pk], [*_to_whom(each, sent), *_said(each, words.get(each.pk, {}), readable)])
        for each in part.entries
    ]
    # What was written in one instant stands in the order of the book.
    happenings.sort(key=lambda each: (each.entry.written_at, each.standing.position or math.inf))
    proved = sum(each.standing.is_proved for each in happenings)
    return {
        "happenings": happenings,
        "mark": part.mark,
        "proved": proved,
        "broken": sum(each.standing.is_broken for each in happenings),
        "unproved": sum(each.standing.is_waiting for each in happenings),
        "vouching": sorted({vouch.name for each in happenings for vouch in each.vouches}),
    }


@dataclass(frozen=True)
class Look:
    """Somebody who looked, in words: at what, and on what ground."""

    entry: Entry
    ground: str

    @property
    def title(self) -> str:
        return "Searched, and was shown this child" if self.entry.kind == SEARCHED else title_of(self.entry.kind)


def looks(part: Part, authors: Mapping[str, uuid.UUID]) -> Context:
    """A page of looks at a child's record. `authors`: who wrote what the reader may see."""
    return {"looks": [Look(each, _ground(each, authors)) for each in part.entries], "mark": part.mark}


def _ground(entry: Entry, authors: Mapping[str, uuid.UUID]) -> str:
    """On what ground somebody could look: what the rules of access ask for."""
    if entry.kind in GROUNDS:
        return GROUNDS[entry.kind]
    author = authors.get(entry.subject_id)
    if author is not None:
        return "Wrote it" if str(author) == entry.actor_id else "Leads safeguarding in the agency"
    return "Wrote it, or leads safeguarding in the agency"


@dataclass(frozen=True)
class Line:
    """One entry on the list for those who oversee, with the way to its record for those who may see that."""

    entry: Entry
    leads_to: str

    @property
    def title(self) -> str:
        return title_of(self.entry.kind)

    @property
    def place(self) -> str:
        position: int | None = getattr(self.entry, "position", None)
        return f"{position:,}" if position else "Being sealed"


def book(part: Part | None, sought: Sought | None, scope: Scope, worries: Mapping[str, uuid.UUID]) -> Context:
    """A page of the book of one agency; none where what was asked for cannot be understood. `worries`: on whose
    timeline each entry stands, by the id of what it is about."""
    entries = part.entries if part else []
    newest = next(iter(signed_checkpoints(checkpoints_below(None)[:1]).values()), None)
    return {
        "lines": [Line(each, _record_of(each, worries)) for each in sorted(entries, key=_newest_first)],
        "mark": part.mark if part else None,
        "asked": urlencode(asked_as(sought)) if sought else "",
        "scope": scope.value,
        "newest": newest,
        "newest_words": witness_words(newest) if newest else "",
        "most_exported": MOST_EXPORTED,
        "most_days": MOST_DAYS,
    }


def _newest_first(entry: Entry) -> tuple[float, float]:
    """By time; what was written in one instant, by its place in the book."""
    return -entry.written_at.timestamp(), -(getattr(entry, "position", None) or math.inf)


def _record_of(entry: Entry, worries: Mapping[str, uuid.UUID]) -> str:
    """Where the timeline of the worry stands that the entry is about; empty where it is not open to the reader."""
    worry = worries.get(entry.subject_id)
    return address_of("concern_timeline", concern_id=worry) if worry else ""


def checkpoints(rows: Sequence[Row], onward: int | None, below: int | None) -> Context:
    """A page of checkpoints, with the keys and the witnesses."""
    shown = [(row, witness_words(row.signed) if row.signed else UNSIGNED) for row in rows]
    known = {vouch.vkey for row in rows if row.signed for vouch in row.signed.vouches}
    return {
        "book": book_name(),
        "rows": shown,
        "onward": onward,
        "below": below,
        "keys": (known_keys := keys()),
        "continued": {each.number for each in known_keys if each.statement.startswith(CONTINUATION)},
        "asked": _asked(known),
    }


def _asked(vkeys: set[str]) -> list[tuple[str, str]]:
    """The witnesses, by name and key: those that are asked now, and those that vouch for something shown."""
    with suppress(Refused):
        vkeys = vkeys | {each.key.vkey for each in witnesses()}
    return sorted((vkey.partition("+")[0], vkey) for vkey in vkeys)


def _to_whom(entry: Entry, sent: Disclosure | None) -> list[tuple[str, str]]:
    """The team that the entry names by its id, as it is called now."""
    if not (sent and sent.to_team and sent.to_agency and entry.facts.get("to_team") == str(sent.to_team_id)):
        return []
    return [("To whom", f"{sent.to_team.name}, {sent.to_agency.name}")]


def _said(entry: Entry, words: Mapping[str, str], readable: Readable) -> list[tuple[str, str]]:
    if entry.nature != Nature.ACT:
        return []
    facts = entry.facts
    said = [(label, worded(facts[name])) for name, (label, worded) in FACTS.items() if facts.get(name)]
    kept = [name for name in readable.get(entry.kind, ()) if name in entry.word_digests]
    return said + [(LABELS[name], words.get(name, DISPOSED_OF)) for name in kept]
