"""The pages of a handed worry: handing it over in the journey, taking it, passing it on, referring it directly."""

import pytest

from sharewell.concerns.actions import AboutStaff, take_worry
from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.concerns.tests.given_handed import a_grown_concern, a_handed_concern, the_handing
from sharewell.concerns.tests.walker import PURPOSE, TOLD, WORRY, Teacher, at_the_worry
from sharewell.decisions.rules import Decided
from sharewell.directory.actions import go_away
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.journeys.models import Draft
from tests.pages import Browse


def at_the_decision(member) -> Teacher:
    teacher = at_the_worry(member).answer("worry", **WORRY)
    for slug, answer in given.URGENT.items():
        if slug != "danger":
            teacher.answer(slug, answer=answer)
    return teacher


def handed_over(member, about: str = "no") -> Teacher:
    """A member who has pressed the last button."""
    teacher = at_the_decision(member).answer("decide", decided="hand_to_lead").answer("handing", about=about)
    teacher.page = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher.page)}, follow=True)
    return teacher


def seen(page) -> str:
    return page.soup.select_one("input[name=_seen]")["value"]


def buttons(page) -> list[str]:
    return [each.get_text(strip=True) for each in page.soup.select("main button")]


@pytest.fixture
def handed(cast):
    return a_handed_concern(cast.teacher)


@pytest.fixture
def opened(handed):
    """The page of the handed worry, for this member."""
    return lambda member: Browse().as_(member.user)(f"/concerns/{handed.pk}/")


def test_a_teacher_hands_it_over_and_sees_who_has_it_and_who_is_next(cast):
    teacher = at_the_decision(cast.teacher)
    assert "Dilys Lead answers now. The advice is that this must not wait" in teacher.page
    teacher.answer("decide", decided="hand_to_lead")
    assert "Dilys Lead is asked first and told at once" in teacher.page
    teacher.answer("handing", about="no")
    assert "Dilys Lead is told at once" in teacher.page
    assert "Hand it over" in buttons(teacher.page)
    teacher.page = teacher.browse.post(f"{teacher.at}check/", {"_seen": seen(teacher.page)}, follow=True)
    assert teacher.page.heading == "Handed to Dilys Lead"
    assert "moves on by itself to Devon Shaw" in teacher.page
    assert "You may refer directly yourself at any time" in teacher.page
    assert the_handing(Concern.objects.get()).with_member == cast.lead


def test_the_page_asks_whom_it_is_about(cast):
    teacher = at_the_decision(cast.teacher).answer("decide", decided="hand_to_lead").answer("handing")
    assert "Choose whether it is about somebody who works here" in teacher.page
    assert "designated officer" in teacher.page


def test_it_goes_round_the_one_it_is_about_and_they_find_nothing(cast):
    teacher = handed_over(cast.teacher, str(cast.lead.pk))
    assert teacher.page.heading == "Handed to Devon Shaw"
    assert "designated officer" in teacher.page
    concern = Concern.objects.get()
    assert concern.kept_from == cast.lead
    Browse().as_(cast.lead.user)(f"/concerns/{concern.pk}/", status=404)


def test_about_somebody_else_who_works_here(cast):
    teacher = handed_over(cast.teacher, "other")
    assert "It is about somebody who works here." in teacher.page
    assert Concern.objects.get().kept_from is None


def test_where_everybody_is_away_it_is_not_offered_and_the_page_says_why(cast):
    for one in (cast.lead, cast.deputy):
        go_away(by=one, member=one)
    page = at_the_decision(cast.teacher).page
    assert "Hand it to our designated lead" not in page
    assert "Nobody who takes worries in your agency is in just now" in page


def test_an_agency_without_a_chain_is_offered_nothing(cast):
    page = at_the_decision(cast.stranger).page
    assert "Hand it to our designated lead" not in page
    assert "Nobody who takes worries" not in page


def test_the_only_one_who_is_in_is_the_one_it_is_about(cast):
    go_away(by=cast.deputy, member=cast.deputy)
    teacher = handed_over(cast.teacher, str(cast.lead.pk))
    assert "Nobody could take it: refer it directly now" in teacher.page
    assert "Refer it directly myself" in buttons(teacher.page)


def test_the_lead_takes_it_with_one_press_and_twice_is_once(cast, handed, opened):
    assert "You are asked to take it" in opened(cast.lead)
    browse = Browse().as_(cast.lead.user)
    for _ in range(2):
        page = browse.post(f"/concerns/{handed.pk}/take-worry/", follow=True)
    assert "You have taken it" in page
    assert "Dilys Lead has taken it" in opened(cast.teacher)
    assert "· Taken by Dilys Lead" in opened(cast.teacher)
    late = Browse().as_(cast.deputy.user).post(f"/concerns/{handed.pk}/take-worry/", status=409)
    assert "Dilys Lead has taken it already" in late


def test_the_lead_cannot_just_now_and_the_author_reads_why(cast, handed, opened):
    address = f"/concerns/{handed.pk}/pass-worry-on/"
    browse = Browse().as_(cast.lead.user)
    browse(address)
    assert "Write in a sentence" in browse.post(address, {"because": "Busy"})
    browse.post(address, {"because": "I am teaching until noon."}, follow=True)
    page = opened(cast.teacher)
    assert "With Devon Shaw" in page
    assert "· Waits for Devon Shaw" in page, "whoever has it is named, lead or not"
    assert "“I am teaching until noon.”" in page
    browse(address, status=403)


