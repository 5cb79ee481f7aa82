"""The story, page by page: a worry becomes a decision, arrives, is decided, and its author is told."""

import pytest

from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.picking import Pickable, nameless
from sharewell.concerns.tests import given
from sharewell.concerns.tests.walker import WORRY, Teacher
from sharewell.items.rules import ItemDetails
from tests.pages import Browse


@pytest.fixture
def child(cast):
    return given.a_child(cast.teacher)


@pytest.fixture
def at_pick(cast, child) -> Teacher:
    """A teacher who has come as far as picking."""
    teacher = Teacher(cast.teacher).start()
    teacher.answer("danger", answer="no")
    teacher.answer("children", _do="find", name="Miah Tarant")
    assert "Mia Tarrant" in teacher.page
    teacher.answer("children", _do=f"choose-{child.pk}")
    teacher.answer("children", _do="continue")
    teacher.answer("worry", **WORRY)
    teacher.answer("harm", answer="new")
    assert "today" in teacher.page.text
    teacher.answer("recipient", answer="protector")
    teacher.answer("bundle", answer="needed")
    teacher.answer("tell", answer="safe")
    assert "Follow the child-protection steps today" in teacher.page
    teacher.answer("decide", decided="share")
    return teacher


def test_the_story(cast, child, at_pick: Teacher) -> None:
    assert not at_pick.page.soup.select("input[type=checkbox][checked]")
    team = str(cast.referral_team.pk)
    items = at_pick.ticks(f"name@{child.pk}", "worry-1")
    at_pick.answer("pick", team=team, purpose="To keep a child safe", items=items)
    at_pick.answer("openness", told="told", who="Mother, by telephone", when_day="1", when_month="11", when_year="2026")
    assert at_pick.page.heading == "Check your answers"
    at_pick.answer("check")
    assert at_pick.page.heading == "Sent, and it has arrived"
    concern = Concern.objects.get()
    assert concern.reference in at_pick.page
    assert "A bruise the size of a coin" in at_pick.page.text.split("Not sent")[1]
    receive_and_decide(cast, concern)
    told = at_pick.browse(f"/concerns/{concern.pk}/")
    assert "What happened next: an assessment" in told
    assert "We see Mia at school on Thursday." in told


def receive_and_decide(cast, concern: Concern) -> None:
    worker = Browse().as_(cast.receiver.user)
    referral = Referral.objects.get()
    address = f"/referrals/{referral.pk}/"
    opened = worker(address)
    assert "He gets cross" in opened
    assert "bruise" not in opened.text
    worker.post(f"{address}acknowledge-referral/")
    short = worker.post(f"{address}decide-referral/", {"outcome": "assessment", "because": "No"})
    assert short.errors
    worker.post(f"{address}decide-referral/", {"outcome": "assessment", "because": "We see Mia at school on Thursday."})
    referral.refresh_from_db()
    assert referral.state == "decided"
    other = {"outcome": "no_further_action", "because": "It was a fall in the playground, and seen by two of us."}
    told = worker.post(f"{address}decide-referral/", other, status=409)
    assert "You have decided this referral already" in told
    assert other["because"] in told.html


@pytest.mark.parametrize("who", ["colleague", "stranger", "officer", "other_worker", "administrator"])
def test_nobody_else_finds_any_address_of_it(cast, who) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    referral = given.the_referral(concern)
    browse = Browse().as_(getattr(cast, who).user)
    own = f"/concerns/{concern.pk}/"
    for address in (own, f"{own}sent/", f"{own}copy/", f"{own}copy.pdf", f"{own}record-openness/"):
        browse(address, status=404)
    browse(f"/concerns/sent/{concern.disclosure_id}/", status=404)
    browse(f"/referrals/{referral.pk}/", status=404)
    browse(f"/referrals/{referral.pk}/decide-referral/", status=404)
    browse.post(f"/referrals/{referral.pk}/acknowledge-referral/", status=404)


def test_each_end_has_its_own_page_only(cast) -> None:
    concern = given.a_sent_concern(cast.teacher, cast.referral_team)
    referral = given.the_referral(concern)
    Browse().as_(cast.receiver.user)(f"/concerns/{concern.pk}/", status=404)
    Browse().as_(cast.teacher.user)(f"/referrals/{referral.pk}/", status=404)
    Browse().as_(cast.lead.user)(f"/concerns/{concern.pk}/")


def test_danger_comes_first(cast) -> None:
    teacher = Teacher(cast.teacher).start()
    assert teacher.page.heading == "Is anyone in danger right now?"
    teacher.answer("danger", answer="yes")
    assert teacher.page.heading == "Call 999 now"


