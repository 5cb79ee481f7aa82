"""A team hands over by a sheet; until the other acknowledges it, nothing has moved."""

from datetime import timedelta

import pytest
from django.http import Http404

from sharewell.clocks.models import Clock
from sharewell.concerns import access
from sharewell.concerns.actions import acknowledge_sheet, decide_referral, make_sheet, tell_of_late_sheet
from sharewell.concerns.models import HandOverSheet, Referral
from sharewell.concerns.rules import ReferralOutcome
from sharewell.concerns.sheets.access import open_sheet, sheets_newly_late
from sharewell.concerns.sheets.rules import How
from sharewell.concerns.tests.handing import EVENING, NIGHT, WATCH, Shift, a_shift, the_lines
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.models import Entry
from sharewell.ledger.rules import THE_CLOCK
from sharewell.moment import pretend
from sharewell.notices.access import notices_for


@pytest.fixture
def shift(cast):
    with pretend(EVENING):
        yield a_shift(cast)


def kinds(member) -> list[str]:
    return [notice.kind for notice in notices_for(member)]


def test_made_and_told_and_nothing_has_moved(shift: Shift) -> None:
    mia, ned = shift.referrals(2)
    sheet = shift.sheet((mia, How.GOES_OVER), (ned, How.TO_KNOW))
    assert {(line.referral, line.how, line.words) for line in sheet.lines.all()} == {
        (mia, "goes_over", WATCH),
        (ned, "to_know", WATCH),
    }
    assert kinds(shift.night) == kinds(shift.night_too) == ["sheet_made"] and "sheet_made" not in kinds(shift.day_too)
    assert Referral.objects.get(pk=mia.pk).team == shift.cast.referral_team
    assert sheet.clock.kind == "take_over" and sheet.clock.due_at > EVENING
    with pytest.raises(Http404):
        access.referral_for(shift.night, mia.pk)


def test_entered_with_its_words_sealed(shift: Shift) -> None:
    mia, ned = shift.referrals(2)
    sheet = shift.sheet((mia, How.GOES_OVER), (ned, How.STAYS))
    entry = Entry.objects.get(kind="sheet.made")
    assert entry.subject_id == str(sheet.pk) and str(mia.pk) in entry.facts_text
    assert WATCH not in entry.facts_text and "watch_for" in entry.word_digests_text


def test_refused_with_the_way_to_mend_it(shift: Shift) -> None:
    mia, ned = shift.referrals(2)
    day, night = shift.cast.referral_team, shift.cast.duty_team
    for team, lines, reason in (
        (night, the_lines((mia, How.STAYS)), "Choose at least one"),
        (day, the_lines((mia, How.GOES_OVER)), "Choose another team"),
        (shift.cast.police_team, the_lines((mia, How.GOES_OVER)), "Choose another team"),
    ):
        with pytest.raises(Refused, match=reason):
            make_sheet(by=shift.day, team=day, to=team, lines=lines)
    decide_referral(by=shift.day, referral=ned, outcome=ReferralOutcome.ASSESSMENT, because="We see her on Thursday.")
    with pytest.raises(Refused, match="was decided, or is with another team"):
        shift.sheet((mia, How.GOES_OVER), (ned, How.GOES_OVER))
    assert not HandOverSheet.objects.exists()


@pytest.mark.parametrize("who", ["other_worker", "teacher", "officer", "council_administrator"])
def test_only_the_team_hands_over(shift: Shift, who: str) -> None:
    (mia,) = shift.referrals(1)
    for by in (getattr(shift.cast, who), shift.night, shift.manager):
        with pytest.raises(NotPermitted):
            shift.sheet((mia, How.GOES_OVER), by=by)


def test_another_sheet_replaces_one_that_waits(shift: Shift) -> None:
    mia, ned = shift.referrals(2)
    first = shift.sheet((mia, How.GOES_OVER))
    second = shift.sheet((ned, How.GOES_OVER), by=shift.day_too)
    first.refresh_from_db()
    assert first.replaced_at and Clock.objects.get(pk=first.clock_id).cancelled_at
    with pytest.raises(Overtaken, match="another sheet"):
        acknowledge_sheet(by=shift.night, sheet=first)
    acknowledge_sheet(by=shift.night, sheet=second)
    teams = {each.pk: each.team for each in Referral.objects.select_related("team")}
    assert teams == {mia.pk: shift.cast.referral_team, ned.pk: shift.cast.duty_team}


def test_both_teams_read_it_and_nobody_else_and_each_look_is_entered(shift: Shift) -> None:
    sheet = shift.sheet((shift.referrals(1)[0], How.GOES_OVER))
    for reader in (shift.day_too, shift.night):
        open_sheet(reader, sheet.pk)
    assert Entry.objects.filter(kind="sheet.opened").count() == 2
    for other in (shift.cast.other_worker, shift.cast.teacher, shift.cast.lead, shift.manager):
        with pytest.raises(Http404):
            open_sheet(other, sheet.pk)
    assert Entry.objects.filter(kind="sheet.opened").count() == 2


