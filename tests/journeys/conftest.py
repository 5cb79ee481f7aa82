"""The site and the browser, once for all journeys; people and tidying up for each."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.given import address_of_teacher
from tests.journeys.person import Person
from tests.journeys.site import Site

HOW = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The first is the same browser without a window of its own, which takes an eighth less of the processor.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
TEACHERS = 40
numbers = count()

At = Callable[..., Person]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, prepared and served."""
    folder = tmp_path_factory.mktemp("site")
    if os.environ.get("PYTEST_XDIST_WORKER") and not os.environ.get("SHAREWELL_DATABASE"):
        shutil.copytree(
            _prepared_once(tmp_path_factory.getbasetemp().parent), folder, symlinks=True, dirs_exist_ok=True
        )
        standing = Site(folder)
    else:
        standing = _prepared(Site(folder))
    standing.start()
    yield standing
    standing.stop("worker")
    standing.stop("web")


def _prepared(site: Site) -> Site:
    site.manage("prepare")
    site.do(f"add_teachers(0, {TEACHERS})")
    return site


def _prepared_once(shared: Path) -> Path:
    """A site that nobody serves, prepared by whichever process comes first: the others copy it."""
    folder, done = shared / "prepared", shared / "prepared.done"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir()
            _prepared(Site(folder))
            done.touch()
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert found, f"The journeys need one of {', '.join(BROWSERS)}. On Debian: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=HOW)
        yield started
        started.close()


@pytest.fixture
def person(browser: Browser, site: Site) -> Iterator[At]:
    """Opens a browser for somebody: `person("olwen.farrow@example.org", width=320, script=False)`."""
    opened: list[Person] = []

    def open_browser(email: str = "", **how: Any) -> Person:
        opened.append(Person(browser, site, email, **how))
        return opened[-1]

    yield open_browser
    for each in opened:
        each.close()
    assert not (said := site.failures()), f"The server failed:\n{said}"


@pytest.fixture
def teacher_email() -> str:
    """A teacher of this test alone."""
    number = next(numbers)
    assert number < TEACHERS, "Let conftest.py add more teachers."
    return address_of_teacher(number)


@pytest.fixture
def teacher(person: At, teacher_email: str) -> Person:
    """That teacher, signed in, with a script and a wide window."""
    return person(teacher_email).sign_in()
