"""`python -m tests.year REFERRALS DAYS [SEED]`: in a database of its own, unless it is told where."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from random import SystemRandom

# Told to the process in which the year runs: that it is one, and that its sets have the same order each time.
SAME = {"SHAREWELL_YEAR": "1", "PYTHONHASHSEED": "0"}


def main(many: int, days: int, seed: int) -> int:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from tests.year.running import Run, all_chance_from, quiet, report

    print(f"seed {seed}", file=sys.stderr, flush=True)
    with quiet(), all_chance_from(seed):
        run = Run(many, days, seed)
        run.go()
        run.judge()
    print(report(run))
    return bool(run.year.wrong)


def elsewhere(arguments: list[str]) -> int:
    """The same, in surroundings made for it."""
    from tests.killing import surroundings

    with tempfile.TemporaryDirectory() as folder, surroundings(Path(folder)) as told:
        command = [sys.executable, "-m", "tests.year", *arguments]
        return subprocess.run(command, env=told | SAME, check=False).returncode


if __name__ == "__main__":
    if "SHAREWELL_YEAR" not in os.environ:
        sys.exit(elsewhere(sys.argv[1:]))
    many, days, *seed = (int(each) for each in sys.argv[1:])
    sys.exit(main(many, days, seed[0] if seed else SystemRandom().randrange(10**6)))
