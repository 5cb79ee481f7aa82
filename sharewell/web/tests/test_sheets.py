"""A page asks for no look of ours that no style sheet has: a merge once lost half of the sheet, and no test saw it."""

import re
from collections.abc import Iterator
from pathlib import Path

import sharewell

CODE = Path(sharewell.__file__).parent
SHEETS = CODE / "web" / "static" / "web"
# Names that only mark a place, for a test or to be found: they need no rule.
BARE = {"sw-cards", "sw-myth", "sw-whom", "sw-now--one"}
NAME = re.compile(r"(?<![\w-])sw-[a-z0-9_-]*[a-z0-9]")


def _asked_for() -> Iterator[str]:
    for template in CODE.rglob("templates/**/*.html"):
        for said in re.findall(r"""class(?:es)?=["']([^"'{]*)["']""", template.read_text(encoding="utf-8")):
            yield from NAME.findall(said)


def test_every_name_a_template_asks_for_has_a_rule() -> None:
    rules = " ".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS.glob("*.css"))
    asked = set(_asked_for())
    assert len(asked) > 40
    assert asked - {name.removeprefix(".") for name in re.findall(r"\.sw-[a-z0-9_-]+", rules)} - BARE == set()
