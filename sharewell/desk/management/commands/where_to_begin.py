"""manage.py where_to_begin: the address, and who can sign in."""

import http.client
import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharewell.desk.access import anybody_is_there, anybody_real
from sharewell.desk.demonstration.people import PASSWORD, PEOPLE
from sharewell.desk.demonstration.places import BODIES
from sharewell.vault.surroundings import number

PATIENCE, BETWEEN = 60.0, 0.2


class Command(BaseCommand):
    help = "Prints the address, and in a demonstration the people one can sign in as."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wait", action="store_true", help="first wait until the server answers, up to a minute")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["wait"] and not _answers(time.monotonic() + PATIENCE):
            raise CommandError("The server has not answered for a minute. What it said stands above.")
        self.stdout.write(f"\nSharewell is at {settings.PUBLIC_ADDRESS}\n")
        if settings.DEMONSTRATION and not anybody_real():
            self._say_who()
        elif not anybody_is_there():
            self.stdout.write("Nobody can sign in yet. manage.py start_partnership adds the first agency and person.")
        self.stdout.write("\nStop with Ctrl-C\n")

    def _say_who(self) -> None:
        self.stdout.write("A demonstration: everybody is made up. Sign in as\n")
        rows = [
            (person.email, "; ".join(f"{post.job_title}, {BODIES[post.body].short_name}" for post in person.posts))
            for person in PEOPLE.values()
        ]
        wide = max(len(email) for email, _ in rows)
        for email, post in rows:
            self.stdout.write(f"  {email.ljust(wide)}  {post}")
        self.stdout.write(f"\nThe password of each is {PASSWORD}")


def _answers(until: float) -> bool:
    """Whether the server gives a page before then. It listens on loopback, whatever its public address is."""
    host = urlsplit(settings.PUBLIC_ADDRESS).netloc
    while time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", number("PORT", 8000), timeout=5)
        try:
            connection.request("GET", "/help/", headers={"Host": host})
            if connection.getresponse().status < 500:
                return True
        except (OSError, http.client.HTTPException):
            time.sleep(BETWEEN)
        finally:
            connection.close()
    return False
