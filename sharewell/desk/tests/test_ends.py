"""What the lists show of referrals that were given to a colleague, asked about, withdrawn or passed on."""

from datetime import timedelta

import pytest

from sharewell.concerns.actions import (
    allocate_referral,
    ask_for_more,
    reroute_referral,
    say_nothing_more,
    say_what_is_happening,
    withdraw_referral,
)
from sharewell.concerns.models import Concern
from sharewell.concerns.rules import News
from sharewell.concerns.tests import given
from sharewell.desk import rounds
from sharewell.desk.access import open_work_of
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.disclosures.access import open_question_of, steps_of
from sharewell.disclosures.rules import Step
from sharewell.ledger.models import Entry
from sharewell.moment import now, pretend
from sharewell.notices.access import notices_for
from tests.pages import Browse
from tests.test_statement_counts import counted

pytestmark = pytest.mark.slow

QUESTION = "Who collects her from school today?"
WHY = "It is for the night team."


@pytest.fixture
def second(cast):
    return a_member(cast.council, "Sid Second", "Social worker", Role.RECEIVING_WORKER, teams=(cast.referral_team,))


def sent(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


def test_whose_they_are_can_be_asked_of_each_colleague(cast, second) -> None:
    theirs, mine = sent(cast), sent(cast)
    given.an_acknowledged_referral(cast.receiver, mine)
    allocate_referral(by=cast.receiver, referral=given.the_referral(theirs), to=second)
    signed_in = Browse().as_(cast.receiver.user)
    page = signed_in(f"/queue/?with={second.pk}")
    assert theirs.reference in page
    assert mine.reference not in page
    assert [option.get_text() for option in page.soup.select("select[name=with] option")] == [
        "Anyone", "Me", "Nobody yet", "Sid Second",
    ]  # fmt: skip
    assert mine.reference in signed_in(f"/queue/?with={cast.stranger.pk}")


def test_what_waits_for_the_sender_is_a_part_of_its_own(cast) -> None:
    asked, other = sent(cast), sent(cast)
    ask_for_more(by=cast.receiver, referral=given.the_referral(asked), question=QUESTION)
    signed_in = Browse().as_(cast.receiver.user)
    page = signed_in("/queue/?show=asked-for-more")
    assert asked.reference in page
    assert other.reference not in page
    assert "They ask you something" in Browse().as_(cast.teacher.user)("/my-work/")
    say_nothing_more(by=cast.teacher, concern=asked, question=open_question_of(asked.disclosure))
    assert asked.reference not in signed_in("/queue/?show=asked-for-more")
    assert "They ask you something" not in Browse().as_(cast.teacher.user)("/my-work/")


def test_the_name_and_the_time_are_those_of_the_step_that_is_named(cast, second) -> None:
    acknowledged = sent(cast)
    given.an_acknowledged_referral(cast.receiver, acknowledged)
    with pretend(now() + timedelta(minutes=40)):
        say_what_is_happening(by=second, referral=given.the_referral(acknowledged), news=News.READING)
        row = Browse().as_(cast.teacher.user)("/my-work/").soup.select_one("tr:has(a[href*='/concerns/'])").text
    assert "Acknowledged" in row and cast.receiver.name in row
    assert second.name not in row


def test_what_is_withdrawn_stands_among_the_decided_and_is_nobodys_open_work(cast) -> None:
    concern = sent(cast)
    given.an_acknowledged_referral(cast.receiver, concern)
    assert open_work_of(cast.receiver).referrals
    withdraw_referral(by=cast.teacher, concern=concern, because="I wrote about the wrong child.")
    page = Browse().as_(cast.receiver.user)("/queue/?show=decided")
    assert concern.reference in page
    assert "Withdrawn by the sender" in page
    assert not open_work_of(cast.receiver).referrals
    assert not open_work_of(cast.teacher).concerns
    row = Browse().as_(cast.teacher.user)("/my-work/").soup.select_one("tr:has(a[href*='/concerns/'])").text
    assert "None: it was withdrawn" in row and "Not yet" not in row


def test_what_was_passed_on_says_where_it_went(cast) -> None:
    concern = sent(cast)
    reroute_referral(by=cast.receiver, referral=given.the_referral(concern), team=cast.duty_team, because=WHY)
    signed_in = Browse().as_(cast.receiver.user)
    assert concern.reference not in signed_in("/queue/")
    page = signed_in("/queue/?show=passed-on")
    assert concern.reference in page
    assert "Emergency Duty Team" in page
    assert WHY in page
    assert "Tarrant" not in page


def test_lateness_is_a_step_that_both_ends_see(cast) -> None:
    concern = sent(cast)
    with pretend(now() + timedelta(days=6)):
        rounds.tell_of_lateness()
        rounds.tell_of_lateness()
    assert [step.step for step in steps_of(concern.disclosure)] == [Step.DELIVERED, Step.UNSEEN, Step.LATE]
    assert "No decision came in time" in Browse().as_(cast.teacher.user)(f"/concerns/{concern.pk}/")


def test_a_question_that_nobody_answers_is_told_to_both_ends_once(cast) -> None:
    concern = sent(cast)
    ask_for_more(by=cast.receiver, referral=given.the_referral(concern), question=QUESTION)
    rounds.tell_of_no_answer()
    assert not Entry.objects.filter(kind="referral.unanswered_told").exists()
    with pretend(now() + timedelta(days=6)):
        rounds.tell_of_no_answer()
        rounds.tell_of_no_answer()
    assert Entry.objects.filter(kind="referral.unanswered_told").count() == 1
    for who in (cast.teacher, cast.receiver):
        assert [notice.kind for notice in notices_for(who)].count("answer_late") == 1


@pytest.mark.parametrize("show", ["open", "asked-for-more", "decided", "passed-on"])
def test_each_part_of_a_queue_costs_the_same_for_few_as_for_many(cast, second, show) -> None:
    child = given.a_child(cast.teacher)
    numbers = []
    browse = Browse().as_(cast.receiver.user)
    for many in (2, 12):
        for _ in range(many):
            concerns = [given.a_sent_concern(cast.teacher, cast.referral_team, child=child) for _ in range(4)]
            asked, _, gone, theirs = (given.the_referral(each) for each in concerns)
            ask_for_more(by=cast.receiver, referral=asked, question=QUESTION)
            withdraw_referral(by=cast.teacher, concern=concerns[1], because="I wrote about the wrong child.")
            reroute_referral(by=cast.receiver, referral=gone, team=cast.duty_team, because=WHY)
            allocate_referral(by=cast.receiver, referral=theirs, to=second)
        browse(f"/queue/?show={show}")
        with counted() as count:
            browse(f"/queue/?show={show}")
        numbers.append(count.number)
    assert numbers[0] == numbers[1]
    assert numbers[1] <= 25
