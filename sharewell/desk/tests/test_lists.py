"""What the lists show, how they are narrowed, and that they ask the database as often for many rows as for few."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharewell.concerns.tests import given
from sharewell.decisions.rules import Openness, Told
from sharewell.desk import rules
from sharewell.desk.access import queues
from sharewell.directory.tests.given import the_cast
from sharewell.journeys.actions import start_draft
from sharewell.journeys.mounts import mount_of
from sharewell.moment import now, pretend
from tests.pages import Browse
from tests.taking_stock import take_stock

pytestmark = pytest.mark.slow

FEW, MANY = 10, 1_000 if os.environ.get("SHAREWELL_TEST_SIZE") == "full" else 60


def send(cast: Any, many: int) -> None:
    child = given.a_child(cast.teacher)
    for number in range(many):
        given.a_sent_concern(cast.teacher, cast.referral_team, child=child)
        if number % 100 == 0:
            take_stock()


def statements(browse: Browse, address: str) -> int:
    browse(address)  # the session settles
    with CaptureQueriesContext(
        connection,
    ) as caught:
        browse(address)
    return len([one for one in caught if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))])


@pytest.mark.full
@pytest.mark.parametrize(
    ("who", "address"),
    [("teacher", "/my-work/"), ("lead", "/my-work/"), ("receiver", "/queue/"), ("receiver", "/queue/?words=Mia")],
)
def test_statements_do_not_grow_with_the_rows(cast, who: str, address: str) -> None:
    send(cast, FEW)
    browse = Browse().as_(getattr(cast, who).user)
    for_few = statements(browse, address)
    send(cast, MANY - FEW)
    assert statements(browse, address) == for_few
    assert for_few <= 25


def test_the_frame_costs_one_statement(cast, browse) -> None:
    signed_in = browse.as_(cast.receiver.user)
    signed_in("/help/")
    with CaptureQueriesContext(connection) as caught:
        signed_in("/help/")
    assert len([one for one in caught if "notices_notice" in one["sql"] or "concerns_referral" in one["sql"]]) == 1


def test_on_the_pages_of_a_draft_nothing_is_counted(cast, browse) -> None:
    mount = mount_of("raise-concern")
    draft = start_draft(by=cast.receiver, mount=mount)
    with CaptureQueriesContext(connection) as caught:
        page = browse.as_(cast.receiver.user)(mount.address("page", draft=draft.pk, page="danger"))
    assert not [one for one in caught if "notices_notice" in one["sql"] or "concerns_referral" in one["sql"]]
    assert "/my-work/" in page.links.values()


def test_a_long_list_comes_in_pages(cast, browse) -> None:
    send(cast, 27)
    signed_in = browse.as_(cast.receiver.user)
    first, second, beyond = (signed_in(f"/queue/?page={number}") for number in (1, 2, 9))
    assert "25 of 27 shown" in first
    assert "2 of 27 shown" in second
    assert "There is nothing on this page" in beyond
    assert {"?page=2" in href for href in first.links.values() if "page=2" in href} == {True}
    mine = browse.as_(cast.teacher.user)("/my-work/?show=waiting&page=2")
    assert "2 of 27 shown" in mine
    assert any("show=waiting" in href and "page=1" in href for href in mine.links.values())


def test_least_time_left_comes_first(db, browse) -> None:
    with pretend(now() - timedelta(days=5)):
        cast = the_cast()
        late = given.a_sent_concern(cast.teacher, cast.referral_team)
    new = given.a_sent_concern(cast.teacher, cast.referral_team)
    rows = browse.as_(cast.receiver.user)("/queue/").soup.select("tbody tr")
    assert late.reference in rows[0].get_text()
    assert "Late" in rows[0].get_text()
    assert "sw-late" in rows[0]["class"]
    assert new.reference in rows[1].get_text()


def test_the_parts_of_a_queue(db, browse) -> None:
    with pretend(now() - timedelta(days=5)):
        cast = the_cast()
        late = given.a_sent_concern(cast.teacher, cast.referral_team)
    taken = given.a_sent_concern(cast.teacher, cast.referral_team)
    done = given.a_sent_concern(cast.teacher, cast.referral_team)
    given.an_acknowledged_referral(cast.receiver, taken)
    given.a_decided_referral(cast.receiver, done)
    signed_in = browse.as_(cast.receiver.user)
    for part, shown in {
        "open": {late, taken}, "not-acknowledged": {late}, "late": {late}, "decided": {done},
    }.items():  # fmt: skip
        page = signed_in(f"/queue/?show={part}")
        assert {each for each in (late, taken, done) if each.reference in page} == shown, part
    assert taken.reference in signed_in("/queue/?with=me")
    assert taken.reference not in signed_in("/queue/?with=nobody")
    assert "An assessment" in signed_in("/queue/?show=decided")


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("tarrant", True), ("Miah Tarant", True), ("Zebedee", False), ("  ", True), ("\x00", True), ("<script>", False)],
)
def test_names_are_looked_for(cast, browse, words: str, is_found: bool) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    page = browse.as_(cast.receiver.user).post("/queue/", {"words": words})
    assert (sent.reference in page) is is_found
    assert ("Nothing here is like that" in page) is not is_found


def test_a_name_that_is_looked_for_stands_in_no_address(cast, browse) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    signed_in = browse.as_(cast.receiver.user)
    page = signed_in.post("/queue/", {"words": "Tarrant", "with": "nobody", "show": "not-acknowledged"})
    assert sent.reference in page
    assert page.address == "/queue/"
    assert not [href for href in page.links.values() if "arrant" in href]
    assert any(href == "/queue/?show=late&with=nobody" for href in page.links.values())
    assert "Nothing here is like that" not in signed_in("/queue/?words=Zebedee")


def test_a_reference_is_looked_for(cast, browse) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    other = given.a_sent_concern(cast.teacher, cast.referral_team, child=given.a_child(cast.teacher, "Ned", "Okell"))
    page = browse.as_(cast.receiver.user).post("/queue/", {"words": sent.reference.lower().replace("-", " ")})
    assert sent.reference in page
    assert other.reference not in page


def test_taking_it_acknowledges_it(cast, browse) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    signed_in = browse.as_(cast.receiver.user)
    form = signed_in("/queue/").soup.select_one("tbody form")
    signed_in.post(form["action"])
    assert given.the_referral(sent).with_member_id == cast.receiver.pk
    page = signed_in("/queue/")
    assert "Deciding" in page
    assert "Rowan Field" in page.text
    assert not page.soup.select("tbody form")


def test_the_outcome_and_its_reason_stand_in_my_work(cast, browse) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    signed_in = browse.as_(cast.teacher.user)
    assert "Delivered, not read yet" in signed_in("/my-work/")
    given.an_acknowledged_referral(cast.receiver, sent)
    assert "Acknowledged" in signed_in("/my-work/")
    referral = given.the_referral(sent)
    given.decide_referral(
        by=cast.receiver, referral=referral, outcome=given.ReferralOutcome.ASSESSMENT, because="We see Mia on Thursday."
    )
    page = signed_in("/my-work/")
    assert "An assessment" in page
    assert "We see Mia on Thursday." in page


def test_a_reason_for_not_telling_comes_into_view_before_its_day(cast, browse) -> None:
    soon = Openness(told=Told.UNSAFE, why_not="He may be there.", look_again_on=(now() + timedelta(days=1)).date())
    later = Openness(told=Told.UNSAFE, why_not="They travel.", look_again_on=(now() + timedelta(days=9)).date())
    near = given.a_sent_concern(cast.teacher, cast.referral_team, sharing={"openness": soon})
    given.a_sent_concern(cast.teacher, cast.referral_team, sharing={"openness": later})
    page = browse.as_(cast.teacher.user)("/my-work/")
    assert f"/concerns/{near.pk}/record-openness/" in page.links.values()
    assert "He may be there." in page
    assert "They travel." not in page


def test_every_empty_page_says_what_would_be_there(cast, browse) -> None:
    signed_in = browse.as_(cast.receiver.user)
    for part in ("all", "waiting", "answered", "not-shared", "outside"):
        assert "listed here" in signed_in(f"/my-work/?show={part}")
    for part in ("open", "not-acknowledged", "decide-today", "late", "asked-for-more", "decided", "passed-on"):
        assert "listed here" in signed_in(f"/queue/?show={part}")


def test_a_reference_is_found_wherever_in_the_queue_it_is(cast, browse, monkeypatch) -> None:
    monkeypatch.setattr(queues, "MOST_OPENED", 1)
    given.a_sent_concern(cast.teacher, cast.referral_team)
    last = given.a_sent_concern(cast.teacher, cast.referral_team)
    assert last.reference in browse.as_(cast.receiver.user).post("/queue/", {"words": last.reference})


def test_what_is_not_counted_is_still_reached(cast, browse, monkeypatch) -> None:
    monkeypatch.setattr(queues, "MOST_COUNTED", 25)
    monkeypatch.setattr(rules, "MOST_COUNTED", 25)
    send(cast, 52)
    signed_in = browse.as_(cast.receiver.user)
    first, second, third = (signed_in(f"/queue/?page={number}") for number in (1, 2, 3))
    assert "All open (more than 25)" in first
    assert "25 of more than 25 shown" in first
    assert any("page=3" in href for href in second.links.values())
    assert "2 of more than 25 shown" in third
    assert not any("page=4" in href for href in third.links.values())
