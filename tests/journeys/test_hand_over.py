"""The evening and the morning of a receiving team: a sheet goes over, is acknowledged, and comes back."""

from collections.abc import Callable

import pytest

from tests.journeys.person import DESK, PHONE, Person

pytestmark = pytest.mark.journey
At = Callable[..., Person]
WATCH = "Ring her grandmother before nine. Somebody shouts there."


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_the_day_hands_over_to_the_night_and_the_night_hands_back(person: At, width: int) -> None:
    day = person("sana.iqbal@example.org", width=width).sign_in()
    day.tour = f"hand-over-{width}"
    day.go("/queue/").look().follow("Hand-over sheets").look("Hand-over sheets")
    day.press("Hand over").look("Hand over from Referral and Assessment Team")
    first = day.page.locator("main section").first
    reference = first.locator("p").first.inner_text().split(" · ")[0]
    day.page.get_by_label("Which team takes over?").select_option(label="Emergency Duty Team")
    day.choose("Goes over to them", within=first).press("Send the sheet")
    assert any("write what to watch for" in error for error in day.look().errors)
    first = day.page.locator("main section").first
    day.write("What to watch for", WATCH, within=first).press("Send the sheet").look()
    assert "Not acknowledged" in day.text and WATCH in day.text
    night = person("martin.yates@example.org", width=width).sign_in()
    night.tour = f"hand-over-{width}-night"
    night.go("/notices/").look()
    night.go("/queue/").look().follow("Hand-over sheets").click(night.page.locator("main table a").first)
    night.look().press("Acknowledge, and take over").look()
    assert "Emergency Duty Team has had what goes over" in night.text
    night.go("/queue/").look()
    assert reference in night.text and "Came over from Referral and Assessment Team" in night.text
    night.click(night.page.locator("main tr", has_text=reference).get_by_role("link").first).look()
    night.go("/hand-overs/").press("Hand over").look("Hand over from Emergency Duty Team")
    night.page.get_by_label("Which team takes over?").select_option(label="Referral and Assessment Team")
    section = night.page.locator("main section", has_text=reference)
    night.choose("Goes over to them", within=section).write("What to watch for", "Nobody rang.", within=section)
    night.press("Send the sheet").look()
    sheet = night.path
    day.go(sheet).look().press("Acknowledge, and take over").look()
    assert "Referral and Assessment Team has had what goes over" in day.text
    day.go("/notices/choices/").look("Choose what comes by email").press("Save").look()
    day.go("/demonstration/outbox/").look("Emails of this demonstration")
