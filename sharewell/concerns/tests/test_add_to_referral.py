"""The sender's end adds something to a referral: a decision and a disclosure of its own, through the one gate."""

from collections.abc import Sequence

import pytest

from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns import access
from sharewell.concerns.actions import Addition, add_to_referral, ask_for_more, hand_over_concern, reroute_referral
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.tests import given
from sharewell.decisions.rules import Decided, Manner
from sharewell.disclosures.access import additions_to, open_question_of, steps_of
from sharewell.disclosures.models import Disclosure
from sharewell.disclosures.rules import Step
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.items.models import ItemVersion
from sharewell.items.rules import ItemDetails, Known
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for

WHY = "They asked who collects her."
AUNT = ItemDetails(text="Her aunt collects her at half past three.", kind=Known.TOLD, told_by="The school office")
TYPED = {"because": WHY, "text": AUNT.text, "kind": "told", "told_by": "The school office"}


@pytest.fixture
def concern(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


def add(by, concern: Concern, *items: ItemDetails, because: str = WHY, **more) -> Disclosure:
    return add_to_referral(by=by, concern=concern, addition=Addition(because, items or (AUNT,), **more))


def kept_of(concern: Concern, *, from_record: bool) -> Sequence[ItemVersion]:
    return [each.version for each in access.items_of(concern) if bool(each.version.item.from_record) == from_record]


def test_it_is_a_disclosure_with_a_decision_of_its_own(cast, concern) -> None:
    added = add(cast.teacher, concern)
    first = concern.disclosure
    assert (added.follows, added.to_team, added.purpose) == (first, cast.referral_team, first.purpose)
    decision = added.decision
    assert (decision.decided, decision.manner, decision.because) == (Decided.SHARE, Manner.ONE_PAGE, WHY)
    assert [each.version.text for each in added.items.all()] == [AUNT.text]
    assert [each.pk for each in additions_to(first)] == [added.pk]
    assert steps_of(first)[-1].step == Step.ADDED
    assert Entry.objects.filter(kind="disclosure.sent").count() == 2
    assert Entry.objects.get(kind="referral.added_to").facts["disclosure"] == added.reference
    assert "more_said" in [notice.kind for notice in notices_for(cast.receiver)]


def test_the_team_sees_it_under_the_referral_and_the_sender_on_the_record(cast, concern, browse) -> None:
    add(cast.teacher, concern)
    referral = given.the_referral(concern)
    page = browse.as_(cast.receiver.user)(f"/referrals/{referral.pk}/")
    assert AUNT.text in page
    assert WHY in page
    assert "after the decision" not in page
    own = browse.as_(cast.teacher.user)(f"/concerns/{concern.pk}/")
    assert AUNT.text in own
    assert "Written, and not shared" in own
    kept = own.soup.find("h2", string="Written, and not shared").find_next_siblings("article")
    assert AUNT.text not in " ".join(each.get_text() for each in kept)


def test_added_after_the_decision_says_so(cast, concern, browse) -> None:
    referral = given.a_decided_referral(cast.receiver, concern)
    add(cast.teacher, Concern.objects.select_related("disclosure").get(pk=concern.pk))
    assert "Added after the decision" in browse.as_(cast.receiver.user)(f"/referrals/{referral.pk}/")
    assert "more_said" in [notice.kind for notice in notices_for(cast.receiver)]


def test_an_answer_answers_and_its_clock_is_met(cast, concern, browse) -> None:
    referral = ask_for_more(
        by=cast.receiver, referral=given.the_referral(concern), question="Who collects her from school?"
    )
    signed_in = browse.as_(cast.teacher.user)
    at = f"/concerns/{concern.pk}/add-to-referral/"
    page = signed_in(at)
    assert page.heading == "Answer the team"
    question = page.soup.select_one("form input[name=question]")["value"]
    assert page.soup.select_one("#id_because").text.strip() == "The team asked for it."
    signed_in.post(at, TYPED | {"question": question})
    assert Clock.objects.get(kind=ClockKind.SAY_MORE).met_at is not None
    assert open_question_of(concern.disclosure) is None
    assert Referral.objects.get(pk=referral.pk).asked_at is None
    shown = browse.as_(cast.receiver.user)(f"/referrals/{referral.pk}/")
    assert "You asked, and wait" not in shown
    assert "Answered, with something added" in shown


def test_a_question_that_came_while_they_wrote_stays_open(cast, concern, browse) -> None:
    signed_in = browse.as_(cast.teacher.user)
    signed_in(f"/concerns/{concern.pk}/add-to-referral/")
    ask_for_more(by=cast.receiver, referral=given.the_referral(concern), question="Who collects her from school?")
    signed_in.post(f"/concerns/{concern.pk}/add-to-referral/", TYPED)
    assert additions_to(concern.disclosure)
    assert open_question_of(concern.disclosure) is not None


def test_what_is_on_the_record_and_was_not_sent_can_be_ticked(cast, concern, browse) -> None:
    (guess,) = [each for each in kept_of(concern, from_record=False) if each.text == given.GUESS.text]
    signed_in = browse.as_(cast.teacher.user)
    at = f"/concerns/{concern.pk}/add-to-referral/"
    ticks = [box["value"] for box in signed_in(at).soup.select("input[name=from_record]")]
    assert str(guess.pk) in ticks
    sent = {str(each.version_id) for each in concern.disclosure.items.all()}
    assert not sent & set(ticks)
    signed_in.post(at, {"because": WHY, "from_record": [str(guess.pk)]})
    (added,) = additions_to(concern.disclosure)
    assert [each.version for each in added.items.all()] == [guess]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Write why they need it"),
        ({"because": WHY}, "Write what happened"),
        ({"because": WHY, "text": "She is late"}, "Select how you know this"),
        ({"because": "No", "text": "She is late", "kind": "fact"}, "in a sentence"),
    ],
)
def test_what_is_missing_is_said_and_all_that_was_typed_stays(cast, concern, browse, typed, words) -> None:
    page = browse.as_(cast.teacher.user).post(f"/concerns/{concern.pk}/add-to-referral/", typed)
    assert words in page
    assert typed.get("text", "") in page
    assert not additions_to(concern.disclosure)


