"""The card for the wall: by day, at night and in danger, on one sheet; and the page of one number."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.directory.actions import Whereabouts
from sharewell.directory.models import Team
from sharewell.directory.tests.given import a_directory
from sharewell.moment import pretend
from sharewell.web.pdf import NoPrinterError
from sharewell.web.words import LONDON

TUESDAY = datetime(2026, 11, 24, 13, 40, tzinfo=LONDON)
WORDS = (
    "In danger now: 999",
    "By day",
    "01632 960140",
    "At night",
    "01632 960199",
    "101",
    "Printed on 24 November 2026",
)


def test_the_card_says_whom_to_ring_by_day_at_night_and_in_danger(cast, browse):
    with pretend(TUESDAY):
        page = browse("/contacts/card/")
    for words in WORDS:
        assert words in page.text, words
    assert "Monday to Friday 8.30 am to 5 pm" in page.text
    assert "check at http" in page.text and page.soup.select_one("svg.sw-code[role=img]")


def test_the_card_as_pdf_is_one_sheet_with_the_same_words(cast, client):
    with pretend(TUESDAY):
        answer = client.get("/contacts/card/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    (sheet,) = PdfReader(BytesIO(answer.content)).pages
    said = " ".join(sheet.extract_text().split())
    assert all(words in said for words in WORDS), said


def test_where_no_pdf_can_be_made_the_page_says_so(cast, browse, monkeypatch):
    def fails(*_):
        raise NoPrinterError

    monkeypatch.setattr("sharewell.directory.views.cards.paper_copy", fails)
    assert "This machine cannot make a PDF" in browse("/contacts/card/pdf/").text


def test_a_card_for_a_place_and_a_need(cast, browse):
    a_directory(14)
    page = browse("/contacts/card/?need=police&where=ZZ1+1AA")
    assert page.heading == "Worried about a child in North Vale? Ring"
    assert "for police" in page.text and "emergency duty" not in page.text
    assert "where=ZZ1+1AA" in page.soup.select_one(".sw-card-foot").text
    assert "We do not know the place" in browse("/contacts/card/?where=Narnia").errors[0]


def test_one_number_and_all_that_is_known_of_it(cast, browse):
    team, by = cast.referral_team, THE_INSTALLATION
    where = Whereabouts(
        "1 Shire Hall\nHolmbury",
        "RG40 1AA",
        "front@example.org",
        "https://front.example.org/",
        minimum_age=0,
        maximum_age=18,
    )
    with pretend(TUESDAY):
        actions.set_whereabouts(by=by, team=team, whereabouts=where)
        actions.set_identifiers(by=by, agency=cast.council, identifiers={"ons": "E06000041"})
        actions.set_areas(by=by, team=team, areas=[actions.set_area(by=by, name="Holmbury North")])
        actions.add_exception(by=by, team=team, on=date(2026, 12, 1))
        page = browse(f"/contacts/{team.pk}/")
    for words in (
        "Open until 5 pm", "Monday to Friday 8.30 am to 5 pm, not on bank holidays", "Tuesday 1 December 2026: closed",
        "Holmbury North", "Up to 18", "1 Shire Hall, Holmbury, RG40 1AA", "front@example.org", "Holmbury Council",
        "E06000041", "by The installation",
    ):  # fmt: skip
        assert words in page.text, words
    assert page.soup.select_one('a[href="tel:01632960140"]') and page.soup.select_one(
        'a[href="mailto:front@example.org"]'
    )


def test_a_number_that_is_not_public_is_there_for_its_own_agency_alone(cast, browse):
    browse(f"/contacts/{cast.lead_team.pk}/", status=404)
    browse.as_(cast.stranger.user)(f"/contacts/{cast.lead_team.pk}/", status=404)
    assert browse.as_(cast.teacher.user)(f"/contacts/{cast.lead_team.pk}/").heading == "Safeguarding leads"


@pytest.mark.parametrize("path", ["/contacts/", "/contacts/{}/", "/contacts/card/", "/"])
def test_a_number_that_nobody_has_checked_for_long_says_so_everywhere(cast, browse, path):
    Team.objects.filter(pk=cast.referral_team.pk).update(checked_on=date(2026, 1, 5))
    Team.objects.filter(pk=cast.duty_team.pk).update(checked_on=date(2026, 1, 5))
    with pretend(datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=181)):
        assert "Not checked since 5 January 2026" in browse(path.format(cast.referral_team.pk)).text
