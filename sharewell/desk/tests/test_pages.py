"""The front pages as people see them."""

from sharewell.concerns.tests import given


def test_the_start_page_needs_no_sign_in(cast, browse) -> None:
    page = browse("/")
    assert page.heading == "Worried about a child? Start here."
    assert "Call 999" in page
    assert {"tel:01632960140", "tel:01632960199"} <= set(page.links.values())
    assert "Referral and Assessment Team" in page.text or "Emergency Duty Team" in page.text
    for way in ("/concerns/new/", "/record-decision/", "/contacts/", "/guidance/rules/"):
        assert way in page.links.values()


def test_every_link_of_the_start_page_leads_somewhere(cast, browse) -> None:
    signed_in = browse.as_(cast.teacher.user)
    for address in {href for href in signed_in("/").links.values() if href.startswith("/") and "sign-out" not in href}:
        signed_in(address)


def test_my_work(cast, browse) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    kept = given.an_unshared_concern(cast.teacher)
    page = browse.as_(cast.teacher.user)("/my-work/")
    assert f"/concerns/{sent.pk}/" in page.links.values()
    assert f"/concerns/{kept.pk}/" in page.links.values()


def test_queue(cast, browse) -> None:
    sent = given.a_sent_concern(cast.teacher, cast.referral_team)
    page = browse.as_(cast.receiver.user)("/queue/")
    assert page.heading == "Referral and Assessment Team"
    assert sent.reference in page


def test_each_begins_where_they_work(cast, browse) -> None:
    assert browse.as_(cast.teacher.user)("/home/").address == "/my-work/"
    assert browse.as_(cast.receiver.user)("/home/").address == "/queue/"
    assert browse.as_(cast.administrator.user)("/home/").address == "/administration/"
