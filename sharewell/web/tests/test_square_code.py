"""A square code is large enough to be read off paper, and says its text; what is too long is no code."""

import re

import zxingcpp
from bs4 import BeautifulSoup
from PIL import Image

from sharewell.web.square_code import square_code

RECEIPT = "c2sp.org/tlog-proof@v1\nindex 1\n" + "— x AAAA+/=\n" * 110


def dark(svg: str) -> list[list[bool]]:
    """The modules of the drawing, row by row."""
    size = int(BeautifulSoup(svg, "html.parser").svg["viewbox"].split()[2])
    rows = [[False] * size for _ in range(size)]
    x, y = 0.0, 0.0
    for step, first, second in re.findall(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?", svg.split("stroke=")[1]):
        if step == "h":
            for column in range(int(x), int(x) + int(float(first))):
                rows[int(y)][column] = True
            x += float(first)
        elif step == "M":
            x, y = float(first), float(second)
        else:
            x, y = x + float(first), y + float(second)
    return rows


def test_a_module_is_wide_enough_and_the_rim_is_white() -> None:
    svg = str(square_code(RECEIPT, "The receipt"))
    drawn = BeautifulSoup(svg, "html.parser").svg
    modules = int(drawn["viewbox"].split()[2])
    assert float(drawn["width"].removesuffix("mm")) / modules >= 0.33
    assert (modules - 8 - 17) % 4 == 0
    assert float(drawn["width"].removesuffix("mm")) <= 174
    rows = dark(svg)
    assert not any(any(row) for row in rows[:4] + rows[-4:]) and rows[4][4:11] == [True] * 7
    assert drawn["role"] == "img" and drawn["aria-label"] == "The receipt"


def test_it_says_its_text() -> None:
    """Read back by a reader of codes."""
    rows = dark(str(square_code(RECEIPT, "")))
    picture = Image.frombytes("L", (len(rows), len(rows)), bytes(0 if cell else 255 for row in rows for cell in row))
    (found,) = zxingcpp.read_barcodes(picture.resize((len(rows) * 4, len(rows) * 4), Image.Resampling.NEAREST))
    assert found.text == RECEIPT


def test_what_is_too_long_is_no_code_and_its_words_are_escaped() -> None:
    assert square_code("x" * 2_954, "Too long") == ""
    assert 'aria-label="&lt;a&gt;"' in square_code("x" * 2_953, "<a>")
