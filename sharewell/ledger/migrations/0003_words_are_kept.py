"""The database refuses to delete words, too, and to replace them. See sharewell/ledger/guard.py."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from sharewell.ledger.guard import lower_guard, raise_guard


def raise_it_anew(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    lower_guard(schema_editor.connection)
    raise_guard(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [migrations.RunPython(raise_it_anew, migrations.RunPython.noop)]
