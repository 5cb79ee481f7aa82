"""Words become safe HTML: what we write is shown, and nothing that was written can run."""

import pytest
from bs4 import BeautifulSoup

from sharewell.guidance.editions import editions
from sharewell.guidance.markdown import rendered
from tests.pages import has_nothing_inline, is_valid


def test_paragraphs_lists_emphasis_headings_and_links_have_the_look_of_the_design_system() -> None:
    html = rendered("## Next\n\nRing **999** *now*.\n\n1. One\n2. Two\n\n- [Rules](/guidance/rules/)")
    assert '<h2 class="govuk-heading-m">Next</h2>' in html
    assert '<p class="govuk-body">Ring <strong>999</strong> <em>now</em>.</p>' in html
    assert '<ol class="govuk-list govuk-list--number">' in html
    assert '<ul class="govuk-list govuk-list--bullet">' in html
    assert '<a href="/guidance/rules/" class="govuk-link">Rules</a>' in html


def test_a_link_elsewhere_does_not_say_where_the_reader_came_from() -> None:
    assert 'rel="noreferrer"' in rendered("[The law](https://www.legislation.gov.uk/)")
    for address in ("//evil.example/", "HTTPS:evil.example", "///evil.example", "mailto:a@example.org"):
        assert 'rel="noreferrer"' in rendered(f"[Elsewhere]({address})"), address
    for address in ("/guidance/", "#there", "rules/", "/guidance/?q=a://b"):
        assert "rel=" not in rendered(f"[Ours]({address})"), address


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](data:text/html,<script>alert(1)</script>)",
        "![picture](https://example.org/x.png)",
        '[click](/x"onmouseover="alert(1))',
        "<https://example.org>",
        "a & b < c",
    ],
)
def test_nothing_written_can_run_or_reach_outside(hostile: str) -> None:
    soup = BeautifulSoup(rendered(hostile), "html5lib")
    assert not soup.find(["script", "img", "iframe", "style"])
    for tag in soup.find_all(True):
        assert set(tag.attrs) <= {"class", "href", "rel"}
        assert not str(tag.get("href", "")).startswith(("javascript", "data"))


def test_all_the_words_of_every_edition_are_sound_html() -> None:
    for edition in editions():
        pieces = [passage.body for passage in (*edition.golden_rules, *edition.myths, *edition.law)]
        pieces += [words.meaning + "\n\n" + words.next_steps for words in edition.outcomes.values()]
        for piece in pieces:
            page = f'<!DOCTYPE html><html lang="en"><head><title>x</title></head><body>{rendered(piece)}</body></html>'
            soup = BeautifulSoup(page, "html5lib")
            assert [*is_valid(page, soup), *has_nothing_inline(page, soup)] == []
