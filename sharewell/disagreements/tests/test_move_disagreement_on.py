"""It goes up stage by stage: by either end with a reason, and by the clock when the time runs out."""

from datetime import timedelta

import pytest

from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import go_away, leave_team
from sharewell.disagreements import access
from sharewell.disagreements.actions import move_disagreement_on, tell_partnership, warn_of_stage
from sharewell.disagreements.models import Disagreement
from sharewell.disagreements.rules import End, StepKind
from sharewell.disagreements.tests import given
from sharewell.errors import NotPermitted, Overtaken, Refused
from sharewell.ledger.book import THE_CLOCK
from sharewell.moment import now, pretend
from sharewell.notices.access import notices_for
from sharewell.notices.rules import NoticeKind
from tests.pages import Browse

WHY = "We have spoken twice and do not agree."
MINUTE = timedelta(minutes=1)


def kinds(member) -> list[str]:
    return [notice.kind for notice in notices_for(member)]


def names(disagreement, end) -> list[str]:
    return [each.member.name for each in access.named_at(disagreement, disagreement.stage, end)]


def move(disagreement, by, because: str = WHY):
    return move_disagreement_on(by=by, disagreement=disagreement, from_stage=disagreement.stage, because=because)


def test_new_people_are_named_at_both_ends_and_a_new_clock_runs(cast, manager, disagreement) -> None:
    before = disagreement.clock
    step = move(disagreement, cast.teacher)
    assert (step.kind, step.stage, disagreement.stage) == (StepKind.MOVED_ON, 1, 2)
    assert names(disagreement, End.SENDER) == ["Devon Shaw", "Dilys Lead"]
    assert names(disagreement, End.RECEIVER) == ["Mona Reeve"]
    before.refresh_from_db()
    assert before.cancelled_at and disagreement.clock.due_at > before.due_at
    assert NoticeKind.DISAGREEMENT_MOVED in kinds(manager) and NoticeKind.DISAGREEMENT_MOVED in kinds(cast.lead)
    assert NoticeKind.DISAGREEMENT_MOVED not in kinds(cast.teacher)


def test_who_is_away_is_not_named(cast, manager, disagreement) -> None:
    go_away(by=cast.lead, member=cast.lead, since=now())
    move(disagreement, cast.teacher)
    assert names(disagreement, End.SENDER) == ["Devon Shaw"]


def test_where_nobody_stands_for_an_end_somebody_else_does(cast) -> None:
    disagreement = given.a_disagreement(cast)
    move(disagreement, cast.teacher)
    assert names(disagreement, End.RECEIVER) == ["Rowan Field"], "The council has no manager: its team stands."
    move(disagreement, cast.receiver)
    assert names(disagreement, End.SENDER) == ["Devon Shaw", "Dilys Lead"], (
        "The school has no manager: its leads stand."
    )


def test_who_is_named_sees_it_while_they_hold_the_role_and_not_what_was_shared(cast, manager, disagreement) -> None:
    move(disagreement, cast.teacher)
    found = access.disagreement_for(manager, disagreement.pk)
    assert access.end_in(manager, found) is End.RECEIVER and not access.sees_disclosure(manager, found)
    page = Browse().as_(manager.user)(f"/disagreements/{disagreement.pk}/")
    assert "You see the disagreement, and not what was shared" in page.text
    assert "bruise on her arm" not in page.text and "Tarrant" not in page.text


def test_who_has_left_the_team_sees_it_no_more(cast, disagreement) -> None:
    leave_team(by=THE_INSTALLATION, team=cast.referral_team, member=cast.receiver)
    browse = Browse().as_(cast.receiver.user)
    browse(f"/disagreements/{disagreement.pk}/", status=404)


@pytest.mark.parametrize("because", ["", "No", ". . ."])
def test_no_reason_is_refused(cast, disagreement, because) -> None:
    with pytest.raises(Refused, match="next stage"):
        move(disagreement, cast.teacher, because)


