"""Sending the e-mails of notices: from the notices themselves, so that no outage, however long, loses one.

A notice waits with the instant at which its e-mail is to be tried. The worker takes each by compare-and-swap, looking
again just then whether anybody still wants it. While the post itself is shut one e-mail knocks once a minute and the
others wait; when it opens they all go at once. docs/running.md says for how long it is tried.
"""

import logging
import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from sharewell.directory.access import away_now
from sharewell.directory.models import Away
from sharewell.moment import now
from sharewell.notices import access
from sharewell.notices.email import Carrier, NotCarriedError, carrier
from sharewell.notices.models import Notice
from sharewell.notices.rules import (
    EMAILED_WITHIN,
    KNOCK_AGAIN,
    LEASE,
    POST_SHUT,
    Fault,
    NoticeKind,
    is_emailed,
    tried_again_at,
)

logger = logging.getLogger(__name__)

SECONDS_AT_A_TIME = 10.0
AT_A_TIME = 100
# An e-mail held back while somebody is away, who did not say until when, is looked at again so often.
LOOK_AGAIN = timedelta(hours=1)


def send_due_emails() -> int:
    """Sends the e-mails that are due, the longest due first, for ten seconds at most. Gives how many went."""
    at = now()
    due = list(access.emails_due(at).prefetch_related("member__held_roles", "member__notice_choices")[:AT_A_TIME])
    if not due or _is_shut(at):
        return 0
    return _sent(due, away_now([notice.member for notice in due], at))


def _is_shut(at: datetime) -> bool:
    """Whether somebody knocked in vain less than a minute ago."""
    knocked = access.emails_waiting().filter(fault__in=POST_SHUT, tried_at__gt=at - KNOCK_AGAIN)
    return knocked.exists()


def _sent(due: list[Notice], away: dict[UUID, Away]) -> int:
    until, went = time.monotonic() + SECONDS_AT_A_TIME, 0
    with carrier() as post:
        for notice in due:
            if time.monotonic() > until:
                break
            absence = away.get(notice.member_id)
            if not _is_wanted(notice, absence):
                continue
            fault = _try(notice, post)
            went += fault == ""
            if fault in POST_SHUT:
                break
    return went


def _is_wanted(notice: Notice, absence: Away | None) -> bool:
    """Whether it is to be e-mailed now; one for somebody who is away waits for their return."""
    member, kind = notice.member, NoticeKind(notice.kind)
    chosen = {each.group: each.by_email for each in member.notice_choices.all()}
    if is_emailed(kind, member.roles, chosen, is_away=absence is not None):
        return True
    back = None
    if absence is not None and is_emailed(kind, member.roles, chosen, is_away=False):
        back = absence.until or now() + LOOK_AGAIN
    access.emails_waiting().filter(pk=notice.pk).update(next_try_at=back, wanted_at=back or F("wanted_at"))
    return False


def _try(notice: Notice, post: Carrier) -> str | None:
    """Takes it, if somebody still wants it and no other worker has it, and tries. Gives the fault; "": it went; None:
    nobody wants it any more."""
    at = now()
    # The row alone is asked again, without its member: only so does the loser of two workers see that it lost.
    mine = access.email_as_it_was(notice)
    if not mine.update(next_try_at=at + LEASE, tried_at=at, tries=F("tries") + 1):
        return None
    try:
        post.carry(notice)
    except NotCarriedError as problem:
        _note_fault(notice, problem.fault, notice.tries + 1)
        return problem.fault
    access.notice_itself(notice).update(emailed_at=now(), next_try_at=None, fault="")
    _post_is_open()
    return ""


def _note_fault(notice: Notice, fault: Fault, tries: int) -> None:
    """It rests, or is given up; and when the post has been shut for days, so is all that waited as long."""
    at = now()
    again = tried_again_at(fault, tries, notice.wanted_at or notice.made_at, at)
    given_up = {"next_try_at": None, "given_up_at": at, "fault": fault.value}
    this = access.emails_waiting().filter(pk=notice.pk)
    if again:
        this.update(next_try_at=again, fault=fault.value)
    else:
        this.update(**given_up)
        logger.error("The e-mail of notice %s is given up after %s tries: %s.", notice.pk, tries, fault.value)
    if fault in POST_SHUT:
        access.emails_waiting().filter(wanted_at__lt=at - EMAILED_WITHIN).update(**given_up)


def _post_is_open() -> None:
    """What rests only because the post was shut is due at once."""
    resting = access.emails_waiting().filter(fault__in=POST_SHUT, next_try_at__gt=now())
    resting.exclude(tried_at__gt=now() - KNOCK_AGAIN).update(next_try_at=now(), fault="")


def forget_unwanted_emails() -> int:
    """What was for somebody who has left is tried no more. Gives how many they were."""
    return access.emails_of_nobody(now()).update(next_try_at=None)
