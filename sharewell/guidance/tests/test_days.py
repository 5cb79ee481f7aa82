"""What held on a day: that edition whole, with the law of that day; where none held, nothing in its place."""

from datetime import date

import pytest

from sharewell.guidance.editions import editions
from sharewell.guidance.library.opened import Opened
from sharewell.guidance.tests.given import shipped
from tests.pages import Browse

NEW = shipped()
OLD = editions()[-1]
BETWEEN = "2019-06-01"


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        ("2011-01-01", OLD),
        ("2012-05-01", OLD),
        ("2014-12-31", OLD),
        ("2026-02-05", NEW),
        ("2026-09-29", NEW),
        ("2031-01-01", NEW),
    ],
)
def test_a_day_shows_the_edition_that_held_then_and_no_other(browse: Browse, day: str, edition) -> None:
    page = browse(f"/guidance/on/{day}/")
    other = OLD if edition is NEW else NEW
    assert f"“{edition.title}”" in page
    assert all(rule.title in page for rule in edition.golden_rules)
    assert other.title not in page.text and other.golden_rules[0].title not in page.text
    assert ("Not in force today" in page) == (edition is OLD)


@pytest.mark.parametrize("day", ["2010-12-31", "2015-01-01", BETWEEN, "2026-02-04", "0001-01-01"])
def test_a_day_on_which_none_held_says_so_and_never_shows_the_nearest(browse: Browse, day: str) -> None:
    page = browse(f"/guidance/on/{day}/", status=404)
    assert page.heading == "We keep no edition for this day"
    assert "There may have been other guidance on that day" in page and "No guidance held" not in page.text
    assert OLD.title not in page.text and NEW.title not in page.text
    assert page.links["See all editions, and from when to when each held"] == "/guidance/editions/"


@pytest.mark.parametrize("day", ["2012-13-01", "2012-5-1", "20120501", "yesterday", "2012-02-30", "2012-W01-1"])
def test_what_is_no_day_is_not_found(browse: Browse, day: str) -> None:
    page = browse(f"/guidance/on/{day}/", status=404)
    assert "in force" not in page.text


def test_the_duty_to_share_is_off_before_its_day_and_on_from_it(browse: Browse) -> None:
    before, after = browse("/guidance/on/2026-09-29/"), browse("/guidance/on/2026-09-30/")
    assert "On 29 September 2026 the duty to share is switched off." in before
    assert "On 30 September 2026 the duty to share is switched on." in after
    assert "Off on this day" in before and "Off on this day" not in after
    assert "Not asked on 29 September 2026" in before and "Not asked on" not in after


def test_what_needs_the_duty_waits_for_it() -> None:
    gateway = NEW.gateway("ca-2004-16la")
    assert gateway
    for day, waits in ((date(2026, 9, 29), True), (date(2026, 9, 30), False)):
        reader = Opened(NEW, day, day, is_named=False)
        assert bool(reader.waits_for(gateway.when)) == waits
        assert not reader.waits_for(NEW.gateways[-1].when)


def test_a_day_that_has_not_come_says_so(browse: Browse) -> None:
    assert "This day has not come yet" in browse("/guidance/on/2031-01-01/")
    assert "This day has not come yet" not in browse("/guidance/on/2012-05-01/")


def test_the_form_leads_to_the_day(browse: Browse) -> None:
    page = browse("/guidance/on/")
    assert page.soup.find("input", {"name": "on_day"}) and not page.errors
    found = browse("/guidance/on/?on_day=1&on_month=May&on_year=2012")
    assert found.address == "/guidance/on/2012-05-01/"
    assert found.heading == "What held on 1 May 2012"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("on_day=&on_month=&on_year=", "Enter the day"),
        ("on_day=31&on_month=2&on_year=2012", "The day must be a real date"),
        ("on_day=1&on_month=5", "The day must include a year"),
        ("on_day=%00&on_month=5&on_year=2012", "The day must be a real date"),
        ("on_day=1&on_month=5&on_year=12", "The day: the year must include 4 numbers"),
    ],
)
def test_what_cannot_be_a_day_is_said_and_kept(browse: Browse, typed: str, said: str) -> None:
    page = browse(f"/guidance/on/?{typed}")
    assert page.errors == [said]
    if "on_month=5" in typed:
        assert page.soup.find("input", {"name": "on_month", "value": "5"})
