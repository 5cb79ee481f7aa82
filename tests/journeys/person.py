"""Somebody at a browser, who looks at every page as strictly as the people for whom it is made."""

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response

from sharewell.desk.demonstration.people import PASSWORD
from tests.journeys.site import Site

# Each place is told only of what breaks a rule; of the others one: a third of the time went into telling what is well.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
IS_FULL = os.environ.get("SHAREWELL_TEST_SIZE") == "full"
# Of what a page is built: every element with its attributes, random ids made alike, and whether it says anything.
PARTS = r"""() => [...document.querySelectorAll('*')].map(each => each.tagName + [...each.attributes].filter(
  one => !['value', 'href', 'action', 'content', 'nonce', 'src', 'title', 'data-saved'].includes(one.name)).map(
  one => one.name + '=' + one.value.replace(/[0-9a-f]{8}[0-9a-f-]*/g, '#')).join(' ')
  + (each.textContent.trim() ? '+' : '-') + (each.getClientRects().length ? 'v' : 'h')).join('\n')"""
SCREENSHOTS = os.environ.get("SHAREWELL_SCREENSHOTS", "")
DESK, PHONE = 1200, 320
# Chromium reports a page that is meant to answer 4xx as an error of its own.
ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")
axe = Axe()


def labelled(label: str) -> re.Pattern[str]:
    """The label by itself, or with the word that it may be left empty."""
    return re.compile(rf"^{re.escape(label)}( \(optional\))?$")


class Person:
    """One person in one browser. `look` after each step; the names on the page say where to press."""

    def __init__(
        self, browser: Browser, site: Site, email: str = "", *, width: int = DESK, script: bool = True
    ) -> None:
        self.site, self.email, self.width, self.script = site, email, width, script
        self.tour, self.seen = "", 0
        self.to_mark: Path | None = None
        self.context: BrowserContext = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 900 if width > PHONE else 640},
            java_script_enabled=script,
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self.context.set_default_timeout(10_000)
        self.complaints: list[str] = []
        self.page = self.new_tab()

    def new_tab(self) -> Page:
        """Another tab of the same browser; what goes wrong in it is heard too."""
        tab = self.context.new_page()
        tab.on("console", self._hear)
        tab.on("pageerror", lambda error: self.complaints.append(f"{tab.url}: {error}"))
        return tab

    @contextmanager
    def at(self, tab: Page) -> Iterator[None]:
        """Everything inside happens in that tab."""
        before, self.page = self.page, tab
        yield
        self.page = before

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not ANSWERED.match(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    # Where they are

    @property
    def heading(self) -> str:
        """The page's one heading."""
        return " ".join(self.page.locator("h1").inner_text().split())

    @property
    def text(self) -> str:
        """What the main part says, with single spaces."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def path(self) -> str:
        """The address without the site's name, and without the place on the page."""
        return self.page.url.removeprefix(self.site.address).partition("#")[0]

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        return self.page.locator(".govuk-error-summary li").all_inner_texts()

    # What they do

    def go(self, path: str, status: int = 200) -> "Person":
        """Types an address."""
        answer: Response | None = self.page.goto(path)
        assert answer is not None and answer.status == status, f"{path} answered {answer and answer.status}"
        return self

    def press(self, name: str, exact: bool = True) -> "Person":
        """Presses a button, and waits for the page that comes."""
        return self.click(self.page.get_by_role("button", name=name, exact=exact))

    def follow(self, name: str | re.Pattern[str], exact: bool = False) -> "Person":
        """Follows a link."""
        return self.click(self.page.get_by_role("link", name=name, exact=exact).first)

    def click(self, what: Locator) -> "Person":
        """Clicks what leads to another page, and waits for that page."""
        with self.page.expect_navigation():
            what.click()
        return self

    def write(self, label: str, words: str, within: Locator | None = None) -> "Person":
        """Writes into the box with this label."""
        (within or self.page).get_by_label(labelled(label)).fill(words)
        return self

    def choose(self, label: str, within: Locator | None = None) -> "Person":
        """Ticks a box or a radio button."""
        (within or self.page).get_by_label(label, exact=True).and_(self.page.locator("input")).check()
        return self

    def date(self, group: str, day: int, month: int, year: int, within: Locator | None = None) -> "Person":
        """Writes a date into its three boxes."""
        boxes = (within or self.page).get_by_role("group", name=labelled(group))
        for part, number in (("Day", day), ("Month", month), ("Year", year)):
            boxes.get_by_label(part, exact=True).fill(str(number))
        return self

    def sign_in(self, password: str = PASSWORD) -> "Person":
        """Signs in by the page."""
        if "/sign-in/" not in self.page.url:
            self.go("/sign-in/")
        self.write("Email address", self.email).write("Password", password)
        return self.press("Sign in")

    def close(self) -> None:
        self.context.close()

    # How strictly they look

    def look(self, heading: str = "") -> "Person":
        """The page is as it must be, and this is its heading."""
        if heading:
            assert self.heading == heading, (
                f"Here stands {self.heading!r}, not {heading!r}: {self.errors} {self.text[:500]}"
            )
        self.picture()
        faults = [*self._shape(), *self._broken_rules(), *self.complaints]
        assert not faults, f"{self.path} at {self.width} px:\n- " + "\n- ".join(faults)
        if self.to_mark:
            self.to_mark.touch()
        return self

    def _shape(self) -> Iterator[str]:
        if (headings := self.page.locator("h1").count()) != 1:
            yield f"There are {headings} h1, not one."
        if (wide := self.page.evaluate("document.scrollingElement.scrollWidth")) > self.width:
            yield f"It scrolls sideways: {wide} px wide. {self._widest()}"
        if not self.page.locator('.sw-danger a[href="tel:999"]').count():
            yield "The danger line is missing."

    def _widest(self) -> Any:
        return self.page.evaluate(
            "width => [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width)"
            ".slice(-3).map(e => e.outerHTML.slice(0, 150))",
            self.width,
        )

    def _broken_rules(self) -> Iterator[str]:
        if not self.script or self._is_known():
            return
        for broken in axe.run(self.page, options=RULES).response["violations"]:
            places = [" ".join(node["html"].split())[:200] for node in broken["nodes"][:3]]
            yield f"{broken['id']}: {broken['help']} {places}"

    def _is_known(self) -> bool:
        """Whether a page built of the same parts was looked at before at this width, by any process of this run: the
        rules say the same of it again. A full run looks at every page."""
        if IS_FULL:
            return False
        parts = hashlib.sha256(f"{self.width} {self.page.evaluate(PARTS)}".encode()).hexdigest()
        looked_at = self.site.looked_at / parts
        is_known = looked_at.exists()
        # It counts once it was looked at to its end: one that breaks a rule breaks it for each journey that meets it.
        self.to_mark = looked_at
        return is_known

    def picture(self) -> None:
        """A picture of the page, where pictures are wanted."""
        if not (SCREENSHOTS and self.tour):
            return
        self.seen += 1
        name = re.sub(r"\W+", "-", self.heading.lower()).strip("-")[:50]
        folder = Path(SCREENSHOTS) / self.tour
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{self.seen:02}-{name}.png", full_page=True)
