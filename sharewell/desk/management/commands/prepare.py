"""manage.py prepare: everything that must be true before the server starts. Safe, and quick, to do again."""

import socket
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharewell.desk.access import anybody_is_there
from sharewell.desk.demonstration.loading import load
from sharewell.directory.access import lacks_words
from sharewell.directory.actions import index_all_words


class Command(BaseCommand):
    help = "Makes or brings up to date the tables and bank holidays; loads the demonstration, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, help="also make sure that nobody else listens on this port")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["port"] and not _is_free(options["port"]):
            raise CommandError(f"Port {options['port']} is in use. Choose another: PORT={options['port'] + 1} ./run")
        for folder in (settings.EMAIL_FILE_PATH, settings.STATIC_ROOT):
            Path(folder).mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_bank_holidays", stdout=StringIO(), stderr=self.stderr)
        if lacks_words():
            index_all_words()
        if settings.DEMONSTRATION and not anybody_is_there():
            self.stdout.write("Loading the demonstration")
            load()


def _is_free(port: int) -> bool:
    """Whether a server could listen there. The option is the one servers use, so that an old connection is no bar."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
