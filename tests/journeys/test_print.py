"""What is printed is the record and nothing around it."""

from pathlib import Path

import pytest

from tests.journeys.person import Person
from tests.journeys.telling import BRUISE, GUESS, Telling

pytestmark = pytest.mark.journey
A4 = {"width": 794, "height": 1123}
AROUND = (
    ".sw-danger",
    ".sw-nav",
    ".govuk-back-link",
    ".govuk-skip-link",
    ".sw-foot__links",
    ".sw-no-print",
    "[data-hide-page]",
)


@pytest.fixture
def sent(teacher: Person) -> Telling:
    """A worry that was sent; its teacher stands before the receipt."""
    telling = Telling(teacher, strict=False).begin().find("Mia Tarrant", "Mia Tarrant")
    telling.write_worry().walk().decide().pick("Name and date of birth", "A bruise").say_told().send()
    return telling


@pytest.mark.parametrize("link", ["Read or print the copy", "See the whole record"])
def test_paper_has_the_words_and_nothing_to_press(sent: Telling, link: str, tmp_path: Path) -> None:
    teacher = sent.who.follow(link)
    page = teacher.page
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    shown = [mark for mark in AROUND for each in page.locator(mark).all() if each.is_visible()]
    assert not shown, f"On paper nobody can press {shown}."
    words = teacher.text
    assert sent.reference in words and BRUISE in words and GUESS in words
    assert "Download the copy" not in words and "Write down something new" not in words
    assert page.evaluate("document.scrollingElement.scrollWidth") <= A4["width"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") in {
        "rgb(255, 255, 255)",
        "rgba(0, 0, 0, 0)",
    }
    paper = page.pdf(format="A4", path=tmp_path / "paper.pdf")
    assert paper.startswith(b"%PDF") and len(paper) > 10_000
    teacher.tour = f"print-{link.split()[-1]}"
    teacher.picture()
