"""The database looks at its tables anew, as it does by itself in the background; within one transaction it cannot."""

from django.db import connection


def take_stock() -> None:
    """PostgreSQL plans by the number of rows there are now. SQLite needs no telling."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
