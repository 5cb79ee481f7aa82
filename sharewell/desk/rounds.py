"""The worker's rounds: what is done again and again, each at its own pace. Every round may be done twice, or late.

With the worker dead nothing is lost: entries wait for their place in the order, jobs and clocks for the next round.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import DatabaseError, connection

from sharewell.accounts.actions.kept_posts import forget_what_is_past
from sharewell.concerns.access import open_with_nobody, with_somebody_who_left_the_team
from sharewell.concerns.access.handing import handings_newly_soon, handings_to_move
from sharewell.concerns.actions import move_worry_on, pass_from_nobody, tell_of_late_sheet, warn_of_moving_on
from sharewell.concerns.sheets.access import sheets_newly_late
from sharewell.desk import access, actions
from sharewell.directory.access import agencies_to_tell, closable_accounts, members_holding, who_looks_after_numbers
from sharewell.directory.actions import close_unused_account, forget_files
from sharewell.directory.rules import Role
from sharewell.disagreements import access as disagreements
from sharewell.disagreements import actions as disagreeing
from sharewell.errors import Overtaken, Refused, Unsigned
from sharewell.ledger.rules import THE_CLOCK
from sharewell.ledger.sealing import seal
from sharewell.ledger.vouching.checkpoints import sign_when_due
from sharewell.ledger.vouching.witnesses import ask_witnesses
from sharewell.moment import now
from sharewell.notices.actions import worker_lives
from sharewell.notices.jobs import forget_finished_jobs, put_back_stalled_jobs, run_due_jobs
from sharewell.notices.posting import forget_unwanted_emails, send_due_emails

logger = logging.getLogger(__name__)
SECOND, MINUTE, HOUR = 1, 60, 3600


@dataclass(frozen=True)
class Round:
    """One thing the worker does: what it is called in the log, how many seconds lie between, and the doing."""

    name: str
    every: int
    walk: Callable[[], object]


def tell_of_lateness() -> None:
    """Asks the referrals what of theirs is late, and tells of each once."""
    for referral, clock in access.referrals_newly_late(now()):
        with suppress(Overtaken):
            actions.tell_of_lateness(by=THE_CLOCK, referral=referral, clock=clock)


def tell_of_no_answer() -> None:
    """Asks the referrals which questions to a sender nobody has answered in time, and tells of each once."""
    for referral, clock in access.questions_newly_late(now()):
        with suppress(Overtaken):
            actions.tell_of_no_answer(by=THE_CLOCK, referral=referral, clock=clock)


def warn_of_lateness() -> None:
    """Asks the referrals what of theirs comes near, and warns of each once."""
    for referral, clock in access.referrals_newly_soon(now()):
        with suppress(Overtaken):
            actions.warn_of_lateness(by=THE_CLOCK, referral=referral, clock=clock)


def tell_of_late_calls() -> None:
    """Asks the calls which of them nobody confirmed in writing in time, and tells of each once."""
    for call, clock in access.calls_newly_late(now()):
        with suppress(Overtaken):
            actions.tell_of_late_call(by=THE_CLOCK, call=call, clock=clock)


def warn_of_calls() -> None:
    """Asks the calls which of them are soon to be confirmed in writing, and warns of each once."""
    for call, clock in access.calls_newly_soon(now()):
        with suppress(Overtaken):
            actions.warn_of_call(by=THE_CLOCK, call=call, clock=clock)


def tell_of_late_sheets() -> None:
    """Asks the hand-over sheets which of them nobody acknowledged in time, and tells of each once."""
    for sheet in sheets_newly_late(now()):
        with suppress(Overtaken):
            tell_of_late_sheet(by=THE_CLOCK, sheet=sheet)


def warn_of_worries() -> None:
    """Asks the worries that were handed to a lead which of them soon move on, and warns whoever has each, once."""
    for handing in handings_newly_soon(now()):
        with suppress(Overtaken):
            warn_of_moving_on(by=THE_CLOCK, handing=handing)


def move_worries_on() -> None:
    """Asks the worries that were handed to a lead which of them are with somebody who did not answer in time, or who is
    away or has left: each goes on to the next, one step a round."""
    for handing in handings_to_move(now()):
        with suppress(Overtaken):
            move_worry_on(by=THE_CLOCK, handing=handing)


def ask_to_look_again() -> None:
    """Asks the decisions whose reasons for not telling have come to their day."""
    for telling, concern in access.tellings_newly_due(now()):
        if access.who_answers_for(concern):
            actions.ask_to_look_again(by=THE_CLOCK, telling=telling, concern=concern)


def hand_over_from_leavers() -> None:
    """What somebody who has left still has open is with whoever is next in line."""
    for member, to in access.left_with_leavers():
        with suppress(Refused):
            actions.hand_over_work(by=THE_CLOCK, member=member, to=to)


def pass_on_from_nobody() -> None:
    """What is open in a team that nobody is in any more is with another team of its agency; what is with somebody who
    is not in its team, with the whole team."""
    for referral, team in open_with_nobody():
        with suppress(Overtaken):
            pass_from_nobody(by=THE_CLOCK, referral=referral, team=team)
    for referral in with_somebody_who_left_the_team():
        with suppress(Overtaken):
            actions.give_back_to_team(by=THE_CLOCK, referral=referral)


def tell_of_reviews() -> None:
    """Tells the administrators of each agency in which access is to be looked at again; weekly until it is done."""
    for agency in access.agencies_to_tell_of_reviews(now()):
        if members_holding(agency, Role.ADMINISTRATOR):
            actions.tell_of_review(by=THE_CLOCK, agency=agency)


def warn_of_closing() -> None:
    """Warns whoever has not signed in for so long that their account will be closed within a week, once."""
    for member in access.members_to_warn(now()):
        actions.warn_of_closing(by=THE_CLOCK, member=member)


def close_unused_accounts() -> None:
    """Closes the accounts that nobody has signed in to for too long; never the last that looks after something."""
    for account in closable_accounts(now()):
        with suppress(Overtaken):
            close_unused_account(by=THE_CLOCK, account=account)


def tell_of_wrong_numbers() -> None:
    """Asks the directory which agencies have numbers that are said to be wrong: told at once, and again every day."""
    for agency in agencies_to_tell(now()):
        if who_looks_after_numbers(agency):
            with suppress(Refused):
                actions.tell_of_wrong_numbers(by=THE_CLOCK, agency=agency)


def move_disagreements_on() -> None:
    """Asks the disagreements which of them has run out of time at its stage: each goes to the next."""
    for each in disagreements.disagreements_newly_due(now()):
        with suppress(Overtaken):
            disagreeing.move_disagreement_on(by=THE_CLOCK, disagreement=each, from_stage=each.stage)


def warn_of_stages() -> None:
    """Asks the disagreements whose stage runs out soon, and warns both ends once."""
    for each in disagreements.disagreements_newly_soon(now()):
        with suppress(Overtaken):
            disagreeing.warn_of_stage(by=THE_CLOCK, disagreement=each)


def tell_partnership() -> None:
    """Tells whoever leads the partnership of what is late at its last stage: every working day until it is resolved."""
    for each in disagreements.disagreements_stuck(now()):
        with suppress(Overtaken):
            disagreeing.tell_partnership(by=THE_CLOCK, disagreement=each)


ROUNDS = (
    Round("say that it lives", 15 * SECOND, worker_lives),
    Round("give the new entries of the book their place", SECOND, seal),
    Round("sign the book", SECOND, sign_when_due),
    Round("ask the witnesses", SECOND, ask_witnesses),
    Round("run the jobs that are due", SECOND, run_due_jobs),
    Round("send the e-mails that are due", SECOND, send_due_emails),
    Round("put back the jobs of workers that died", MINUTE, put_back_stalled_jobs),
    Round("tell of referrals that are late", 15 * SECOND, tell_of_lateness),
    Round("tell of questions that nobody answered", 15 * SECOND, tell_of_no_answer),
    Round("warn of referrals that will soon be late", 15 * SECOND, warn_of_lateness),
    Round("tell of calls that nobody confirmed in writing", 15 * SECOND, tell_of_late_calls),
    Round("warn of calls that are soon to be confirmed", 15 * SECOND, warn_of_calls),
    Round("tell of hand-over sheets that nobody acknowledged", 15 * SECOND, tell_of_late_sheets),
    Round("move disagreements to their next stage", 15 * SECOND, move_disagreements_on),
    Round("warn of stages of disagreements that will soon run out", 15 * SECOND, warn_of_stages),
    Round("tell the partnership of disagreements stuck at their last stage", 5 * MINUTE, tell_partnership),
    Round("warn of worries that soon move on", 15 * SECOND, warn_of_worries),
    Round("move on worries that nobody took", 15 * SECOND, move_worries_on),
    Round("ask to look again at reasons for not telling", 5 * MINUTE, ask_to_look_again),
    Round("hand over what leavers have open", 5 * MINUTE, hand_over_from_leavers),
    Round("pass on what is with nobody", 5 * MINUTE, pass_on_from_nobody),
    Round("tell of access to be looked at again", HOUR, tell_of_reviews),
    Round("warn of accounts that will be closed", HOUR, warn_of_closing),
    Round("close accounts that nobody uses", HOUR, close_unused_accounts),
    Round("tell of numbers that are said to be wrong", 15 * SECOND, tell_of_wrong_numbers),
    Round("forget what has run out", 10 * MINUTE, forget_what_is_past),
    Round("forget files sent a day ago", 10 * MINUTE, forget_files),
    Round("forget e-mails that nobody wants", HOUR, forget_unwanted_emails),
    Round("forget jobs long done", HOUR, forget_finished_jobs),
)


@dataclass
class Watch:
    """One worker on its rounds: which of them are due at a reading of its clock (seconds, monotonic)."""

    rounds: tuple[Round, ...] = ROUNDS
    next_at: dict[str, float] = field(default_factory=dict)
    # What fails again each second is said once a minute, so that it buries nothing else in the log.
    said_at: dict[str, float] = field(default_factory=dict)

    def due(self, reading: float) -> Iterator[Round]:
        """The rounds whose time has come, in their order; each is then due again its own while later."""
        for each in self.rounds:
            if reading >= self.next_at.get(each.name, reading):
                self.next_at[each.name] = reading + each.every
                yield each

    def go(self, reading: float) -> list[str]:
        """Walks what is due. One that fails is logged and left until its next turn. Gives the names of those."""
        return [each.name for each in self.due(reading) if not self._is_walked(each, reading)]

    def _is_walked(self, each: Round, reading: float) -> bool:
        is_news = reading >= self.said_at.get(each.name, reading)
        done = walk(each, is_news=is_news)
        if done:
            self.said_at.pop(each.name, None)
        elif is_news:
            self.said_at[each.name] = reading + MINUTE
        return done


def walk(each: Round, *, is_news: bool = True) -> bool:
    """Walks one round; False when it failed. A broken connection is dropped, so that the next round has a new one."""
    try:
        each.walk()
    except Exception as fault:
        if is_news and isinstance(fault, Unsigned):
            logger.error("The worker may not %s: %s", each.name, " ".join(fault.reasons))
        elif is_news:
            logger.exception("The worker could not %s; it goes on and tries again.", each.name)
        if not connection.in_atomic_block:
            with suppress(DatabaseError):
                connection.close()
        return False
    return True
