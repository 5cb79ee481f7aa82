"""GOV.UK Notify: e-mails of notices, and letters about accounts, by its client and two templates of ours there.

A notice gives its template a sentence, a reference and a link; the letters template has ((subject)) and ((words)). The
errors are those that Notify documents: 400 will never go, but for its limits; 403 is our key; 429 and 5xx are for now.
"""

import smtplib
from collections.abc import Sequence
from types import TracebackType
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from notifications_python_client.errors import APIError, InvalidResponse
from notifications_python_client.notifications import NotificationsAPIClient

from sharewell.notices.email import NotCarriedError, link_of
from sharewell.notices.models import Notice
from sharewell.notices.rules import Fault

# In what Notify says of a 400 that is the address's own fault, not the template's.
OF_THE_ADDRESS = ("email_address", "recipient", "team-only", "guest list", "trial mode")
FOR_NOW = frozenset({408, 429})


def client() -> NotificationsAPIClient:
    """Notify's own client, with our key."""
    return NotificationsAPIClient(settings.NOTIFY_KEY, base_url=settings.NOTIFY_ADDRESS, timeout=settings.EMAIL_TIMEOUT)


def fault_of(problem: APIError) -> Fault:
    """What Notify meant by the error."""
    status, said = problem.status_code, str(problem.message).lower()
    if problem.response is None:
        return Fault.NO_ANSWER
    if isinstance(problem, InvalidResponse) or status in FOR_NOW or status >= 500:
        return Fault.BUSY
    if status in {401, 403}:
        return Fault.NOT_LET_IN
    if any(words in said for words in OF_THE_ADDRESS):
        return Fault.ADDRESS
    return Fault.TEMPLATE if "template" in said or "personalisation" in said else Fault.REFUSED


class Notify:
    """Carries e-mails of notices by Notify."""

    def __enter__(self) -> "Notify":
        self.client = client()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.request_session.close()

    def carry(self, notice: Notice) -> None:
        """Notify has the message. NotCarriedError when it has not."""
        try:
            self.client.send_email_notification(
                email_address=notice.member.user.email,
                template_id=settings.NOTIFY_NOTICE_TEMPLATE,
                personalisation={
                    "sentence": notice.words,
                    "reference": notice.reference,
                    "link": link_of(notice),
                },
                reference=str(notice.pk),
            )
        except APIError as problem:
            raise NotCarriedError(fault_of(problem)) from problem


class Letters(BaseEmailBackend):
    """Django's way of sending, by Notify: the letters about accounts and invitations."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Each is with Notify. SMTPException, which Django expects of any post, for the first that is not."""
        post = client()
        for message in email_messages:
            for address in message.recipients():
                self._send(post, address, {"subject": str(message.subject), "words": str(message.body)})
        return len(email_messages)

    def _send(self, post: Any, address: str, words: dict[str, str]) -> None:
        try:
            post.send_email_notification(
                email_address=address, template_id=settings.NOTIFY_LETTER_TEMPLATE, personalisation=words
            )
        except APIError as problem:
            if not self.fail_silently:
                raise smtplib.SMTPException(fault_of(problem).value) from problem
