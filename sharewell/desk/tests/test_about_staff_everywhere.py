"""What is about a colleague is kept from them in the book, in notices, and in a team that it was sent to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from sharewell.concerns import access as concerns
from sharewell.concerns.access.handing import who_awaits
from sharewell.concerns.actions import (
    AboutStaff,
    Addition,
    acknowledge_referral,
    add_to_referral,
    allocate_referral,
    ask_for_more,
    ask_what_is_happening,
    confirm_call_otherwise,
    decide_referral,
    hand_over_referral,
    make_sheet,
)
from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.rules import ReferralOutcome
from sharewell.concerns.sheets.rules import How, Line
from sharewell.concerns.tests import given, given_calls
from sharewell.desk import rounds
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import end_membership, give_role, go_away, join_team
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.disagreements.access import disagreements_at_a_glance
from sharewell.disagreements.actions import open_disagreement
from sharewell.disagreements.tests.given import an_objection
from sharewell.disclosures.access import disclosures_received_by, open_question_of
from sharewell.errors import NotPermitted, Refused
from sharewell.moment import now, pretend
from sharewell.notices.models import Notice
from sharewell.oversight.access.agency_book import book_export
from sharewell.oversight.rules import Sought
from sharewell.web.words import local
from tests.pages import Browse


def a_concern_about(who, by, team) -> Concern:
    child = given.a_child(by)
    worry = replace(given.a_worry(child), about_staff=AboutStaff(is_so=True, who=who))
    return given.a_sent_concern(by, team, child=child, worry=worry)


def a_call_about(who, by, team):
    call = given_calls.a_call(by, team)
    again = replace(
        given.a_worry(call.concern.child), about_staff=AboutStaff(is_so=True, who=who), confirms=call.concern
    )
    given.a_sent_concern(by, team, child=call.concern.child, worry=again)
    return call


def a_long_story(cast) -> Concern:
    """Everything that becomes of a worry about the lead, at both ends."""
    concern = a_concern_about(cast.lead, cast.teacher, cast.referral_team)
    referral = given.an_acknowledged_referral(cast.receiver, concern)
    ask_for_more(by=cast.receiver, referral=referral, question="Which arm was it, please?")
    asked = open_question_of(referral.disclosure)
    more = Addition("They asked which arm it was.", [given.GUESS], answers=asked)
    add_to_referral(by=cast.teacher, concern=concern, addition=more)
    ask_what_is_happening(by=cast.teacher, concern=concern)
    said = {"outcome": ReferralOutcome.NO_FURTHER_ACTION, "because": "We know of it already."}
    decide_referral(by=cast.receiver, referral=Referral.objects.get(pk=referral.pk), **said)
    disclosure = Concern.objects.get(pk=concern.pk).disclosure
    disagreement = open_disagreement(by=cast.teacher, disclosure=disclosure, objection=an_objection())
    for one in (cast.teacher, cast.deputy):
        for address in (f"/concerns/{concern.pk}/", f"/disagreements/{disagreement.pk}/"):
            Browse().as_(one.user)(address)
    return concern


def entries_seen_by(member, since) -> set[str]:
    found = book_export(member, Sought(since=since, until=local(now()).date()))
    return {each.kind for each in found if each.actor_id != str(member.pk)} - {"member.signed_in", "book.exported"}


def test_nothing_that_became_of_it_stands_in_the_book_that_they_are_shown(cast) -> None:
    given.a_child(cast.teacher)
    day = local(now()).date()
    before = entries_seen_by(cast.lead, day)
    a_long_story(cast)
    with pretend(now() + timedelta(days=12)):
        for each in rounds.ROUNDS:
            assert rounds.walk(each)
        assert {"disagreement.opened", "referral.added_to", "clock.met"} <= entries_seen_by(cast.deputy, day)
        assert entries_seen_by(cast.lead, day) - {"child.added"} <= before
    assert not Notice.objects.filter(member=cast.lead)


def test_nor_a_call(cast) -> None:
    day = local(now()).date()
    call = a_call_about(cast.lead, cast.teacher, cast.referral_team)
    call.refresh_from_db()
    if call.confirmed_at is None:
        confirm_call_otherwise(by=cast.teacher, call=call, how="By their own form today.", at=now())
    assert {"call.recorded", "clock.started"} <= entries_seen_by(cast.deputy, day)
    assert entries_seen_by(cast.lead, day) <= {"child.added"}


def test_whoever_covers_for_its_author_is_told_nothing_where_it_is_about_them(cast) -> None:
    go_away(by=cast.teacher, member=cast.teacher, cover=cast.lead)
    concern = a_concern_about(cast.lead, cast.teacher, cast.referral_team)
    given.a_decided_referral(cast.receiver, concern)
    assert Notice.objects.filter(member=cast.teacher)
    assert not Notice.objects.filter(member=cast.lead)


def test_where_its_author_has_left_somebody_else_is_told(cast) -> None:
    concern = a_concern_about(cast.lead, cast.teacher, cast.referral_team)
    end_membership(by=THE_INSTALLATION, member=cast.teacher)
    concern.disclosure.refresh_from_db()
    assert who_awaits(concern.disclosure) == [cast.deputy]


@pytest.fixture
def inside(cast) -> Concern:
    """A council worker's worry about a colleague, sent to the very team in which that colleague is."""
    author = a_member(cast.council, "Ona Field", "Family worker", Role.PRACTITIONER)
    return a_concern_about(cast.receiver, author, cast.referral_team)


