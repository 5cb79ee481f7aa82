"""Commands that other programs run: a pipe that is closed, at either end, ends them without a word."""

import io
import os
import sys
from typing import Any

from django.core.management.base import BaseCommand

# What a shell says of a program that was stopped because nobody read on.
NOBODY_READS = 141


class Piped(BaseCommand):
    """A command whose output may be a pipe that somebody closes, or nothing at all."""

    def __init__(self, stdout: Any = None, stderr: Any = None, **options: Any) -> None:
        super().__init__(stdout or sys.stdout or io.StringIO(), stderr or sys.stderr or io.StringIO(), **options)

    def execute(self, *args: Any, **options: Any) -> Any:
        """Run, and see that what was printed has been taken."""
        try:
            said = super().execute(*args, **options)
            self.stdout.flush()
        except BrokenPipeError:
            _print_no_more()
            raise SystemExit(NOBODY_READS) from None
        return said


def _print_no_more() -> None:
    """What is still to be printed goes nowhere, so that nothing is tried again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for each in (sys.stdout, sys.stderr):
        if each is not None and each.fileno() > 0:
            os.dup2(nowhere, each.fileno())
