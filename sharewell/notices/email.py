"""The e-mail for a notice: a fixed sentence, the reference and a link. Sent by a job, after the commit.

A job may be run twice (the worker died in between): a notice already sent is not sent again, and the one that was on
its way has the same Message-ID both times, so that the receiving system can know it for the same.
"""

from email.utils import formatdate
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django_tasks import task

from sharewell.moment import now
from sharewell.notices import access
from sharewell.notices.models import Notice
from sharewell.notices.rules import email_subject, email_text


@task()
def email_notices(notice_ids: list[str]) -> int:
    """Sends the e-mail of each notice that was neither read nor sent yet. Gives how many went."""
    unsent = access.to_be_emailed(notice_ids)
    waiting = list(unsent)
    if not waiting:
        return 0
    with get_connection() as post:
        for notice in waiting:
            message_for(notice, post).send()
            unsent.filter(pk=notice.pk).update(emailed_at=now())
    return len(waiting)


def message_for(notice: Notice, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The message, whole. To the member's own address; nothing in it comes from what anybody typed."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    headers = {
        "Message-ID": f"<notice-{notice.pk}@{host}>",
        "Date": formatdate(notice.made_at.timestamp()),
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(
        subject=email_subject(notice.reference),
        body=email_text(notice.kind, notice.reference, f"{settings.PUBLIC_ADDRESS}{notice.path}"),
        to=[notice.member.user.email],
        headers=headers,
        connection=connection,
    )
