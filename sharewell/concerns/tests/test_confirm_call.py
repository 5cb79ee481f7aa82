"""A call is confirmed in writing: half filled from the call, tied to it at both ends, and its clock is met."""

from datetime import timedelta

import pytest

from sharewell.concerns.access import call_of, calls_to_confirm
from sharewell.concerns.actions import confirm_call, confirm_call_otherwise
from sharewell.concerns.earlier_rules import is_in_writing
from sharewell.concerns.models import Call, Concern
from sharewell.concerns.tests import given, given_calls
from sharewell.concerns.tests.walker import PURPOSE, TOLD, Teacher
from sharewell.directory.models import Team
from sharewell.directory.rules import TeamPurpose
from sharewell.directory.tests.given import a_member, a_team
from sharewell.disclosures.models import DisclosureStep
from sharewell.disclosures.rules import Step
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now
from tests.pages import Browse

LETTER = "Their own form, by secure email."


@pytest.fixture
def call(cast) -> Call:
    return given_calls.a_call(cast.teacher, cast.referral_team, now() - timedelta(hours=2))


def sent(cast, call: Call, team: Team | None = None, **more) -> Concern:
    """The worry of this call, sent in writing."""
    worry = given.a_worry(call.concern.child)
    worry = worry.__class__(**{**vars(worry), "confirms": call.concern})
    return given.a_sent_concern(
        more.pop("by", cast.teacher), team or cast.referral_team, child=call.concern.child, worry=worry, **more
    )


@pytest.mark.parametrize(
    ("called", "sent_to", "is_so"),
    [("council", "council", True), ("council", "police", False), ("council", None, False), (None, "council", True)],
)
def test_what_counts_as_the_call_in_writing(called, sent_to, is_so) -> None:
    assert is_in_writing(called, sent_to) is is_so


def test_what_is_sent_meets_the_clock_and_says_which_call_it_confirms(cast, call) -> None:
    concern = sent(cast, call)
    kept = call_of(call.concern)
    assert kept.confirmed_at and kept.clock.met_at and kept.confirmed_how == ""
    assert concern.confirms == call.concern
    step = DisclosureStep.objects.get(disclosure=concern.disclosure, step=Step.CONFIRMS_CALL)
    assert given_calls.TAKER in step.to_words
    assert Entry.objects.get(kind="call.confirmed").facts["by"] == concern.reference
    assert calls_to_confirm(cast.teacher, of_all=True) == []


def test_the_receiver_reads_the_time_and_who_took_it_and_nothing_more_of_the_call(cast, call) -> None:
    referral = given.the_referral(sent(cast, call))
    page = Browse().as_(cast.receiver.user)(f"/referrals/{referral.pk}/")
    assert "Confirms a telephone call" in page and given_calls.TAKER in page
    assert call.concern.reference not in page
    assert Browse().as_(cast.receiver.user)(f"/concerns/{call.concern_id}/", status=404).status == 404


def test_sent_to_another_agency_it_confirms_nothing(cast, call) -> None:
    elsewhere = a_team(cast.surgery, "Castle Referral Team", TeamPurpose.REFERRAL, "01632 960777")
    a_member(cast.surgery, "Perrin Vale", "Worker", teams=(elsewhere,))
    assert sent(cast, call, elsewhere).confirms == call.concern
    assert call_of(call.concern).confirmed_at is None
    assert not DisclosureStep.objects.filter(step=Step.CONFIRMS_CALL).exists()


def test_a_second_sending_goes_all_the_same(cast, call) -> None:
    first, second = sent(cast, call), sent(cast, call)
    assert first.pk != second.pk
    assert Entry.objects.filter(kind="call.confirmed").count() == 1


def test_a_lead_confirms_what_a_colleague_told_and_a_stranger_cannot(cast, call) -> None:
    with pytest.raises(NotPermitted):
        sent(cast, call, by=cast.stranger)
    assert sent(cast, call, by=cast.lead).confirms == call.concern


