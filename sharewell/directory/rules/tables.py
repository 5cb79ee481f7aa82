"""A table that somebody sends as a CSV file, read with distrust: its encoding, its columns, each of its cells.

What stands here says of a fault on which line it is and how to mend it. Nothing is guessed: a file that could be read
in two ways is refused.
"""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

FILES_KEPT_FOR = timedelta(days=1)
MOST_BYTES = 1_000_000
MOST_ROWS = 2_000
MOST_COLUMNS = 40
LONGEST_CELL = 1_000
SEPARATORS = (",", ";", "\t")
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SAVE_AS = "Save it as “CSV UTF-8 (comma delimited)” and send it again."


@dataclass(frozen=True)
class Columns:
    """Which columns a table may have and which it must, by their names in small letters; `key` tells its rows apart.

    A cell of `may_begin_oddly` may begin like a formula: telephone numbers begin with a plus. `words` are those that a
    column takes and no others, as a person is shown them.
    """

    needed: tuple[str, ...]
    others: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    may_begin_oddly: tuple[str, ...] = ("telephone",)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def every(self) -> tuple[str, ...]:
        """All that there may be, in the order in which an empty table has them."""
        return self.needed + self.others


@dataclass
class Row:
    """One line of the table: its number in the file, its cells by column, and what is wrong with it."""

    line: int
    cells: Mapping[str, str]
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Table:
    """The rows, or why the file as a whole cannot be read (then there are none)."""

    rows: tuple[Row, ...] = ()
    faults: tuple[str, ...] = ()


def read_table(sent: bytes, columns: Columns) -> Table:
    """The table in a file, each row with its own faults; or the faults for which it cannot be read at all."""
    text, fault = _text(sent)
    if fault:
        return Table(faults=(fault,))
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [_named(cell) for cell in next(reader, [])]
        if faults := _faults_in_header(header, columns):
            return Table(faults=faults)
        rows = _rows(reader, header, columns)
    except csv.Error as wrong:
        return Table(faults=(f"Line {reader.line_num} cannot be read ({wrong}). Look for a quotation mark too many.",))
    if not rows:
        return Table(faults=("There are no rows below the names of the columns.",))
    if len(rows) > MOST_ROWS:
        return Table(faults=(f"There are more than {MOST_ROWS:,} rows. Send them in several files.",))
    _mark_repeated(rows, columns)
    return Table(rows=tuple(rows))


def _text(sent: bytes) -> tuple[str, str]:
    """The text, or why there is none."""
    if len(sent) > MOST_BYTES:
        return "", f"The file has {len(sent):,} bytes, and may have {MOST_BYTES:,}. Send it in several files."
    if sent.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", f"The file is in UTF-16. {SAVE_AS}"
    if sent.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "", f"This is a spreadsheet, not a CSV file. {SAVE_AS}"
    try:
        text = sent.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = sent[: wrong.start].count(b"\n") + 1
        return "", f"Line {line} is not in UTF-8. {SAVE_AS}"
    if "\0" in text:
        return "", f"The file has characters that no text has. {SAVE_AS}"
    return (text, "") if text.strip() else ("", "The file is empty.")


def _named(cell: str) -> str:
    return "_".join(cell.strip().lower().replace("-", " ").split())


def _faults_in_header(header: list[str], columns: Columns) -> tuple[str, ...]:
    if len(header) > MOST_COLUMNS:
        return (f"The first line names {len(header):,} columns, and may name {MOST_COLUMNS}.",)
    faults = []
    known = ", ".join(columns.every)
    if missing := [name for name in columns.needed if name not in header]:
        faults.append(f"The first line must name the columns. Missing: {', '.join(missing)}.")
    if strange := [name[:40] for name in header if name and name not in columns.every]:
        faults.append(f"There is no column {', '.join(strange)}. There are: {known}.")
    if twice := sorted({name for name in header if name and header.count(name) > 1}):
        faults.append(f"There is more than one column {', '.join(twice)}.")
    return tuple(faults)


def _rows(reader: Any, header: list[str], columns: Columns) -> list[Row]:
    rows: list[Row] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        rows.append(_row(reader.line_num, [cell.strip() for cell in cells], header, columns))
        if len(rows) > MOST_ROWS:
            break
    return rows


def _row(line: int, cells: list[str], header: list[str], columns: Columns) -> Row:
    row = Row(line, {name: cell for name, cell in zip(header, cells, strict=False) if name})
    if len(cells) != len(header):
        row.faults.append(f"It has {len(cells)} cells, and the first line names {len(header)}.")
    row.faults += faults_in_cells(row.cells, columns.may_begin_oddly)
    return row


def faults_in_cells(cells: Mapping[str, str], may_begin_oddly: Collection[str]) -> list[str]:
    """What no cell may be: too long, or the beginning of what a spreadsheet would run."""
    faults = []
    for name, cell in cells.items():
        if len(cell) > LONGEST_CELL:
            faults.append(f"The cell {name} is longer than {LONGEST_CELL:,} characters.")
        elif cell.startswith(FORMULA) and name not in may_begin_oddly:
            faults.append(f"The cell {name} begins with {cell[0]}, which a spreadsheet takes for a formula.")
    return faults


def _mark_repeated(rows: list[Row], columns: Columns) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(row.cells.get(name, "").casefold() for name in columns.key)
        if any(key) and seen.setdefault(key, row.line) != row.line:
            row.faults.append(f"It says the same as line {seen[key]}.")
