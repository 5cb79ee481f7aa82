"""A worry about a colleague is kept from that colleague on every page, list, count and in every hand-over."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from sharewell.concerns.access import concerns_open_to, worries_about
from sharewell.concerns.actions import AboutStaff, hand_over_concern
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.given_handed import a_grown_concern, a_handed_concern
from sharewell.decisions.access import decisions_open_to
from sharewell.decisions.rules import Decided
from sharewell.desk import access, actions, rounds
from sharewell.desk.rules import Asked, WorkTab
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import add_member, end_membership, give_role
from sharewell.directory.rules import Role
from sharewell.disclosures.access import disclosures_sent_by
from sharewell.errors import NotPermitted, Refused
from sharewell.items.access import items_for
from sharewell.moment import now, pretend
from sharewell.notices.models import Notice
from sharewell.oversight.access.agency_book import book_export
from sharewell.oversight.access.looks import who_has_looked
from sharewell.oversight.rules import Sought
from sharewell.web.words import local
from tests.pages import Browse


@pytest.fixture
def about(cast) -> Concern:
    """A worry about the lead, which the deputy has sent to the team."""
    handed = a_handed_concern(cast.teacher, AboutStaff(is_so=True, who=cast.lead))
    a_grown_concern(cast.deputy, handed, Decided.SHARE, cast.referral_team)
    return handed


def both(about: Concern) -> list[Concern]:
    return [about, about.grown.get()]


def references(concerns: Iterable[Concern]) -> set[str]:
    return {each.reference for each in concerns}


def test_the_deputy_sees_both_and_the_lead_neither(cast, about):
    assert references(concerns_open_to(cast.deputy)) == references(both(about))
    assert not concerns_open_to(cast.lead)
    assert not decisions_open_to(cast.lead)
    assert not disclosures_sent_by(cast.lead)
    assert disclosures_sent_by(cast.deputy)
    assert not [each for each in items_for(cast.lead, about.child) if not each.item.from_record]
    assert [each for each in items_for(cast.deputy, about.child) if not each.item.from_record]
    assert not worries_about(cast.lead, about.child).authors


def test_no_list_counts_it(cast, about):
    work = access.work_of(cast.lead, Asked(tab=WorkTab.ALL))
    assert not work.concerns
    assert not any(work.counts.values())
    assert not work.handed.waiting
    assert not Notice.objects.filter(member=cast.lead)


@pytest.mark.parametrize(
    "address",
    ["/concerns/{}/", "/concerns/{}/sent/", "/concerns/{}/copy/", "/concerns/{}/timeline/", "/concerns/{}/copy.pdf"],
)
def test_no_page_shows_it(cast, about, address):
    for each in both(about):
        Browse().as_(cast.lead.user)(address.format(each.pk), status=404)
        if not address.endswith(".pdf"):
            Browse().as_(cast.deputy.user)(address.format(each.pk))


def test_neither_does_the_book(cast, about):
    for each in both(about):
        Browse().as_(cast.deputy.user)(f"/concerns/{each.pk}/")
    day = local(now()).date()
    for_lead, for_deputy = (
        {each.kind for each in book_export(one, Sought(since=day, until=day))} for one in (cast.lead, cast.deputy)
    )
    telling = {"concern.raised", "concern.opened", "decision.made", "items.written", "disclosure.sent", "clock.started"}
    telling |= {"worry.handed_to_lead", "worry.settled", "decision.openness_recorded"}
    assert telling <= for_deputy
    assert not telling & for_lead


def test_nor_the_list_of_who_has_looked_at_the_child(cast, about):
    for each in both(about):
        Browse().as_(cast.deputy.user)(f"/concerns/{each.pk}/")
    kinds = [{each.kind for each in who_has_looked(one, about.child_id, None)[1].entries} for one in people(cast)]
    assert "concern.opened" in kinds[0]
    assert "concern.opened" not in kinds[1]


def people(cast):
    return cast.deputy, cast.lead


def test_nobody_hands_it_over_to_them_nor_do_they_hand_it_over(cast, about):
    with pytest.raises(Refused, match="cannot take this one over"):
        hand_over_concern(by=cast.deputy, concern=about, to=cast.lead)
    with pytest.raises(NotPermitted):
        hand_over_concern(by=cast.lead, concern=about, to=cast.colleague)


def test_they_hand_over_the_rest_of_somebodys_work_and_learn_nothing(cast, about):
    assert access.open_work_of(cast.deputy, cast.lead).things == 0
    assert access.open_work_of(cast.deputy).things == 1
    other = given.a_sent_concern(cast.deputy, cast.referral_team)
    actions.hand_over_work(by=cast.lead, member=cast.deputy, to=cast.lead)
    assert Concern.objects.get(pk=other.pk).with_member == cast.lead
    assert about.grown.get().with_member == cast.deputy


def test_a_leaver_leaves_it_to_somebody_else(cast, about):
    end_membership(by=THE_INSTALLATION, member=cast.deputy)
    rounds.hand_over_from_leavers()
    assert about.grown.get().with_member not in {cast.lead, cast.deputy}


def test_they_are_not_asked_to_look_again_either(cast, about):
    end_membership(by=THE_INSTALLATION, member=cast.teacher)
    assert cast.lead not in access.who_answers_for(about)
    assert cast.deputy in access.who_answers_for(about)


def test_it_is_kept_from_the_person_whatever_they_are_later(cast, about):
    give_role(by=THE_INSTALLATION, member=cast.deputy, role=Role.DESIGNATED_LEAD)
    end_membership(by=THE_INSTALLATION, member=cast.lead)
    with pretend(now() + timedelta(days=1)):
        again = add_member(
            by=THE_INSTALLATION,
            user=cast.lead.user,
            agency=cast.school,
            job_title="Head",
            roles=(Role.DESIGNATED_LEAD,),
        )
        assert not concerns_open_to(again)
