"""Every answer tells the browser what it may not do."""

from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

import sharewell.web
from sharewell.web.headers import HEADERS, JS_ENABLED, JS_ENABLED_HASH, SafeHeaders, unnamed

TEMPLATES = Path(sharewell.web.__file__).parent / "templates"


def test_a_page_that_is_only_read_may_name_itself_to_nobody(rf: RequestFactory) -> None:
    page = SafeHeaders(unnamed(lambda request: HttpResponse()))(rf.get("/"))
    assert page["Referrer-Policy"] == "no-referrer" != HEADERS["Referrer-Policy"]
    assert page["X-Frame-Options"] == HEADERS["X-Frame-Options"]


def test_no_page_may_say_more_than_is_allowed(rf: RequestFactory) -> None:
    page = SafeHeaders(lambda request: HttpResponse(headers={"Referrer-Policy": "unsafe-url"}))(rf.get("/"))
    assert page["Referrer-Policy"] == HEADERS["Referrer-Policy"]


def test_head_says_how_long_a_page_is_and_sends_nothing_of_it(rf: RequestFactory) -> None:
    page = SafeHeaders(lambda request: HttpResponse("words"))(rf.head("/"))
    assert (page.content, page["Content-Length"]) == (b"", "5")
    assert SafeHeaders(lambda request: HttpResponse("words"))(rf.get("/")).content == b"words"


@pytest.fixture
def a_static_file() -> str:
    (Path(settings.STATIC_ROOT) / "kept.txt").write_text("kept")
    return "/static/kept.txt"


@pytest.mark.parametrize("address", ["/help/", "/hidden/", "/no/such/address/", "/static/nothing.css"])
def test_the_headers_are_on_every_answer(client: Client, address: str) -> None:
    response = client.get(address)
    for name, value in HEADERS.items():
        assert response[name] == value


@pytest.mark.parametrize("address", ["/help/", "/no/such/address/", "/static/nothing.css"])
def test_no_copy_is_kept_of_a_page(client: Client, address: str) -> None:
    assert client.get(address)["Cache-Control"] == "no-store"


def test_a_static_file_may_be_kept(a_static_file: str) -> None:
    response = Client().get(a_static_file)
    assert response.status_code == 200
    assert "no-store" not in response["Cache-Control"]
    assert response["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


def test_nothing_inline_is_allowed_but_the_one_line() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 1
    assert JS_ENABLED_HASH == "GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw="


def test_the_template_holds_the_very_line_that_the_policy_allows() -> None:
    line = (TEMPLATES / "web" / "_js_enabled.html").read_text(encoding="utf-8").strip()
    assert line == f"<script>{JS_ENABLED}</script>"
