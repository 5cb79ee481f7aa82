"""No address stands in a log, and no word of a fault that could be about somebody."""

import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.test import Client

from sharewell.errors import Unsigned
from sharewell.web.logs import KeepsNoWords, KeepsTheKind, NamesPages, fault_told

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
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["names_pages", "keeps_no_words"]


@pytest.mark.django_db
def test_too_many_fields_are_told_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    said = logged(caplog, "/guidance/search/?" + "&" * 5_000, 413)
    assert "Traceback" not in said and "&" not in said
    assert len([line for line in said.splitlines() if "number of GET/POST" in line]) == 1


FAULTS = {
    "127.0.0.1: Invalid HTTP request line: 'GET /guidance/search/?q=Mia'": "Invalid HTTP request line",
    "::1: Invalid HTTP method: 'Mia'": "Invalid HTTP method",
    "10.0.0.1: Invalid HTTP Header: 'Mia: x'": "Invalid HTTP Header",
    "10.0.0.1: Request Line is too large (9000 > 4094)": "Request Line is too large",
    "10.0.0.1: 'Mia'": "no more is known",
    "10.0.0.1: ": "no more is known",
}


@pytest.mark.parametrize("said", FAULTS)
def test_of_a_request_that_is_none_the_kind_of_fault_is_kept(said: str) -> None:
    record = logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, f"Invalid request from ip={said}", (), None)
    assert KeepsTheKind().filter(record)
    assert record.getMessage() == f"A request that is none: {FAULTS[said]}"


def test_a_request_that_went_wrong_in_the_server_has_no_address_and_all_else_is_kept() -> None:
    wrong = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, "Error handling request %s", ("/?q=Mia",), None)
    other = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, "Worker (pid:%s) was sent %s", (7, "x"), None)
    assert KeepsTheKind().filter(wrong) and KeepsTheKind().filter(other)
    assert (wrong.getMessage(), other.getMessage()) == ("Error handling request", "Worker (pid:7) was sent x")


def raised(fault: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        try:
            raise cause or fault
        except BaseException as first:
            if first is fault:
                raise
            raise fault from first
    except BaseException as last:
        return last


def test_of_a_fault_the_kind_and_the_place_are_kept_through_all_that_led_to_it() -> None:
    said = fault_told(raised(ValueError("Mia Tarrant"), IntegrityError("Key (name)=(Mia) already exists.")))
    assert "Mia" not in said and said.count("test_logs.py") >= 2
    assert said.index("IntegrityError") < said.index("and then") < said.index("builtins.ValueError")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (OSError(28, "Mia.pdf"), "OSError: No space left on device"),
        (SMTPRecipientsRefused({"mia@example.org": (550, b"no")}), "SMTPRecipientsRefused"),
        (SMTPDataError(550, b"mia@example.org is unknown"), "SMTPDataError"),
        (OperationalError("database or disk is full"), "OperationalError: database or disk is full"),
        (Unsigned("5 entries were signed for."), "Unsigned: 5 entries were signed for."),
    ],
)
def test_of_its_words_only_those_that_can_name_nobody(fault: Exception, told: str) -> None:
    assert fault_told(raised(fault)).splitlines()[-1].endswith(told)


def test_a_record_is_written_so() -> None:
    fault = raised(KeyError("Mia"))
    record = logging.LogRecord("x", logging.ERROR, "", 0, "It failed.", (), (KeyError, fault, fault.__traceback__))
    assert KeepsNoWords().filter(record)
    assert "Mia" not in logging.Formatter().format(record).replace('raised(KeyError("Mia"))', "")


def test_the_server_keeps_no_words_however_it_is_started() -> None:
    import sharewell.wsgi  # noqa: F401

    kinds = {type(each) for each in logging.getLogger("gunicorn.error").filters}
    assert {KeepsTheKind, KeepsNoWords} <= kinds
