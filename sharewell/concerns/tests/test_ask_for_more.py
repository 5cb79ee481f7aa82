"""The team asks the sender something about a referral; the sender answers, or knows nothing more."""

import pytest

from sharewell.clocks.access import running_clock
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.actions import ask_for_more, decide_referral, say_nothing_more, withdraw_referral
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome
from sharewell.concerns.tests import given
from sharewell.disclosures.access import open_question_of, steps_of
from sharewell.disclosures.rules import Step
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for

QUESTION = "Who collects her from school today?"


@pytest.fixture
def concern(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


@pytest.fixture
def asked(cast, concern) -> Referral:
    return ask_for_more(by=cast.receiver, referral=given.the_referral(concern), question=QUESTION)


def told(member) -> list[str]:
    return [notice.kind for notice in notices_for(member)]


def test_the_sender_is_told_and_a_clock_runs_beside_the_one_to_decide(cast, concern, asked) -> None:
    assert "more_asked" in told(cast.teacher)
    clock = running_clock(concern.disclosure_id, ClockKind.SAY_MORE)
    assert (clock.owner_agency, clock.other_agency) == (cast.school, cast.council)
    assert running_clock(concern.disclosure_id, ClockKind.DECIDE) == asked.clock
    assert open_question_of(concern.disclosure).words == QUESTION
    assert "question" in Entry.objects.get(kind="referral.more_asked").word_digests


def test_both_ends_see_the_question_and_the_team_is_told_that_its_clock_runs_on(cast, concern, asked, browse) -> None:
    for who, at in ((cast.teacher, f"/concerns/{concern.pk}/"), (cast.receiver, f"/referrals/{asked.pk}/")):
        assert QUESTION in browse.as_(who.user)(at)
    assert "Your own clock runs on" in browse.as_(cast.receiver.user)(f"/referrals/{asked.pk}/")
    asking = browse.as_(cast.receiver.user)(f"/referrals/{asked.pk}/ask-for-more/")
    assert "Your own clock does not stop" in asking
    assert "nothing new" not in asking.heading
    assert "Do not tell them anything new about the child" in asking


def test_one_press_says_that_nothing_more_is_known(cast, concern, asked, browse) -> None:
    signed_in = browse.as_(cast.teacher.user)
    page = signed_in(f"/concerns/{concern.pk}/")
    form = page.soup.select_one(f'form[action="/concerns/{concern.pk}/say-nothing-more/"]')
    said = {field["name"]: field["value"] for field in form.select("input[name=question]")}
    page = signed_in.post(form["action"], said)
    assert "nothing more" in page
    assert Clock.objects.get(kind=ClockKind.SAY_MORE).met_at is not None
    assert Referral.objects.get(pk=asked.pk).asked_at is None
    last = steps_of(concern.disclosure)[-1]
    assert (last.step, last.answers.words) == (Step.NOTHING_MORE, QUESTION)
    assert "more_said" in told(cast.receiver)
    assert Entry.objects.filter(kind="referral.nothing_more_said").count() == 1
    assert "That was answered already" in signed_in.post(form["action"], said, status=409)


def test_two_answers_at_once_one_wins(cast, concern, asked) -> None:
    question = open_question_of(concern.disclosure)
    say_nothing_more(by=cast.teacher, concern=concern, question=question)
    with pytest.raises(Overtaken, match="Nothing is asked any more"):
        say_nothing_more(by=cast.lead, concern=concern, question=question)


def test_two_questions_at_once_one_wins_and_a_second_waits_for_the_answer(cast, concern) -> None:
    first, stale = given.the_referral(concern), given.the_referral(concern)
    ask_for_more(by=cast.receiver, referral=first, question=QUESTION)
    with pytest.raises(Overtaken, match="Rowan Field asked the sender for more"):
        ask_for_more(by=cast.receiver, referral=stale, question="Is she at school now?")
    with pytest.raises(Refused, match="wait for the answer"):
        ask_for_more(by=cast.receiver, referral=first, question="Is she at school now?")


def test_no_question_is_refused(cast, concern) -> None:
    with pytest.raises(Refused, match="in a sentence"):
        ask_for_more(by=cast.receiver, referral=given.the_referral(concern), question="Who?")


@pytest.mark.parametrize("who", ["teacher", "stranger", "officer", "other_worker", "council_administrator"])
def test_nobody_else_asks(cast, concern, who) -> None:
    with pytest.raises(NotPermitted):
        ask_for_more(by=getattr(cast, who), referral=given.the_referral(concern), question=QUESTION)


@pytest.mark.parametrize("who", ["colleague", "receiver", "stranger", "officer", "administrator"])
def test_nobody_else_answers(cast, concern, asked, who) -> None:
    with pytest.raises(NotPermitted):
        say_nothing_more(by=getattr(cast, who), concern=concern, question=open_question_of(concern.disclosure))


@pytest.mark.parametrize("end", ["decided", "withdrawn"])
def test_once_it_is_closed_no_answer_is_owed(cast, concern, asked, browse, end) -> None:
    if end == "decided":
        outcome = ReferralOutcome.ASSESSMENT
        decide_referral(by=cast.receiver, referral=asked, outcome=outcome, because="We see Mia on Thursday.")
    else:
        withdraw_referral(by=cast.teacher, concern=concern, because="I wrote about the wrong child.")
    assert running_clock(concern.disclosure_id, ClockKind.SAY_MORE) is None
    assert "I know nothing more" not in browse.as_(cast.teacher.user)(f"/concerns/{concern.pk}/")
    with pytest.raises(Refused, match="decided or withdrawn"):
        ask_for_more(by=cast.receiver, referral=given.the_referral(concern), question=QUESTION)
