"""A worry told by telephone is on the record, and is to be confirmed in writing by a time that counts from the call."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from sharewell.clocks.access import due_for
from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.access import calls_to_confirm
from sharewell.concerns.actions.calling import AT_ONCE
from sharewell.concerns.models import Call, Concern
from sharewell.concerns.rules import Raised
from sharewell.concerns.tests import given, given_calls
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import Carried
from sharewell.errors import NotPermitted, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now
from sharewell.notices.models import Notice
from sharewell.web.words import local
from tests.pages import Browse

ADDRESS = "/record-call/"
SAID = "Keep her at school until we ring back."
ORDER = ("Who did you ring?", "Which child?", "How do you know it?", "Is a child being badly hurt", "Has the child or")


@pytest.fixture
def teacher(cast) -> Browse:
    return Browse().as_(cast.teacher.user)


def by_phone(cast) -> dict[str, str]:
    return {
        "harm": "new",
        "child_name": "Mia Tarrant",
        "team": str(cast.referral_team.pk),
        "taken_by": given_calls.TAKER,
        "what": "A bruise on her arm. She is afraid to go home.",
        "kind": "fact",
        "because": "It could not wait for the form.",
        "told": "unsafe",
        "told_words": "Her stepfather is at home",
    }


def test_the_call_is_on_the_record_and_nothing_else_crosses(cast) -> None:
    call = given_calls.a_call(cast.teacher, cast.referral_team, now() - timedelta(hours=3))
    concern = call.concern
    assert (concern.raised, concern.disclosure.carried) == (Raised.CARRIED_OUTSIDE, Carried.TELEPHONE)
    assert concern.happened_at == call.at == concern.disclosure.sent_at < concern.written_at
    assert (call.team, call.taken_by, call.confirmed_at) == (cast.referral_team, given_calls.TAKER, None)
    assert not Disclosure.objects.filter(to_agency__isnull=False).exists()
    assert not Notice.objects.exists()
    entry = Entry.objects.get(kind="call.recorded")
    assert entry.facts["team"] == str(cast.referral_team.pk)
    assert given_calls.TAKER not in str(entry.facts)


def test_the_clock_counts_from_the_call_and_is_the_senders_alone(cast) -> None:
    call = given_calls.a_call(cast.teacher, cast.referral_team, now() - timedelta(hours=3))
    assert call.clock.due_at == due_for(ClockKind.CONFIRM_CALL, call.at)
    assert (call.clock.owner_agency, call.clock.other_agency) == (cast.teacher.agency, None)


def test_what_is_typed_in_after_its_time_is_late_at_once(cast) -> None:
    call = given_calls.a_call(cast.teacher, cast.referral_team, now() - timedelta(days=9))
    assert call.clock.due_at <= now() + AT_ONCE


def test_nobody_promised_anything_to_a_team_that_is_not_here(cast) -> None:
    assert given_calls.a_call(cast.teacher, None).clock is None
    assert not Clock.objects.filter(kind=ClockKind.CONFIRM_CALL).exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"taken_by": " "}, "who took the call"), ({"at": timedelta(minutes=5)}, "must be in the past")],
)
def test_refused(cast, wrong, said) -> None:
    made = wrong | ({"at": now() + wrong["at"]} if "at" in wrong else {})
    with pytest.raises(Refused, match=said):
        given_calls.a_call(cast.teacher, cast.referral_team, **made)
    assert not Concern.objects.exists()


def test_somebody_without_work_with_children_records_none(cast) -> None:
    child = given.a_child(cast.teacher)
    with pytest.raises((NotPermitted, Refused)):
        given_calls.a_call(cast.stranger, cast.referral_team, child=child)


def test_one_page_keeps_it_and_says_by_when_to_confirm(cast, teacher) -> None:
    done = teacher.post(ADDRESS, by_phone(cast))
    call = Call.objects.get()
    assert done.heading == "It is on the record"
    assert "Confirm this in writing by" in done and given_calls.TAKER in done
    assert "no clock runs" not in done
    work = teacher("/my-work/")
    assert "Calls to confirm in writing" in work and cast.referral_team.name in work
    assert call.concern.disclosure.purpose == "To keep a child safe"
    assert call.concern.disclosure.spoken_to.startswith(f"{given_calls.TAKER}, {cast.referral_team.name}")


def test_the_questions_stand_in_the_order_of_a_call(teacher) -> None:
    form = teacher(ADDRESS).soup.select_one("main form")
    asked = [each.get_text() for each in form.select("legend, label.govuk-label--s")]
    stands = [next(place for place, words in enumerate(asked) if each in words) for each in ORDER]
    assert stands == sorted(stands), asked
    told = form.select_one("[data-aria-controls]:not([value=elsewhere])")
    assert told["value"] == "told", "who told it is asked where somebody did"


def test_what_they_said_stands_on_the_record_of_those_who_rang(cast, teacher) -> None:
    sent = by_phone(cast) | {"they_said": SAID, "_once": str(uuid.uuid4())}
    done = teacher.post(ADDRESS, sent)
    call = Call.objects.get()
    assert call.they_said == SAID
    assert SAID in done and SAID in teacher(f"/concerns/{call.concern_id}/")
    assert SAID not in Entry.objects.get(kind="call.recorded").facts_text
    changed = teacher.post(ADDRESS, sent | {"they_said": "They ring back at noon."}, status=409)
    assert "Recorded already" in changed and "They ring back at noon." in changed.html


def test_whoever_rang_a_team_is_not_told_to_ring_it_and_whoever_rang_somebody_else_is(cast, teacher) -> None:
    unfinished = by_phone(cast) | {"because": ""}
    assert "today" not in teacher.post(ADDRESS, unfinished).text
    elsewhere = unfinished | {"team": "elsewhere", "elsewhere": "the duty team, Castle County"}
    assert "Tell children’s social care or the police today" in teacher.post(ADDRESS, elsewhere).text


def test_sent_twice_it_is_one_call(cast, teacher) -> None:
    sent = by_phone(cast) | {"_once": str(uuid.uuid4())}
    first = teacher.post(ADDRESS, sent)
    assert teacher.post(ADDRESS, sent).address == first.address
    assert Call.objects.count() == 1
    assert "Recorded already" in teacher.post(ADDRESS, sent | {"what": "Something else."}, status=409)


def test_somebody_else_is_named_in_words(cast, teacher) -> None:
    typed = by_phone(cast) | {"team": "elsewhere", "elsewhere": ""}
    assert "Enter which team you rang" in teacher.post(ADDRESS, typed, status=200)
    done = teacher.post(ADDRESS, typed | {"elsewhere": "the duty team, Castle County"})
    assert "Ask them whether they want this in writing" in done
    assert Call.objects.get().team is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"team": ""}, "Choose who you rang"),
        ({"team": "11111111-1111-1111-1111-111111111111"}, "Who did you ring?"),
        ({"taken_by": ""}, "Enter who took the call"),
        ({"because": "No"}, "three words or more"),
        ({"told_words": ""}, "why they have not been told"),
        ({"on_day": "20", "on_month": "11", "on_year": "2025"}, "Enter the time of the call"),
        ({"on_day": "20", "on_month": "11", "on_year": "2099", "at": "10.00"}, "past"),
        ({"on_day": "31", "on_month": "2", "on_year": "2025", "at": "10.00"}, "date"),
    ],
)
def test_the_page_says_what_is_wrong_and_keeps_what_was_typed(cast, teacher, typed, said) -> None:
    page = teacher.post(ADDRESS, by_phone(cast) | typed)
    assert said in page
    assert "She is afraid to go home" in page
    assert not Call.objects.exists()


def test_the_time_that_was_typed_is_when_the_clock_begins(cast, teacher) -> None:
    rung = local(now() - timedelta(hours=5)).replace(second=0, microsecond=0)
    day = {"on_day": str(rung.day), "on_month": str(rung.month), "on_year": str(rung.year)}
    teacher.post(ADDRESS, by_phone(cast) | day | {"at": f"{rung:%H.%M}"})
    call = Call.objects.get()
    assert call.at == rung
    assert call.clock.due_at == due_for(ClockKind.CONFIRM_CALL, rung)


def test_a_lead_sees_what_others_have_to_confirm_and_a_colleague_does_not(cast) -> None:
    call = given_calls.a_call(cast.teacher, cast.referral_team)
    assert calls_to_confirm(cast.lead, of_all=True) == [call]
    assert calls_to_confirm(cast.lead, of_all=False) == []
    for other in (cast.colleague, cast.stranger, cast.receiver):
        assert calls_to_confirm(other, of_all=True) == []
    with time_machine.travel(now() + timedelta(days=3), tick=False):
        assert "late" in Browse().as_(cast.lead.user)("/my-work/").text.lower()
