"""E-mails reach whoever still wants them, once, however long the post was shut; and nobody else."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from sharewell.directory import actions as directory
from sharewell.directory.access import THE_INSTALLATION
from sharewell.moment import now, pretend
from sharewell.notices import access
from sharewell.notices.actions import mark_read, settle, tell
from sharewell.notices.email import fault_of
from sharewell.notices.models import Notice
from sharewell.notices.posting import forget_unwanted_emails, send_due_emails
from sharewell.notices.rules import EMAILED_WITHIN, Fault, NoticeKind
from sharewell.notices.tests.post_offices import MailServer, served

PATH = "/referrals/0b0fbc5e-5d4e-4c5c-8f0f-1c1f4d0b8a11/"
ARRIVED = NoticeKind.REFERRAL_ARRIVED


@pytest.fixture
def port(settings) -> Iterator[int]:
    """Where the mail server would be; nobody is there yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_HOST_USER = "127.0.0.1", False, ""
    with MailServer() as server:
        settings.EMAIL_PORT = server.server_address[1]
    yield settings.EMAIL_PORT


def told(*members, reference="SW-7K4M-21", path=PATH, kind=ARRIVED) -> list[Notice]:
    return tell(members, kind, reference, path)


def test_a_night_without_mail_loses_nothing_and_nags_nobody(cast, port):
    """Ten hours: something is told every hour. Then all arrives that is still unread, once."""
    begin, sent = now(), []
    read, taken = told(cast.receiver, reference="READ"), told(cast.receiver, cast.other_worker, reference="TAKEN")
    for minute in range(600):
        with pretend(begin + timedelta(minutes=minute)):
            if minute % 60 == 0:
                sent += told(cast.officer, reference=f"SW-H{minute // 60}", path="/contacts/")
            if minute == 30:
                mark_read(read[0])
            if minute == 300:
                settle(PATH, [ARRIVED], by=cast.receiver)
            assert send_due_emails() == 0
    assert not Notice.objects.filter(given_up_at__isnull=False).exists() and len(sent) == 10
    knocked = sum(Notice.objects.values_list("tries", flat=True))
    assert knocked <= 600, "one knocks a minute; the others wait"
    server = MailServer(port)
    with served(server):
        for minute in range(600, 640):
            with pretend(begin + timedelta(minutes=minute)):
                send_due_emails()
    assert sorted(_references(server)) == [f"SW-H{hour}" for hour in range(10)]
    assert not Notice.objects.filter(pk__in=[each.pk for each in read + taken], emailed_at__isnull=False).exists()
    assert not access.emails_waiting().exists()


def _references(server: MailServer) -> list[str]:
    return [
        line.rpartition("(")[2].rstrip(")\r") for one in server.taken for line in one.split("\n") if "Subject:" in line
    ]


def test_when_the_post_opens_again_what_rested_goes_at_once(cast, port):
    begin = now()
    told(cast.officer, reference="A", path="/contacts/")
    told(cast.receiver, reference="B", path="/contacts/")
    for minute in range(200):
        with pretend(begin + timedelta(minutes=minute)):
            send_due_emails()
    server = MailServer(port)
    with served(server), pretend(begin + timedelta(minutes=260)):
        assert send_due_emails() + send_due_emails() == 2


def test_after_three_days_without_mail_all_that_waited_so_long_is_given_up(cast, port):
    begin = now()
    told(cast.officer, cast.receiver)
    later = begin + EMAILED_WITHIN + timedelta(hours=1)
    with pretend(later - timedelta(hours=2)):
        send_due_emails()
    with pretend(later):
        send_due_emails()
        assert Notice.objects.filter(given_up_at=later, fault=Fault.NO_ANSWER, next_try_at__isnull=True).count() == 2
        assert {each.member for each in access.undelivered_at(cast.council)} == {cast.receiver}


def test_an_address_that_does_not_exist_is_given_up_and_the_others_go(cast, port):
    server = MailServer(port)
    server.answers["polly.staines"] = "550 5.1.1 no such user"
    with served(server):
        told(cast.officer, cast.receiver)
        assert send_due_emails() == 1
    lost = Notice.objects.get(member=cast.officer)
    assert (lost.fault, lost.tries) == (Fault.ADDRESS, 1) and lost.given_up_at and not lost.next_try_at


