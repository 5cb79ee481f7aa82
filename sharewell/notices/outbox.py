"""The outbox of a demonstration: e-mails kept as files, read again so that anybody can see what they say."""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

from django.conf import settings

SHOWN = 25
# As Django writes it between two e-mails of one file.
_BETWEEN = b"\n" + b"-" * 79 + b"\n"
_NOTICE = "<notice-"
_LINK = re.compile(r"(https?://[^/\s]+/)\S+")


@dataclass(frozen=True)
class Letter:
    """One e-mail as its reader would see it. The link of a letter about an account is cut: it lets people in."""

    to: str
    subject: str
    text: str
    at: datetime


def has_outbox() -> bool:
    """Whether this is a demonstration, whose e-mails are kept as files."""
    return bool(settings.DEMONSTRATION and settings.POST == "outbox")


def letters() -> list[Letter]:
    """The e-mails in the outbox, the newest first, no more than 25."""
    files = heapq.nlargest(
        SHOWN, Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda each: each.stat().st_mtime_ns
    )
    found = [letter for file in files for letter in _in_file(file)]
    return sorted(found, key=lambda letter: letter.at, reverse=True)[:SHOWN]


def _in_file(file: Path) -> Iterator[Letter]:
    for part in file.read_bytes().split(_BETWEEN):
        if part.strip():
            yield _letter(cast(EmailMessage, message_from_bytes(part, policy=default)))


def _letter(message: EmailMessage) -> Letter:
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    is_notice = str(message["Message-ID"] or "").startswith(_NOTICE)
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=text if is_notice else _LINK.sub(r"\1…", text),
        at=parsedate_to_datetime(str(message["Date"])),
    )
