"""manage.py advise: the questions of an edition, or what answers to them advise, as JSON. Asks no database."""

import json
import sys
from typing import Any

from django.core.management.base import CommandError, CommandParser

from sharewell.errors import Refused
from sharewell.guidance.asking import advised, questions_told
from sharewell.guidance.editions import edition
from sharewell.guidance.management.piped import Piped
from sharewell.guidance.shelf.tables import EditionError


class Command(Piped):
    help = (
        "Reads answers as JSON from standard input and prints the advice as JSON. In: "
        '{"answers": {question: answer}, "agency": kind, "on": "2026-11-23"} (agency and day may be missing), or only '
        '{question: answer}. Out: {"outcome", "reasons", "rules", "gateways", "duties", "next", "open"}; each reason, '
        'rule, gateway and duty is {"id", "words"}. What is unknown is an error, with exit status 2.'
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("edition", help="the name of an edition, such as england-2026")
        parser.add_argument("--questions", action="store_true", help="print the questions and their answers instead")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = edition(options["edition"])
            told = questions_told(found) if options["questions"] else advised(found, _asked())
        except (Refused, EditionError) as refused:
            raise CommandError(" ".join(refused.args), returncode=2) from None
        self.stdout.write(json.dumps(told, indent=1))


def _asked() -> bytes:
    """What stands in the standard input. Refused when there is none, or it cannot be read."""
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError):
        raise Refused("Nothing can be read: standard input is closed. Send the answers there as JSON.") from None
