"""Whatever is sent, by a broken browser or in malice: a clear page, with what was typed, and never a fault."""

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from sharewell.concerns.models import Concern, Referral
from sharewell.concerns.tests import given
from sharewell.concerns.tests.test_record_decision import BY_PHONE
from sharewell.concerns.tests.walker import WORRY, Teacher, at_the_worry
from sharewell.directory.models import Member
from sharewell.journeys.rules import LARGEST_DRAFT
from tests.naughty import IS_FULL, LINES, some
from tests.pages import Page, faults
from tests.test_urls_guarded import patterns

pytestmark = pytest.mark.slow

PAGES = ("call-999", "children", "worry", "decide", "pick", "openness", "questions", "no-such", "check")
STAGES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("no-such", {}), ("worry", WORRY), ("harm", {"answer": "new"}), ("decide", {"decided": "share"}),
)  # fmt: skip
SENT: list[dict[str, Any]] = [
    {"_do": "add"}, {"_do": "remove-0"}, {"_do": "put-back"}, {"_do": "stay"}, {"answer": "no"}, WORRY,
    {"answer": "zzz", "decided": "zzz", "items": "zzz", "team": "zzz", "told": "zzz"},
]  # fmt: skip
GROUPED = {"_seen": "1.x", "_do": "harm:add", "harm-answer": "zzz", "recipient-answer": "protector"}
FORM = "application/x-www-form-urlencoded"
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
FILLS = {
    "uuid": [str(uuid.uuid4()), str(uuid.UUID(int=0)), "not-a-uuid", "1", "%00"],
    "slug": ["worry", "no-such-page", "a" * 300],
    "str": ["x", "%F0%9F%92%A9", "a" * 300],
    "int": ["0", "1", "99999999999999999999"],
}
# Reading a page of a hundred rows as strictly as the others takes longer than all the others together.
LONG_PAGE = 10_000_000 if IS_FULL else 100_000
# Answers 503 where no worker is, as in a test.
HEALTH = "/health"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE")


def browser(member: Member | None = None, **options: Any) -> Client:
    """A browser that says 500 rather than raising."""
    client = Client(raise_request_exception=False, **options)
    if member:
        client.force_login(member.user)
    return client


def page_of(response: Any, *statuses: int) -> Page:
    """The page, which is one of ours: whole, and with one of these statuses."""
    is_whole(response, *statuses)
    return Page(response)


def is_whole(response: Any, *statuses: int) -> None:
    assert response.status_code in statuses, (response.status_code, response.request["PATH_INFO"])
    found = faults(response.content.decode())
    assert not found, found


def addresses(pattern: str) -> Iterator[str]:
    """The address with each of a few fills in all of its places."""
    kinds = [kind or "str" for kind, _ in PARAMETER.findall(pattern)]
    if not kinds:
        yield f"/{pattern}"
        return
    for number in range(max(len(FILLS[kind]) for kind in kinds)):
        yield "/" + PARAMETER.sub(lambda found: _fill(found[1] or "str", number), pattern)  # noqa: B023


def _fill(kind: str, number: int) -> str:
    return FILLS[kind][number % len(FILLS[kind])]


@pytest.mark.parametrize("who", ["teacher", "receiver", "nobody"])
def test_every_address_with_any_id_by_any_method(cast, who: str) -> None:
    member, wrong = getattr(cast, who, None), []
    for route, _ in patterns():
        client, asked = browser(member), list(addresses(route))
        for address in some(asked, every=3):
            methods = METHODS if IS_FULL or (who, address) == ("teacher", asked[-1]) else ("GET", "POST")
            for method in methods:
                response = client.generic(method, address, b"answer=1&_do=continue", FORM)
                is_shown = "<" in route and member and response.status_code == 200 and method != "OPTIONS"
                has_words = b"<h1" in response.content or response.get("Content-Type") == "application/json"
                is_bare = response.status_code in {400, 403, 404, 405, 413} and not has_words
                if (response.status_code >= 500 and address != HEALTH) or is_shown or (is_bare and method != "HEAD"):
                    wrong.append((method, address, response.status_code))
    assert not wrong, wrong


