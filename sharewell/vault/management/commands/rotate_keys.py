"""manage.py rotate_keys: from now on texts are sealed under a new data key."""

from typing import Any

from django.core.management.base import BaseCommand

from sharewell.vault import keys


class Command(BaseCommand):
    """Makes a new data key. Texts sealed before still open; `reencrypt` seals them anew."""

    help = (
        "Makes a new data key; texts are sealed under it from now on. Running servers take it up within five minutes "
        "or when restarted. Then run reencrypt, so that nothing depends on the old key any more."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Texts are sealed under data key {keys.rotate()} from now on. Next: manage.py reencrypt")