def test_a_senior_member_who_passes_on_what_they_may_not_see_afterwards_is_led_to_their_own_work(cast, handed):
    senior = a_member(cast.school, "Sena Older", "Bursar", Role.PRACTITIONER, Role.OTHER_SENIOR)
    for one in (cast.lead, cast.deputy):
        go_away(by=one, member=one)
    handed = a_handed_concern(cast.teacher)
    assert the_handing(handed).with_member == senior
    address = f"/concerns/{handed.pk}/pass-worry-on/"
    page = Browse().as_(senior.user).post(address, {"because": "I am in a meeting."}, follow=True)
    assert page.heading


def carried(member, handed) -> Teacher:
    """The member carries the handed worry further, and is at the decision; nothing is typed again."""
    teacher = Teacher(member)
    teacher.page = teacher.browse.post(f"/concerns/{handed.pk}/refer-directly/", follow=True)
    draft = Draft.objects.get(subject=str(handed.pk), author=member)
    teacher.at = f"/concerns/new/{draft.pk}/"
    teacher.answer("danger", answer="no").answer("children", _do="continue")
    shown = teacher.browse(f"{teacher.at}worry/")
    words = {
        box["name"]: box.get_text().lstrip("\n") if box.name == "textarea" else box.get("value", "")
        for box in shown.soup.select("main textarea, main input, main select")
        if box.get("name") and (box.get("type") not in {"radio", "checkbox"} or box.has_attr("checked"))
    }
    teacher.answer("worry", **{name: said for name, said in words.items() if name not in {"_seen", "_do"}})
    for slug, answer in given.URGENT.items():
        if slug != "danger":
            teacher.answer(slug, answer=answer)
    return teacher


def test_the_lead_decides_with_the_same_words_and_the_teacher_sees_each_step(cast, handed, opened):
    take_worry(by=cast.lead, handing=the_handing(handed))
    assert "Decide what to do" in buttons(opened(cast.lead))
    lead = carried(cast.lead, handed)
    assert "carries further what Tess Archer handed on" in lead.page
    assert "Hand it to our designated lead" not in lead.page
    lead.answer("decide", decided="share")
    lead.answer("pick", team=str(cast.referral_team.pk), purpose=PURPOSE, items=lead.ticks("worry-0"))
    lead.answer("openness", **TOLD)
    lead.page = lead.browse.post(f"{lead.at}check/", {"_seen": seen(lead.page)}, follow=True)
    grown = Concern.objects.get(grew_from=handed)
    given.a_decided_referral(cast.receiver, grown)
    page = opened(cast.teacher)
    assert "Dilys Lead decided: share, with the Referral and Assessment Team" in page
    assert "We see Mia at school on Thursday." in page
    assert "Refer it directly myself" not in buttons(page)
    assert "what Tess Archer handed on" in Browse().as_(cast.lead.user)(f"/concerns/{grown.pk}/")
    notice = Browse().as_(cast.teacher.user)(f"/concerns/sent/{grown.disclosure_id}/", follow=True)
    assert notice.address == f"/concerns/{handed.pk}/"


def test_not_shared_by_the_lead_the_teacher_reads_why_and_disagrees_in_one_press(cast, handed, opened):
    a_grown_concern(cast.lead, handed, Decided.DO_NOT_SHARE, because="Her mother took her to the doctor.")
    page = opened(cast.teacher)
    assert "Dilys Lead decided: do not share" in page
    assert "Her mother took her to the doctor." in page
    assert "I disagree: refer it directly" in buttons(page)
    assert carried(cast.teacher, handed).page.heading == "What the guidance advises"


def test_what_was_not_handed_has_no_such_pages(cast):
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    browse = Browse().as_(cast.lead.user)
    for verb in ("take-worry", "refer-directly"):
        browse.post(f"/concerns/{sent.pk}/{verb}/", status=404)
    browse(f"/concerns/{sent.pk}/pass-worry-on/", status=404)


def test_the_copy_says_it_was_handed(cast, handed):
    assert "Hand it to our designated lead" in Browse().as_(cast.teacher.user)(f"/concerns/{handed.pk}/copy/")


def test_about_staff_is_said_to_whoever_may_see_it(cast):
    handed = a_handed_concern(cast.teacher, AboutStaff(is_so=True, who=cast.lead))
    assert "Dilys Lead, who cannot see it" in Browse().as_(cast.deputy.user)(f"/concerns/{handed.pk}/")


@pytest.mark.parametrize("who", ["stranger", "receiver", "colleague", "administrator"])
@pytest.mark.parametrize("verb", ["", "take-worry/", "pass-worry-on/", "refer-directly/"])
def test_for_everybody_else_it_is_not_there(cast, handed, who, verb):
    client = Browse().as_(getattr(cast, who).user).client
    assert client.post(f"/concerns/{handed.pk}/{verb}").status_code in {404, 405}
    assert client.get(f"/concerns/{handed.pk}/{verb}").status_code in {404, 405}
