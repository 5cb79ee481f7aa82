"""The pages that anybody may read."""

import pytest

from tests.pages import Browse


@pytest.mark.parametrize("address", ["/hidden/", "/accessibility/", "/privacy/", "/help/"])
def test_anybody_may_read_it(browse: Browse, address: str) -> None:
    assert browse(address).heading


def test_the_empty_page_says_nothing_about_us(browse: Browse) -> None:
    page = browse("/hidden/")
    assert "sharewell" not in page.html.lower()
    assert "child" not in page.html.lower()
