"""The story is played: every step in the order of its time, and all of it or nothing."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction

from sharewell.concerns.access import open_referral, referrals_open_to
from sharewell.concerns.actions import (
    acknowledge_referral,
    ask_for_more,
    decide_referral,
    note_reading,
    withdraw_referral,
)
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome
from sharewell.desk.demonstration.disagreeing import disagreeing
from sharewell.desk.demonstration.drafting import begin
from sharewell.desk.demonstration.handing_over import handing_over
from sharewell.desk.demonstration.past import Past
from sharewell.desk.demonstration.settling import Town, accept, settle
from sharewell.desk.demonstration.telling import Teller
from sharewell.directory.access import bank_holidays, team_members
from sharewell.directory.models import Member
from sharewell.ledger.sealing import seal
from sharewell.moment import now, pretend
from sharewell.notices.actions import mark_path_read

HERE = Path(__file__).parent
# Senders have seen what became of worries older than so many working days.
SEEN_BY_SENDERS = 2


@dataclass
class Told:
    """One worry as it goes: its table, when it was told, and what has come of it so far."""

    says: Mapping[str, Any]
    at: datetime
    concern: Concern | None = None


@dataclass(frozen=True)
class Event:
    """One step of the story, and when it happens."""

    at: datetime
    step: Callable[[], object]


def load() -> Town:
    """Holmbury stands, as if it had been at work for three months. In one transaction: all of it or nothing."""
    with transaction.atomic():
        past = Past(now(), bank_holidays())
        town = settle(past)
        for event in sorted(_events(town, past), key=lambda event: event.at):
            with pretend(event.at):
                event.step()
        accept(town)
        seal()
    return town


def _events(town: Town, past: Past) -> Iterator[Event]:
    for table, time_of in (("sent", "sent"), ("kept", "at")):
        read = tomllib.loads((HERE / f"{table}.toml").read_text(encoding="utf-8"))
        teller = Teller(town, past, read["walks"])
        for says in read[table]:
            told = Told(says, _when(past, says, time_of))
            yield Event(told.at, partial(_tell, teller, told, table))
            yield from _answers(town, past, told)
        for says in read.get("drafts", ()):
            yield Event(_when(past, says, "at"), partial(begin, town, says))
        for says in read.get("sheets", ()):
            for at, step in handing_over(town, past, _when(past, says, "at"), says):
                yield Event(at, step)


def _when(past: Past, says: Mapping[str, Any], time_of: str) -> datetime:
    if "minutes_ago" in says:
        return past.loaded_at - timedelta(minutes=says["minutes_ago"])
    if "night" in says:
        return past.night(nights=says["night"]["nights"], hours_after_closing=says["night"]["hours"])
    return past.back(**says[time_of])


def _tell(teller: Teller, told: Told, table: str) -> None:
    told.concern = teller.send(told.says) if table == "sent" else teller.keep(told.says)


def _answers(town: Town, past: Past, told: Told) -> Iterator[Event]:
    """What the receiving team did, each step at its time; one that would lie ahead of us has not been taken yet."""
    steps = {"read": _read, "acknowledged": _acknowledge, "asked": _ask, "withdrawn": _withdraw, "decided": _decide}
    for name, step in steps.items():
        if says := told.says.get(name):
            by = town.members[says["by"]]
            at = past.after(told.at, says["after"], at_night="night" in told.says)
            if name == "decided" and "worker" in says:
                says = {**says, "worker": town.members[says["worker"]]}
            yield Event(min(at, past.loaded_at), partial(step, by, told, says))
    if says := told.says.get("disagreed"):
        for at, disagreed in disagreeing(town, past, lambda: told.concern, says):
            yield Event(at, disagreed)
    if "decided" in told.says and told.at < past.back(days=SEEN_BY_SENDERS):
        yield Event(past.back(days=1), partial(_seen_by_sender, told))


def _referral(by: Member, told: Told) -> Referral:
    assert told.concern is not None
    return referrals_open_to(by).get(disclosure=told.concern.disclosure)


def _read(by: Member, told: Told, _: Mapping[str, Any]) -> Referral:
    """Opened, as on the screen: the look is entered, the sender sees that it was read."""
    referral = open_referral(by, _referral(by, told).pk)
    note_reading(by=by, referral=referral)
    mark_path_read(by, f"/referrals/{referral.pk}/")
    return referral


def _acknowledge(by: Member, told: Told, says: Mapping[str, Any]) -> None:
    referral = acknowledge_referral(by=by, referral=_read(by, told, says))
    for member in team_members(referral.team):
        mark_path_read(member, f"/referrals/{referral.pk}/")


def _decide(by: Member, told: Told, says: Mapping[str, Any]) -> None:
    referral = open_referral(by, _referral(by, told).pk)
    said = {name: says[name] for name in ("because", "worker", "belongs_to") if name in says}
    decide_referral(by=by, referral=referral, outcome=ReferralOutcome(says["outcome"]), **said)


def _ask(by: Member, told: Told, says: Mapping[str, Any]) -> None:
    ask_for_more(by=by, referral=open_referral(by, _referral(by, told).pk), question=says["question"])


def _withdraw(by: Member, told: Told, says: Mapping[str, Any]) -> None:
    assert told.concern is not None
    withdraw_referral(by=by, concern=told.concern, because=says["because"])


def _seen_by_sender(told: Told) -> None:
    assert told.concern is not None
    mark_path_read(told.concern.author, f"/concerns/sent/{told.concern.disclosure_id}/")
