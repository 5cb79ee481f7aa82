"""My work: what was handed to a lead stands first, with its clock; its author and every lead see who has which."""

from sharewell.concerns.actions import take_worry
from sharewell.concerns.tests import given
from sharewell.concerns.tests.given_handed import a_grown_concern, a_handed_concern, the_handing
from sharewell.decisions.rules import Decided
from tests.pages import Browse


def my_work(member, asked: str = ""):
    return Browse().as_(member.user)(f"/my-work/{asked}")


def test_the_one_who_is_asked_sees_it_first(cast):
    handed = a_handed_concern(cast.teacher)
    page = my_work(cast.lead)
    assert "Worries handed to you" in page
    assert "Take it, or say that you cannot, by" in page
    assert "Worries handed to you" not in my_work(cast.deputy)
    take_worry(by=cast.lead, handing=the_handing(handed))
    assert "You have taken it. Decide by" in my_work(cast.lead)
    a_grown_concern(cast.lead, handed, Decided.DO_NOT_SHARE, because="Her mother took her to the doctor.")
    assert "Worries handed to you" not in my_work(cast.lead)


def test_its_author_and_every_lead_see_who_has_which(cast):
    handed = a_handed_concern(cast.teacher)
    for one in (cast.teacher, cast.deputy):
        page = my_work(one, "?show=handed")
        assert "Dilys Lead" in page
        assert "Waiting to be taken" in page
    take_worry(by=cast.deputy, handing=the_handing(handed))
    assert "Devon Shaw" in my_work(cast.teacher)


def test_its_author_sees_what_was_decided_and_what_came_of_it(cast):
    handed = a_handed_concern(cast.teacher)
    grown = a_grown_concern(cast.lead, handed, Decided.SHARE, cast.referral_team)
    assert "Dilys Lead: share" in my_work(cast.teacher)
    given.a_decided_referral(cast.receiver, grown)
    page = my_work(cast.teacher)
    assert "An assessment (Children Act 1989, section 17)" in page
    assert "We see Mia at school on Thursday." in page


def test_nothing_handed_says_what_would_be_there(cast):
    assert "Nothing was handed to a lead" in my_work(cast.teacher, "?show=handed")
