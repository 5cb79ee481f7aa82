"""E-mails by GOV.UK Notify, against a server of our own that answers as its documentation says."""

import socket

import pytest
from django.core.mail import send_mail

from sharewell.moment import now
from sharewell.notices import checks
from sharewell.notices.actions import tell
from sharewell.notices.models import Notice
from sharewell.notices.posting import send_due_emails
from sharewell.notices.rules import Fault, NoticeKind
from sharewell.notices.tests.post_offices import KEY, LETTER_TEMPLATE, NOTICE_TEMPLATE, SERVICE, notify

PATH = "/referrals/0b0fbc5e-5d4e-4c5c-8f0f-1c1f4d0b8a11/"


@pytest.fixture
def api(settings):
    with notify() as listening:
        settings.POST, settings.NOTIFY_KEY, settings.NOTIFY_ADDRESS = "notify", KEY, listening.address
        settings.NOTIFY_NOTICE_TEMPLATE, settings.NOTIFY_LETTER_TEMPLATE = NOTICE_TEMPLATE, LETTER_TEMPLATE
        settings.PUBLIC_ADDRESS = "https://sharewell.example.org"
        yield listening


@pytest.fixture
def notice(cast) -> Notice:
    (told,) = tell([cast.receiver], NoticeKind.REFERRAL_ARRIVED, "SW-7K4M-21", PATH)
    return told


def test_it_has_a_sentence_a_reference_and_a_link_and_nothing_else(api, notice):
    assert send_due_emails() == 1
    (asked,) = api.asked
    assert asked.issuer == SERVICE, "signed with our key"
    assert asked.body == {
        "email_address": "rowan.field@example.org",
        "template_id": NOTICE_TEMPLATE,
        "reference": str(notice.pk),
        "personalisation": {
            "sentence": "A referral has arrived for your team.",
            "reference": "SW-7K4M-21",
            "link": f"https://sharewell.example.org{PATH}",
        },
    }
    notice.refresh_from_db()
    assert notice.emailed_at and not notice.next_try_at and send_due_emails() == 0


@pytest.mark.parametrize(
    ("refusal", "fault"),
    [
        ((429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"), Fault.BUSY),
        ((429, "TooManyRequestsError", "Exceeded send limits (250,000) for today"), Fault.BUSY),
        ((500, "Exception", "Internal server error"), Fault.BUSY),
        ((503, "Exception", "Service unavailable"), Fault.BUSY),
        ((403, "AuthError", "Invalid token: API key not found"), Fault.NOT_LET_IN),
        ((400, "BadRequestError", "Can't send to this recipient using a team-only API key"), Fault.ADDRESS),
        ((400, "ValidationError", "email_address Not a valid email address"), Fault.ADDRESS),
        ((400, "BadRequestError", "Template not found"), Fault.TEMPLATE),
        ((400, "BadRequestError", "Missing personalisation: link"), Fault.TEMPLATE),
        ((400, "BadRequestError", "File did not pass the virus scan"), Fault.REFUSED),
    ],
)
def test_what_cannot_get_better_is_given_up_and_the_rest_is_tried_again(api, notice, refusal, fault):
    api.refuse_with = refusal
    assert send_due_emails() == 0
    notice.refresh_from_db()
    assert (notice.fault, notice.tries) == (fault, 1)
    is_for_good = refusal[0] == 400
    assert bool(notice.given_up_at) is is_for_good and bool(notice.next_try_at) is not is_for_good
    api.refuse_with = None
    Notice.objects.filter(next_try_at__isnull=False).update(next_try_at=now(), tried_at=None)
    assert send_due_emails() == (0 if is_for_good else 1)


def test_a_template_that_is_not_there(api, notice, settings):
    settings.NOTIFY_NOTICE_TEMPLATE = "00000000-0000-4000-8000-000000000000"
    send_due_emails()
    notice.refresh_from_db()
    assert notice.fault == Fault.TEMPLATE and notice.given_up_at


def test_another_key_is_not_let_in(api, notice, settings):
    settings.NOTIFY_KEY = KEY[:-1] + "f"
    send_due_emails()
    notice.refresh_from_db()
    assert notice.fault == Fault.NOT_LET_IN and notice.next_try_at


def test_nobody_answers(api, notice, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{free.getsockname()[1]}"
        send_due_emails()
    notice.refresh_from_db()
    assert notice.fault == Fault.NO_ANSWER and notice.next_try_at


def test_letters_about_accounts_go_by_a_template_of_their_own(api, settings):
    settings.EMAIL_BACKEND = "sharewell.notices.govuk_notify.Letters"
    assert send_mail("Choose your password", "Here is a link.", None, ["pat@example.org"]) == 1
    assert api.asked[0].body == {
        "email_address": "pat@example.org",
        "template_id": LETTER_TEMPLATE,
        "personalisation": {"subject": "Choose your password", "words": "Here is a link."},
    }


def test_what_is_missing_is_said_before_anything_starts(settings):
    assert checks.notify_has_what_it_needs(None) == [], "it is not chosen"
    settings.POST = "notify"
    settings.NOTIFY_KEY = settings.NOTIFY_NOTICE_TEMPLATE = settings.NOTIFY_LETTER_TEMPLATE = ""
    found = checks.notify_has_what_it_needs(None)
    assert [each.id for each in found] == ["notices.E001", "notices.E002", "notices.E002"]
    assert "missing" in found[0].msg and "SHAREWELL_NOTIFY_KEY" in found[0].hint
    settings.NOTIFY_KEY, settings.NOTIFY_NOTICE_TEMPLATE = KEY, NOTICE_TEMPLATE
    settings.NOTIFY_LETTER_TEMPLATE = LETTER_TEMPLATE
    assert checks.notify_has_what_it_needs(None) == []


def test_outside_a_demonstration_an_outbox_is_warned_of(settings):
    settings.POST = "outbox"
    assert checks.emails_leave_the_building(None) == []
    settings.DEMONSTRATION = False
    assert [each.id for each in checks.emails_leave_the_building(None)] == ["notices.W001"]
