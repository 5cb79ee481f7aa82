"""Members are told in the transaction of the act, by e-mail after it, and nothing about anybody goes out."""

import pytest
from django.core import mail
from django.db import transaction

from sharewell.directory import actions as directory
from sharewell.directory.access import THE_INSTALLATION
from sharewell.notices import access
from sharewell.notices.actions import mark_all_read, mark_path_read, mark_read, tell
from sharewell.notices.models import Notice
from sharewell.notices.posting import send_due_emails
from sharewell.notices.rules import NoticeKind

PATH = "/referrals/0b0fbc5e-5d4e-4c5c-8f0f-1c1f4d0b8a11/"
REFERENCE = "SW-7K4M-21"


def told(*members, path: str = PATH):
    return tell(members, NoticeKind.REFERRAL_ARRIVED, REFERENCE, path)


def test_each_member_is_told_once_and_sees_only_their_own(cast):
    told(cast.receiver, cast.receiver, cast.other_worker)
    (notice,) = access.notices_for(cast.receiver)
    assert (notice.words, notice.agency) == ("A referral has arrived for your team.", cast.council)
    assert access.unread_count(cast.receiver) == access.unread_count(cast.other_worker) == 1
    assert access.notices_for(cast.teacher) == [] and access.unread_count(cast.teacher) == 0


def test_telling_costs_the_same_for_one_and_for_many(cast, django_assert_num_queries):
    for members in ([cast.receiver], [cast.receiver, cast.other_worker, cast.teacher, cast.lead]):
        with django_assert_num_queries(2):  # who is away, notices
            told(*members)


def test_nobody_told_is_no_email(cast):
    assert told() == []
    assert send_due_emails() == 0


@pytest.mark.parametrize(("reference", "path"), [("Mia Tarrant", PATH), (REFERENCE, "/children/Mia/")])
def test_what_could_name_somebody_is_a_fault_in_the_program(cast, reference, path):
    with pytest.raises(ValueError, match="A notice carries"):
        tell([cast.receiver], NoticeKind.NEEDS_YOU, reference, path)


def test_when_the_act_rolls_back_nobody_was_told(cast):
    with pytest.raises(RuntimeError), transaction.atomic():
        told(cast.receiver)
        raise RuntimeError
    assert access.notices_for(cast.receiver) == []
    assert send_due_emails() == 0
    assert mail.outbox == []


def test_the_email_has_a_sentence_a_reference_and_a_link_and_no_name_of_anybody(cast, settings):
    settings.PUBLIC_ADDRESS = "https://sharewell.example.org"
    (notice,) = told(cast.receiver)
    assert mail.outbox == []
    assert send_due_emails() == 1
    (message,) = mail.outbox
    assert message.to == ["rowan.field@example.org"]
    whole = f"{message.subject}\n{message.body}"
    assert f"https://sharewell.example.org{PATH}" in whole and REFERENCE in message.subject
    people = [person.name for person in vars(cast).values() if hasattr(person, "user")]
    agencies = [cast.council.name, cast.school.name]
    for name in people + agencies + [part for one in people for part in one.split()]:
        assert name.lower() not in whole.lower()
    assert str(notice.pk) in message.extra_headers["Message-ID"]


def test_a_second_run_sends_nothing(cast):
    told(cast.receiver)
    assert (send_due_emails(), send_due_emails()) == (1, 0)
    assert len(mail.outbox) == 1


def test_who_has_read_it_or_has_left_gets_no_email(cast):
    read, _ = told(cast.receiver, cast.other_worker)
    mark_read(read)
    directory.end_membership(by=THE_INSTALLATION, member=cast.other_worker)
    send_due_emails()
    assert mail.outbox == []


def test_opening_the_thing_itself_reads_its_notices(cast):
    told(cast.receiver)
    told(cast.receiver, path="/plans/elsewhere/")
    assert mark_path_read(cast.receiver, PATH) == 1
    assert access.unread_count(cast.receiver) == 1
    assert mark_all_read(cast.receiver) == 1
    assert access.unread_count(cast.receiver) == 0


def test_the_page_lists_them_and_leads_on(cast, browse):
    (notice,) = told(cast.receiver, path="/contacts/")
    there = browse.as_(cast.receiver.user)
    page = there("/notices/")
    assert "A referral has arrived for your team." in page and "Not read" in page
    assert there(f"/notices/{notice.pk}/").address == "/contacts/"
    assert access.unread_count(cast.receiver) == 0
    assert "Mark all as read" not in there("/notices/")


def test_marking_all_read(cast, browse):
    told(cast.receiver)
    assert "Not read" not in browse.as_(cast.receiver.user).post("/notices/")


def test_older_ones_are_a_page_further_and_none_is_out_of_reach(cast, browse):
    first = told(cast.receiver, path="/contacts/")[0]
    mark_all_read(cast.receiver)
    first.refresh_from_db()
    Notice.objects.filter(pk=first.pk).update(read_at=None)
    for number in range(access.PAGE):
        (notice,) = told(cast.receiver, path=f"/plans/{number}/")
        Notice.objects.filter(pk=notice.pk).update(read_at=notice.made_at)
    there = browse.as_(cast.receiver.user)
    page = there("/notices/")
    assert "Older notices" in page and "Newer notices" not in page and "Not read" not in page
    assert "Mark all as read" in page, "One that is not read stands on the next page."
    older = there("/notices/?page=2")
    assert f"/notices/{first.pk}/" in older.html and "Newer notices" in older and "Older notices" not in older
    assert "nothing on this page" in there("/notices/?page=3")
    assert "Not read" not in there.post("/notices/") and access.unread_count(cast.receiver) == 0


def test_a_page_with_nothing_says_what_would_be_there(cast, browse):
    assert "Nothing awaits you." in browse.as_(cast.teacher.user)("/notices/")


def test_nobody_opens_anothers_notice(cast, browse):
    (notice,) = told(cast.receiver)
    for other in (cast.stranger, cast.teacher, cast.other_worker):
        assert browse.as_(other.user).client.get(f"/notices/{notice.pk}/").status_code == 404


def test_the_page_costs_the_same_for_one_and_for_many(cast, client, django_assert_max_num_queries):
    client.force_login(cast.receiver.user)
    client.get("/notices/")
    for _ in range(30):
        told(cast.receiver)
    with django_assert_max_num_queries(7):
        client.get("/notices/")
