"""manage.py work: the worker that stands beside the web server."""

import signal
import threading
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sharewell.desk.rounds import Watch

BREATH = 1.0


class Command(BaseCommand):
    """Goes its rounds until it is told to stop (SIGTERM or Ctrl-C); then it finishes the round it is on."""

    help = "Seals the book, runs jobs, tells of what is late, forgets what has run out. One worker is enough."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="walk every round once and stop")

    def handle(self, *args: Any, **options: Any) -> None:
        watch = Watch()
        if options["once"]:
            if failed := watch.go(time.monotonic()):
                raise CommandError(f"Could not {', '.join(failed)}. The log says why.")
            return
        stop = threading.Event()

        def told_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, told_to_stop)
        while not stop.is_set():
            watch.go(time.monotonic())
            stop.wait(BREATH)