def test_nothing_to_add_is_refused(cast, concern) -> None:
    with pytest.raises(Refused, match="what you want to add"):
        add_to_referral(by=cast.teacher, concern=concern, addition=Addition(WHY))
    assert Entry.objects.filter(kind="referral.added_to.refused").count() == 1


@pytest.mark.parametrize("who", ["colleague", "receiver", "stranger", "officer", "administrator"])
def test_nobody_else_adds(cast, concern, who) -> None:
    with pytest.raises(NotPermitted):
        add(getattr(cast, who), concern)
    assert Disclosure.objects.count() == 1


def test_a_lead_of_the_agency_may_add(cast, concern) -> None:
    assert add(cast.lead, concern).sender == cast.lead


def test_it_goes_to_the_team_that_has_it_now(cast, concern) -> None:
    reroute_referral(
        by=cast.receiver, referral=given.the_referral(concern), team=cast.duty_team, because="It is for the night team."
    )
    with pytest.raises(Overtaken, match="Another team has it"):
        add(cast.teacher, concern)
    again = access.concern_for(cast.teacher, concern.pk)
    assert add(cast.teacher, again).to_team == cast.duty_team


def test_what_was_added_passes_on_with_the_rest(cast, concern) -> None:
    added = add(cast.teacher, concern)
    reroute_referral(
        by=cast.receiver, referral=given.the_referral(concern), team=cast.duty_team, because="It is for the night team."
    )
    added.refresh_from_db()
    assert (added.to_team, added.with_team) == (cast.referral_team, cast.duty_team)


def test_where_nobody_was_to_be_named_an_addition_names_nobody(cast) -> None:
    child = given.a_child(cast.teacher)
    concern = given.raise_concern(
        by=cast.teacher,
        worry=given.a_worry(child),
        verdict=given.Verdict(given.walked(cast.teacher), Decided.SHARE_ANONYMISED, "She asked us to name nobody yet."),
        sharing=given.a_sharing(cast.referral_team, child, "worry-0"),
    )
    with pytest.raises(Refused, match="name nobody"):
        add(cast.teacher, concern, ItemDetails(text="Mia is late again.", kind=Known.FACT))
    assert add(cast.teacher, concern, ItemDetails(text="She is late again.", kind=Known.FACT)).is_nameless


def test_of_several_children_it_is_asked_who_it_is_about(cast, browse) -> None:
    child, other = given.a_child(cast.teacher), given.a_child(cast.teacher, "Ned")
    worry = given.Worry([child, other], [given.BRUISE], "A bruise", [[child]])
    concern = given.a_sent_concern(
        cast.teacher, cast.referral_team, child=child, worry=worry, sharing={"picked": frozenset({"worry-0"})}
    )
    signed_in = browse.as_(cast.teacher.user)
    at = f"/concerns/{concern.pk}/add-to-referral/"
    assert "Select who this is about" in signed_in.post(at, TYPED)
    signed_in.post(at, TYPED | {"about": [str(other.pk)]})
    (added,) = additions_to(concern.disclosure)
    assert [each.version.item.child_id for each in added.items.all()] == [other.pk]


def test_a_hand_over_takes_what_was_added_with_it(cast, concern) -> None:
    added = add(cast.teacher, concern)
    hand_over_concern(by=cast.lead, concern=concern, to=cast.deputy)
    added.refresh_from_db()
    assert added.with_member == cast.deputy
