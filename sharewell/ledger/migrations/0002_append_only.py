"""The database itself refuses to change the book. See sharewell/ledger/guard.py."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sharewell.ledger.guard import lower_guard, raise_guard


def raise_it(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    raise_guard(schema_editor.connection)


def lower_it(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    lower_guard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("vault", "0002_first_keys")]
    operations = [migrations.RunPython(raise_it, lower_it)]
