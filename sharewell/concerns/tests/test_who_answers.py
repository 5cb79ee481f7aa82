"""A page never sends anybody to a telephone that nobody answers, nor passes over a child in danger."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from sharewell.concerns.models import Concern
from sharewell.concerns.tests.walker import TOLD, WORRY, at_the_pick
from sharewell.journeys.models import Draft
from tests.pages import Browse

pytestmark = pytest.mark.slow

NIGHT = (datetime.now(UTC) + timedelta(days=1)).replace(hour=23, minute=30)
RECORDED = {
    "harm": "new",
    "child_name": "Ned Okell",
    "what": "He has bruises that nobody explains.",
    "kind": "fact",
    "decided": "do_not_share",
    "with_whom": "Nobody yet",
    "because": "I do not know whom to tell.",
}


def test_at_night_the_sender_is_warned_and_rings_who_answers(cast) -> None:
    with time_machine.travel(NIGHT, tick=False):
        teacher = at_the_pick(cast.teacher)
        assert "Closed now" in teacher.page
        picked = {"team": str(cast.referral_team.pk), "purpose": "Safety", "items": teacher.ticks("worry-1")}
        shown = teacher.answer("pick", **picked, _do="stay").page.soup.select_one(".sw-preview").get_text(" ")
        assert "Told by Mia" in shown
        assert "For: Safety" in teacher.page
        teacher.answer("pick", **picked)
        teacher.answer("openness", **TOLD)
        assert "You are sending no child’s name." in teacher.page
        assert f"The {cast.referral_team.name} is closed now." in teacher.page
        assert "what the family was told" in teacher.page
        teacher.answer("check")
        for page in (teacher.page, teacher.browse(f"/concerns/{Concern.objects.get().pk}/")):
            said = page.text.partition("Worse, or no answer?")[2]
            assert cast.duty_team.telephone in said
            assert cast.referral_team.telephone not in said


def test_serious_harm_not_shared_shows_a_number_and_can_be_sent_after_all(cast) -> None:
    teacher = Browse().as_(cast.teacher.user)
    sent = teacher.post("/record-decision/", RECORDED, follow=True)
    assert sent.heading == "It is on the record"
    said = sent.text.partition("What happens now")[0]
    assert "Ring " in said
    address = f"/concerns/{Concern.objects.get().pk}/send-after-all/"
    again = teacher.post(address, follow=True)
    assert again.heading == "Is anyone in danger right now?"
    kept = Draft.objects.get().answers
    assert RECORDED["what"] in str(kept["worry"])
    assert str(Concern.objects.get().child_id) in str(kept["children"])


def test_all_on_one_page_still_says_what_cannot_wait(cast) -> None:
    teacher = at_the_pick(cast.teacher)
    page = teacher.browse(f"{teacher.at}all/questions/")
    assert "social care or the police today" in page.soup.select_one(".sw-at-once").get_text()
    assert "Sharing to keep children safe: England, 2026" in page
    assert "Step " in page


def test_what_goes_is_listed_before_it_is_sent(cast) -> None:
    teacher = at_the_pick(cast.teacher)
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose="Safety", items=teacher.ticks("worry-0", "worry-1"))
    teacher.answer("openness", **TOLD)
    goes, stays = teacher.page.soup.select("main ul.govuk-list--bullet")[:2]
    assert [line.get_text() for line in goes.select("li")] == [WORRY["row0-text"], WORRY["row1-text"]]
    assert "Name and date of birth" in stays.get_text()
    assert "&lt;" not in teacher.page.html
