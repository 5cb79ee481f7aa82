"""A worry was on paper before it was typed in: both days stand on the record, and at the other end."""

from dataclasses import dataclass
from datetime import datetime

from sharewell.concerns.earlier_rules import when_words
from sharewell.concerns.models import Concern
from sharewell.directory.models import Member
from sharewell.disclosures.actions import report_step
from sharewell.disclosures.rules import Step
from sharewell.ledger.book import not_an_act


@dataclass(frozen=True)
class OnPaper:
    """It was written on paper before it was typed in: when, and by whom, where that was somebody else (in words)."""

    at: datetime
    by: str = ""


@not_an_act(because="part of raising a worry; what it does is entered")
def say_it_was_on_paper(by: Member, concern: Concern) -> None:
    """Whoever gets it reads when it was written, and by whom: it may say `today` of another day. Where nobody is to be
    named, only when."""
    disclosure = concern.disclosure
    if disclosure is None or disclosure.to_team_id is None:
        return
    who = concern.on_behalf_of or by.name
    words = when_words(concern.happened_at) + ("" if disclosure.is_nameless else f", by {who}")
    report_step(by=by, disclosure=disclosure, step=Step.ON_PAPER, to_words=words)
