"""A CSV file from anybody: what cannot be read is said in a line, and every fault of a row stands at its row."""

import pytest
from hypothesis import given as tried
from hypothesis import strategies as st

from sharewell.directory.rules import Columns, read_table
from sharewell.directory.rules.tables import MOST_BYTES, MOST_ROWS

COLUMNS = Columns(needed=("name", "kind"), others=("telephone", "what_for"), key=("name",))


def read(text: str):
    return read_table(text.encode(), COLUMNS)


def only_fault(table) -> str:
    assert not table.rows
    (fault,) = table.faults
    return fault


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n", "The file is empty."),
        ("name,kind\nA,b".encode("utf-16"), "The file is in UTF-16."),
        ("name,kind\nA,b\nCafé,c".encode("latin-1"), "Line 3 is not in UTF-8."),
        (b"name,kind\nA,\0b", "characters that no text has"),
        (b"PK\x03\x04 and so on", "This is a spreadsheet, not a CSV file."),
        (b"\xd0\xcf\x11\xe0 and so on", "This is a spreadsheet, not a CSV file."),
        (b"x" * (MOST_BYTES + 1), "and may have 1,000,000"),
        (b"name\nA", "Missing: kind."),
        (b"kind,name,secret\na,b,c", "There is no column secret. There are: name, kind, telephone, what_for."),
        (b"name,kind,Name\na,b,c", "There is more than one column name."),
        (b"name,kind", "There are no rows"),
        (b"name,kind\n\n , \n", "There are no rows"),
        (b'name,kind\n"A,b', "cannot be read"),
        (b'name,kind\n"A" x,b', "cannot be read"),
        (b"name,kind," + b",".join(b"c%d" % each for each in range(100_000)) + b"\n", "names 100,002 columns"),
        (b"name,kind" + b"," * 100_000 + b"\n", "names 100,002 columns"),
        (b"name,kind\n" + b"A,b\n" * (MOST_ROWS + 1), "more than 2,000 rows"),
        (b"name,kind\n" + b"A" * 200_000 + b",b\n", "cannot be read"),
        (b"<html><body>Not found</body></html>", "The first line must name the columns"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_line(sent, says):
    faults = read_table(sent, COLUMNS).faults
    assert faults
    assert says in " ".join(faults)
    assert all(len(fault) < 400 for fault in faults)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_table_is_read_whatever_its_separator_line_endings_and_mark(separator, ending, mark):
    lines = [separator.join(cells) for cells in (("Name", " KIND ", "what for"), ("“Äpfel”", "school", "x"))]
    table = read(mark + ending.join(lines) + ending)
    assert [(row.line, dict(row.cells), row.faults) for row in table.rows] == [
        (2, {"name": "“Äpfel”", "kind": "school", "what_for": "x"}, [])
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_would_run_is_no_name(cell):
    quoted = '"' + cell.replace('"', '""') + '"'
    (row,) = read(f"name,kind\n{quoted},school").rows
    assert "takes for a formula" in row.faults[0]


def test_a_telephone_may_begin_with_a_plus():
    (row,) = read("name,kind,telephone\nA,school,+44 1632 960001").rows
    assert not row.faults


def test_each_row_has_its_own_faults_by_its_line():
    rows = read('name,kind\nA,b\n"C\nD",e\nA,b\nF\nG,h,i\n' + "x" * 1_001 + ",b").rows
    assert [(row.line, row.faults) for row in rows] == [
        (2, []),
        (4, []),
        (5, ["It says the same as line 2."]),
        (6, ["It has 1 cells, and the first line names 2."]),
        (7, ["It has 3 cells, and the first line names 2."]),
        (8, ["The cell name is longer than 1,000 characters."]),
    ]


@tried(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_at_all_are_read_or_refused(sent):
    table = read_table(sent, COLUMNS)
    assert bool(table.rows) != bool(table.faults)
    table = read_table(b"name,kind\n" + sent, COLUMNS)
    assert bool(table.rows) != bool(table.faults)
