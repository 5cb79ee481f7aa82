"""Paper for when the system is down: the blank form prints, and what was on it keeps both dates."""

from datetime import timedelta

import pytest

from sharewell.clocks.access import due_for
from sharewell.clocks.rules import ClockKind
from sharewell.concerns.actions import OnPaper
from sharewell.concerns.earlier_rules import reasons_not_to_type_in, when_words
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import PURPOSE, TOLD, Teacher
from sharewell.disclosures.models import DisclosureStep
from sharewell.disclosures.rules import Step
from sharewell.errors import Refused
from sharewell.ledger.models import Entry
from sharewell.moment import now
from sharewell.web.words import local
from tests.pages import Browse

GROUPS = ("You", "The child", "What worries you", "The family", "Does the family know", "What else you know", "paper")
WRITER = "Nell Byrne, teaching assistant"


def test_the_blank_form_is_there_without_an_account(cast) -> None:
    page = Browse()("/paper-form/")
    assert page.heading == "A paper form, for when this site is down"
    for group in GROUPS:
        assert group in page
    assert cast.referral_team.name in page and "999" in page
    assert page.text.count("(needed)") == 3
    assert page.links["Download it as PDF"] == "/paper-form/pdf/"
    assert "A paper form, for when this site is down" in Browse()("/").links


def test_it_is_a_pdf_too(cast, client) -> None:
    answer = client.get("/paper-form/pdf/")
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")


def on_paper(cast, at, by: str = "", **more) -> Concern:
    child = given.a_child(cast.teacher)
    worry = given.a_worry(child)
    worry = worry.__class__(**{**vars(worry), "on_paper": OnPaper(at, by)})
    return given.a_sent_concern(cast.teacher, cast.referral_team, child=child, worry=worry, **more)


def test_both_dates_stand_and_the_team_owes_from_its_arrival(cast) -> None:
    at = now() - timedelta(days=2)
    concern = on_paper(cast, at, WRITER)
    assert (concern.happened_at, concern.is_from_paper, concern.on_behalf_of) == (at, True, WRITER)
    assert concern.written_at - at > timedelta(days=1)
    referral = given.the_referral(concern)
    assert referral.due_at == due_for(ClockKind.DECIDE, referral.received_at, cast.referral_team)
    assert abs(referral.received_at - concern.written_at) < timedelta(minutes=1)
    step = DisclosureStep.objects.get(step=Step.ON_PAPER)
    assert step.to_words == f"{when_words(at)}, by {WRITER}"
    assert Entry.objects.get(kind="concern.raised").facts["on_paper_at"]


def test_both_ends_read_both_dates_and_who_typed_it_for_whom(cast) -> None:
    at = now() - timedelta(days=2)
    concern = on_paper(cast, at, WRITER)
    for member, address in (
        (cast.teacher, f"/concerns/{concern.pk}/"),
        (cast.receiver, f"/referrals/{given.the_referral(concern).pk}/"),
    ):
        page = Browse().as_(member.user)(address)
        assert when_words(at) in page and WRITER in page and "Typed in" in page and cast.teacher.name in page


def test_what_is_still_to_be_written_is_refused(cast) -> None:
    assert reasons_not_to_type_in(at=now(), now=now()) == []
    with pytest.raises(Refused, match="in the past"):
        on_paper(cast, now() + timedelta(hours=1))
    assert not Concern.objects.exists()


def test_it_was_nothing_else_on_paper(cast) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    assert (concern.is_from_paper, concern.on_behalf_of) == (False, "")
    assert not DisclosureStep.objects.filter(step=Step.ON_PAPER).exists()


def begun(cast) -> Teacher:
    teacher = Teacher(cast.teacher)
    assert "Type in a paper form" in teacher.browse("/concerns/new/")
    teacher.page = teacher.browse.post("/concerns/new/from-paper/", follow=True)
    teacher.at = teacher.page.address.removesuffix("danger/")
    return teacher.answer("danger", answer="no")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Enter the day on which it was written"),
        ({"on_day": "31", "on_month": "2", "on_year": "2025"}, "date"),
        ({"on_day": "1", "on_month": "2", "on_year": "2099"}, "past"),
    ],
)
def test_days_that_cannot_be_are_sent_back_with_what_was_typed(cast, typed, said) -> None:
    teacher = begun(cast)
    assert teacher.page.heading == "When was the paper form written?"
    teacher.answer("paper", by=WRITER, **typed)
    assert said in teacher.page and WRITER in str(teacher.page.soup)


def test_the_journey_asks_when_and_by_whom_right_after_danger(cast) -> None:
    at = local(now() - timedelta(days=2))
    teacher = begun(cast).answer("paper", by=WRITER, on_day=str(at.day), on_month=str(at.month), on_year=str(at.year))
    teacher.answer("children", _do=f"choose-{given.a_child(cast.teacher).pk}").answer("children", _do="continue")
    teacher.answer("worry", **{"_rows": "1", "row0-text": given.BRUISE.text, "row0-kind": "fact"})
    for slug, answer in given.URGENT.items():
        if slug != "danger":
            teacher.answer(slug, answer=answer)
    items = teacher.answer("decide", decided="share").ticks("worry-0")
    teacher.answer("pick", team=str(cast.referral_team.pk), purpose=PURPOSE, items=items).answer("openness", **TOLD)
    assert WRITER in teacher.page and "when it was written on paper and by whom" in teacher.page
    teacher.browse.post(f"{teacher.at}check/", {"_seen": teacher.page.soup.select_one("[name=_seen]")["value"]})
    concern = Concern.objects.get()
    assert local(concern.happened_at).date() == at.date()
    assert (concern.on_behalf_of, concern.is_from_paper) == (WRITER, True)
