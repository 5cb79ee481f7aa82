"""manage.py index_contacts: the words by which public numbers are found are made anew."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from sharewell.directory.actions import index_all_words


class Command(BaseCommand):
    help = "Makes the search index of the directory anew, whole or not at all. People may work meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Safe to do again."""
        with transaction.atomic():
            teams = index_all_words()
        self.stdout.write(f"{teams} numbers can be found.")
