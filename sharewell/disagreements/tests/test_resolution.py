"""One end proposes, the other accepts or says why not; neither ends it alone, whatever they try."""

import pytest
from hypothesis import HealthCheck, settings, strategies
from hypothesis import given as for_any

from sharewell.disagreements import access
from sharewell.disagreements.actions import (
    accept_resolution,
    answer_disagreement,
    move_disagreement_on,
    propose_resolution,
    reject_resolution,
    say_safety_now,
)
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import End, How, Safety, State, StepKind
from sharewell.disagreements.tests import given
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for
from sharewell.notices.rules import NoticeKind
from tests.pages import Browse

WHY_NOT = "Thursday is too late for her."
LEARNED = "That the outcome says what would change it."


def propose(by, disagreement, **more):
    return propose_resolution(by=by, disagreement=disagreement, agreed=given.AGREED, learning=LEARNED, **more)


def test_proposed_and_accepted_it_is_resolved_by_both_names(cast, disagreement) -> None:
    step = propose(cast.receiver, disagreement)
    accept_resolution(by=cast.teacher, disagreement=disagreement, proposal=step)
    kept = Disagreement.objects.select_related("clock").get(pk=disagreement.pk)
    assert kept.state == State.RESOLVED and kept.clock.met_at is not None
    assert [(each.kind, each.by_name) for each in access.steps_of(kept)][1:] == [
        (StepKind.PROPOSED, "Rowan Field"),
        (StepKind.RESOLVED, "Tess Archer"),
    ]
    assert NoticeKind.DISAGREEMENT_RESOLVED in [notice.kind for notice in notices_for(cast.receiver)]
    assert Entry.objects.get(kind="disagreement.resolution_proposed").word_digests.keys() == {"agreed", "learning"}
    assert Entry.objects.filter(kind="disagreement.resolved").count() == 1
    page = Browse().as_(cast.teacher.user)(f"/disagreements/{kept.pk}/")
    assert "How it was resolved" in page.text and LEARNED in page.text and "Answer" not in page.links


def test_rejected_it_is_open_and_the_other_end_may_propose_again(cast, disagreement) -> None:
    step = propose(cast.receiver, disagreement)
    reject_resolution(by=cast.teacher, disagreement=disagreement, proposal=step, because=WHY_NOT)
    kept = Disagreement.objects.get(pk=disagreement.pk)
    assert kept.state == State.OPEN and kept.proposal is None
    assert NoticeKind.DISAGREEMENT_CHANGED in [notice.kind for notice in notices_for(cast.receiver)]
    with pytest.raises(Overtaken):
        accept_resolution(by=cast.teacher, disagreement=kept, proposal=step)
    propose(cast.teacher, kept)


def test_neither_the_same_end_nor_anybody_else_accepts(cast, manager, disagreement) -> None:
    step = propose(cast.receiver, disagreement)
    for member in (cast.receiver, manager):
        with pytest.raises(Refused, match="other end must accept"):
            accept_resolution(by=member, disagreement=disagreement, proposal=step)
        with pytest.raises(Refused, match="other end must accept"):
            reject_resolution(by=member, disagreement=disagreement, proposal=step, because=WHY_NOT)
    for who in ("colleague", "stranger", "officer", "other_worker", "administrator"):
        for act, more in (
            (accept_resolution, {"proposal": step}),
            (reject_resolution, {"proposal": step, "because": WHY_NOT}),
            (propose_resolution, {"agreed": given.AGREED}),
        ):
            with pytest.raises(NotPermitted):
                act(by=getattr(cast, who), disagreement=disagreement, **more)
    assert Disagreement.objects.get().state == State.OPEN


def test_who_disagreed_no_longer_does_and_the_other_end_accepts(cast, disagreement) -> None:
    with pytest.raises(Refused, match="Only the end that disagreed"):
        propose(cast.receiver, disagreement, how=How.NO_LONGER)
    step = propose(cast.teacher, disagreement, how=How.NO_LONGER)
    assert Disagreement.objects.get().state == State.OPEN
    accept_resolution(by=cast.receiver, disagreement=disagreement, proposal=step)
    assert Disagreement.objects.get().state == State.RESOLVED


