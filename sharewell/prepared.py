"""A question to the database that is worded once, and asked again and again with other values in its blanks.

Django words a queryset anew each time; for the handful of questions that every page asks, that takes far longer than
the answer. Here Django words it once for each connection, and reads the rows in its own way each time.
docs/adr/0005-worded-once.md says what was measured, and when to use this.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connections, transaction
from django.db.models import CharField, Expression, Field, QuerySet, TextField
from django.db.models.sql import UpdateQuery
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")
INSERT = "INSERT INTO {table} ({columns}) VALUES {blanks}"
MOST_IN_ONE = 50


@dataclass(frozen=True)
class _Gap:
    """Where a value goes among the parameters, and the field that says how the database is told it."""

    name: str
    field: "Field[Any, Any]"


class Blank(Expression):
    """Stands in a queryset for a value that is known only when the question is asked."""

    def __init__(self, name: str, field: Any) -> None:
        super().__init__(output_field=field)
        self.gap = _Gap(name, field)

    def as_sql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return "%s", [self.gap]


class _Worded:
    """A statement as one connection words it. A connection belongs to one thread, so nothing here is shared."""

    def __init__(self, compiler: SQLCompiler) -> None:
        self.connection = compiler.connection
        self.sql, self.parameters = compiler.as_sql()

    def filled(self, known: dict[str, Any]) -> list[Any]:
        """The parameters, with what is known in their gaps. KeyError when something is not."""
        return [
            each.field.get_db_prep_value(known[each.name], self.connection) if isinstance(each, _Gap) else each
            for each in self.parameters
        ]


class _Question(_Worded):
    """A queryset, worded; its rows are read by Django, which finds ready what it would have worked out."""

    def __init__(self, queryset: "QuerySet[Any, Any]", connection: Any) -> None:
        compiler: Any = queryset.query.get_compiler(connection=connection)
        super().__init__(compiler)
        self.queryset: Any = queryset
        self.values: list[Any] = []
        converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
        compiler.as_sql = lambda *_, **__: (self.sql, self.values)
        compiler.get_converters = lambda _: converters
        asked: Any = queryset.query
        asked.get_compiler = lambda *_, **__: compiler

    def rows(self, known: dict[str, Any]) -> list[Any]:
        self.values = self.filled(known)
        return list(self.queryset._iterable_class(self.queryset))


class _Once:
    """What `word` makes of this thread's connection, made once."""

    def __init__(self, word: Callable[[Any], Any]) -> None:
        self._word, self._mine = word, threading.local()

    def __call__(self) -> Any:
        connection, worded = connections["default"], getattr(self._mine, "worded", None)
        if worded is None or worded.connection is not connection:
            worded = self._mine.worded = self._word(connection)
        return worded


class Prepared(Generic[Row]):
    """The queryset that `build` makes, worded once. Called with a value for each blank, it gives the rows.

        find = Prepared(lambda: Draft.objects.filter(pk=Blank("draft", UUIDField())))
        drafts = find(draft=some_id)

    A value of the wrong shape raises what its field raises. Not for lists of values (`__in`), nor for prefetch_related.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Row]]") -> None:
        self._worded = _Once(lambda connection: _Question(build(), connection))

    def __call__(self, **known: Any) -> list[Row]:
        return self._worded().rows(known)

    def first(self, **known: Any) -> Row | None:
        """The first row; None when there is none."""
        rows = self(**known)
        return rows[0] if rows else None


class PreparedChange:
    """`update(**values)` of the queryset that `build` makes, worded once. Gives how many rows were changed."""

    def __init__(self, build: "Callable[[], QuerySet[Any, Any]]", **values: Any) -> None:
        def worded(connection: Any) -> _Worded:
            query: Any = build().query.chain(UpdateQuery)
            query.add_update_values(values)
            return _Worded(query.get_compiler(connection=connection))

        self._worded = _Once(worded)

    def __call__(self, **known: Any) -> int:
        worded = self._worded()
        with transaction.mark_for_rollback_on_error("default"), worded.connection.cursor() as cursor:
            cursor.execute(worded.sql, worded.filled(known))
            return int(cursor.rowcount)


class PreparedInsert(Generic[Row]):
    """Whole rows of `model` are put in, their defaults set already, by a statement worded once. Gives nothing back.

    Where no transaction is open, one row is one of its own; several are put in together or not at all.
    """

    def __init__(self, model: "type[Row]") -> None:
        self._worded = _Once(lambda connection: _Insert(model, connection))

    def __call__(self, rows: "Sequence[Row]") -> None:
        if len(rows) == 1:
            with transaction.mark_for_rollback_on_error("default"):
                self._worded().put_in(rows)
        elif rows:
            with transaction.atomic("default", savepoint=False):
                self._worded().put_in(rows)


def put_in_together(*parts: "tuple[PreparedInsert[Any], Sequence[Any]]") -> None:
    """Rows of several tables, in their order, within a transaction. A few make one journey to PostgreSQL."""
    full = [(part, rows) for part, rows in parts if rows]
    is_one = len(full) > 1 and sum(len(rows) for _, rows in full) <= MOST_IN_ONE
    if is_one and connections["default"].vendor == "postgresql":
        _put_in_as_one([(part._worded(), rows) for part, rows in full])
    else:
        for part, rows in full:
            part(rows)


def _put_in_as_one(parts: "Sequence[tuple[_Insert, Sequence[Any]]]") -> None:
    *first, last = (each.statement(len(rows)) for each, rows in parts)
    within = ", ".join(f"part_{number} AS ({statement})" for number, statement in enumerate(first))
    values = [value for each, rows in parts for row in rows for value in each.values(row)]
    with transaction.mark_for_rollback_on_error("default"), connections["default"].cursor() as cursor:
        cursor.execute(f"WITH {within} {last}", values)
    for each, rows in parts:
        each.are_in(rows)


class _Insert:
    def __init__(self, model: Any, connection: Any) -> None:
        self.connection, quoted = connection, connection.ops.quote_name
        self.fields = model._meta.concrete_fields
        self.told = [self._told(each) for each in self.fields]
        columns, blanks = zip(*((quoted(each.column), "%s") for each in self.fields), strict=True)
        table = quoted(model._meta.db_table)
        self.blanks = f"({', '.join(blanks)})"
        self.sql = INSERT.format(table=table, columns=", ".join(columns), blanks=self.blanks)

    def _told(self, field: Any) -> Callable[[Any], Any]:
        """How the database is told what a row holds in this field. A text is told as it is."""
        own, known, as_it_is = field.pre_save, field.get_db_prep_save, type(field) in (CharField, TextField)

        def told(row: Any) -> Any:
            value = own(row, add=True)
            return value if as_it_is and type(value) is str else known(value, self.connection)

        return told

    def statement(self, rows: int) -> str:
        return ", ".join([self.sql, *[self.blanks] * (rows - 1)])

    def values(self, row: Any) -> list[Any]:
        return [told(row) for told in self.told]

    def are_in(self, rows: Sequence[Any]) -> None:
        for row in rows:
            row._state.adding, row._state.db = False, "default"

    def put_in(self, rows: Sequence[Any]) -> None:
        values = [self.values(row) for row in rows]
        with self.connection.cursor() as cursor:
            if len(values) == 1:
                cursor.execute(self.sql, values[0])
            else:
                cursor.executemany(self.sql, values)
        self.are_in(rows)
