"""What makes the book append-only in the database itself: a trigger for every change that must not be made.

Entries and places are never changed and never deleted; words may be erased but not changed. On PostgreSQL the serving
role also lacks the privileges (manage.py grant_serving_role). Whoever owns the database can take the triggers away:
against that stand the digests, the chain and verify_ledger.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

# Table by table: what is refused.
REFUSED = {
    "ledger_entry": ("UPDATE", "DELETE"),
    "ledger_place": ("UPDATE", "DELETE"),
    "ledger_entrywords": ("UPDATE",),
}
SQLITE_REFUSAL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, 'The book is append-only: no {action} on {table}.'); END
"""
SQLITE_WAITING = """
CREATE TRIGGER ledger_entry_waits AFTER INSERT ON ledger_entry
BEGIN INSERT INTO ledger_waiting (entry_id) VALUES (NEW.id); END
"""
POSTGRES_FUNCTIONS = (
    """
    CREATE OR REPLACE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'The book is append-only: no % on %.', TG_OP, TG_TABLE_NAME; END $$
    """,
    """
    CREATE OR REPLACE FUNCTION ledger_entry_waits() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN INSERT INTO ledger_waiting (entry_id) VALUES (NEW.id); RETURN NULL; END $$
    """,
)
POSTGRES_REFUSAL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {action} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()
"""
POSTGRES_WAITING = """
CREATE TRIGGER ledger_entry_waits AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_waits()
"""


def raise_guard(connection: BaseDatabaseWrapper) -> None:
    """From now on the database refuses to change the book, and notes each new entry as waiting for its place."""
    is_postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for statement in POSTGRES_FUNCTIONS if is_postgres else ():
            cursor.execute(statement)
        for table, action in _refusals(connection):
            refusal = POSTGRES_REFUSAL if is_postgres else SQLITE_REFUSAL
            cursor.execute(refusal.format(table=table, action=action, verb=action.lower()))
        cursor.execute(POSTGRES_WAITING if is_postgres else SQLITE_WAITING)


def lower_guard(connection: BaseDatabaseWrapper) -> None:
    """The database lets the book be changed. Only the owner of the database can; migrations and tests alone call it."""
    on = " ON {}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table, action in _refusals(connection):
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{action.lower()}" + on.format(table))
        cursor.execute("DROP TRIGGER IF EXISTS ledger_entry_waits" + on.format("ledger_entry"))


@contextmanager
def guard_lowered(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Inside, the book can be changed behind its back: for tests that forge, and for emptying a test's database."""
    lower_guard(connection)
    try:
        yield
    finally:
        raise_guard(connection)


def _refusals(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    for table, actions in REFUSED.items():
        yield from ((table, action) for action in actions)
        if connection.vendor == "postgresql":
            yield table, "TRUNCATE"
