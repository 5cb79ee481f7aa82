"""The map of each edition as files: a drawing, and a page of words that shows it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sharewell.guidance.rules.shapes import Edition
from sharewell.guidance.walk_map.chart import Stop, chart_of
from sharewell.guidance.walk_map.drawing import described, drawn
from sharewell.guidance.walk_map.told import way_in_words

SHELF = Path("docs/walk")
HOW = "Made by `manage.py draw_walk --write` from the edition itself: change the edition, not this page."


def files_of(editions: Sequence[Edition]) -> dict[Path, str]:
    """Every file that there must be, by its path from the root of the repository, with what must stand in it."""
    found = {}
    for edition in editions:
        stops = chart_of(edition)
        found[SHELF / f"{edition.key}.svg"] = drawn(edition, stops) + "\n"
        found[SHELF / f"{edition.key}.md"] = "\n".join(_page(edition, stops)) + "\n"
    return found


def behind(root: Path, editions: Sequence[Edition]) -> list[Path]:
    """The files that are missing under this root, or say something else than the editions do."""
    wanted = files_of(editions)
    return [path for path, words in wanted.items() if not _says(root / path, words)]


def _says(path: Path, words: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == words


def _page(edition: Edition, stops: Sequence[Stop]) -> Iterator[str]:
    yield f"# Map of the questions: {edition.title}\n"
    yield f"{HOW}\n"
    yield f"![{described(stops)}]({edition.key}.svg)\n"
    for stop in stops:
        yield f"## {stop.number}. {stop.question.title}\n"
        yield f"Asked: {stop.question.asked_when}\n"
        yield "| Answer | What can follow |"
        yield "|---|---|"
        for way in stop.ways:
            yield f"| {way.answer.label} | {way_in_words(way, edition, stops)} |"
        yield ""
