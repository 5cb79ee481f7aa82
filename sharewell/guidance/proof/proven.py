"""No edition is used before every path of it was proved safe; what was proved once is remembered by its digest.

The proof walks tens of thousands of paths and takes seconds, and an edition is loaded by every process and command. So
it is made once for each digest, and remembered as an empty file in the data folder, named for the digest and for the
code that proved it: a changed edition, or a changed proof, is proved again. A released edition is proved like any
other, since a lock can be written by hand and a proof can grow. Whoever can write in the data folder holds the keys and
the database as well. A data folder that is not there is not made for this: an empty one becomes a demonstration.
"""

import hashlib
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.conf import settings

from sharewell.guidance.proof.paths import each_violation
from sharewell.guidance.rules import Edition
from sharewell.guidance.shelf.tables import EditionError

HERE = Path(__file__).parent


def prove(edition: Edition) -> None:
    """Every claim holds on every path of this edition, now or earlier. Raises EditionError otherwise."""
    if _remembered(edition).exists():
        return
    # Of a copy: the walk remembers every path that was gone, and what serves people needs a few of them.
    for claim, shown in each_violation(replace(edition)):
        raise EditionError(f"{edition.key}: it may not be used, for “{claim}” does not hold: {shown}.")
    remember(edition)


def remember(edition: Edition) -> None:
    """Every claim was found to hold for this edition: from now on it need not be proved again."""
    with suppress(OSError):  # a data folder that cannot be written in costs time, and no safety
        _remembered(edition).parent.mkdir(mode=0o700, exist_ok=True)
        _remembered(edition).touch()


def _remembered(edition: Edition) -> Path:
    return Path(settings.DATA) / "proven" / f"{edition.digest[:32]}-{_code()[:16]}"


@cache
def _code() -> str:
    """The code that proves, as one digest."""
    parts = [*sorted(HERE.glob("*.py")), *sorted((HERE.parent / "rules").glob("*.py"))]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()
