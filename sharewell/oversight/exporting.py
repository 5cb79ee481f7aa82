"""Entries as a table that a spreadsheet opens, and takes for nothing but text."""

import csv
from collections.abc import Iterable
from io import StringIO

from sharewell.ledger.models import Entry
from sharewell.ledger.rules import instant
from sharewell.oversight.rules import Scope, defused, title_of

COLUMNS = ("place", "happened_at", "written_at", "nature", "kind", "meaning", "who", "role", "agency")
# Whom and what it was about, by number: for those who may see the records themselves.
OF_RECORDS = ("entry", "subject_kind", "subject", "child")


def as_table(entries: Iterable[Entry], scope: Scope) -> str:
    """Comma-separated, with a line that names the columns; no personal words, and no cell that could be a formula.

    It begins with the mark of UTF-8, without which Excel takes a name with an accent for something else.
    """
    written = StringIO()
    written.write("\N{BYTE ORDER MARK}")
    table = csv.writer(written)
    is_whole = scope == Scope.RECORDS
    table.writerow([*COLUMNS, *(OF_RECORDS if is_whole else ())])
    for each in entries:
        table.writerow([defused(cell) for cell in (*_cells(each), *(_of_record(each) if is_whole else ()))])
    return written.getvalue()


def _cells(each: Entry) -> tuple[str, ...]:
    place = str(getattr(each, "position", None) or "")
    return (
        place, instant(each.happened_at), instant(each.written_at), each.nature, each.kind, title_of(each.kind),
        each.actor_name, each.actor_role, each.agency_name,
    )  # fmt: skip


def _of_record(each: Entry) -> tuple[str, ...]:
    return str(each.pk), each.subject_kind, each.subject_id, each.child_id or ""
