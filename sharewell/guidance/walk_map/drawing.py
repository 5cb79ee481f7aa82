"""The map as a plain drawing: questions from top to bottom, lines to what can follow, a letter for each advice.

Black on white, no style sheet and no script, so that it prints, and can be looked at in any browser by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from sharewell.guidance.rules.shapes import Edition
from sharewell.guidance.rules.words import Outcome
from sharewell.guidance.walk_map.chart import Stop

ROW, BOX, LEFT, WIDE, COLUMN, EDGE = 74, 46, 150, 330, 46, 16
LETTERS = dict(zip(Outcome, "ABCDEFG", strict=True))
KEY_LINE, TOP = 31, 24
ID = "walk-map"


def drawn(edition: Edition, stops: Sequence[Stop], *, has_key: bool = True) -> str:
    """The map as SVG, with a title and a description in words. `has_key`: what the letters stand for is drawn too."""
    below = TOP + len(Outcome) * KEY_LINE + 20 if has_key else TOP
    height, width = below + len(stops) * ROW, LEFT + WIDE + 30 + len(Outcome) * COLUMN + EDGE
    parts = [part for stop in stops for part in (*_lines(stop, below), *_box(stop, below), *_dots(stop, below))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{ID}-title {ID}-desc" '
            f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'font-family="Arial, Helvetica, sans-serif" font-size="17" fill="#0b0c0c">',
            f'<title id="{ID}-title">Map of the questions: {escape(edition.title)}</title>',
            f'<desc id="{ID}-desc">{escape(described(stops))}</desc>',
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            *(_key(edition) if has_key else ()),
            *parts,
            "</svg>",
        ]
    )


def described(stops: Sequence[Stop]) -> str:
    """What the drawing shows, in words, for somebody who does not see it."""
    return (
        f"{len(stops)} questions stand one below the other. Lines lead from each to the questions that can follow. "
        "Letters beside it stand for the advice: filled where the questions can end there, in a ring where the advice "
        "is settled and a question about how to go on follows. The table says the same in words."
    )


def _key(edition: Edition) -> Iterator[str]:
    """What the letters stand for."""
    for line, outcome in enumerate(LETTERS):
        y = TOP + line * KEY_LINE
        yield from _letter(LEFT + 14, y, outcome, is_end=True)
        yield _text(LEFT + 38, y + 6, edition.outcomes[outcome].heading)


def _middle(number: int, below: int) -> int:
    return below + (number - 1) * ROW + BOX // 2


def _box(stop: Stop, below: int) -> Iterator[str]:
    y = _middle(stop.number, below)
    yield (
        f'<rect x="{LEFT}" y="{y - BOX // 2}" width="{WIDE}" height="{BOX}" fill="#ffffff" stroke="#0b0c0c" '
        'stroke-width="2"/>'
    )
    yield _text(LEFT + 14, y + 6, f"{stop.number}. {stop.question.short}", weight="bold")


def _lines(stop: Stop, below: int) -> Iterator[str]:
    """A line straight down to the next question; to one further down, a bow to the left of those that are passed."""
    for number in stop.next:
        start, end = _middle(stop.number, below), _middle(number, below)
        if number == stop.number + 1:
            x, top, tip = LEFT + WIDE // 2, start + BOX // 2, end - BOX // 2
            yield _path(f"M{x} {top}V{tip - 8}")
            yield _arrow(((x - 6, tip - 10), (x + 6, tip - 10), (x, tip)))
            continue
        out, start, end = LEFT - 20 - 13 * (number - stop.number), start + 8, end - 8
        yield _path(f"M{LEFT} {start}C{out} {start} {out} {end} {LEFT - 9} {end}")
        yield _arrow(((LEFT - 11, end - 6), (LEFT - 11, end + 6), (LEFT, end)))


def _dots(stop: Stop, below: int) -> Iterator[str]:
    """The letters of the advice in their columns, with a thin line that leads the eye to them."""
    y, columns = _middle(stop.number, below), {outcome: place for place, outcome in enumerate(Outcome)}
    shown = {**dict.fromkeys(stop.settles, False), **dict.fromkeys(stop.ends, True)}
    if not shown:
        return
    last = LEFT + WIDE + 40 + max(columns[outcome] for outcome in shown) * COLUMN
    yield _path(f"M{LEFT + WIDE} {y}H{last}", dashes="2 5")
    for outcome, is_end in shown.items():
        yield from _letter(LEFT + WIDE + 40 + columns[outcome] * COLUMN, y, outcome, is_end=is_end)


def _letter(x: int, y: int, outcome: Outcome, *, is_end: bool) -> Iterator[str]:
    fill, ink = ("#0b0c0c", "#ffffff") if is_end else ("#ffffff", "#0b0c0c")
    yield f'<circle cx="{x}" cy="{y}" r="13" fill="{fill}" stroke="#0b0c0c" stroke-width="2"/>'
    yield _text(x, y + 6, LETTERS[outcome], weight="bold", anchor="middle", ink=ink)


def _text(x: int, y: int, words: str, *, weight: str = "", anchor: str = "", ink: str = "") -> str:
    look = {"font-weight": weight, "text-anchor": anchor, "fill": ink}
    said = "".join(f' {name}="{value}"' for name, value in look.items() if value)
    return f'<text x="{x}" y="{y}"{said}>{escape(words)}</text>'


def _path(way: str, *, dashes: str = "") -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="{way}" fill="none" stroke="#484949" stroke-width="2"{dashed}/>'


def _arrow(corners: Iterable[tuple[int, int]]) -> str:
    return '<path d="M{}Z" fill="#484949"/>'.format("L".join(f"{x} {y}" for x, y in corners))
