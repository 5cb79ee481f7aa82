"""A new database has its keys from the start, so that no two processes make the first ones at once."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make_first_keys(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    import os

    from django.conf import settings

    from sharewell.moment import now
    from sharewell.vault.keys import KEY_BYTES, vault_key, wrap

    data_key = apps.get_model("vault", "DataKey")
    for purpose in ("text", "index"):
        if not data_key.objects.filter(purpose=purpose).exists():
            key_id = os.urandom(4).hex()
            wrapped = wrap(key_id, os.urandom(KEY_BYTES), vault_key(settings.VAULT_KEY))
            data_key.objects.create(id=key_id, purpose=purpose, wrapped=wrapped, made_at=now())


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [migrations.RunPython(make_first_keys, migrations.RunPython.noop)]
