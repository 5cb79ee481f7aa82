"""The checker of pages catches each fault that it says it catches."""

import pytest

from tests.pages import faults, skeleton

GOOD = """<!DOCTYPE html><html lang="en"><head><title>Hello – Sharewell</title></head><body>
<div class="sw-danger"><a href="tel:999">Call 999</a></div><header></header>
<main id="main"><h1>Hello</h1><a href="#main">Main</a>
<form method="post" novalidate><input type="hidden" name="csrfmiddlewaretoken" value="x">
<label for="a">Name</label><input id="a" name="a" aria-describedby="h"><p id="h">Hint</p><button>Send</button></form>
<a href="https://example.org/law" rel="noreferrer">The law</a></main></body></html>"""

FAULTS = {
    "not valid": ("<h1>Hello</h1>", "<h1>Hello</h1></section>"),
    "does not say its language": (' lang="en"', ""),
    "must be one h1, not 2": ("<h1>Hello</h1>", "<h1>Hello</h1><h1>Again</h1>"),
    "must be one h1, not 0": ("<h1>Hello</h1>", "<h2>Hello</h2>"),
    "does not begin with the h1": ("<title>Hello", "<title>Other"),
    "is used 2 times": ('<p id="h">', '<p id="h"></p><p id="h">'),
    "an id is empty": ('<p id="h">', '<p id=""></p><p id="h">'),
    "which is not there": ('aria-describedby="h"', 'aria-describedby="nothing"'),
    "a link leads to #": ('href="#main"', 'href="#elsewhere"'),
    "has no label": ('<label for="a">Name</label>', ""),
    "a label is for": ("<p id", '<label for="gone">Gone</label><p id'),
    "a button has no words": ("<button>Send</button>", "<button></button>"),
    "a a has no words": (">Main</a>", "></a>"),
    "an image has no alt": ("<h1>Hello</h1>", '<h1>Hello</h1><img src="/x.png">'),
    "an inline script": ("<h1>Hello</h1>", "<h1>Hello</h1><script>alert(1)</script>"),
    "an inline style sheet": ("<h1>Hello</h1>", "<h1>Hello</h1><style>a{}</style>"),
    "has an inline style": ("<h1>", '<h1 style="color:red">'),
    "has the handler onclick": ("<button>", '<button onclick="x()">'),
    "leads to a script": ('href="#main"', 'href="javascript:x()"'),
    "<img> reaches outside": ("<h1>Hello</h1>", '<h1>Hello</h1><img alt="" src="//example.org/x.png">'),
    "<form> reaches outside": ("<form ", '<form action="https://example.org/" '),
    "must say rel=noreferrer": (' rel="noreferrer"', ""),
    "no {{ csrf_input }}": ("csrfmiddlewaretoken", "token"),
    "lacks novalidate": (" novalidate", ""),
    "the danger line is missing": ("tel:999", "tel:101"),
}


def test_a_good_page_has_no_faults() -> None:
    assert faults(GOOD) == []


def test_an_error_page_may_begin_its_title_with_error() -> None:
    assert faults(GOOD.replace("<title>", "<title>Error: ")) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_it_catches(fault: str) -> None:
    before, after = FAULTS[fault]
    assert before in GOOD
    bad = GOOD.replace(before, after, 1)
    assert skeleton(bad) != skeleton(GOOD), "A page with this fault would be taken for one that was looked at."
    found = faults(bad)
    assert any(fault.lower() in each.lower() for each in found), found


def test_other_words_make_no_other_page() -> None:
    """But for words that are not written as they must be."""
    assert skeleton(GOOD.replace(">Hint<", ">Another hint<")) == skeleton(GOOD)
    assert skeleton(GOOD.replace(">Hint<", ">Ask & look<")) != skeleton(GOOD)
    assert skeleton(GOOD.replace(">Hint<", "><")) != skeleton(GOOD)
