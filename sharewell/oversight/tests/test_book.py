"""The book of an agency: for those who oversee it, as much as their role needs, and nothing that anybody wrote."""

import csv
from codecs import BOM_UTF8
from datetime import timedelta
from io import StringIO
from urllib.parse import urlencode

import pytest
import time_machine
from django.utils.timezone import localdate

from sharewell.concerns.models import Concern
from sharewell.concerns.tests import given
from sharewell.directory.models import Member
from sharewell.directory.rules import Role
from sharewell.directory.tests.given import a_member
from sharewell.ledger.tests.given import many_entered
from sharewell.moment import now
from sharewell.oversight.access import agency_book
from sharewell.oversight.forms import asked_as
from sharewell.oversight.rules import PAGE, Mark, Scope, Sought, defused, scope_of, title_of
from sharewell.oversight.tests.given import entry_of, sealed
from sharewell.web.words import day
from tests.pages import Browse, Page, words_of
from tests.test_statement_counts import counted


@pytest.fixture
def sent(cast) -> Concern:
    return given.a_sent_concern(cast.teacher, cast.referral_team)


@pytest.fixture
def manager(cast) -> Member:
    return a_member(cast.school, "Mona Office", "Office manager", Role.MANAGER)


def rows(page: Page) -> list[str]:
    return [words_of(each) for each in page.soup.select("tbody tr")]


def asked(**more: str) -> dict[str, str]:
    return asked_as(Sought.usual(localdate(now()))) | more


def exported(member: Member, **more: str) -> list[dict[str, str]]:
    answer = Browse().as_(member.user).client.get("/book/export.csv", asked(**more))
    assert answer.status_code == 200 and answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


def test_a_lead_sees_what_their_agency_did_and_the_way_to_each_record(cast, sent) -> None:
    sealed("school.example")
    given.an_acknowledged_referral(cast.receiver, sent)
    page = Browse().as_(cast.lead.user)("/book/")
    assert page.heading == "The book of Fernleigh Primary School"
    assert any("Shared what was picked" in row for row in rows(page)) and "Rowan Field" not in page
    way = f"/concerns/{sent.pk}/timeline/"
    ways = {words_of(each).removesuffix(" (its timeline)") for each in page.soup.select(f'tbody a[href="{way}"]')}
    assert {"Decided", "Shared what was picked", "The worry and its decision put on the record"} <= ways
    assert "Vouched for by 1 independent witness" in page and "This list was not checked against it" in page


def test_nothing_that_anybody_wrote_stands_there(cast, sent, manager) -> None:
    for member in (cast.lead, manager, cast.administrator):
        table = Browse().as_(member.user).client.get("/book/export.csv", asked()).content.decode()
        for said in (Browse().as_(member.user)("/book/").text, table):
            assert not [word for word in ("Mia", "Tarrant", "bruise", "To keep a child safe") if word in said]


def test_a_manager_sees_the_deeds_and_no_way_to_a_record(cast, sent, manager) -> None:
    page = Browse().as_(manager.user)("/book/")
    assert any("Shared what was picked" in row for row in rows(page))
    assert str(sent.pk) not in page.html and "child" not in exported(manager)[0]


def test_an_administrator_sees_nothing_that_was_done_about_a_child(cast, sent) -> None:
    a_member(cast.school, "New Person", "Teacher")
    page = Browse().as_(cast.administrator.user)("/book/")
    kinds = [option["value"] for option in page.soup.select("select[name=kind] option")]
    assert "member.role_given" in kinds and "concern.raised" not in kinds
    assert not rows(page) or not any("Shared" in row or "worry" in row for row in rows(page))
    address = f"/book/?{urlencode(asked(kind='concern.raised'))}"
    wanted = Browse().as_(cast.administrator.user)(address)
    assert "Select one of the answers listed" in wanted.errors and not rows(wanted)


@pytest.mark.parametrize("who", ["teacher", "colleague", "receiver", "stranger", "officer"])
def test_for_others_there_is_none(cast, sent, who) -> None:
    before = many_entered()
    browse = Browse().as_(getattr(cast, who).user)
    page = browse("/book/", status=404)
    browse("/book/export.csv", status=404)
    assert many_entered() == before and "The book" not in page.links


def test_another_agency_has_a_book_of_its_own(cast, sent) -> None:
    lead = a_member(cast.council, "Lea Council", "Head of service", Role.DESIGNATED_LEAD)
    page = Browse().as_(lead.user)("/book/")
    assert "Tess Archer" not in page.text and "The book" in page.links


