"""One half of a rehearsed restore, in a process of its own (see test_rehearsal).

`python -m tests.rehearsing back-up SHELF` has writers and a worker go on while a backup is made, and prints as JSON
what was acknowledged before it began and a checkpoint that was signed after. `... restore BACKUP FILE`, with what the
other printed in FILE, restores it into its own empty place and prints what it was told, and what is missing.
"""

import json
import os
import signal
import sys
import time
from io import StringIO
from pathlib import Path

from tests.killing import doubts_about_the_book, in_a_child, made_ready, outcome, write_for_ever

WRITERS, ENOUGH, MORE = 3, 60, 20


def back_up(shelf: str) -> dict[str, object]:
    """Everything is done in children: a process that is forked must not have opened the database."""
    from tests import kill_tally

    assert outcome(lambda: made_ready(kill_tally.prepare)) == []
    writers = [in_a_child(lambda: write_for_ever(kill_tally.write)) for _ in range(WRITERS)]
    worker, _ = in_a_child(seal_and_sign_for_ever)
    before = acknowledged([reader for _, reader in writers], ENOUGH)
    wrong = outcome(lambda: commanded("backup", shelf)[1:1])
    after = acknowledged([reader for _, reader in writers], MORE)
    for child in (worker, *(child for child, _ in writers)):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    (note,) = outcome(lambda: commanded("sign_checkpoint"))
    return {"before": before, "after": len(after), "note": note, "wrong": wrong}


def acknowledged(readers: list[int], enough: int) -> list[str]:
    """At least so many acts that the writers acknowledged, whole lines all."""
    said = {reader: b"" for reader in readers}
    while sum(text.count(b"\n") for text in said.values()) < enough:
        for reader in readers:
            said[reader] += os.read(reader, 4096)
    return [line for text in said.values() for line in text.decode().split("\n")[:-1]]


def seal_and_sign_for_ever() -> None:
    from sharewell.ledger.sealing import seal
    from sharewell.ledger.vouching.checkpoints import sign

    while True:
        seal(batch=20)
        sign()
        time.sleep(0.01)


def commanded(*command: str) -> list[str]:
    from django.core.management import call_command

    said = StringIO()
    call_command(*command, stdout=said)
    return [said.getvalue()]


def restored(backup: str, file: str) -> dict[str, object]:
    """In an empty place: what the commands say, and what of the acknowledged is missing or half done."""
    from tests import kill_tally

    told = json.loads(Path(file).read_text())
    elsewhere = Path(file).with_name("elsewhere")
    elsewhere.write_text(told["note"])
    said = commanded("restore", backup, "--checkpoint", str(elsewhere))
    doubts = kill_tally.doubts(set(told["before"])) + doubts_about_the_book()
    again = refused("restore", backup) + refused("sign_checkpoint")
    return {"said": said[0], "doubts": doubts, "again": again}


def refused(*command: str) -> list[str]:
    from django.core.management import CommandError

    try:
        return commanded(*command)
    except CommandError as why:
        return [str(why)]


def main(what: str, *arguments: str) -> None:
    import django

    django.setup()
    print(json.dumps(back_up(*arguments) if what == "back-up" else restored(*arguments)))


if __name__ == "__main__":
    main(*sys.argv[1:])