def test_not_acknowledged_in_time_both_teams_and_managers_know_once(shift: Shift) -> None:
    (mia,) = shift.referrals(1)
    sheet = shift.sheet((mia, How.GOES_OVER))
    assert sheets_newly_late(EVENING) == []
    with pretend(NIGHT):
        (late,) = sheets_newly_late(NIGHT)
        tell_of_late_sheet(by=THE_CLOCK, sheet=late)
        assert sheets_newly_late(NIGHT) == []
        for one in (shift.day, shift.day_too, shift.night, shift.night_too, shift.manager):
            assert "sheet_late" in kinds(one)
        assert Referral.objects.get(pk=mia.pk).team == shift.cast.referral_team
        with pytest.raises(NotPermitted):
            tell_of_late_sheet(by=shift.day, sheet=sheet)
        acknowledge_sheet(by=shift.night, sheet=sheet)
        settled = [notice for notice in notices_for(shift.day) if notice.kind == "sheet_late"]
        assert settled[0].settled_by == shift.night


def test_the_pages(shift: Shift, browse) -> None:
    mia, ned = shift.referrals(2)
    team = shift.cast.referral_team
    there = browse.as_(shift.day.user)
    assert there("/hand-overs/").links["Hand over"] == f"/hand-overs/from/{team.pk}/make-sheet/"
    page = there(f"/hand-overs/from/{team.pk}/make-sheet/")
    assert page.soup.select_one("select option[selected]").get_text() == "Emergency Duty Team"
    typed = {
        "to": str(shift.cast.duty_team.pk),
        f"{mia.pk.hex[:12]}-how": "goes_over",
        f"{mia.pk.hex[:12]}-words": "",
        f"{ned.pk.hex[:12]}-how": "to_know",
        f"{ned.pk.hex[:12]}-words": "She may ring tonight.",
    }
    again = there.post(page.address, typed)
    assert any("write what to watch for" in error for error in again.errors)
    assert "She may ring tonight." in again.html, "what was typed stays"
    stays = {f"{mia.pk.hex[:12]}-words": WATCH, f"{ned.pk.hex[:12]}-how": "stays"}
    unread = there.post(page.address, typed | stays)
    assert any("they would not see it" in error for error in unread.errors)
    assert "She may ring tonight." in unread.html, "nor is what was written of one that stays lost"
    sent = there.post(page.address, typed | {f"{mia.pk.hex[:12]}-words": WATCH})
    assert "Emergency Duty Team has your sheet" in sent and "Acknowledge" not in str(sent.soup.select("button"))
    night = browse.as_(shift.night.user)
    assert "1 waits for your team" in night("/queue/")
    assert WATCH in night(sent.address)
    done = night.post(f"{sent.address}acknowledge-sheet/")
    assert "Your team has what goes over." in done
    assert night.post(f"{sent.address}acknowledge-sheet/").address == sent.address, "pressed twice"
    queue = night("/queue/")
    assert "Came over from Referral and Assessment Team" in queue and mia.disclosure.reference in queue.text
    assert ned.disclosure.reference not in queue.text
    other = browse.as_(shift.night_too.user).client.post(f"{sent.address}acknowledge-sheet/")
    assert other.status_code == 409 and "Nat Late" in other.content.decode()


@pytest.mark.parametrize("who", ["teacher", "stranger", "officer", "other_worker"])
def test_for_others_there_is_no_sheet(shift: Shift, browse, who: str) -> None:
    sheet = shift.sheet((shift.referrals(1)[0], How.GOES_OVER))
    client = browse.as_(getattr(shift.cast, who).user).client
    team = shift.cast.referral_team.pk
    assert client.get(f"/hand-overs/{sheet.pk}/").status_code == 404
    assert client.post(f"/hand-overs/{sheet.pk}/acknowledge-sheet/").status_code == 404
    assert client.get(f"/hand-overs/from/{team}/make-sheet/").status_code == 404
    assert client.post(f"/hand-overs/from/{team}/take-back/").status_code == 404


def test_the_page_to_make_one_costs_the_same_for_one_and_for_many(
    shift: Shift, client, django_assert_num_queries
) -> None:
    client.force_login(shift.day.user)
    address = f"/hand-overs/from/{shift.cast.referral_team.pk}/make-sheet/"
    from tests.test_statement_counts import counted

    numbers = []
    for more in (1, 6):
        shift.referrals(more)
        client.get(address)
        with counted() as count:
            client.get(address)
        numbers.append(count.number)
    assert numbers[0] == numbers[1]


def test_it_is_due_from_the_opening_of_the_team_that_takes_over(shift: Shift) -> None:
    sheet = shift.sheet((shift.referrals(1)[0], How.GOES_OVER))
    opens = EVENING.replace(hour=17, minute=0)
    assert sheet.clock.due_at == opens + timedelta(hours=1)
