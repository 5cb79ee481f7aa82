"""The e-mail for a notice: a fixed sentence, the reference and a link. By the mail server, or by GOV.UK Notify.

One tried twice (the worker died in between) has the same Message-ID both times, so that the receiving system can know
it for the same. Whatever carries it says `NotCarriedError`, with one of a few faults in plain words.
"""

import smtplib
from email.utils import formatdate
from types import TracebackType
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from sharewell.notices.models import Notice
from sharewell.notices.rules import Fault, email_subject, email_text

NOTIFY = "notify"


class NotCarriedError(Exception):
    """The e-mail did not go, for this fault."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Carrier(Protocol):
    """Carries e-mails of notices, one after the other, while it is open."""

    def __enter__(self) -> "Carrier": ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def carry(self, notice: Notice) -> None: ...


def carrier() -> Carrier:
    """Whatever carries e-mails here, by the setting."""
    if settings.POST == NOTIFY:
        from sharewell.notices.govuk_notify import Notify

        return Notify()
    return ByMail()


class ByMail:
    """By Django's own way of sending: the mail server, or the files of the outbox. Opened by the first e-mail."""

    def __init__(self) -> None:
        self.connection = get_connection()

    def __enter__(self) -> "ByMail":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()

    def carry(self, notice: Notice) -> None:
        """The message is with the mail server. NotCarriedError when it is not."""
        message = message_for(notice)
        message.connection = self.connection
        try:
            message.send()
        except (smtplib.SMTPException, OSError) as problem:
            raise NotCarriedError(fault_of(problem)) from problem


def fault_of(problem: Exception) -> Fault:
    """What the mail server meant. 4xx is for now and 5xx for good (RFC 5321, 4.2.1), but not where it is we who are not
    let in."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in problem.recipients.values()]
        return Fault.ADDRESS if codes and all(code >= 500 for code in codes) else Fault.BUSY
    if isinstance(problem, smtplib.SMTPDataError):
        return Fault.REFUSED if problem.smtp_code >= 500 else Fault.BUSY
    if isinstance(problem, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError):
        return Fault.NO_ANSWER
    if isinstance(problem, smtplib.SMTPResponseException):
        return Fault.NOT_LET_IN if problem.smtp_code >= 500 else Fault.BUSY
    return Fault.NOT_LET_IN if isinstance(problem, smtplib.SMTPException) else Fault.NO_ANSWER


def link_of(notice: Notice) -> str:
    """Where the thing itself is, for somebody who signs in."""
    return f"{settings.PUBLIC_ADDRESS}{notice.path}"


def message_id(notice: Notice) -> str:
    """The same however often it is sent."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    return f"<notice-{notice.pk}@{host}>"


def message_for(notice: Notice) -> EmailMessage:
    """The message, whole. To the member's own address; nothing in it comes from what anybody typed."""
    headers = {
        "Message-ID": message_id(notice),
        "Date": formatdate(notice.made_at.timestamp()),
        "Auto-Submitted": "auto-generated",
    }
    choices = f"{settings.PUBLIC_ADDRESS}{reverse('choose_notices')}"
    return EmailMessage(
        subject=email_subject(notice.reference),
        body=email_text(notice.kind, notice.reference, link_of(notice), choices),
        to=[notice.member.user.email],
        headers=headers,
    )