def test_it_is_asked_by_days_kind_nature_and_person(cast, sent) -> None:
    Browse().as_(cast.deputy.user)(f"/concerns/{sent.pk}/")
    assert {row["kind"] for row in exported(cast.lead, kind="decision.made")} == {"decision.made"}
    assert {row["nature"] for row in exported(cast.lead, nature="look")} == {"look"}
    assert {row["who"] for row in exported(cast.lead, person=str(cast.deputy.pk))} == {"Devon Shaw"}
    yesterday = localdate(now()) - timedelta(days=1)
    answer = Browse().as_(cast.lead.user).client.get("/book/export.csv", asked_as(Sought(yesterday, yesterday)))
    assert len(answer.content.decode().splitlines()) == 1


def test_the_list_says_what_was_asked_for_on_paper_too(cast, sent) -> None:
    more = asked(kind="decision.made", nature="act", person=str(cast.teacher.pk))
    page = Browse().as_(cast.lead.user)(f"/book/?{urlencode(more)}")
    today = localdate(now())
    days = f"From {day(today - timedelta(days=7))} to {day(today)}"
    assert f"{days}. Decided. Done. {cast.teacher.name}." in page


def test_a_spreadsheet_is_told_that_the_table_is_utf_8(cast, sent) -> None:
    assert Browse().as_(cast.lead.user).client.get("/book/export.csv", asked()).content.startswith(BOM_UTF8)


def test_each_look_and_each_export_is_entered_with_what_was_asked(cast, sent) -> None:
    made = len(exported(cast.lead, kind="decision.made"))
    entered = entry_of("book.exported")
    assert entered.facts["kind"] == "decision.made" and entered.facts["entries"] == made == 1
    Browse().as_(cast.lead.user)("/book/")
    assert entry_of("book.opened").facts["until"] == str(localdate(now()))


def test_days_that_are_wrong_are_said_and_nothing_is_entered(cast) -> None:
    browse, before = Browse().as_(cast.lead.user), many_entered()
    today = localdate(now())
    for since, until in ((today, today - timedelta(days=1)), (today - timedelta(days=400), today)):
        told = asked_as(Sought(since, until))
        page = browse(f"/book/export.csv?{urlencode(told)}")
        assert page.address == "/book/" and page.soup.select('.govuk-error-summary a[href^="#"]')
        assert not page.soup.select('a[href*="export.csv"]')
    assert many_entered() == before


def test_too_many_are_refused_with_what_to_do(cast, sent, monkeypatch) -> None:
    monkeypatch.setattr(agency_book, "MOST_EXPORTED", 3)
    answer = Browse().as_(cast.lead.user).client.get("/book/export.csv", asked())
    assert answer.status_code == 409 and "Choose fewer days" in answer.content.decode()


def test_many_are_paged_and_a_page_costs_the_same(cast, sent) -> None:
    browse, costs = Browse().as_(cast.lead.user), []
    for times in (1, PAGE):
        for _ in range(times):
            browse.client.get(f"/concerns/{sent.pk}/")
        browse("/book/")
        with counted() as count:
            page = browse("/book/")
        costs.append(count.number)
    assert costs[1] <= costs[0] <= 14, costs
    onward = page.soup.select_one('a[rel="next"]')["href"]
    assert len(rows(page)) == PAGE and rows(browse(f"/book/{onward}"))


def test_what_was_written_in_one_instant_is_neither_lost_nor_shown_twice(cast) -> None:
    with time_machine.travel(now(), tick=False):
        for _ in range(PAGE):
            given.a_child(cast.teacher)
        everything, after, seen = agency_book._entries(cast.lead, Sought.usual(localdate(now()))), None, []
        while True:
            part = agency_book.part_of(everything, after, newest_first=True, most=7)
            seen += [each.pk for each in part.entries]
            if (after := part.mark) is None:
                break
    assert len(seen) == len(set(seen)) == everything.count() >= PAGE


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\xa0@A", "＝1+1", "－1", "＠A", "＋1"]
)
def test_a_cell_that_could_be_a_formula_is_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


def test_rules() -> None:
    assert defused("2026-11-24") == "2026-11-24" and defused("") == ""
    assert title_of("decision.made.refused") == "Refused, and not done: decided"
    assert title_of("member.role_given") == "Member role given"
    assert scope_of({Role.ADMINISTRATOR, Role.DEPUTY}) == Scope.RECORDS and scope_of({Role.ADVISER}) == Scope.NOTHING
    assert Mark.read("2026-11-24T14:12:00.000000Z_x") is None and Mark.read("") is None
