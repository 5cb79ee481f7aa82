"""A small story, with everything going wrong in it that can, and no name, word or address of anybody in the log."""

import logging
from collections.abc import Iterator
from io import StringIO
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils.module_loading import import_string

from sharewell.accounts.letters import tell_of_new_password
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import TOLD, WORRY, at_the_end
from sharewell.desk.rounds import ROUNDS, Round, walk
from sharewell.errors import Refused
from sharewell.notices.jobs import run_due_jobs
from sharewell.notices.models import Notice
from sharewell.notices.posting import send_due_emails

pytestmark = pytest.mark.slow
TYPED = "Her stepfather Gareth drinks before he drives her home."
BECAUSE = "No"
# Kept apart: the place of a fault shows the line that it arose in, and a line of a program has no name of anybody.
WORDS = ("Tarrant", "Mia", "Gareth", "stepfather")


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that is logged, down to the smallest, as the log of the product writes it."""
    written, root = StringIO(), logging.getLogger()
    handler = logging.StreamHandler(written)
    for name in settings.LOGGING["handlers"]["console"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def test_no_log_says_anything_of_anybody(cast: Any, log: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    _a_worry_is_sent_and_decided(cast)
    _people_mistype(cast)
    _the_mail_server_refuses(cast, monkeypatch)
    _a_round_fails(cast)
    said = log.getvalue()
    for expected in ("The worker could not do this", "SMTPRecipientsRefused", "IntegrityError", "Not Found: no page"):
        assert expected in said, "the story went as it should"
    found = {word for word in _words(cast) if word.lower() in said.lower()}
    assert not found, (found, [line for line in said.splitlines() for word in found if word.lower() in line.lower()])


def _a_worry_is_sent_and_decided(cast: Any) -> None:
    at_the_end(cast.teacher, cast.referral_team, worry={**WORRY, "row0-text": TYPED}).answer("check")
    referral = given.the_referral(given.a_sent_concern(cast.teacher, cast.referral_team))
    with pytest.raises(Refused):
        given.decide_referral(by=cast.receiver, referral=referral, outcome="assessment", because=BECAUSE)
    given.a_decided_referral(cast.receiver, Concern.objects.get(disclosure=referral.disclosure))


def _people_mistype(cast: Any) -> None:
    client = Client(raise_request_exception=False)
    client.post("/sign-in/", {"login": "tess.archer@example.org", "password": f"{TYPED} Tarrant"})
    client.get("/children/Mia%20Tarrant/?name=Tarrant")
    client.post("/concerns/new/", {"text": TYPED})
    client.force_login(cast.teacher.user)
    client.get("/queue/", {"words": "Tarrant"})


def _the_mail_server_refuses(cast: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(self: Any) -> None:
        raise SMTPRecipientsRefused({to: (550, f"{to} {WORDS[0]} is unknown".encode()) for to in self.to})

    monkeypatch.setattr(mail.EmailMessage, "send", refuses)
    monkeypatch.setattr("sharewell.notices.jobs.wait_after", lambda tries: None)
    tell_of_new_password.enqueue(str(cast.receiver.user.pk))
    assert run_due_jobs() >= 1
    assert send_due_emails() == 0 and Notice.objects.filter(given_up_at__isnull=False).exists()


def _a_round_fails(cast: Any) -> None:
    def fails() -> None:
        with connection.cursor() as cursor:
            try:
                cursor.execute("SELECT nothing FROM nowhere")
            except Exception as why:
                raise IntegrityError(f"Failing row contains ({cast.teacher.user.email}, {TYPED})") from why

    with transaction.atomic():
        assert not walk(Round("do this", 1, transaction.atomic(fails)))
    assert all(walk(each) for each in ROUNDS)


def _words(cast: Any) -> set[str]:
    """Names, addresses and everything that was typed."""
    people = [each.user for each in vars(cast).values() if hasattr(each, "user")]
    names = {part for one in people for part in one.name.split() if len(part) > 3}
    return names | {one.email for one in people} | {TYPED, WORRY["row1-text"], TOLD["who"], *WORDS}
