"""What makes the book append-only in the database itself: a trigger for every change that must not be made.

What the book keeps is never changed and never deleted. Words alone may go: when an entry tells of their erasure, or to
be sealed anew. On PostgreSQL the serving role also lacks the privileges (manage.py grant_serving_role). Whoever owns
the database can take the triggers away: against that stand the digests, the tree, the witnesses and verify_ledger.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Tables that can only be added to, with what tells one row of each from another. (The position of a place and the
# number of a node are the row's own number.)
SQLITE_KEYS = {
    "ledger_entry": (("id",), ("rowid",)),
    "ledger_place": (("position",), ("entry_id",)),
    "ledger_node": (("number",),),
    "ledger_entrywords": (("id",), ("entry_id", "name"), ("rowid",)),
    "ledger_erased": (("id",), ("entry_id", "name"), ("rowid",)),
    "ledger_bookkey": (("number",), ("rowid",)),
    "ledger_checkpoint": (("size",), ("rowid",)),
    "ledger_cosignature": (("id",), ("size", "witness"), ("rowid",)),
}
WORDS = "ledger_entrywords"
# What the serving role may do in PostgreSQL where it is less than everything.
SERVING = {
    **dict.fromkeys(SQLITE_KEYS, "SELECT, INSERT"),
    # Refused all the same, by a trigger, unless the word was entered as erased.
    WORDS: "SELECT, INSERT, DELETE",
    "django_migrations": "SELECT",
}
SQLITE_REFUSAL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, 'The book is append-only: no {action} on {table}.'); END
"""
# A word goes only once an entry tells of its erasure.
SQLITE_WORDS_REFUSAL = """
CREATE TRIGGER ledger_entrywords_no_delete BEFORE DELETE ON ledger_entrywords
WHEN NOT EXISTS (SELECT 1 FROM ledger_erased WHERE entry_id = OLD.entry_id AND name = OLD.name)
BEGIN SELECT RAISE(ABORT, 'The book is append-only: no DELETE on ledger_entrywords.'); END
"""
# INSERT OR REPLACE takes the former row away without asking the triggers against DELETE.
SQLITE_REPLACING = """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken}
BEGIN SELECT RAISE(ABORT, 'The book is append-only: no REPLACE on {table}.'); END
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
    CREATE OR REPLACE FUNCTION ledger_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        -- The table of the book by its schema: else a temporary one of the same name would be asked.
        asked text := 'SELECT EXISTS (SELECT 1 FROM %I.ledger_erased WHERE entry_id OPERATOR(pg_catalog.=) $1 '
            'AND name OPERATOR(pg_catalog.=) $2)';
        is_told boolean;
    BEGIN
        EXECUTE pg_catalog.format(asked, TG_TABLE_SCHEMA) INTO is_told USING OLD.entry_id, OLD.name;
        IF is_told IS NOT TRUE THEN
            RAISE EXCEPTION 'The book is append-only: no DELETE on ledger_entrywords.';
        END IF;
        RETURN OLD;
    END $$
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
POSTGRES_WORDS_REFUSAL = f"""
CREATE TRIGGER {WORDS}_no_delete BEFORE DELETE ON {WORDS} FOR EACH ROW EXECUTE FUNCTION ledger_words_stay()
"""
POSTGRES_WAITING = """
CREATE TRIGGER ledger_entry_waits AFTER INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_waits()
"""

# Triggers that are switched on, ask no condition and no column, and do what their function's body says.
POSTGRES_STANDING = """
SELECT tgname, tgrelid::regclass::text, prosrc, tgtype FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE NOT tgisinternal AND tgenabled IN ('O', 'A') AND tgqual IS NULL AND tgattr::text = ''
"""
# How pg_trigger.tgtype says when a trigger does it, by the words of its statement.
POSTGRES_WHEN = {"ROW": 1, "BEFORE": 2, "INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
# Who may act as whom: what a role may become, it is.
POSTGRES_ROLE = """
SELECT bool_or(rolsuper), bool_or(rolbypassrls), bool_or(rolcreaterole),
    has_parameter_privilege(%(role)s, 'session_replication_role', 'SET')
FROM pg_roles WHERE pg_has_role(%(role)s, oid, 'MEMBER')
"""
POSTGRES_OWNED = """
SELECT count(*) FROM (
    SELECT relowner AS owner FROM pg_class
    UNION ALL SELECT proowner FROM pg_proc
    UNION ALL SELECT nspowner FROM pg_namespace
    UNION ALL SELECT datdba FROM pg_database WHERE datname = current_database()
) owned WHERE pg_has_role(%(role)s, owner, 'MEMBER')
"""
# Every trigger and rule on certain tables, by name and table.
FOUND_ON = {
    "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND lower(tbl_name) IN ({})",
    "postgresql": """
    SELECT found.name, kept.relname FROM pg_class kept
    JOIN pg_namespace place ON place.oid = kept.relnamespace AND place.nspname = current_schema()
    JOIN (
        SELECT tgname AS name, tgrelid AS table FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT rulename || ' (a rule)', ev_class FROM pg_rewrite
    ) found ON found.table = kept.oid
    WHERE kept.relname IN ({})
    """,
}


def raise_guard(connection: BaseDatabaseWrapper) -> None:
    """From now on the database refuses to change the book, and notes each new entry as waiting for its place."""
    with connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def lower_guard(connection: BaseDatabaseWrapper) -> None:
    """The database lets the book be changed. Only the owner of the database can; migrations and tests alone call it."""
    with connection.cursor() as cursor:
        for table, trigger in _triggers():
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}{on}")


@contextmanager
def guard_lowered(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Inside, the book can be changed behind its back: for tests that forge, and for emptying a test's database."""
    lower_guard(connection)
    try:
        yield
    finally:
        raise_guard(connection)


