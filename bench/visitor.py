"""Somebody at a browser that draws nothing: keeps cookies and one connection, follows redirects, fills forms in."""

import re
import time
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

HIDDEN = re.compile(r'<input type="hidden" name="(csrfmiddlewaretoken|_seen|_rows)" value="([^"]*)"')
# Four people of one school, who hold the same child; `./run` prints them.
PEOPLE = [f"{name}@example.org" for name in ("rachel.alder", "miriam.castell", "tom.weaver", "joan.pemberly")]
PASSWORD = "demonstration-only"  # noqa: S105 - no secret: it is printed


class Visitor:
    """One person. `times` holds the seconds of every press by the name of its page, redirects included; `pages` those
    of the page alone at its end, the answer to the last GET."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}
        self.times: dict[str, list[float]] = {}
        self.pages: dict[str, list[float]] = {}
        self.path, self.html = "", ""

    def get(self, path: str, name: str = "") -> str:
        """The page at this path, after redirects."""
        return self._asked("GET", path, None, name)

    def post(self, fields: dict[str, object], name: str = "", path: str = "") -> str:
        """The page that this form leads to. Hidden fields of the page shown are sent back."""
        sent = {key: value for key, value in HIDDEN.findall(self.html)} | fields
        return self._asked("POST", path or self.path, urlencode(sent, doseq=True), name)

    def _asked(self, method: str, path: str, body: str | None, name: str) -> str:
        began = asked = time.perf_counter()
        status, where = self._once(method, path, body)
        while status in {301, 302, 303}:
            path, asked = where, time.perf_counter()
            status, where = self._once("GET", path, None)
        ended = time.perf_counter()
        taken = ended - began
        if status != 200:
            raise SystemExit(
                f"{method} {path} answered {status}: {' '.join(re.sub('<[^>]+>', ' ', self.html).split())[300:900]}"
            )
        if name:
            self.times.setdefault(name, []).append(taken)
            self.pages.setdefault(name, []).append(ended - asked)
        self.path = path
        return self.html

    def _once(self, method: str, path: str, body: str | None) -> tuple[int, str]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://127.0.0.1:{self.connection.port}{path}"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        self.html = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, urlsplit(answer.headers.get("Location", "")).path

    def sign_in(self, who: int = 0) -> "Visitor":
        self.get("/sign-in/")
        self.post({"email": PEOPLE[who], "password": PASSWORD})
        if "Sign out" not in self.html:
            raise SystemExit("The benchmark could not sign in.")
        return self


def raise_a_concern(visitor: Visitor) -> None:
    """The main job, from the danger question to the reference: twelve presses, each with the page it leads to."""
    visitor.get("/concerns/new/", "start")
    visitor.post({"answer": "no"}, "danger > child")
    visitor.post({"_do": "find", "name": "Mia Tarant"}, "find a child")
    child = re.search(r'value="(first-[0-9a-f-]{36})"', visitor.html)
    visitor.post({"_do": child[1] if child else ""}, "child > worry")
    worry = {"_rows": 2, "row0-text": "A bruise on her arm.", "row0-kind": "fact"}
    worry |= {"row1-text": "He gets cross.", "row1-kind": "told", "row1-told_by": "Mia"}
    visitor.post(worry | {"_do": "continue"}, "worry > harm")
    visitor.post({"answer": "new"}, "harm > recipient")
    visitor.post({"answer": "protector"}, "recipient > bundle")
    visitor.post({"answer": "needed"}, "bundle > tell")
    visitor.post({"answer": "safe"}, "tell > advice")
    visitor.post({"decided": "share"}, "decide > pick")
    team = re.search(r'name="team"[^>]*value="([0-9a-f-]{36})"', visitor.html)
    team = team or re.search(r'value="([0-9a-f-]{36})"[^>]*name="team"', visitor.html)
    picked = {
        "team": team[1] if team else "",
        "purpose": "To keep a child safe",
        "items": re.findall(r'value="(worry[.][0-9a-f]+)"', visitor.html),
    }
    visitor.post(picked, "pick > told")
    told = {"told": "told", "who": "Mother", "when_day": 1, "when_month": 11, "when_year": 2026}
    visitor.post(told, "told > check")
    visitor.post({}, "send > sent")
    if "it has arrived" not in visitor.html:
        raise SystemExit(f"The journey of the benchmark did not end: {visitor.path}")
