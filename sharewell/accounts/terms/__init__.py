"""The terms of use that hold today: dated text, ours or the partnership's own, known by its digest.

A file is named by the day from which it holds: `2026-11-26.md`. Its first line is its title; further lines are headings
(`## `), points (`- `) and paragraphs, and nothing else.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings

from sharewell.moment import now
from sharewell.web.words import local

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Terms:
    """One text of the terms, and the day from which it holds."""

    title: str
    body: str
    since: date
    digest: str

    def pieces(self) -> Iterator[tuple[str, list[str]]]:
        """The text in order: ("heading", [words]), ("points", [words, ...]) or ("paragraph", [words])."""
        lines = [line.strip() for line in self.body.splitlines() if line.strip()]
        for is_point, together in groupby(lines, lambda line: line.startswith("- ")):
            if is_point:
                yield "points", [line.removeprefix("- ") for line in together]
                continue
            for line in together:
                yield ("heading", [line.removeprefix("## ")]) if line.startswith("## ") else ("paragraph", [line])


def terms_in_force() -> Terms:
    """The terms that hold today: the partnership's own where a setting names them, else the newest of ours."""
    if settings.TERMS:
        return read(Path(settings.TERMS))
    today = local(now()).date()
    known = sorted(HERE.glob("*.md"))
    return read(next((each for each in reversed(known) if date.fromisoformat(each.stem) <= today), known[0]))


@lru_cache(maxsize=16)
def read(file: Path) -> Terms:
    """This file as terms; read once while the server runs. OSError or ValueError when it is none."""
    text = file.read_text(encoding="utf-8").strip()
    title, _, body = text.partition("\n")
    if not title.startswith("# ") or not body.strip():
        raise ValueError("The first line of the terms is their title, like # Terms of use; then comes the text.")
    since = date.fromisoformat(file.stem)
    return Terms(title.removeprefix("# ").strip(), body, since, hashlib.sha256(text.encode()).hexdigest())
