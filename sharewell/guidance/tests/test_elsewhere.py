"""Links outside: read strictly, dated, and saying aloud what nobody has checked for too long."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sharewell.guidance.editions import SHELF, editions
from sharewell.guidance.library.elsewhere import LINKS, LOCAL, elsewhere, read_elsewhere, with_own
from sharewell.guidance.shelf.tables import EditionError
from tests.pages import Browse, words_of

FILE = """
stale_after_days = 30
[[groups]]
key = "law"
title = "The law"
about = "Acts."
[[links]]
key = "act"
group = "law"
title = "An Act"
address = "https://www.example.org/act"
about = "All of it."
checked_on = 2026-05-01
checked_by = "the safeguarding office"
"""


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(words: str) -> Path:
        path = tmp_path / LINKS
        path.write_text(words, encoding="utf-8")
        return path

    return write


def test_a_link_awaits_checking_when_its_check_is_too_old(written) -> None:
    found = read_elsewhere(written(FILE))
    assert found.last_checked(found.links[0]) == "Last checked on 1 May 2026 by the safeguarding office."
    assert not found.awaits_checking(found.links[0], date(2026, 5, 31))
    assert found.awaits_checking(found.links[0], date(2026, 6, 1))


def test_a_link_that_nobody_has_checked_says_so(written) -> None:
    found = read_elsewhere(written(re.sub(r"checked_.*\n", "", FILE)))
    assert found.last_checked(found.links[0]) == "Not checked yet."
    assert found.awaits_checking(found.links[0], date(2026, 5, 1))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('checked_by = "the safeguarding office"', "", "go together"),
        ("checked_on = 2026-05-01", "", "go together"),
        ("https://www.example.org/act", "http://www.example.org/act", "begins with https://"),
        ("https://www.example.org/act", "https://www.example.org/a b", "begins with https://"),
        ('group = "law"', 'group = "lore"', "It must be one of: law."),
        ('key = "act"', 'key = "law"', "there are two called “law”"),
        ("stale_after_days = 30", "stale_after_days = 0", "1 or more"),
        ('title = "An Act"', "", "`title` is missing"),
        ('about = "All of it."', 'about = "All of it."\nphone = "1"', "`phone` means nothing here"),
        ("checked_on = 2026-05-01", 'checked_on = "May"', "wrong kind"),
    ],
)
def test_a_slip_in_the_file_is_refused_with_how_to_mend_it(written, old: str, new: str, said: str) -> None:
    with pytest.raises(EditionError, match=re.escape(said)):
        read_elsewhere(written(FILE.replace(old, new)))


def test_each_link_on_our_shelf_belongs_to_a_gateway_that_there_is() -> None:
    known = {gateway.key for edition in editions() for gateway in edition.gateways}
    for link in elsewhere().links:
        assert set(link.gateways) <= known


def test_no_telephone_number_stands_among_the_links_or_in_an_edition(browse: Browse) -> None:
    number = re.compile(r"\b0\d[\d ]{8,}\b")
    assert not number.search((SHELF / LINKS).read_text(encoding="utf-8"))
    for edition in editions():
        assert not number.search(browse(f"/guidance/editions/{edition.key}/").text)


def test_the_page_shows_each_link_with_its_address_and_its_check(browse: Browse) -> None:
    page = browse("/guidance/links/")
    for link in elsewhere().links:
        words = words_of(page.soup.find(id=f"link-{link.key}"))
        assert page.links[link.title] == link.address
        assert link.address in words and elsewhere().last_checked(link) in words
        assert link.checked_on or "Awaits checking" in words
    assert all(group.title in page for group in elsewhere().groups)


def test_a_gateway_leads_to_its_own_law(browse: Browse) -> None:
    page = browse("/guidance/law/ca-1989-47/")
    assert page.links["Children Act 1989"] == "https://www.legislation.gov.uk/ukpga/1989/41"
    assert "Read the law itself" not in browse("/guidance/law/public-interest/")


OWN = FILE[FILE.index("[[links]]") :].replace('"law"', '"local"').replace('"act"', '"ours"')


def test_a_partnerships_own_local_links_take_the_place_of_those_that_ship(written) -> None:
    found = with_own(elsewhere(), written(OWN))
    assert [link.key for link in found.links if link.group == LOCAL] == ["ours"] and found.has_own
    assert len(found.links) > 10 and not elsewhere().has_own


@pytest.mark.parametrize(
    ("old", "new", "said"), [('"ours"', '"kcsie"', "two called"), ('group = "local"', 'group = "lore"', "one of")]
)
def test_a_slip_in_the_partnerships_own_file_is_refused(written, old: str, new: str, said: str) -> None:
    with pytest.raises(EditionError, match=said):
        with_own(elsewhere(), written(OWN.replace(old, new)))


def test_the_page_says_that_each_partnership_puts_its_own_there_and_how(
    browse: Browse, tmp_path: Path, settings
) -> None:
    page = browse("/guidance/links/")
    assert "has not put its own here yet" in page and "links.toml" in page
    settings.EDITIONS = tmp_path
    (tmp_path / LINKS).write_text(OWN, encoding="utf-8")
    page = browse("/guidance/links/")
    assert "has not put its own here yet" not in page and page.links["An Act"] == "https://www.example.org/act"