def test_a_server_that_asks_us_to_wait_is_asked_again(cast, port):
    server = MailServer(port)
    with served(server):
        (notice,) = told(cast.receiver)
        server.answers["DATA"] = "451 4.3.0 later"
        assert send_due_emails() == 0
        server.answers.clear()
        with pretend(now() + timedelta(minutes=2)):
            assert send_due_emails() == 1
    notice.refresh_from_db()
    assert notice.emailed_at and notice.tries == 2 and notice.fault_words == ""


@pytest.mark.parametrize(
    ("problem", "fault"),
    [
        (smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"later")}), Fault.BUSY),
        (smtplib.SMTPDataError(554, b"spam"), Fault.REFUSED),
        (smtplib.SMTPSenderRefused(550, b"no", "us"), Fault.NOT_LET_IN),
        (smtplib.SMTPSenderRefused(451, b"later", "us"), Fault.BUSY),
        (smtplib.SMTPAuthenticationError(535, b"no"), Fault.NOT_LET_IN),
        (smtplib.SMTPServerDisconnected("gone"), Fault.NO_ANSWER),
        (smtplib.SMTPNotSupportedError("no TLS"), Fault.NOT_LET_IN),
        (TimeoutError(), Fault.NO_ANSWER),
    ],
)
def test_what_a_mail_server_means(problem, fault):
    assert fault_of(problem) is fault


def test_of_two_workers_one_sends(cast, monkeypatch):
    """The other has taken it just after we saw it."""
    (notice,) = told(cast.receiver)
    due = access.emails_due

    def and_another_takes_it(at):
        found = list(due(at).prefetch_related("member__held_roles", "member__notice_choices"))
        Notice.objects.filter(pk=notice.pk).update(next_try_at=at + timedelta(minutes=5))
        return _Seen(found)

    monkeypatch.setattr(access, "emails_due", and_another_takes_it)
    assert send_due_emails() == 0 and mail.outbox == []


class _Seen(list):
    def prefetch_related(self, *_):
        return self


def test_read_just_before_it_is_sent(cast, monkeypatch):
    told(cast.receiver, cast.officer)
    sending = mail.EmailMessage.send

    def and_the_other_reads(self, *given):
        Notice.objects.exclude(member__user__email=self.to[0]).update(read_at=now(), next_try_at=None)
        return sending(self, *given)

    monkeypatch.setattr(mail.EmailMessage, "send", and_the_other_reads)
    assert send_due_emails() == 1 and len(mail.outbox) == 1


def test_a_worker_that_dies_while_it_sends(cast, monkeypatch):
    (notice,) = told(cast.receiver)

    def dies(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(mail.EmailMessage, "send", dies)
        with pytest.raises(KeyboardInterrupt):
            send_due_emails()
    assert send_due_emails() == 0, "it may still be at it"
    with pretend(now() + timedelta(minutes=6)):
        assert send_due_emails() == 1
    assert str(notice.pk) in mail.outbox[0].extra_headers["Message-ID"]


def test_what_was_for_a_leaver_waits_no_more(cast):
    told(cast.other_worker)
    directory.end_membership(by=THE_INSTALLATION, member=cast.other_worker)
    assert send_due_emails() == 0 and access.emails_waiting().count() == 1
    assert forget_unwanted_emails() == 1 and not access.emails_waiting().exists()


def test_the_operator_sees_how_many_and_why_and_tries_again(cast, port, capsys):
    told(cast.receiver)
    Notice.objects.update(given_up_at=now(), next_try_at=None, fault=Fault.TEMPLATE)
    call_command("post")
    assert "0 emails wait.\n1 email was given up in three days.\n  1: the template" in capsys.readouterr().out
    call_command("post", "--again")
    assert "1 email is tried again.\n1 email waits." in capsys.readouterr().out
    with served(MailServer(port)):
        assert send_due_emails() == 1
