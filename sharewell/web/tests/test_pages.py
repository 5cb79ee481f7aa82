"""What every page of a list has in common."""

import pytest

from sharewell.web.pages import page_number


@pytest.mark.parametrize(
    ("said", "number"), [(None, 1), ("", 1), ("3", 3), ("0", 1), ("-1", 1), ("x", 1), ("²", 1), ("9" * 40, 1)]
)
def test_page_number(said: str | None, number: int) -> None:
    assert page_number(said) == number
