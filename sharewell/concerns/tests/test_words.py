"""What the pages of the main job say of themselves: how far, what is written so far, what the last button does."""

import pytest

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import PURPOSE, TOLD, WORRY, Teacher, at_the_worry

pytestmark = pytest.mark.slow


@pytest.fixture
def at_decide(cast) -> Teacher:
    child = given.a_child(cast.teacher)
    teacher = Teacher(cast.teacher).start()
    assert "Step 1 of about 10" in teacher.page
    teacher.answer("danger", answer="no")
    teacher.answer("children", _do=f"choose-{child.pk}")
    teacher.answer("children", _do="continue")
    teacher.answer("worry", **WORRY)
    assert "Step 4 of about 10" in teacher.page
    assert "(and 1 more)" in teacher.page
    teacher.answer("harm", answer="no")
    return teacher.answer("recipient", answer="public").answer("purpose", answer="none")


def test_what_is_not_shared_is_never_said_to_be_sent(at_decide: Teacher) -> None:
    at_decide.answer("decide", decided="do_not_share")
    assert at_decide.page.heading == "Check your answers"
    assert at_decide.page.soup.select("main form .govuk-button")[-1].get_text(strip=True) == "Record the decision"
    assert "the team gets" not in at_decide.page.text
    at_decide.answer("check")
    assert at_decide.page.heading == "It is on the record"
    assert "What happens now" in at_decide.page
    assert "Nothing has been sent to anyone" in at_decide.page


def test_who_wants_advice_first_may_leave_the_draft_as_it_is(at_decide: Teacher) -> None:
    at_decide.answer("decide", decided="seek_advice", because="I want to talk to our lead first.")
    assert "this draft is kept" in at_decide.page
    at_decide.answer("check")
    assert at_decide.page.soup.select_one("main a[href='/contacts/']")


def test_a_record_says_who_has_looked_and_shows_the_words_it_was_made_under(at_decide: Teacher) -> None:
    at_decide.answer("decide", decided="do_not_share").answer("check")
    record = at_decide.browse(f"/concerns/{Concern.objects.get().pk}/")
    assert "Who has looked" in record
    assert record.soup.select_one("main a[href^='/guidance/editions/']")


def test_what_needs_no_answer_is_not_said_to_be_missing(cast) -> None:
    """Of one who agreed, the walk does not ask about telling: the last form asks it all, and why not only of a no."""
    teacher = at_the_worry(cast.teacher).answer("worry", **WORRY)
    said = {"harm": "no", "recipient": "protector", "purpose": "help", "bundle": "needed", "duty": "no", "who": "adult"}
    for slug, answer in {**said, "consent": "given"}.items():
        teacher.answer(slug, answer=answer)
    teacher.answer("decide", decided="share")
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose=PURPOSE, items=teacher.ticks("worry-1"))
    page = teacher.answer("openness", **TOLD).page
    assert page.heading == "Check your answers" and "Mother" in page
    assert "Not given" not in page