@pytest.fixture
def another(cast):
    """Somebody else in that team."""
    found = a_member(cast.council, "Nia Beck", "Social worker", Role.RECEIVING_WORKER)
    join_team(by=THE_INSTALLATION, member=found, team=cast.referral_team)
    return found


def test_in_the_team_that_gets_it_they_find_nothing_of_it(cast, another, inside) -> None:
    referral = given.the_referral(inside)
    assert Notice.objects.filter(member=another)
    assert not Notice.objects.filter(member=cast.receiver)
    browse = Browse().as_(cast.receiver.user)
    for verb in ("", "acknowledge-referral/", "decide-referral/", "allocate-referral/", "timeline/"):
        assert browse.client.get(f"/referrals/{referral.pk}/{verb}").status_code in {404, 405}
        assert browse.client.post(f"/referrals/{referral.pk}/{verb}").status_code in {404, 405}
    for address in (
        "/queue/",
        f"/queue/?q={inside.reference}",
        f"/hand-overs/from/{cast.referral_team.pk}/make-sheet/",
    ):
        shown = browse(address, follow=True)
        assert inside.reference not in str(shown).replace(address, "").replace(f'value="{inside.reference}"', "")
    assert not concerns.referrals_open_to(cast.receiver)
    assert not disclosures_received_by(cast.receiver)
    assert concerns.referral_for(another, referral.pk)


def test_nobody_gives_it_to_them(cast, another, inside) -> None:
    referral = given.the_referral(inside)
    with pytest.raises(NotPermitted):
        acknowledge_referral(by=cast.receiver, referral=referral)
    with pytest.raises(Refused, match="cannot take it"):
        allocate_referral(by=another, referral=referral, to=cast.receiver)
    acknowledge_referral(by=another, referral=referral)
    with pytest.raises(Refused, match="cannot take it"):
        hand_over_referral(by=another, referral=referral, to=cast.receiver)
    with pytest.raises(Refused, match="cannot have this one"):
        decide_referral(
            by=another,
            referral=referral,
            outcome=ReferralOutcome.ALREADY_OPEN,
            because="They have the child already.",
            worker=cast.receiver,
        )


def test_no_sheet_shows_it_to_them(cast, another, inside) -> None:
    referral = given.the_referral(inside)
    line = {referral.pk: Line(How.TO_KNOW, "Ring the school at eight.")}
    sheet = make_sheet(by=another, team=cast.referral_team, to=cast.duty_team, lines=line)
    assert inside.reference not in Browse().as_(cast.receiver.user)(f"/hand-overs/{sheet.pk}/")
    assert inside.reference in Browse().as_(another.user)(f"/hand-overs/{sheet.pk}/")


def test_nor_do_they_see_that_anybody_disagrees_as_lead_of_the_partnership(cast) -> None:
    concern = a_concern_about(cast.lead, cast.teacher, cast.referral_team)
    given.a_decided_referral(cast.receiver, concern)
    disclosure = Concern.objects.get(pk=concern.pk).disclosure
    found = open_disagreement(by=cast.teacher, disclosure=disclosure, objection=an_objection())
    give_role(by=THE_INSTALLATION, member=cast.lead, role=Role.PARTNERSHIP_LEAD)
    cast.lead.__dict__.pop("roles", None)
    assert not disagreements_at_a_glance(cast.lead)
    Browse().as_(cast.lead.user)(f"/disagreements/{found.pk}/", status=404)
    Browse().as_(cast.lead.user)(f"/administration/partnership/disagreements/{found.pk}/", status=404)
