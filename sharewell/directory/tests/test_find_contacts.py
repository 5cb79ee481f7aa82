"""The public numbers are found by words, however spelt, by need, place and agency, and open now; a page at a time."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from sharewell.directory import access, actions
from sharewell.directory.access import THE_INSTALLATION, Seek
from sharewell.directory.models import ContactWord, Team, WordSpelling
from sharewell.directory.rules import AgencyKind, Need, TeamPurpose
from sharewell.directory.tests.given import OFFICE, OUT_OF_HOURS, a_directory, a_team
from sharewell.moment import pretend
from sharewell.web.words import LONDON

pytestmark = pytest.mark.slow

TUESDAY = datetime(2026, 11, 24, 13, 40, tzinfo=LONDON)
NIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=LONDON)
CHRISTMAS = datetime(2026, 12, 25, 11, 0, tzinfo=LONDON)


def names(seek: Seek, at: datetime = TUESDAY, page: int = 1) -> list[str]:
    return [one.team.name for one in access.find_contacts(seek, page, at).contacts]


def test_by_words_of_the_team_its_agency_its_areas_and_its_number(cast):
    vale = actions.set_area(by=THE_INSTALLATION, name="Upper Vale")
    actions.set_areas(by=THE_INSTALLATION, team=cast.duty_team, areas=[vale])
    for typed in ("emergency", "holmbury duty", "01632 960199", "upper vale", "EMERGENCY Duty!"):
        assert names(Seek(typed)) == ["Emergency Duty Team"], typed
    assert set(names(Seek("holmbury"))) == {"Emergency Duty Team", "Referral and Assessment Team"}


def test_misspelt_and_it_says_what_it_looked_for(cast, browse):
    found = access.find_contacts(Seek("emurgency dooty"), 1, TUESDAY)
    assert [one.team for one in found.contacts] == [cast.duty_team]
    page = browse("/contacts/?q=referal")
    assert "We looked for referral" in page.text and "Referral and Assessment Team" in page.text


def test_when_no_number_has_all_the_words_those_with_some_are_shown(cast):
    found = access.find_contacts(Seek("emergency assessment"), 1, TUESDAY)
    assert (len(found.contacts), found.has_all) == (2, False)


def test_nothing_found_says_what_else_can_be_done(cast, browse):
    page = browse("/contacts/?q=xyzzyqq&open=on")
    assert "No number fits" in page.text and "999" in page.text and "Take away “Open now”" in page.text
    assert "There are no more" in browse("/contacts/?page=9").text


def test_by_need_place_and_kind_of_agency(cast):
    a_directory(14)
    north = access.area_of("ZZ1 1AA", access.areas())
    assert north.name == "North Vale" and access.area_of("noth vale", access.areas()) == north
    assert access.area_of("ZZ9 9ZZ", access.areas()) is None
    purposes = Team.objects.filter(name__in=names(Seek(need=Need.POLICE))).values_list("purpose", flat=True)
    assert set(purposes) == {"police"}
    everywhere = {"Emergency Duty Team", "Referral and Assessment Team"}
    in_the_north = set(names(Seek(area=north)))
    assert everywhere < in_the_north and "Team 001 for emergency duty" not in in_the_north
    assert set(names(Seek(kind=AgencyKind.COUNCIL))) > everywhere


def test_a_postcode_in_either_box_is_a_place_and_an_unknown_one_is_said(cast, browse):
    a_directory(4)
    for asked in ("where=zz1+1aa", "q=ZZ1+1AA", "where=North+Vale"):
        page = browse(f"/contacts/?{asked}")
        assert "In North Vale" in page.text and "Team 001" not in page.text
    page = browse("/contacts/?where=Narnia&q=team")
    assert "We do not know the place “Narnia”" in page.errors[0] and "North Vale, South Vale" in page.errors[0]
    assert page.soup.select_one("input[name=where]")["value"] == "Narnia"
    assert "Team 001" in page.text


@pytest.mark.parametrize(
    "asked", ["need=x", "kind=x", "page=x", "page=-1", "page=99999", "open=x", "q=%00", "q=" + "a" * 999]
)
def test_nothing_that_is_typed_is_a_fault_of_ours(cast, browse, asked):
    assert browse(f"/contacts/?{asked}").heading == "Who answers now"


def test_who_answers_is_asked_for_the_need_and_the_place(cast, browse):
    with pretend(TUESDAY):
        a_team(cast.council, "Advice line", TeamPurpose.ADVICE, "01632 960155", week=OFFICE)
        south = actions.set_area(by=THE_INSTALLATION, name="South")
        own = a_team(cast.council, "Advice of the South", TeamPurpose.ADVICE, "01632 960156", week=OFFICE)
        actions.set_areas(by=THE_INSTALLATION, team=own, areas=[south])
        assert access.answering_for(Need.ADVICE, None, TUESDAY).lead.team.name == "Advice line"
        assert access.answering_for(Need.ADVICE, south, TUESDAY).lead.team == own
        page = browse("/contacts/?need=advice&where=South")
        assert "Advice about what to do, in South01632 960156 Advice of the South" in page.text
        assert "Each school has its own" in browse("/contacts/?need=school_lead").text


def test_open_now_is_what_the_rules_say_at_night_on_holidays_and_on_days_that_differ(cast):
    both = {"Emergency Duty Team", "Referral and Assessment Team"}
    assert set(names(Seek())) == both
    assert names(Seek(is_open=True)) == ["Referral and Assessment Team"]
    assert names(Seek(is_open=True), NIGHT) == ["Emergency Duty Team"]
    actions.add_bank_holidays(by=THE_INSTALLATION, source="test", dates={CHRISTMAS.date(): "Christmas Day"})
    assert names(Seek(is_open=True), CHRISTMAS) == ["Emergency Duty Team"]
    with pretend(datetime(2026, 11, 20, 9, tzinfo=UTC)):
        actions.add_exception(by=THE_INSTALLATION, team=cast.referral_team, on=date(2026, 11, 24))
    assert names(Seek(is_open=True)) == []


@pytest.mark.parametrize(
    "when",
    [
        "2026-03-29T00:30+00:00",
        "2026-03-29T01:30+00:00",
        "2026-10-25T00:30+00:00",
        "2026-10-25T01:30+00:00",
        "2026-11-23T00:00+00:00",
        "2026-11-28T08:29+00:00",
    ],
)
def test_the_database_leaves_nobody_out_whom_the_rules_call_open(cast, when):
    at = datetime.fromisoformat(when)
    a_team(cast.council, "Nights", TeamPurpose.OTHER, "01632 960001", week=OUT_OF_HOURS)
    everybody = {one.team.name for one in access.find_contacts(Seek(), 1, at).contacts if one.is_open}
    assert set(names(Seek(is_open=True), at)) == everybody


def test_a_page_at_a_time(cast, browse):
    a_directory(30)
    first, second = access.find_contacts(Seek(), 1, TUESDAY), access.find_contacts(Seek(), 2, TUESDAY)
    assert (len(first.contacts), first.has_more, first.total) == (25, True, 32)
    assert (len(second.contacts), second.has_more) == (7, False)
    page = browse("/contacts/?kind=&q=team")
    assert page.soup.select_one("a[rel=next]")["href"] == "/contacts/?kind=&q=team&page=2#numbers"
    assert browse("/contacts/?q=team&page=2").soup.select_one("a[rel=prev]")


def test_the_words_follow_what_is_done_to_a_team(cast):
    team = cast.duty_team
    actions.set_contact(by=THE_INSTALLATION, team=team, telephone="01632 960777", what_for="Midnight", is_public=True)
    assert names(Seek("midnight")) == names(Seek("01632960777")) == ["Emergency Duty Team"]
    assert names(Seek("01632960199")) == []
    actions.set_contact(by=THE_INSTALLATION, team=team, telephone="01632 960777", what_for="", is_public=False)
    assert names(Seek("emergency")) == [] and not ContactWord.objects.filter(team=team).exists()
    actions.set_contact(by=THE_INSTALLATION, team=team, telephone="01632 960777", what_for="", is_public=True)
    actions.leave_team(by=THE_INSTALLATION, team=team, member=cast.night_worker)
    actions.close_team(by=THE_INSTALLATION, team=team)
    assert not ContactWord.objects.filter(team=team).exists()


def test_the_index_is_made_anew(cast):
    before = set(ContactWord.objects.values_list("team", "word"))
    ContactWord.objects.all().delete()
    WordSpelling.objects.create(spelling="stale", word="stale")
    assert access.lacks_words()
    assert actions.index_all_words() == 2
    assert set(ContactWord.objects.values_list("team", "word")) == before
    assert not WordSpelling.objects.filter(word="stale").exists() and not access.lacks_words()


def test_it_costs_as_many_statements_for_many_as_for_few(cast, django_assert_num_queries):
    asked = [Seek(), Seek("team"), Seek("teem fro"), Seek(need=Need.WORRY), Seek(is_open=True)]
    with time_machine.travel(TUESDAY, tick=False):
        counts = []
        for first, more in ((0, 15), (15, 60)):
            a_directory(more, first=first)
            for seek in asked:
                with django_assert_num_queries(_EXPECTED[asked.index(seek)]):
                    counts.append(len(access.find_contacts(seek, 1, TUESDAY).contacts))
    assert max(counts) == 25


_EXPECTED = [7, 9, 10, 7, 7]