@pytest.mark.parametrize(
    "address", ["/", "/my-work/", "/queue/", "/notices/", "/contacts/", "/contacts/card/", "/sign-in/", "/guidance/"]
)
def test_whatever_stands_after_the_question_mark(cast, address: str) -> None:
    client = browser(cast.receiver)
    names = ("page", "show", "whose", "words", "next", "change", "tab", "edition", "q", "where", "need", "kind", "open")
    for text in [*some(LINES, every=9), "-1", "9" * 400, "\x00"]:
        response = client.get(address, dict.fromkeys(names, text))
        assert response.status_code < 500, (address, text)
    for raw in ("%00", "%ED%A0%80", "%FF%FE", "%", "page[]=1&page[a]=2", "&&&==;;", "page=1;page=2", "a" * 8_000):
        response = client.generic("GET", address, QUERY_STRING=raw)
        assert response.status_code < 500, (address, raw)


FORMS = ("/record-decision/", "/sign-in/", "/forgotten-password/", "/concerns/new/", "draft worry/", "draft children/")


def form_address(cast: Any, address: str) -> str:
    if not address.startswith("draft "):
        return address
    teacher = at_the_worry(cast.teacher) if address == "draft worry/" else Teacher(cast.teacher).start()
    if address == "draft children/":
        teacher.answer("danger", answer="no")
    return teacher.at + address.removeprefix("draft ")


BODIES: dict[str, tuple[bytes, str]] = {
    "half a character": (b"what=%ED%A0%80&row0-text=%ED%A0%80&name=%ED%A0%80&_do=find", FORM),
    "bytes of no text": (b"what=\xff\xfe\xfa&row0-text=\xff&name=\xff\xff&email=\xff", FORM),
    "names of no text": (b"\xff\xfe=1&%ff=2&=&=1&&&", FORM),
    "a nul": (b"what=a%00b&row0-text=%00&name=%00&_seen=%00&_do=%00&_once=%00&child=%00", FORM),
    "another alphabet": ("what=æ".encode("utf-16"), FORM + "; charset=utf-16"),
    "an alphabet that is none": (b"what=1", FORM + "; charset=no-such-thing"),
    "json": (b'{"what": 1}', "application/json"),
    "text": (b"what=1", "text/plain"),
    "xml": (b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]><x>&y;</x>", "text/xml"),
    "no kind at all": (b"what=1", ""),
    "a kind that is none": (b"what=1", "\x01/;;;=,"),
    "parts without a border": (b"what=1", "multipart/form-data"),
    "parts cut short": (
        b"--b\r\nContent-Disposition: form-data; name=\"what\"\r\n\r\nab",
        "multipart/form-data; boundary=b",
    ),
    "parts that say nothing": (b"--b\r\n\r\n--b--", "multipart/form-data; boundary=b"),
    "a part in base64 that is none": (
        b"--b\r\nContent-Disposition: form-data; name=\"what\"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--",
        "multipart/form-data; boundary=b",
    ),
    "a file where words belong": (
        b"--b\r\nContent-Disposition: form-data; name=\"what\"; filename=\"../x\"\r\n\r\nab\r\n--b--\r\n",
        "multipart/form-data; boundary=b",
    ),
    "a border that is none": (b"--b", "multipart/form-data; boundary=" + "b" * 300),
    "the same field many times": (b"&".join([b"what=1&harm=new&_seen=1.a&_rows=2"] * 200), FORM),
    "numbers that are none": (b"_rows=99999999999999999999&_seen=-1.x&row0-text=a&_do=remove-99999999999", FORM),
    "more rows than there may be": (b"_rows=5000&row4999-text=a&_do=add", FORM),
}  # fmt: skip


