"""Each member chooses what is e-mailed to them; on the page everything stands."""

from datetime import timedelta

import pytest
from django.core import mail

from sharewell.directory import actions as directory
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.errors import NotPermitted
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.notices import access
from sharewell.notices.actions import choose_notices, mark_all_read, settle, tell
from sharewell.notices.models import Notice, NoticeChoice
from sharewell.notices.posting import send_due_emails
from sharewell.notices.rules import NoticeGroup, NoticeKind

PATH = "/referrals/0b0fbc5e-5d4e-4c5c-8f0f-1c1f4d0b8a11/"
DECIDED, ARRIVED, LATE = NoticeKind.REFERRAL_DECIDED, NoticeKind.REFERRAL_ARRIVED, NoticeKind.ANSWER_LATE


def sent() -> list[str]:
    """To whom e-mails go now."""
    mail.outbox.clear()
    send_due_emails()
    return sorted(to for message in mail.outbox for to in message.to)


def test_chosen_and_entered(cast):
    choose_notices(by=cast.teacher, member=cast.teacher, by_email={NoticeGroup.TEAM})
    chosen = access.choices_of(cast.teacher)
    assert [group for group, by_email in chosen.items() if by_email] == ["team"] and len(chosen) == len(NoticeGroup)
    choose_notices(by=cast.teacher, member=cast.teacher, by_email=[])
    assert NoticeChoice.objects.filter(member=cast.teacher).count() == len(NoticeGroup), "changed, not added"
    entry = Entry.objects.filter(kind="notices.chosen").order_by("written_at").first()
    assert '"by_email":["team"]' in entry.facts_text.replace(" ", "")


@pytest.mark.parametrize("who", ["colleague", "lead", "administrator", "stranger", "leaver"])
def test_nobody_chooses_for_another(cast, who):
    with pytest.raises(NotPermitted):
        choose_notices(by=getattr(cast, who), member=cast.teacher, by_email=[])


def test_a_leaver_chooses_no_more(cast):
    with pytest.raises(NotPermitted):
        choose_notices(by=cast.leaver, member=cast.leaver, by_email=[])


def test_what_was_switched_off_stands_on_the_page_alone(cast):
    choose_notices(by=cast.teacher, member=cast.teacher, by_email=[])
    tell([cast.teacher, cast.lead], DECIDED, "SW-1", PATH)
    assert sent() == ["dilys.lead@example.org"]
    assert access.unread_count(cast.teacher) == 1 and not access.emails_waiting().exists()


def test_what_is_late_cannot_be_switched_off_by_those_who_answer_for_it(cast):
    for one in (cast.receiver, cast.teacher):
        choose_notices(by=one, member=one, by_email=[])
    tell([cast.receiver, cast.teacher], LATE, "SW-1", PATH)
    assert sent() == ["rowan.field@example.org"]


def test_while_somebody_is_away_it_waits_until_they_are_back(cast):
    back = now() + timedelta(days=9)
    directory.go_away(by=cast.teacher, member=cast.teacher, since=None, until=back, cover=None)
    tell([cast.teacher], DECIDED, "SW-1", PATH)
    assert sent() == [] and not Notice.objects.filter(given_up_at__isnull=False).exists()
    with pretend(back + timedelta(minutes=1)):
        assert sent() == ["tess.archer@example.org"]


def test_read_while_away_is_not_sent_afterwards(cast):
    directory.go_away(by=cast.teacher, member=cast.teacher, since=None, until=None, cover=None)
    tell([cast.teacher], DECIDED, "SW-1", PATH)
    assert sent() == []
    mark_all_read(cast.teacher)
    directory.come_back(by=cast.teacher, member=cast.teacher)
    with pretend(now() + timedelta(hours=2)):
        assert sent() == []


def test_who_chose_so_is_emailed_while_away(cast):
    choose_notices(by=cast.teacher, member=cast.teacher, by_email=[*NoticeGroup])
    directory.go_away(by=cast.teacher, member=cast.teacher, since=None, until=None, cover=None)
    tell([cast.teacher], DECIDED, "SW-1", PATH)
    assert sent() == ["tess.archer@example.org"]


def test_who_covers_is_told_and_sees_for_whom(cast, browse):
    directory.go_away(by=cast.lead, member=cast.lead, since=None, until=None, cover=cast.deputy)
    tell([cast.lead], DECIDED, "SW-1", PATH)
    assert sent() == ["devon.shaw@example.org"]
    assert "You cover for Dilys Lead." in browse.as_(cast.deputy.user)("/notices/")


def test_who_covers_is_told_once_and_not_where_they_cannot_open_it(cast):
    directory.go_away(by=cast.lead, member=cast.lead, since=None, until=None, cover=cast.deputy)
    assert len(tell([cast.lead, cast.deputy], DECIDED, "SW-1", PATH)) == 2
    assert len(tell([cast.lead], ARRIVED, "SW-2", PATH)) == 1


