"""A worry is handed to the lead of one's own agency; it goes to whoever answers, and round the one it is about."""

from datetime import timedelta

import pytest

from sharewell.clocks.models import Clock
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.access.handing import limit_of
from sharewell.concerns.actions import AboutStaff, hand_to_lead
from sharewell.concerns.tests import given
from sharewell.concerns.tests.given_handed import a_grown_concern, a_handed_concern, the_handing
from sharewell.decisions.rules import Decided
from sharewell.directory.actions import go_away, order_chain
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.disclosures.models import Disclosure
from sharewell.errors import NotPermitted, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now
from sharewell.notices.models import Notice


def told(member) -> list[str]:
    return list(Notice.objects.filter(member=member).order_by("made_at", "pk").values_list("kind", flat=True))


def asked(concern) -> list[str]:
    return [hop.to.name for hop in the_handing(concern).hops.all()]


def test_the_lead_is_asked_by_a_limit_and_told_and_nothing_crosses(cast):
    concern = a_handed_concern(cast.teacher)
    handing = the_handing(concern)
    assert (concern.raised, handing.state, handing.with_member) == ("handed", "waiting", cast.lead)
    assert handing.clock.kind == "take_worry"
    assert handing.clock.due_at == limit_of(ClockKind.TAKE_WORRY, handing.since)
    assert told(cast.lead) == ["worry_handed"]
    assert told(cast.teacher) == []
    assert not Disclosure.objects.exists()
    entry = Entry.objects.get(kind="worry.handed_to_lead")
    assert entry.facts["with_member"] == str(cast.lead.pk)
    assert entry.child_id == str(concern.child_id)


def test_it_follows_the_advice_whatever_that_is(cast):
    assert not a_handed_concern(cast.teacher).decision.goes_against_advice


def test_whoever_is_away_is_passed_over_for_the_cover_or_the_deputy(cast):
    go_away(by=cast.lead, member=cast.lead)
    assert asked(a_handed_concern(cast.teacher)) == ["Devon Shaw"]


def test_where_everybody_is_away_its_author_is_told_at_once_to_refer_directly(cast):
    for one in (cast.lead, cast.deputy):
        go_away(by=one, member=one)
    concern = a_handed_concern(cast.teacher)
    handing = the_handing(concern)
    assert (handing.state, handing.with_member, handing.clock) == ("told_to_refer", None, None)
    assert told(cast.teacher) == ["refer_directly"]
    assert not Clock.objects.filter(subject=str(handing.pk)).exists()


def test_a_lead_who_hands_it_over_is_passed_over_too(cast):
    assert asked(a_handed_concern(cast.lead)) == ["Devon Shaw"]


def test_it_goes_round_the_colleague_whom_it_is_about(cast):
    concern = a_handed_concern(cast.teacher, AboutStaff(is_so=True, who=cast.lead))
    assert asked(concern) == ["Devon Shaw"]
    assert told(cast.lead) == []
    assert concern.is_about_staff


def test_it_goes_round_them_where_they_cover_for_somebody_else(cast):
    senior = a_member(cast.school, "Sena Older", "Bursar", Role.PRACTITIONER, Role.OTHER_SENIOR)
    go_away(by=cast.lead, member=cast.lead, cover=senior)
    assert asked(a_handed_concern(cast.teacher, AboutStaff(is_so=True, who=senior))) == ["Devon Shaw"]


def test_the_agencys_own_order_holds(cast):
    second = a_member(cast.school, "Della Second", "Year head", Role.PRACTITIONER, Role.DEPUTY)
    order_chain(by=cast.administrator, agency=cast.school, role=Role.DEPUTY, members=[second, cast.deputy])
    go_away(by=cast.lead, member=cast.lead, until=now() + timedelta(days=1))
    assert asked(a_handed_concern(cast.teacher)) == ["Della Second"]


def test_an_agency_without_a_chain_is_refused(cast):
    with pytest.raises(Refused, match="nobody into its chain"):
        a_handed_concern(cast.stranger)


def test_what_was_handed_is_not_handed_again(cast):
    handed = a_handed_concern(cast.teacher)
    with pytest.raises(Refused, match="handed to you already"):
        a_grown_concern(cast.lead, handed, Decided.HAND_TO_LEAD)


def test_only_its_author_hands_it_over(cast):
    concern = given.an_unshared_concern(cast.teacher)
    for who in ("colleague", "lead", "stranger", "receiver"):
        with pytest.raises(NotPermitted):
            hand_to_lead(by=getattr(cast, who), concern=concern)