@pytest.mark.parametrize("address", FORMS)
def test_whatever_is_posted(cast, address: str) -> None:
    client, wrong = browser(cast.teacher if "sign" not in address else None), []
    at = form_address(cast, address)
    for name, (body, kind) in BODIES.items():
        response = client.generic("POST", at, body, kind)
        if response.status_code not in {200, 302, 400, 409, 413}:
            wrong.append((name, response.status_code))
        elif response.status_code != 302 and len(response.content) < LONG_PAGE:
            is_whole(response, 200, 400, 409, 413)
    assert not wrong, wrong
    assert not Concern.objects.exists()


@pytest.mark.parametrize("address", FORMS)
def test_too_much_is_413(cast, address: str) -> None:
    client = browser(cast.teacher if "sign" not in address else None, enforce_csrf_checks=True)
    at = form_address(cast, address)
    heavy = b"what=" + b"x" * 3_000_000
    many = b"&".join(b"f%d=1" % number for number in range(3_000))
    files = b"".join(b'--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\na\r\n' for _ in range(200))
    for has_cookie in (False, True):
        is_whole(client.generic("POST", at, heavy, FORM), 413)
        is_whole(client.generic("POST", at, many, FORM), 413)
        is_whole(client.generic("POST", at, files + b"--b--\r\n", "multipart/form-data; boundary=b"), 413)
        assert has_cookie or client.get(at).cookies