def test_against_the_advice_needs_a_reason(cast, at_pick: Teacher) -> None:
    at_pick.answer("decide", decided="do_not_share")
    assert any("against the advice" in error for error in at_pick.page.errors)
    at_pick.answer("decide", decided="do_not_share", because="The family is already known to us both.")
    assert at_pick.page.heading == "Check your answers"
    at_pick.answer("check")
    assert at_pick.page.heading == "It is on the record"
    assert Concern.objects.get().decision.goes_against_advice


def test_nothing_ticked_is_refused(cast, at_pick: Teacher) -> None:
    at_pick.answer("pick", team=str(cast.referral_team.pk), purpose="To keep a child safe")
    assert any("Tick at least one" in error for error in at_pick.page.errors)


def test_each_question_shows_its_hint(cast) -> None:
    teacher = Teacher(cast.teacher).start()
    assert "Think of the child, the family" in teacher.page


def test_with_nobody_named_nothing_from_the_record_can_be_picked(cast, child) -> None:
    teacher = Teacher(cast.teacher).start()
    teacher.answer("danger", answer="no")
    teacher.answer("children", _do="find", name="Mia")
    teacher.answer("children", _do=f"choose-{child.pk}")
    teacher.answer("children", _do="continue")
    teacher.answer("worry", **WORRY)
    for slug, answer in (("harm", "no"), ("recipient", "protector"), ("purpose", "help"), ("bundle", "no_names")):
        teacher.answer(slug, answer=answer)
    assert "Share it without names" in teacher.page
    teacher.answer("decide", decided="share_anonymised")
    assert teacher.page.heading == "Pick what they need"
    offered = " ".join(label.get_text() for label in teacher.page.soup.select(".sw-pick"))
    assert WORRY["row0-text"] in offered
    assert "Mia" not in offered and "Told by" not in offered
    assert "1 thing you wrote is not offered here" in teacher.page
    assert "Numbers, addresses and other names within what you wrote are not: read what you tick" in teacher.page


def test_a_name_in_the_words_themselves_is_not_offered_without_names(cast, child) -> None:
    details = [ItemDetails(text=text) for text in ("Mrs TARRANT came late.", "A child came late.", "mia’s arm")]
    things = [Pickable(f"worry-{number}", each, child) for number, each in enumerate(details)]
    assert [thing.details.text for thing in nameless(things)] == ["A child came late."]


def overriding(cast, child, **last: str) -> Teacher:
    teacher = Teacher(cast.teacher).start()
    teacher.answer("danger", answer="no")
    teacher.answer("children", _do=f"choose-{child.pk}")
    teacher.answer("children", _do="continue")
    teacher.answer("worry", **WORRY)
    walk = {"harm": "no", "recipient": "helper", "purpose": "help", "bundle": "needed"}
    for slug, answer in (walk | last).items():
        teacher.answer(slug, answer=answer)
    return teacher


def test_a_refusal_is_overridden_only_with_both_sides_written(cast, child) -> None:
    said = {"duty": "no", "who": "adult", "consent": "refused", "balance": "yes", "tell": "unsafe"}
    teacher = overriding(cast, child, **said)
    teacher.answer("decide", decided="share")
    assert teacher.page.errors == [
        "Write what harm there could be if you share",
        "Write what harm there could be if you do not",
    ]
    sides = {"harm_if_shared": "He may stop talking.", "harm_if_not": "She may be hurt again."}
    teacher.answer("decide", decided="share", **sides)
    assert teacher.page.heading == "Pick what they need"
    items = teacher.ticks("worry-0")
    teacher.answer("pick", spoken_to="The school nurse", purpose="To help", items=items)
    # What /tell/ heard is only to be confirmed.
    assert teacher.page.soup.select_one("input[name=told][value=unsafe]").has_attr("checked")
    soon = {"look_again_on_day": "1", "look_again_on_month": "1", "look_again_on_year": "2099"}
    teacher.answer("openness", told="unsafe", why_not="He reads her messages.", **soon)
    assert "She may be hurt again." in teacher.page
    teacher.answer("check")
    concern = Concern.objects.get()
    for page in ("", "copy/"):
        assert "She may be hurt again." in teacher.browse(f"/concerns/{concern.pk}/{page}")


def test_why_sharing_is_worse_is_written(cast, child) -> None:
    teacher = overriding(cast, child, duty="yes", worse="yes")
    teacher.answer("decide", decided="do_not_share")
    assert any("worse for this child" in error for error in teacher.page.errors)
    teacher.answer("decide", decided="do_not_share", why_worse="She would never ask us for help again.")
    assert teacher.page.heading == "Check your answers"
