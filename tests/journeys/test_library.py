"""The library in a real browser: every page at both widths, one visit without a script, and on paper."""

from collections.abc import Callable

import pytest

from tests.journeys.person import DESK, PHONE, Person
from tests.journeys.test_print import A4, AROUND

pytestmark = pytest.mark.journey
At = Callable[..., Person]
TODAY = "england-2026"
OLD = "wokingham-2011"
PAGES = [
    "/guidance/",
    "/guidance/questions/",
    "/guidance/map/",
    f"/guidance/editions/{OLD}/map/",
    "/guidance/rules/",
    "/guidance/rules/side-by-side/",
    "/guidance/myths/",
    "/guidance/outcomes/",
    "/guidance/law/",
    "/guidance/law/?kind=charity",
    "/guidance/law/ca-2004-16la/",
    "/guidance/data-protection/",
    "/guidance/caldicott/",
    "/guidance/own-say/",
    "/guidance/words/",
    "/guidance/links/",
    "/guidance/changes/",
    "/guidance/editions/",
    f"/guidance/editions/{TODAY}/",
    f"/guidance/editions/{OLD}/",
    f"/guidance/editions/{OLD}/law/",
    "/guidance/on/",
    "/guidance/on/?on_day=31&on_month=2&on_year=2012",
    "/guidance/on/2012-05-01/",
    "/guidance/search/",
    "/guidance/search/?q=gilick",
    "/guidance/search/?q=xyzzyqq",
]


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_every_page(person: At, width: int) -> None:
    reader = person(width=width)
    reader.tour = f"library-{width}"
    for path in PAGES:
        reader.go(path).look()
    reader.go("/guidance/on/2019-06-01/", status=404).look()


@pytest.mark.parametrize("width", [DESK, PHONE])
def test_a_visit_without_a_script(person: At, width: int) -> None:
    """Looks for a misspelt word, follows a term, sees a gateway, compares two editions, goes back to a day."""
    reader = person(width=width, script=False)
    reader.tour = f"library-visit-{width}"
    reader.go("/").follow("Look something up").look("Look something up")
    reader.write("Search the library", "gilick").press("Search").look("Search the library")
    assert "Did you mean gillick?" in reader.text
    reader.follow("Under 16, and able to understand").look("A child’s own say")
    assert reader.page.locator("#say-gillick").is_visible()
    reader.follow("Gillick competence", exact=True).look("Words explained")
    assert reader.page.url.endswith("#term-gillick")
    top = reader.page.evaluate("document.getElementById('term-gillick').getBoundingClientRect().top")
    line = reader.page.evaluate("document.querySelector('.sw-danger').getBoundingClientRect().bottom")
    assert top >= line, "What a link leads to stands hidden under the danger line."
    reader.go("/guidance/law/").page.get_by_label("Who do you work for?").select_option(label="A charity or club")
    reader.press("Show").look("The law on sharing")
    assert not reader.page.locator("#gateway-fgm-2003-5b").count()
    reader.follow("Data protection: keeping people safe").look()
    assert "charities, clubs" in reader.text
    reader.go("/guidance/changes/").press("Compare").look("What changed")
    assert reader.page.locator("del").first.is_visible() and reader.page.locator("ins").first.is_visible()
    reader.go("/guidance/editions/").date("Which day?", 1, 5, 2012).press("Show what held")
    assert "Not in force today" in reader.look("What held on 1 May 2012").text


@pytest.mark.parametrize(
    "path", ["/guidance/rules/side-by-side/", "/guidance/law/", "/guidance/changes/", f"/guidance/editions/{OLD}/"]
)
def test_on_paper(person: At, path: str) -> None:
    """All the words and nothing to press; what is folded away on the screen is printed too."""
    page = person().go(path).page
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    shown = [mark for mark in AROUND for each in page.locator(mark).all() if each.is_visible()]
    assert not shown, f"On paper nobody can press {shown}."
    assert page.evaluate("document.scrollingElement.scrollWidth") <= A4["width"]
    assert all(each.is_visible() for each in page.locator("main .govuk-details__text").all())
    assert page.pdf(format="A4").startswith(b"%PDF")
