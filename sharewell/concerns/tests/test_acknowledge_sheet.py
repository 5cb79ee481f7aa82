"""Whoever acknowledges a sheet has what goes over; in the morning it comes back. Nothing is ever with nobody."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.http import Http404
from hypothesis import given as tries
from hypothesis import settings as how_many
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from sharewell.concerns import access
from sharewell.concerns.actions import acknowledge_referral, acknowledge_sheet, decide_referral, make_sheet, take_back
from sharewell.concerns.models import HandOverSheet, Referral
from sharewell.concerns.rules import ReferralOutcome
from sharewell.concerns.sheets.access import others_have
from sharewell.concerns.sheets.rules import How
from sharewell.concerns.tests.handing import EVENING, MORNING, NIGHT, WATCH, Shift, a_shift, the_lines
from sharewell.directory.tests.given import the_cast
from sharewell.disclosures.access import disclosure_for
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.moment import pretend
from sharewell.notices.access import notices_for

REASON = "We see Mia at home tonight."


@pytest.fixture
def shift(cast):
    with pretend(EVENING):
        yield a_shift(cast)


def as_it_is(referral: Referral) -> Referral:
    return Referral.objects.select_related("team", "disclosure__with_team", "clock", "with_member").get(pk=referral.pk)


def gone_over(shift: Shift, *referrals: Referral) -> HandOverSheet:
    return acknowledge_sheet(by=shift.night, sheet=shift.sheet(*((each, How.GOES_OVER) for each in referrals)))


def test_what_goes_over_is_theirs_and_its_clock_runs_on(shift: Shift) -> None:
    mia, ned = shift.referrals(2)
    due = as_it_is(mia).clock.due_at
    acknowledge_sheet(by=shift.night, sheet=shift.sheet((mia, How.GOES_OVER), (ned, How.TO_KNOW)))
    mia, ned = as_it_is(mia), as_it_is(ned)
    assert (mia.team, mia.disclosure.with_team) == (shift.cast.duty_team, shift.cast.duty_team)
    assert ned.team == shift.cast.referral_team
    assert mia.clock.due_at == due and not mia.clock.met_at and not mia.clock.cancelled_at
    assert access.referral_for(shift.night, mia.pk) == mia
    with pytest.raises(Http404):
        access.referral_for(shift.day, mia.pk)
    decide_referral(by=shift.night, referral=mia, outcome=ReferralOutcome.ENQUIRY, because=REASON)
    assert "referral_decided" in [notice.kind for notice in notices_for(shift.cast.teacher)]


def test_the_sender_sees_who_has_it_now_and_is_told_each_time(shift: Shift, browse) -> None:
    (mia,) = shift.referrals(1)
    gone_over(shift, mia)
    assert disclosure_for(shift.cast.teacher, mia.disclosure_id).with_team == shift.cast.duty_team
    page = browse.as_(shift.cast.teacher.user)(f"/concerns/sent/{mia.disclosure_id}/")
    assert "Now with Emergency Duty Team" in page.text
    with pretend(MORNING):
        take_back(by=shift.day, team=shift.cast.referral_team)
    told = [notice for notice in notices_for(shift.cast.teacher) if notice.kind == "referral_moved"]
    assert [notice.path for notice in told] == [f"/concerns/sent/{mia.disclosure_id}/"] * 2


def test_the_sender_is_told_each_time_it_goes_to_another_team(shift: Shift) -> None:
    (mia,) = shift.referrals(1)
    gone_over(shift, mia)
    with pretend(MORNING):
        take_back(by=shift.day, team=shift.cast.referral_team)
    told = [notice.kind for notice in notices_for(shift.cast.teacher)]
    assert told.count("referral_moved") == 2


def test_the_page_of_a_referral_says_what_to_watch_for(shift: Shift, browse) -> None:
    (mia,) = shift.referrals(1)
    sheet = gone_over(shift, mia)
    page = browse.as_(shift.night.user)(f"/referrals/{mia.pk}/")
    assert "Came over from Referral and Assessment Team" in page.text and WATCH in page.text
    assert page.links[f"hand-over sheet {sheet.reference}"] == f"/hand-overs/{sheet.pk}/"
    assert WATCH not in browse.as_(shift.cast.teacher.user)(f"/concerns/sent/{mia.disclosure_id}/").text
    with pretend(MORNING):
        take_back(by=shift.day, team=shift.cast.referral_team)
    assert WATCH not in browse.as_(shift.day.user)(f"/referrals/{mia.pk}/").text, "they wrote it themselves"


def test_what_came_over_and_nobody_has_is_taken_with_one_press(shift: Shift, browse) -> None:
    mia, ned = shift.referrals(2)
    for each in (mia, ned):
        acknowledge_referral(by=shift.day, referral=each)
    gone_over(shift, mia, ned)
    night = browse.as_(shift.night.user)
    page = night(f"/referrals/{mia.pk}/")
    for shown, referral in ((page, mia), (night("/queue/"), ned)):
        form = shown.soup.select_one(f"form[action='/referrals/{referral.pk}/allocate-referral/']")
        assert form.button.get_text().startswith("Take it")
        typed = {each["name"]: each["value"] for each in form.select("input[name=to], input[name=had]")}
        assert "is with you now." in night.post(form["action"], typed)
    assert {as_it_is(each).with_member for each in (mia, ned)} == {shift.night}
    assert "Take it" not in night(f"/referrals/{mia.pk}/").text
    late = browse.as_(shift.night_too.user).client.post(form["action"], {"to": str(shift.night_too.pk), "had": ""})
    assert late.status_code == 409 and "Nat Late" in late.content.decode()


def test_of_two_one_wins_and_the_other_learns_who(shift: Shift) -> None:
    (mia,) = shift.referrals(1)
    sheet = shift.sheet((mia, How.GOES_OVER))
    stale = HandOverSheet.objects.get(pk=sheet.pk)
    acknowledge_sheet(by=shift.night, sheet=sheet)
    with pytest.raises(Overtaken, match="Nat Late has acknowledged"):
        acknowledge_sheet(by=shift.night_too, sheet=stale)
    assert Entry.objects.filter(kind="sheet.acknowledged").count() == 1
    (other,) = [notice for notice in notices_for(shift.night_too) if notice.kind == "sheet_made"]
    assert other.settled_by == shift.night
    assert "sheet_acknowledged" in [notice.kind for notice in notices_for(shift.day)]


@pytest.mark.parametrize("who", ["day", "day_too", "manager"])
def test_only_the_team_that_takes_over_acknowledges(shift: Shift, who: str) -> None:
    sheet = shift.sheet((shift.referrals(1)[0], How.GOES_OVER))
    for by in (getattr(shift, who), shift.cast.teacher, shift.cast.officer, shift.cast.other_worker):
        with pytest.raises(NotPermitted):
            acknowledge_sheet(by=by, sheet=sheet)


def test_what_was_decided_meanwhile_stays_where_it_is(shift: Shift) -> None:
    mia, ned = shift.referrals(2)
    sheet = shift.sheet((mia, How.GOES_OVER), (ned, How.GOES_OVER))
    decide_referral(by=shift.day, referral=mia, outcome=ReferralOutcome.ASSESSMENT, because=REASON)
    acknowledge_sheet(by=shift.night, sheet=sheet)
    assert as_it_is(mia).team == shift.cast.referral_team and as_it_is(ned).team == shift.cast.duty_team


def test_the_day_team_takes_back_what_is_open(shift: Shift) -> None:
    mia, ned, ivy = shift.referrals(3)
    acknowledge_referral(by=shift.day, referral=mia)
    gone_over(shift, mia, ned, ivy)
    with pretend(NIGHT):
        decide_referral(by=shift.night, referral=as_it_is(ivy), outcome=ReferralOutcome.ENQUIRY, because=REASON)
    with pretend(MORNING):
        assert len(take_back(by=shift.day_too, team=shift.cast.referral_team)) == 2
        with pytest.raises(Refused, match="No other team"):
            take_back(by=shift.day, team=shift.cast.referral_team)
    assert (as_it_is(mia).team, as_it_is(mia).with_member) == (shift.cast.referral_team, shift.day)
    assert (as_it_is(ned).team, as_it_is(ned).with_member) == (shift.cast.referral_team, None)
    assert as_it_is(ivy).team == shift.cast.duty_team, "decided there, and kept there"
    assert "taken_back" in [notice.kind for notice in notices_for(shift.night)]
    entry = Entry.objects.get(kind="team.took_back")
    assert str(mia.pk) in entry.facts_text and str(ivy.pk) not in entry.facts_text


def test_a_team_that_is_closed_takes_nothing_back(shift: Shift) -> None:
    (mia,) = shift.referrals(1)
    gone_over(shift, mia)
    with pretend(NIGHT), pytest.raises(Refused, match=r"Your team is closed now\. Opens"):
        take_back(by=shift.day, team=shift.cast.referral_team)
    assert as_it_is(mia).team == shift.cast.duty_team


def test_nobody_else_takes_back(shift: Shift) -> None:
    gone_over(shift, *shift.referrals(1))
    for by in (shift.night, shift.manager, shift.cast.teacher, shift.cast.officer):
        with pretend(MORNING), pytest.raises(NotPermitted):
            take_back(by=by, team=shift.cast.referral_team)


def test_the_night_hands_back_in_the_morning_by_a_sheet(shift: Shift) -> None:
    (mia,) = shift.referrals(1)
    gone_over(shift, mia)
    with pretend(MORNING - timedelta(hours=1)):
        night = the_lines((as_it_is(mia), How.GOES_OVER))
        back = make_sheet(by=shift.night, team=shift.cast.duty_team, to=shift.cast.referral_team, lines=night)
    with pretend(MORNING):
        acknowledge_sheet(by=shift.day, sheet=back)
    assert as_it_is(mia).team == shift.cast.referral_team
    assert others_have(shift.cast.referral_team) == []


def test_a_sheet_for_the_morning_after_it_was_taken_back_moves_nothing(shift: Shift) -> None:
    (mia,) = shift.referrals(1)
    gone_over(shift, mia)
    with pretend(MORNING - timedelta(hours=1)):
        night = the_lines((as_it_is(mia), How.GOES_OVER))
        back = make_sheet(by=shift.night, team=shift.cast.duty_team, to=shift.cast.referral_team, lines=night)
    with pretend(MORNING):
        take_back(by=shift.day, team=shift.cast.referral_team)
        acknowledge_sheet(by=shift.day_too, sheet=back)
    assert as_it_is(mia).team == shift.cast.referral_team


def test_the_button(shift: Shift, browse) -> None:
    (mia,) = shift.referrals(1)
    gone_over(shift, mia)
    with pretend(MORNING):
        there = browse.as_(shift.day.user)
        assert "Take back what is open (1)" in there("/hand-overs/")
        page = there.post(f"/hand-overs/from/{shift.cast.referral_team.pk}/take-back/")
        assert "1 referral is with Referral and Assessment Team again." in page and page.address.startswith("/queue/")
        again = there.client.post(f"/hand-overs/from/{shift.cast.referral_team.pk}/take-back/")
        assert "No other team has anything open of yours." in again.content.decode()


MOVES = some.lists(some.tuples(some.integers(0, 5), some.integers(0, 2), some.integers(0, 7)), max_size=14)


class NothingWithoutAnOwner(TestCase):
    """Whatever the two teams do, in whatever order, one team and one alone can see each open referral."""

    @how_many(deadline=None, max_examples=12)
    @tries(MOVES)
    def test_one_team_at_every_step(self, moves) -> None:
        with pretend(EVENING):
            shift = a_shift(the_cast())
            referrals = shift.referrals(3)
        world = SimpleNamespace(shift=shift, referrals=referrals, sheets=[], at=EVENING)
        for step, (what, which, more) in enumerate(moves):
            world.at = EVENING + timedelta(hours=7 * (step + 1))
            with pretend(world.at):
                _moved(world, what, which, more)
                _each_has_one_owner(world)


def _moved(world, what: int, which: int, more: int) -> None:
    shift, referral = world.shift, as_it_is(world.referrals[which])
    day, night = (shift.cast.referral_team, shift.day), (shift.cast.duty_team, shift.night)
    (team, by), (to, other) = (day, night) if more % 2 else (night, day)
    chosen = [each for number, each in enumerate(world.referrals) if more >> number & 1]
    acts = (
        lambda: world.sheets.append(
            make_sheet(by=by, team=team, to=to, lines=the_lines(*((each, How.GOES_OVER) for each in chosen)))
        ),
        lambda: acknowledge_sheet(by=by, sheet=world.sheets[-1 - more % 2]),
        lambda: acknowledge_sheet(by=other, sheet=world.sheets[-1]),
        lambda: take_back(by=by, team=team),
        lambda: acknowledge_referral(by=by, referral=referral),
        lambda: decide_referral(by=by, referral=referral, outcome=ReferralOutcome.ASSESSMENT, because=REASON),
    )
    try:
        acts[what]()
    except (Refused, IndexError):
        return


def _each_has_one_owner(world) -> None:
    shift = world.shift
    for referral in map(as_it_is, world.referrals):
        sees = [who for who in ("day", "night") if _sees(getattr(shift, who), referral)]
        assert len(sees) == 1, f"{referral.state} referral is seen by {sees}"
        assert referral.team == referral.disclosure.with_team
        running = not referral.clock.met_at and not referral.clock.cancelled_at
        assert running == access.is_open(referral)


def _sees(member, referral: Referral) -> bool:
    return access.referrals_open_to(member).filter(pk=referral.pk).exists()


def test_moves_do_happen(shift: Shift) -> None:
    """The property would hold of a world in which nothing can be done: here a whole night is gone through."""
    referrals = shift.referrals(3)
    world = SimpleNamespace(shift=shift, referrals=referrals, sheets=[], at=EVENING)
    seen = []
    for what, which, more in ((0, 0, 7), (2, 0, 1), (5, 2, 0)):
        _moved(world, what, which, more)
        seen.append([as_it_is(each).team.name[0] + as_it_is(each).state[0] for each in referrals])
    with pretend(MORNING):
        _moved(world, 3, 0, 1)
    seen.append([as_it_is(each).team.name[0] + as_it_is(each).state[0] for each in referrals])
    assert seen == [["Rn"] * 3, ["En"] * 3, ["En", "En", "Ed"], ["Rn", "Rn", "Ed"]]
