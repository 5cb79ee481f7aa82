"""What the team decides: with the worker who has the child already, or with where it belongs."""

import pytest
from django.http import Http404

from sharewell.concerns import access
from sharewell.concerns.actions import decide_referral
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome, ReferralState, reasons_not_to_decide_referral
from sharewell.concerns.tests import given
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import end_membership
from sharewell.directory.tests.given import a_member
from sharewell.disclosures.access import steps_of
from sharewell.errors import NotPermitted, Refused
from sharewell.notices.access import notices_for

OPEN, ELSEWHERE = ReferralOutcome.ALREADY_OPEN, ReferralOutcome.ELSEWHERE
BECAUSE = "We have worked with the family since May."


@pytest.fixture
def concern(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


@pytest.fixture
def referral(concern) -> Referral:
    return given.the_referral(concern)


def decide(by, referral: Referral, outcome: ReferralOutcome, **more) -> Referral:
    return decide_referral(**{"by": by, "referral": referral, "outcome": outcome, "because": BECAUSE} | more)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"outcome": OPEN}, "worker"),
        ({"outcome": OPEN, "has_worker": True}, ""),
        ({"outcome": ELSEWHERE}, "where it belongs"),
        ({"outcome": ELSEWHERE, "belongs_to": "Early help"}, ""),
        ({"outcome": ReferralOutcome.ASSESSMENT}, ""),
    ],
)
def test_what_each_outcome_wants_said(said, words) -> None:
    reasons = " ".join(reasons_not_to_decide_referral(because=BECAUSE, **said))
    assert words in reasons
    assert bool(words) == bool(reasons)


def test_the_worker_who_has_the_child_is_told_and_has_it(cast, referral) -> None:
    worker = cast.other_worker
    with pytest.raises(Http404):
        access.referral_for(worker, referral.pk)
    decide(cast.receiver, referral, OPEN, worker=worker)
    kept = access.referral_for(worker, referral.pk)
    assert (kept.worker, kept.with_member, kept.decided_by) == (worker, worker, cast.receiver)
    assert [notice.kind for notice in notices_for(worker)] == ["referral_allocated"]
    assert steps_of(kept.disclosure)[-1].to_words == "Olive Grange, Early help worker"


def test_the_worker_sees_it_and_does_nothing_to_it(cast, referral, browse) -> None:
    decide(cast.receiver, referral, OPEN, worker=cast.other_worker)
    signed_in = browse.as_(cast.other_worker.user)
    page = signed_in(f"/referrals/{referral.pk}/")
    assert given.BRUISE.text in page
    assert "Pass it to another team" not in page
    signed_in(f"/referrals/{referral.pk}/ask-for-more/", status=404)


def test_the_sender_reads_who_the_worker_is_in_words(cast, concern, referral, browse) -> None:
    signed_in = browse.as_(cast.receiver.user)
    at = f"/referrals/{referral.pk}/decide-referral/"
    typed = {"outcome": "already_open", "because": BECAUSE}
    assert "Choose who has the child already" in signed_in.post(at, typed)
    signed_in.post(at, typed | {"worker_words": "Jo Field, 01632 960123"})
    assert "Jo Field, 01632 960123" in browse.as_(cast.teacher.user)(f"/concerns/{concern.pk}/")


def test_once_it_is_decided_nothing_is_owed_and_it_waits_for_nobody(cast, concern, referral, browse) -> None:
    signed_in, address = browse.as_(cast.receiver.user), f"/referrals/{referral.pk}/"
    assert "is owed by" in signed_in(address) and "Nobody yet" in signed_in(address)
    decide(cast.receiver, given.the_referral(concern), ReferralOutcome.ASSESSMENT)
    page = signed_in(address)
    assert "was owed by" in page and "is owed by" not in page
    assert "Nobody yet" not in page


def test_somebody_of_another_agency_is_no_worker_here(cast, referral) -> None:
    for who in (cast.stranger, cast.council_administrator):
        with pytest.raises(Refused, match="does not work with children in your agency"):
            decide(cast.receiver, referral, OPEN, worker=who)
    assert Referral.objects.get(pk=referral.pk).state == ReferralState.NEW


def test_what_belongs_elsewhere_is_begun_again_with_one_press(cast, concern, referral, browse) -> None:
    worker = browse.as_(cast.receiver.user)
    at = f"/referrals/{referral.pk}/decide-referral/"
    typed = {"outcome": "elsewhere", "because": "She lives in another town now."}
    assert "Write where it belongs" in worker.post(at, typed)
    worker.post(at, typed | {"belongs_to": "Children’s services in Northam"})
    assert "referral_decided" in [notice.kind for notice in notices_for(cast.teacher)]
    signed_in = browse.as_(cast.teacher.user)
    page = signed_in(f"/concerns/{concern.pk}/")
    assert "Children’s services in Northam" in page
    form = page.soup.select_one(f'form[action="/concerns/{concern.pk}/send-after-all/"]')
    assert "Send it to the right team" in form.get_text()
    begun = signed_in.post(form["action"])
    assert begun.address.startswith("/concerns/new/")


def test_what_an_outcome_does_not_want_is_not_kept(cast, referral) -> None:
    decided = decide(
        cast.receiver, referral, ReferralOutcome.ASSESSMENT, worker=cast.other_worker, belongs_to="Early help"
    )
    assert (decided.worker, decided.belongs_to) == (None, "")
    with pytest.raises(NotPermitted):
        decide(cast.other_worker, decided, OPEN, worker=cast.other_worker)


def test_the_lead_is_told_where_whoever_carried_it_has_left_and_nobody_does_yet(cast, referral) -> None:
    """A worker that stands still hands nothing over, and the team decides meanwhile."""
    end_membership(by=THE_INSTALLATION, member=cast.teacher)
    decide(cast.receiver, referral, ReferralOutcome.ASSESSMENT)
    assert "referral_decided" in [notice.kind for notice in notices_for(cast.lead)]


def test_a_colleague_is_told_where_the_agency_has_no_chain(cast) -> None:
    sent = given.the_referral(given.a_sent_concern(cast.stranger, cast.referral_team))
    colleague = a_member(cast.surgery, "Nina Brook", "Practice nurse")
    end_membership(by=THE_INSTALLATION, member=cast.stranger)
    decide(cast.receiver, sent, ReferralOutcome.ASSESSMENT)
    assert "referral_decided" in [notice.kind for notice in notices_for(colleague)]
