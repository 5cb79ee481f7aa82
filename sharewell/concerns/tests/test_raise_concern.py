"""A worry is raised: whole or not at all, and only what was picked crosses."""

import uuid

import pytest
from django.db import IntegrityError

from sharewell.concerns.actions import Verdict, Worry, raise_concern
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.tests import given
from sharewell.decisions.models import Decision
from sharewell.decisions.rules import Decided
from sharewell.disclosures.access import items_of
from sharewell.disclosures.models import Disclosure
from sharewell.errors import NotPermitted, Refused
from sharewell.ledger.models import Entry
from sharewell.notices.access import notices_for
from sharewell.people.actions import add_child


def test_it_is_with_the_team(cast) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    referral = given.the_referral(concern)
    assert referral.team == cast.referral_team
    assert referral.agency == cast.council
    assert referral.clock.due_at > referral.received_at
    assert [notice.reference for notice in notices_for(cast.receiver)] == [concern.reference]


def test_only_what_was_picked_crosses(cast) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    crossed = [each.version.text for each in items_of(concern.disclosure)]
    assert any("Mia Tarrant" in text for text in crossed)
    assert given.BRUISE.text in crossed
    assert given.WORDS.text in crossed
    assert given.GUESS.text not in crossed


def test_it_is_entered_once_for_each_act(cast) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    kinds = list(Entry.objects.filter(actor_id=str(cast.teacher.pk)).values_list("kind", flat=True))
    for kind in ("concern.raised", "decision.made", "disclosure.sent", "items.written"):
        assert kinds.count(kind) == 1, kind
    # One to acknowledge it, one to decide.
    assert kinds.count("clock.started") == 2
    raised = Entry.objects.get(kind="concern.raised")
    assert raised.subject_id == str(concern.pk)
    assert raised.child_id == str(concern.child_id)


def test_a_decision_not_to_share_sends_nothing(cast) -> None:
    concern = given.an_unshared_concern(cast.teacher)
    assert concern.disclosure is None
    assert concern.decision.goes_against_advice
    assert not Disclosure.objects.exists()
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"worry": {"children": []}}, "Find the child"),
        ({"worry": {"items": []}}, "at least one thing"),
        ({"sharing": None}, "Pick what"),
        ({"sharing": {"picked": frozenset()}}, "Nothing is picked"),
        ({"decided": Decided.DO_NOT_SHARE}, "against the advice"),
    ],
)
def test_refused_and_nothing_is_kept(cast, change, reason) -> None:
    from dataclasses import replace

    child = given.a_child(cast.teacher)
    worry = replace(given.a_worry(child), **change.get("worry", {}))
    sharing = given.a_sharing(cast.referral_team, child)
    sharing = None if change.get("sharing", {}) is None else replace(sharing, **change.get("sharing", {}))
    verdict = Verdict(given.walked(cast.teacher), change.get("decided", Decided.SHARE))
    with pytest.raises(Refused, match=reason):
        raise_concern(by=cast.teacher, worry=worry, verdict=verdict, sharing=sharing)
    assert not Concern.objects.exists()
    assert not Decision.objects.exists()
    assert not Disclosure.objects.exists()
    assert Entry.objects.filter(kind="concern.raised.refused").count() == 1


@pytest.mark.parametrize(
    ("about", "reason"),
    [
        ([], "which of the children"),
        (["mia"], "which of the children"),
        (["mia", ""], "which of the children"),
        (["mia", "jo"], "whom this worry is not about"),
    ],
)
def test_each_thing_is_about_some_of_its_children_and_nobody_elses(cast, about, reason) -> None:
    known = {name: [given.a_child(cast.teacher, name)] for name in ("mia", "ned", "jo")} | {"": []}
    children = [*known["mia"], *known["ned"]]
    worry = Worry(children, [given.BRUISE, given.GUESS], "A bruise", [known[each] for each in about])
    with pytest.raises(Refused, match=reason):
        raise_concern(by=cast.teacher, worry=worry, verdict=Verdict(given.walked(cast.teacher), Decided.SEEK_ADVICE))
    assert not Concern.objects.exists()


def test_a_child_of_another_agency_cannot_be_written_about(cast) -> None:
    theirs = add_child(by=cast.stranger, details={"given_name": "Ola", "family_name": "Brack"})
    with pytest.raises(NotPermitted):
        given.a_sent_concern(cast.teacher, cast.referral_team, child=theirs)
    assert not Disclosure.objects.exists()


def test_one_draft_makes_one_concern(cast) -> None:
    once = uuid.uuid4()
    given.a_sent_concern(cast.teacher, cast.referral_team, once=once)
    with pytest.raises(IntegrityError):
        given.a_sent_concern(cast.teacher, cast.referral_team, once=once)
