"""No address stands in a log."""

import logging

import pytest
from django.conf import settings
from django.test import Client

from sharewell.web.logs import NamesPages

LINK = "/choose-password/7a1c5d0e-3f5b-4b1e-9d55-0a2f6f0c7e11/a-token-nobody-may-read/"


def logged(caplog: pytest.LogCaptureFixture, address: str, status: int) -> str:
    with caplog.at_level(logging.WARNING):
        caplog.clear()
        caplog.handler.addFilter(NamesPages())
        assert Client(raise_request_exception=False).get(address).status_code == status
    return caplog.text


@pytest.mark.django_db
def test_a_link_that_is_over_is_not_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    said = logged(caplog, LINK, 410)
    assert "Gone: account_open_link" in said
    assert "nobody-may-read" not in said


@pytest.mark.django_db
def test_an_address_of_nothing_is_not_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    said = logged(caplog, f"{LINK}more/?name=Mia", 404)
    assert "Not Found: no page of ours" in said
    assert "nobody-may-read" not in said and "Mia" not in said


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["”", "\u200b", "é"])
def test_an_address_with_more_than_plain_letters_is_not_in_the_log(caplog: pytest.LogCaptureFixture, end: str) -> None:
    assert "nobody-may-read" not in logged(caplog, f"{LINK[:-1]}{end}/", 404)


@pytest.mark.urls("sharewell.web.tests.pages")
def test_a_fault_names_its_page(caplog: pytest.LogCaptureFixture) -> None:
    assert "/wrong/broken/" not in logged(caplog, "/wrong/broken/", 500).split("Traceback")[0]


def test_whatever_is_logged_passes_there() -> None:
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["names_pages"]