def test_another_proposal_takes_the_place_of_ones_own_and_waits_for_no_other(cast, disagreement) -> None:
    first = propose(cast.receiver, disagreement)
    with pytest.raises(Refused, match="Accept it, or say why not"):
        propose(cast.teacher, disagreement)
    stale = Disagreement.objects.select_related("proposal").get(pk=disagreement.pk)
    second = propose(cast.receiver, disagreement)
    with pytest.raises(Overtaken):
        accept_resolution(by=cast.teacher, disagreement=stale, proposal=first)
    accept_resolution(by=cast.teacher, disagreement=disagreement, proposal=second)


@pytest.mark.parametrize("words", ["", "Fine", "- - -"])
def test_no_sentence_is_refused(cast, disagreement, words) -> None:
    with pytest.raises(Refused, match="sentence"):
        propose_resolution(by=cast.receiver, disagreement=disagreement, agreed=words)
    step = propose(cast.receiver, disagreement)
    with pytest.raises(Refused, match="sentence"):
        reject_resolution(by=cast.teacher, disagreement=disagreement, proposal=step, because=words)


def test_the_pages(cast, disagreement) -> None:
    address = f"/disagreements/{disagreement.pk}/"
    teacher, worker = Browse().as_(cast.teacher.user), Browse().as_(cast.receiver.user)
    assert teacher.post(f"{address}propose-resolution/", {"agreed": given.AGREED}).errors == ["Choose how it ends"]
    worker.post(f"{address}propose-resolution/", {"agreed": given.AGREED}, follow=True)
    shown = teacher(address)
    seen = shown.soup.select_one("input[name=proposal]")["value"]
    assert not worker(address).soup.select("input[name=proposal]")
    assert teacher.post(f"{address}reject-resolution/", {"proposal": seen, "because": "No"}).errors
    for _ in range(2):
        typed = {"proposal": seen, "because": WHY_NOT}
        assert teacher.client.post(f"{address}reject-resolution/", typed)["Location"] == address
    assert teacher.client.post(f"{address}accept-resolution/", {"proposal": seen}).status_code == 409
    worker.post(f"{address}propose-resolution/", {"agreed": "She is seen today, by Rowan."}, follow=True)
    seen = teacher(address).soup.select_one("input[name=proposal]")["value"]
    for _ in range(2):
        assert teacher.client.post(f"{address}accept-resolution/", {"proposal": seen})["Location"] == address
    assert Entry.objects.filter(kind="disagreement.resolved").count() == 1
    assert teacher.client.get(f"{address}answer-disagreement/")["Location"] == address
    assert "Nothing is open" in teacher("/disagreements/").text and disagreement.reference in teacher("/disagreements/")


WHO = strategies.sampled_from(["teacher", "lead", "receiver", "manager"])
WHAT = strategies.sampled_from(["answer", "safe", "move", "propose", "no_longer", "accept", "reject"])


@for_any(tries=strategies.lists(strategies.tuples(WHO, WHAT), max_size=12))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_whatever_they_try_it_takes_somebody_of_each_end_to_end_it(cast, manager, tries) -> None:
    people = {"teacher": cast.teacher, "lead": cast.lead, "receiver": cast.receiver, "manager": manager}
    found = given.a_disagreement(cast)
    for who, what in tries:
        found = Disagreement.objects.select_related("proposal", "clock").get(pk=found.pk)
        try:
            attempt(people[who], found, what)
        except Refused:
            continue
    kept, steps = Disagreement.objects.get(pk=found.pk), access.steps_of(found)
    ended = [step for step in steps if step.kind == StepKind.RESOLVED]
    assert (kept.state == State.RESOLVED) == bool(ended)
    for step in ended:
        proposed = next(each for each in steps if each.pk == kept.proposal_id)
        assert step is steps[-1]
        assert proposed.end == End(step.end).other and proposed.by_member_id != step.by_member_id


def attempt(by, found, what) -> None:
    match what:
        case "answer":
            answer_disagreement(by=by, disagreement=found, words="What else is there to say?")
        case "safe":
            say_safety_now(by=by, disagreement=found, safety=Safety.SAFE)
        case "move":
            move_disagreement_on(by=by, disagreement=found, from_stage=found.stage, because="It takes too long.")
        case "propose":
            propose(by, found)
        case "no_longer":
            propose(by, found, how=How.NO_LONGER)
        case "accept" if found.proposal:
            accept_resolution(by=by, disagreement=found, proposal=found.proposal)
        case "reject" if found.proposal:
            reject_resolution(by=by, disagreement=found, proposal=found.proposal, because=WHY_NOT)