def test_one_press_begins_half_filled_and_both_records_point_to_each_other(cast, call) -> None:
    teacher = Teacher(cast.teacher)
    teacher.page = teacher.browse.post(f"/concerns/{call.concern_id}/confirm-call/", follow=True)
    teacher.at = teacher.page.address.removesuffix("danger/")
    teacher.answer("danger", answer="no").answer("children", _do="continue")
    assert given.BRUISE.text in teacher.page
    teacher.answer("worry", **{"_rows": "1", "row0-text": given.BRUISE.text, "row0-kind": "fact"})
    for slug, answer in given.URGENT.items():
        if slug == "harm":
            assert teacher.browse(f"{teacher.at}harm/").soup.select_one("input[value=new][checked]")
        if slug != "danger":
            teacher.answer(slug, answer=answer)
    teacher.answer("decide", decided="share")
    pick = teacher.browse(f"{teacher.at}pick/").soup
    assert pick.select_one(f"input[name=team][value='{cast.referral_team.pk}'][checked]")
    assert pick.select_one("input[name=purpose]")["value"] == PURPOSE
    assert not pick.select("input[name=items][checked]")
    items = teacher.ticks("worry-0")
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose=PURPOSE, items=items).answer("openness", **TOLD)
    assert "that this confirms your call" in teacher.page
    done = teacher.browse.post(f"{teacher.at}check/", {"_seen": teacher.page.soup.select_one("[name=_seen]")["value"]})
    assert done.heading == "Sent, and it has arrived"
    concern = Concern.objects.get(confirms=call.concern)
    assert concern.reference in teacher.browse(f"/concerns/{call.concern_id}/")
    assert f"/concerns/{call.concern_id}/" in str(teacher.browse(f"/concerns/{concern.pk}/").soup)


def test_only_who_may_see_the_worry_may_confirm_it(cast, call) -> None:
    for other in (cast.colleague, cast.receiver, cast.stranger):
        with pytest.raises(NotPermitted):
            confirm_call_otherwise(by=other, call=call, how=LETTER, at=now())
        page = Browse().as_(other.user)
        assert page(f"/concerns/{call.concern_id}/confirm-call-otherwise/", status=404).status == 404
        assert page.post(f"/concerns/{call.concern_id}/confirm-call/", {}, status=404).status == 404


def test_confirmed_another_way_it_says_how_and_the_clock_stops(cast, call) -> None:
    when = now() - timedelta(hours=1)
    kept = confirm_call_otherwise(by=cast.teacher, call=call, how=LETTER, at=when)
    assert (kept.confirmed_how, kept.confirmed_at) == (LETTER, when)
    assert call_of(call.concern).clock.cancelled_at
    assert LETTER in Browse().as_(cast.teacher.user)(f"/concerns/{call.concern_id}/")
    with pytest.raises(Overtaken):
        confirm_call_otherwise(by=cast.lead, call=call, how=LETTER, at=when)
    with pytest.raises(Overtaken):
        confirm_call(by=cast.teacher, call=call, confirmation=call.concern)


@pytest.mark.parametrize(
    ("how", "hours", "said"),
    [("By letter", -1, "three words"), (LETTER, 1, "in the past"), (LETTER, -3, "before the call")],
)
def test_confirmed_another_way_is_refused(cast, call, how, hours, said) -> None:
    with pytest.raises(Refused, match=said):
        confirm_call_otherwise(by=cast.teacher, call=call, how=how, at=now() + timedelta(hours=hours))
    assert call_of(call.concern).confirmed_at is None


def test_the_page_of_another_way_keeps_what_was_typed(cast, call) -> None:
    browse, address = Browse().as_(cast.teacher.user), f"/concerns/{call.concern_id}/confirm-call-otherwise/"
    typed = {"how": LETTER, "on_day": "1", "on_month": "2", "on_year": "2020", "at": "10.00"}
    page = browse.post(address, typed)
    assert "before the call" in page and LETTER in page
    rung = now() - timedelta(minutes=30)
    today = {"on_day": f"{rung:%d}", "on_month": f"{rung:%m}", "on_year": f"{rung:%Y}", "at": f"{rung:%H.%M}"}
    assert "Confirmed in writing another way" in browse.post(address, typed | today, follow=True)