@contextmanager
def words_replaceable() -> Iterator[None]:
    """Inside, words can be taken out, and must be put in again in the same transaction: the vault seals them anew.

    Only the owner of the database can. Nobody else can take words out meanwhile: the change is this transaction's
    alone, and when it is not committed, the guard never was down.
    """
    on = f" ON {WORDS}" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {WORDS}_no_delete{on}")
        yield
        cursor.execute(POSTGRES_WORDS_REFUSAL if connection.vendor == "postgresql" else SQLITE_WORDS_REFUSAL)


def _statements(connection: BaseDatabaseWrapper) -> Iterator[str]:
    return _postgres() if connection.vendor == "postgresql" else _sqlite()


def _sqlite() -> Iterator[str]:
    yield from _refusals(SQLITE_REFUSAL, SQLITE_WORDS_REFUSAL, ("UPDATE", "DELETE"))
    for table, keys in SQLITE_KEYS.items():
        same = (" AND ".join(f"{column} = NEW.{column}" for column in key) for key in keys)
        taken = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {each})" for each in same)  # noqa: S608
        yield SQLITE_REPLACING.format(table=table, taken=taken)
    yield SQLITE_WAITING


def _postgres() -> Iterator[str]:
    yield from POSTGRES_FUNCTIONS
    yield from _refusals(POSTGRES_REFUSAL, POSTGRES_WORDS_REFUSAL, ("UPDATE", "DELETE", "TRUNCATE"))
    yield POSTGRES_WAITING


def _refusals(refusal: str, of_words: str, actions: tuple[str, ...]) -> Iterator[str]:
    for table in SQLITE_KEYS:
        for action in actions:
            given = refusal.format(table=table, action=action, verb=action.lower())
            yield of_words if (table, action) == (WORDS, "DELETE") else given


def _postgres_triggers() -> Iterator[tuple[str, str, str, int]]:
    """Each trigger of ours: its name, its table, the body of its function, and when it does that."""
    bodies = {}
    for statement in _postgres():
        words = statement.split()
        if "$$" in words:
            bodies[words[words.index("FUNCTION") + 1]] = " ".join(statement.split("$$")[1].split())
        else:
            when = sum(POSTGRES_WHEN.get(word, 0) for word in words)
            yield _name_of(statement), _table_of(statement), bodies[words[-1]], when


def _triggers() -> Iterator[tuple[str, str]]:
    for table in SQLITE_KEYS:
        for verb in ("update", "delete", "truncate", "replace"):
            yield table, f"{table}_no_{verb}"
    yield "ledger_entry", "ledger_entry_waits"


def lowered(connection: BaseDatabaseWrapper) -> list[str]:
    """The triggers that this database lacks, or has in other words or switched off; empty when the guard is up."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_STANDING)
            standing = {(name, table, " ".join(does.split()), when) for name, table, does, when in cursor.fetchall()}
            return sorted(each[0] for each in _postgres_triggers() if each not in standing)
        cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        words = {" ".join(str(sql).split()) for (sql,) in cursor.fetchall()}
    return sorted(_name_of(each) for each in _sqlite() if " ".join(each.split()) not in words)


def strange(connection: BaseDatabaseWrapper) -> list[str]:
    """Triggers and rules on the tables of the book that are not ours: they could change or drop what is entered."""
    tables = [*SQLITE_KEYS, "ledger_waiting"]
    ours = {(_name_of(each), _table_of(each)) for each in _statements(connection) if "CREATE TRIGGER" in each}
    blanks = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        cursor.execute(FOUND_ON[connection.vendor].format(blanks), tables)
        return sorted(f"{name} on {table}" for name, table in cursor.fetchall() if (name, table) not in ours)


def _name_of(statement: str) -> str:
    return statement.split("CREATE TRIGGER ", 1)[1].split()[0]


def _table_of(statement: str) -> str:
    return statement.split(" ON ", 1)[1].split()[0]


def reasons_not_to_serve(connection: BaseDatabaseWrapper, role: str) -> list[str]:
    """Why this PostgreSQL role must not serve people; an empty list when it may."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            return [f"There is no role {role}: CREATE ROLE {role} LOGIN;"]
        cursor.execute(POSTGRES_ROLE, {"role": role})
        is_super, bypasses, makes_roles, switches_off = cursor.fetchone()
        cursor.execute(POSTGRES_OWNED, {"role": role})
        (owned,) = cursor.fetchone()
    reasons = {
        f"{role} is a superuser, or may become one: nothing stops it.": is_super,
        f"{role} bypasses row-level security.": bypasses,
        f"{role} may make roles, and so become another.": makes_roles,
        f"{role} may set session_replication_role, which switches the guard off.": switches_off,
        f"{role} owns {owned} tables, functions or schemas, or may become their owner: an owner can take the guard "
        "away.": owned,
    }
    return [reason for reason, holds in reasons.items() if holds]


def grant(connection: BaseDatabaseWrapper, role: str) -> None:
    """The role may read and write every table, but only read and add to the book."""
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_database()), quote_ident(current_schema())")
        database, schema = cursor.fetchone()
        tables = connection.introspection.table_names(cursor)
        cursor.execute(f"GRANT CONNECT ON DATABASE {database} TO {name}")
        cursor.execute(f"GRANT USAGE ON SCHEMA {schema} TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}")
        cursor.execute(f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {name}")
        for table in tables:
            verbs = SERVING.get(table, "SELECT, INSERT, UPDATE, DELETE")
            cursor.execute(f"GRANT {verbs} ON {connection.ops.quote_name(table)} TO {name}")
