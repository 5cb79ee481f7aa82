"""The worker tells of access to be looked at again, and closes accounts that nobody uses, never the last one."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import make_password

from sharewell.accounts.actions.people import choose_password
from sharewell.accounts.models import User
from sharewell.accounts.tests.given import PASSWORD, sign_in
from sharewell.desk.rounds import close_unused_accounts, tell_of_reviews, warn_of_closing
from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION, member_of
from sharewell.directory.models import Member
from sharewell.directory.rules import Role
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.book import THE_CLOCK
from sharewell.ledger.models import Entry
from sharewell.moment import now
from sharewell.notices.models import Notice
from sharewell.notices.rules import NoticeKind
from tests.pages import Browse


def notices(kind: NoticeKind, member: Member) -> int:
    return Notice.objects.filter(kind=kind.value, member=member).count()


def later(days: float) -> datetime:
    return now() + timedelta(days=days)


def used(*members: Member) -> None:
    """These people sign in now and then: the others do not."""
    User.objects.filter(pk__in=[one.user_id for one in members]).update(last_login=now())


def is_open(member: Member) -> bool:
    return User.objects.get(pk=member.user_id).is_active


def test_administrators_are_told_and_told_again_weekly_until_it_is_done(cast) -> None:
    def told() -> int:
        return notices(NoticeKind.REVIEW_ACCESS, cast.administrator)

    tell_of_reviews()
    assert told() == 0
    with time_machine.travel(later(190)):
        tell_of_reviews()
        tell_of_reviews()
        assert told() == 1
        assert notices(NoticeKind.REVIEW_ACCESS, cast.teacher) == 0
    with time_machine.travel(later(196)):
        tell_of_reviews()
        assert told() == 1
    with time_machine.travel(later(198)):
        tell_of_reviews()
        assert told() == 2
        for one in Member.objects.filter(agency=cast.school, until__isnull=True).select_related("user", "agency"):
            actions.confirm_access(by=cast.administrator, member=one)
    with time_machine.travel(later(206)):
        tell_of_reviews()
        assert told() == 2
    # To the surgery, which nobody administers, nobody is told.
    assert set(Entry.objects.filter(kind="agency.review_came_due").values_list("subject_id", flat=True)) == {
        str(cast.school.pk),
        str(cast.council.pk),
    }


def test_warned_once_and_closed_a_week_later(cast) -> None:
    start = now()
    with time_machine.travel(start + timedelta(days=172)):
        warn_of_closing()
        assert notices(NoticeKind.ACCOUNT_CLOSES, cast.teacher) == 0
    with time_machine.travel(start + timedelta(days=174)):
        used(cast.lead)
        warn_of_closing()
        warn_of_closing()
        assert notices(NoticeKind.ACCOUNT_CLOSES, cast.teacher) == 1
        assert notices(NoticeKind.ACCOUNT_CLOSES, cast.lead) == 0
        close_unused_accounts()
        assert is_open(cast.teacher)
    with time_machine.travel(start + timedelta(days=181)):
        close_unused_accounts()
        assert not is_open(cast.teacher) and is_open(cast.lead)
        (entry,) = Entry.objects.filter(kind="account.closed", subject_id=str(cast.teacher.user_id))
        assert entry.actor_kind == "clock"


def test_the_last_that_looks_after_something_stays_open(cast) -> None:
    actions.give_role(by=THE_INSTALLATION, member=cast.colleague, role=Role.ADMINISTRATOR)
    actions.give_role(by=THE_INSTALLATION, member=cast.officer, role=Role.PARTNERSHIP_LEAD)
    with time_machine.travel(later(181)):
        close_unused_accounts()
        close_unused_accounts()
        assert is_open(cast.council_administrator)
        assert is_open(cast.officer), "the last partnership lead"
        assert [is_open(cast.administrator), is_open(cast.colleague)].count(True) == 1, "one of two stays"
        with pytest.raises(Refused, match="only administrator"):
            actions.close_unused_account(by=THE_CLOCK, account=cast.council_administrator.user)


def test_only_the_clock_closes_and_not_what_is_used(cast) -> None:
    for by in (cast.administrator, THE_INSTALLATION):
        with pytest.raises(NotPermitted):
            actions.close_unused_account(by=by, account=cast.teacher.user)
    with pytest.raises(Overtaken):
        actions.close_unused_account(by=THE_CLOCK, account=cast.teacher.user)


def test_an_invented_person_stays(cast) -> None:
    User.objects.update(is_demonstration=True)
    with time_machine.travel(later(400)):
        close_unused_accounts()
    assert is_open(cast.teacher)


def test_a_closed_account_is_signed_out_seen_and_opened_again(cast, browse: Browse) -> None:
    teacher = cast.teacher
    choose_password(by=teacher.user, account=teacher.user, hashed=make_password(PASSWORD))
    with time_machine.travel(later(181)):
        admin = browse.as_(cast.administrator.user)
        signed_in = Browse().as_(cast.lead.user)
        User.objects.filter(pk=teacher.user_id).update(last_login=None)
        close_unused_accounts()
        assert sign_in(Browse().client, teacher.user).status_code == 200, "they cannot sign in"
        assert signed_in("/my-work/").address == "/my-work/", "who has signed in today goes on"
        assert "Account closed" in admin("/administration/people/")
        assert "because nobody had signed in for a long time" in admin("/administration/")
        page = admin(f"/administration/people/{teacher.pk}/change-member/")
        assert "Open the account again" in page
        with pytest.raises(NotPermitted):
            actions.open_account(by=cast.council_administrator, member=teacher)
        admin.post(f"/administration/people/{teacher.pk}/open-account/")
        close_unused_accounts()
        assert sign_in(Browse().client, teacher.user).status_code == 302
        with pytest.raises(Refused, match="open already"):
            actions.open_account(by=cast.administrator, member=member_of(cast.school, teacher.pk))


def test_nobody_opens_the_account_of_somebody_who_has_left(cast) -> None:
    User.objects.filter(pk=cast.leaver.user_id).update(is_active=False, closed_at=now())
    leaver = Member.objects.select_related("user", "agency").get(pk=cast.leaver.pk)
    with pytest.raises(Refused, match="has left"):
        actions.open_account(by=cast.administrator, member=leaver)
    assert not User.objects.get(pk=leaver.user_id).is_active


def test_access_is_looked_at_again_on_one_page_in_one_whole(cast, browse: Browse) -> None:
    with time_machine.travel(later(190)):
        admin = browse.as_(cast.administrator.user)
        at = "/administration/review-access/"
        assert "Look again at the access of 5 members" in admin("/administration/")
        page = admin(at)
        assert page.heading == "Is everybody’s access still right?" and "Tess Archer: is this still right?" in page
        assert "Say of one member at least" in " ".join(admin.post(at).errors)
        said = {f"m{cast.teacher.pk.hex}-answer": "keep", f"m{cast.colleague.pk.hex}-answer": "change"}
        page = admin.post(at, said)
        assert "Select at least one role for Colin Mead, or end their membership" in page.errors
        own_last = {f"m{cast.administrator.pk.hex}-answer": "end"}
        page = admin.post(at, {f"m{cast.teacher.pk.hex}-answer": "keep"} | own_last)
        assert "only administrator" in " ".join(page.errors)
        assert Member.objects.get(pk=cast.teacher.pk).reviewed_at is None, "all of it or nothing"
        said[f"m{cast.colleague.pk.hex}-roles"] = ["practitioner", "deputy"]
        said[f"m{cast.deputy.pk.hex}-answer"] = "end"
        page = admin.post(at, said)
        assert "You looked at the access of 3 members. 1 changed, 1 ended." in page
        kept = Member.objects.get(pk=cast.teacher.pk)
        assert kept.reviewed_by == cast.administrator
        assert Member.objects.get(pk=cast.colleague.pk).roles == {Role.PRACTITIONER, Role.DEPUTY}
        assert Member.objects.get(pk=cast.deputy.pk).until is not None
        assert "Look again at the access of 2 members" in admin("/administration/")
        assert Entry.objects.filter(kind="member.access_confirmed").count() == 2


def test_both_can_be_switched_off(cast, settings) -> None:
    settings.ACCOUNT_STALE_DAYS = settings.ACCESS_REVIEW_MONTHS = 0
    with time_machine.travel(later(1_000)):
        for walk in (tell_of_reviews, warn_of_closing, close_unused_accounts):
            walk()
    assert is_open(cast.teacher)
    assert not Notice.objects.exists()