@pytest.mark.parametrize("who", ["colleague", "stranger", "officer", "other_worker", "administrator"])
def test_nobody_else_moves_it(cast, disagreement, who) -> None:
    with pytest.raises(NotPermitted):
        move(disagreement, getattr(cast, who))


def test_two_at_once_move_it_one_stage(cast, disagreement) -> None:
    stale = Disagreement.objects.get(pk=disagreement.pk)
    move(disagreement, cast.teacher)
    with pytest.raises(Overtaken):
        move_disagreement_on(by=cast.receiver, disagreement=stale, from_stage=1, because=WHY)
    with pytest.raises(Overtaken):
        move_disagreement_on(by=cast.receiver, disagreement=disagreement, from_stage=1, because=WHY)
    assert Disagreement.objects.get(pk=disagreement.pk).stage == 2


def test_at_the_last_stage_it_stays(cast, manager, partnership_lead, disagreement) -> None:
    given.moved_on(disagreement, cast.teacher, to=4)
    assert kinds(partnership_lead) == [NoticeKind.DISAGREEMENT_OPENED]
    with pytest.raises(Refused, match="last stage"):
        move(disagreement, cast.teacher)


def test_the_clock_moves_it_when_the_time_has_run_out_and_not_before(cast, manager, disagreement) -> None:
    with pytest.raises(Refused, match="has not run out"):
        move_disagreement_on(by=THE_CLOCK, disagreement=disagreement, from_stage=1)
    due_at = disagreement.clock.due_at
    with pretend(due_at - MINUTE):
        assert not access.disagreements_newly_due(now())
        assert access.disagreements_newly_soon(now()) == [disagreement]
        warn_of_stage(by=THE_CLOCK, disagreement=disagreement)
        assert access.disagreements_newly_soon(now()) == []
    assert NoticeKind.ANSWER_DUE_SOON in kinds(cast.teacher) and NoticeKind.ANSWER_DUE_SOON in kinds(cast.receiver)
    with pretend(due_at + MINUTE):
        (found,) = access.disagreements_newly_due(now())
        step = move_disagreement_on(by=THE_CLOCK, disagreement=found, from_stage=1)
        assert (step.by_name, step.end, found.stage) == ("The clock", "", 2)
        assert access.disagreements_newly_due(now()) == []
    assert NoticeKind.DISAGREEMENT_MOVED in kinds(cast.teacher)


def test_the_partnership_is_told_of_the_last_stage_on_every_working_day(
    cast, manager, partnership_lead, disagreement
) -> None:
    given.moved_on(disagreement, cast.teacher, to=4)
    with pytest.raises(Refused, match="not late"):
        tell_partnership(by=THE_CLOCK, disagreement=disagreement)
    told, at = 0, disagreement.clock.due_at + MINUTE
    for day in range(7):
        with pretend(at + timedelta(days=day)):
            assert not access.disagreements_newly_due(now())
            for each in access.disagreements_stuck(now()):
                tell_partnership(by=THE_CLOCK, disagreement=each)
                told += 1
            assert not access.disagreements_stuck(now())
    assert told == kinds(partnership_lead).count(NoticeKind.ANSWER_LATE) == 5
    assert kinds(cast.teacher).count(NoticeKind.ANSWER_LATE) == 1


def test_the_page_moves_it_one_stage_however_often_it_is_sent(cast, manager, disagreement) -> None:
    browse = Browse().as_(cast.teacher.user)
    address = f"/disagreements/{disagreement.pk}/move-disagreement-on/"
    assert browse(address).soup.select_one("input[name=from_stage]")["value"] == "1"
    assert browse.post(address, {"from_stage": "1", "because": "No"}).errors
    for _ in range(2):
        assert "stage 2 of 4" in browse.post(address, {"from_stage": "1", "because": WHY}, follow=True).text
    assert browse.client.post(address, {"from_stage": "1", "because": "Another reason now"}).status_code == 409
    assert browse.client.post(address, {"from_stage": "x", "because": WHY}).status_code == 409
    assert "stage 3 of 4" in browse.post(address, {"from_stage": "2", "because": WHY}, follow=True).text