def test_a_draft_that_would_grow_too_large_says_so_and_keeps_the_page(cast, monkeypatch) -> None:
    most = LARGEST_DRAFT if IS_FULL else 50_000
    monkeypatch.setattr("sharewell.journeys.actions.LARGEST_DRAFT", most)
    rows = {f"row{number}-text": "long " * (most // 50) for number in range(11)}
    typed = {"_rows": "11", "_seen": "9.x", "_do": "continue", **rows}
    teacher = at_the_worry(cast.teacher)
    fits = teacher.browse.client.post(f"{teacher.at}worry/", typed | {"_rows": "1", "row0-kind": "opinion"})
    assert fits.status_code in {200, 302}
    in_turn, out_of_turn = teacher, Teacher(cast.teacher).start()
    for each in (in_turn, out_of_turn):
        answer = each.browse.client.post(f"{each.at}worry/", typed)
        assert answer.status_code == 200
        assert b"This form can hold" in answer.content
        assert answer.content.count(b"long long") == sum(text.count("long long") for text in rows.values())


def test_a_draft_that_is_full_takes_no_child_and_says_why(cast, monkeypatch) -> None:
    teacher, child = Teacher(cast.teacher).start(), given.a_child(cast.teacher)
    teacher.answer("danger", answer="no")
    monkeypatch.setattr("sharewell.journeys.actions.LARGEST_DRAFT", 20)
    client = browser(cast.teacher)
    page = page_of(client.post(f"{teacher.at}children/", {"_do": f"choose-{child.pk}", "_seen": "9.x"}), 409)
    assert "This form can hold 20 characters" in page


def test_any_page_of_the_journey_at_any_moment(cast) -> None:
    teacher, wrong = at_the_worry(cast.teacher), []
    client, seen = browser(cast.teacher), {"_seen": "99.x"}
    for stage in STAGES:
        client.post(f"{teacher.at}{stage[0]}/", seen | stage[1])
        for slug in (*given.URGENT, *PAGES):
            at = f"{teacher.at}{slug}/"
            gets = [(at, client.get(at)), (f"all/{slug}", client.get(f"{teacher.at}all/{slug}/"))]
            posts = [(f"{at} {typed}", client.post(at, {"_seen": "1.x", **typed})) for typed in some(SENT, every=3)]
            posts.append((f"all/{slug}", client.post(f"{teacher.at}all/{slug}/", GROUPED)))
            quiet = [(f"{at}autosave/", client.post(f"{at}autosave/", {"_seen": "1.x", **WORRY}))]
            wrong += [(stage[0], at, each.status_code) for at, each in gets + posts + quiet if each.status_code >= 500]
    assert client.get(teacher.at).status_code == 302, "the draft is still there"
    assert not wrong, wrong


TOKENS = {"none": None, "empty": "", "short": "short", "no letters": "é" * 64, "a nul": "\x00"}


def test_without_its_token_nothing_is_done_and_the_words_are_given_back(cast) -> None:
    client = browser(cast.teacher, enforce_csrf_checks=True)
    client.get("/record-decision/")
    for name, token in TOKENS.items():
        typed = BY_PHONE | {"what": f"A token that is {name}."}
        sent = typed if token is None else typed | {"csrfmiddlewaretoken": token}
        page = page_of(client.post("/record-decision/", sent), 403)
        assert page.heading == "We kept what you typed", name
        again = page_of(client.get(page.links["Go back to the form and check it"]), 200)
        assert typed["what"] in again.html and BY_PHONE["because"] in again.html, name
    assert not Concern.objects.exists()


@pytest.mark.parametrize("token", ["x" * 32, "x" * 64])
def test_with_a_token_that_is_nobodys_nothing_is_done_and_the_page_says_so(cast, token: str) -> None:
    """It could be anybody's page, so what came with it is kept for nobody: docs/security.md."""
    client = browser(cast.teacher, enforce_csrf_checks=True)
    client.get("/record-decision/")
    page = page_of(client.post("/record-decision/", BY_PHONE | {"csrfmiddlewaretoken": token}), 403)
    assert page.heading == "That was not sent" and "Nothing was done" in page
    assert not Concern.objects.exists()


def test_the_journey_without_its_token(cast) -> None:
    teacher = Teacher(cast.teacher).start()
    client = browser(cast.teacher, enforce_csrf_checks=True)
    page = page_of(client.post(f"{teacher.at}danger/", {"answer": "no"}), 403)
    assert page.heading
    teacher = at_the_worry(cast.teacher)
    page = page_of(client.post(f"{teacher.at}worry/", WORRY), 403)
    again = page_of(client.get(page.links["Go back to the form and check it"]), 200)
    assert WORRY["row0-text"] in again.html and WORRY["row1-text"] in again.html
    given.a_sent_concern(cast.teacher, cast.referral_team)
    referral = Referral.objects.get()
    worker = browser(cast.receiver, enforce_csrf_checks=True)
    for step in ("acknowledge-referral", "decide-referral"):
        page_of(worker.post(f"/referrals/{referral.pk}/{step}/", {"because": "Long enough to be kept."}), 403)
    referral.refresh_from_db()
    assert referral.state == "new"


def test_cookies_that_are_none(cast) -> None:
    for text in ("", "x", "\x00", "é", "a" * 4_000, "None", '"', "../../x", "1:2:3"):
        client = browser()
        for name in ("sharewell", "sharewell-form", "sharewell-browser", "messages"):
            client.cookies[name] = text
        for address in ("/", "/my-work/", "/sign-in/"):
            assert client.get(address).status_code in {200, 302}, (text, address)
        assert client.post("/sign-in/", {"email": "a@example.org", "password": "x"}).status_code in {200, 403, 429}


@pytest.mark.parametrize("name", ["HTTP_HOST", "HTTP_REFERER", "HTTP_ORIGIN", "HTTP_ACCEPT_LANGUAGE", "HTTP_RANGE"])
def test_headers_that_are_none(cast, name: str) -> None:
    client = browser(cast.teacher)
    for text in ("\x00", "é", "a" * 9_000, "://", "http://[", "bytes=9-1,,", "evil.example", "*;q=x,,"):
        response = client.get("/my-work/", **{name: text})
        assert response.status_code in {200, 400}, (name, text, response.status_code)
