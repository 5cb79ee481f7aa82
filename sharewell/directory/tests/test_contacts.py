"""The public page of numbers."""

from datetime import datetime

import pytest

from sharewell.directory import actions
from sharewell.directory.access import THE_INSTALLATION
from sharewell.moment import pretend
from sharewell.web.words import LONDON


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (
            "2026-11-24T13:40",
            "Answering now, Tuesday 1.40 pm 01632 960140 Referral and Assessment Team Until 5 pm today.",
        ),
        ("2026-11-24T13:40", "After that, the Emergency Duty Team answers."),
        ("2026-11-24T13:40", "answers Number: 01632 960199 Now: Opens today 5 pm"),
        ("2026-11-28T03:00", "Answering now, Saturday 3 am 01632 960199 Emergency Duty Team Until 8.30 am Monday."),
    ],
)
def test_anybody_sees_who_answers_now(cast, browse, when, words):
    with pretend(at(when)):
        page = browse("/contacts/")
    assert words in " ".join(page.soup.main.get_text(" ").split()).replace(" .", ".")
    assert page.soup.select_one('a[href="tel:01632960140"]')


def test_when_nobody_answers_it_says_whom_to_call_and_who_opens_next(cast, browse):
    actions.set_hours(by=THE_INSTALLATION, team=cast.duty_team, week={})
    with pretend(at("2026-11-28T13:00")):
        text = " ".join(browse("/contacts/").soup.main.get_text(" ").split())
    assert "Nobody answers just now" in text
    assert "call 999" in text and "101" in text
    assert "Opens Monday 8.30 am" in text


def test_with_no_numbers_at_all_it_says_what_would_be_there(db, browse):
    assert "No numbers have been made public yet" in browse("/contacts/").text


def test_a_signed_in_page_costs_few_statements(cast, client, django_assert_max_num_queries):
    client.force_login(cast.teacher.user)
    client.get("/contacts/")
    with django_assert_max_num_queries(10):
        assert client.get("/contacts/").status_code == 200