def test_once_a_colleague_has_it_nobody_is_nagged(cast, browse):
    second = a_member(cast.council, "Sid Second", "Social worker", Role.RECEIVING_WORKER, teams=(cast.referral_team,))
    tell([cast.receiver, second], ARRIVED, "SW-1", PATH)
    tell([cast.receiver, second], LATE, "SW-1", PATH)
    tell([second], ARRIVED, "SW-2", "/referrals/another/")
    tell([cast.teacher], ARRIVED, "SW-1", PATH)
    assert settle(PATH, [ARRIVED], by=cast.receiver) == 1, "another agency's is theirs"
    assert access.unread_count(second) == 2 and access.unread_count(cast.receiver) == 1
    assert sent() == ["rowan.field@example.org", *2 * ["sid.second@example.org"], "tess.archer@example.org"]
    assert "Rowan Field has it" in browse.as_(second.user)("/notices/")
    mark_all_read(second)
    assert "Rowan Field has it" in browse.as_(second.user)("/notices/")


def test_the_page_says_what_cannot_be_switched_off(cast, browse):
    worker, teacher = browse.as_(cast.receiver.user), browse.as_(cast.teacher.user)
    assert "“An answer is late” and “" in worker("/notices/choices/") and "always come by email." in worker(
        "/notices/choices/"
    )
    assert "An answer is late" not in teacher("/notices/choices/")
    page = teacher.post("/notices/choices/", {"by_email": ["my_worries", "late"], "while_away": ["while_away"]})
    assert page.address == "/notices/" and "Your choice is kept." in page
    ticked = teacher("/notices/choices/").soup.select("input[checked]")
    assert [box["value"] for box in ticked] == ["my_worries", "late", "while_away"]
    again = teacher.post("/notices/choices/", {"by_email": ["nothing_like_it"]})
    assert again.errors
    assert access.choices_of(cast.teacher)["late"]


def test_a_member_sees_that_no_email_reached_them(cast, browse):
    tell([cast.teacher], DECIDED, "SW-1", PATH)
    Notice.objects.update(fault="no_answer", tried_at=now(), tries=3)
    there = browse.as_(cast.teacher.user)
    assert "The email has not gone yet, and is tried again: the mail service does not answer." in there("/notices/")
    Notice.objects.update(fault="address", given_up_at=now(), next_try_at=None)
    assert "No email reached you: the mail service says that nobody can be reached" in there("/notices/")


def test_an_administrator_sees_whom_email_does_not_reach(cast, browse):
    there = browse.as_(cast.administrator.user)
    assert "Email reaches everybody" in there("/notices/undelivered/")
    tell([cast.teacher], DECIDED, "SW-1", PATH)
    tell([cast.teacher], DECIDED, "SW-2", PATH)
    tell([cast.receiver], DECIDED, "SW-3", PATH)
    Notice.objects.update(fault="address", given_up_at=now(), tried_at=now(), next_try_at=None)
    page = there("/notices/undelivered/")
    assert "Tess Archer" in page and "tess.archer@example.org" in page and "Rowan" not in page
    assert "SW-" not in page.text, "nothing of what they were told"
    assert "undelivered" in str(there("/administration/").links)
    with pretend(now() + timedelta(hours=1)):
        tell([cast.teacher], DECIDED, "SW-4", PATH)
        assert "tess.archer@example.org" in sent()
    assert "Email reaches everybody" in there("/notices/undelivered/"), "it has reached them since"


@pytest.mark.parametrize("who", ["teacher", "lead", "receiver"])
def test_nobody_else_does(cast, browse, who):
    browse.as_(getattr(cast, who).user)("/notices/undelivered/", status=403)


def test_the_outbox_of_a_demonstration_shows_what_would_be_sent(cast, browse, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.POST = tmp_path, "outbox"
    there = browse.as_(cast.teacher.user)
    assert "No email yet" in there("/demonstration/outbox/")
    tell([cast.teacher, cast.lead], DECIDED, "SW-1", PATH)
    with pretend(now() + timedelta(minutes=5)):
        tell([cast.receiver], ARRIVED, "SW-2", PATH)
        send_due_emails()
    mail.send_mail("Choose your password", "Go to http://localhost:8000/link/very-secret/ now.", None, ["a@b.example"])
    page = there("/demonstration/outbox/")
    assert page.text.index("SW-2") < page.text.index("SW-1") and f"{settings.PUBLIC_ADDRESS}{PATH}" in page
    assert "very-secret" not in page.html and "http://localhost:8000/…" in page
    settings.DEMONSTRATION = False
    there("/demonstration/outbox/", status=404)
