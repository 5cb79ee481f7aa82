"""The witnesses: partner agencies that look at each new checkpoint and cosign it (c2sp.org/tlog-witness).

A witness that does not answer holds nobody up: the others are asked all the same, and it is asked again later. What it
says against a checkpoint is logged loudly: it saw another book than this one.
"""

import logging
import re
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import requests
from django.conf import settings
from django.db import IntegrityError, transaction
from urllib3.exceptions import HTTPError

from sharewell.errors import Unsigned
from sharewell.ledger import tree
from sharewell.ledger.models import Checkpoint, Cosignature
from sharewell.ledger.vouching.checkpoints import newest
from sharewell.ledger.vouching.notes import WITNESS, Key, Note, NoteError, key_of, signatures_of, to_base64

logger = logging.getLogger(__name__)
# For each piece of its answer, and for all of it.
SECONDS_TO_ANSWER, SECONDS_ALTOGETHER = 3.0, 5.0
LONGEST_ANSWER = 10_000
# A witness that did not cosign is asked again after so long, and then after twice as long each time, up to the most.
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0


@dataclass(frozen=True)
class Witness:
    """Whom we ask: where it answers, and the key with which it signs."""

    address: str
    key: Key

    @property
    def name(self) -> str:
        return self.key.name


@dataclass
class _Pause:
    until: float = 0.0
    seconds: float = FIRST_PAUSE


# How long each witness is left alone, in this process.
_pauses: dict[str, _Pause] = {}
# Who has not ended an answer yet, long after nobody waits for it any more. It is not asked anything else meanwhile.
_unended: dict[str, threading.Thread] = {}


def witnesses() -> list[Witness]:
    """The witnesses that this book has. Refused, with the line, when the file that lists them cannot be understood."""
    path = Path(settings.WITNESSES)
    if not path.exists():
        return []
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    return [_witness(line, f"{path.name}, line {number}") for number, line in lines if line.strip() and line[0] != "#"]


def _witness(line: str, where: str) -> Witness:
    address, _, vkey = line.strip().partition(" ")
    try:
        key = key_of(vkey)
    except NoteError as wrong:
        raise Unsigned(f"{where}: {wrong}") from None
    if key.kind != WITNESS or not address.startswith(("http://", "https://")):
        raise Unsigned(f"{where}: give the address of a witness (https://…) and its key, with a blank between.")
    return Witness(address.rstrip("/"), key)


def ask_witnesses() -> int:
    """Every witness that is due has been asked to cosign the newest checkpoint. How many did. A round of the worker."""
    checkpoint = newest()
    if checkpoint is None:
        return 0
    done = set(Cosignature.objects.filter(size=checkpoint.size).values_list("witness", flat=True))
    due = [each for each in witnesses() if each.key.vkey not in done and _is_due(each)]
    asked = _asked(checkpoint, {each: last_size(each, checkpoint.size) for each in due})
    # Who remembers another size than we do says which; the proof from there is all they need.
    told = {each: size for each, answer in asked.items() if (size := answer.size) is not None}
    asked |= _asked(checkpoint, {each: size for each, size in told.items() if size <= checkpoint.size})
    return sum(_kept(witness, checkpoint, answer) for witness, answer in asked.items())


def last_size(witness: Witness, until: int) -> int:
    """The largest checkpoint up to this size that this witness has cosigned, as far as we know."""
    cosigned = Cosignature.objects.filter(witness=witness.key.vkey, size__lte=until)
    return cosigned.order_by("-size").values_list("size", flat=True).first() or 0


@dataclass(frozen=True)
class Answer:
    """What a witness answered: a status of HTTP, or 0 when it could not be reached, and the words."""

    status: int
    text: str
    kind: str = ""

    @property
    def size(self) -> int | None:
        """The size of the last checkpoint that it knows, when it says so."""
        is_size = self.status == requests.codes.conflict and self.kind == "text/x.tlog.size"
        return int(self.text) if is_size and re.fullmatch(r"[0-9]{1,18}\n?", self.text) else None


def _asked(checkpoint: Checkpoint, since: dict[Witness, int]) -> dict[Witness, Answer]:
    """What each answers when asked, all at once; `since`: the size from which the growth is proved to it.

    Who has not answered whole in time is not waited for: it may go on for ever, and holds nobody up.
    """
    answers = dict.fromkeys(since, Answer(0, f"it did not answer within {SECONDS_ALTOGETHER:g} seconds"))
    bodies = {each: _body(checkpoint, size) for each, size in since.items()}

    def ask(witness: Witness) -> None:
        answers[witness] = _posted(witness, bodies[witness])

    for each in since:
        _unended[each.key.vkey] = threading.Thread(target=ask, args=[each], daemon=True)
        _unended[each.key.vkey].start()
    end = time.monotonic() + SECONDS_ALTOGETHER
    for each in since:
        _unended[each.key.vkey].join(max(0, end - time.monotonic()))
    return dict(answers)


def _body(checkpoint: Checkpoint, since: int) -> bytes:
    proof = tree.consistency(since, checkpoint.size) if since else []
    return "\n".join([f"old {since}", *map(to_base64, proof), "", checkpoint.note]).encode()


def _posted(witness: Witness, body: bytes) -> Answer:
    try:
        with requests.post(
            f"{witness.address}/add-checkpoint",
            data=body,
            headers={"Accept-Encoding": "identity"},
            timeout=SECONDS_TO_ANSWER,
            stream=True,
            allow_redirects=False,
        ) as answer:
            said = answer.raw.read(LONGEST_ANSWER, decode_content=False).decode(errors="replace")
            return Answer(answer.status_code, said, answer.headers.get("Content-Type", ""))
    except (requests.RequestException, OSError, HTTPError) as wrong:
        return Answer(0, str(wrong))


def _kept(witness: Witness, checkpoint: Checkpoint, answer: Answer) -> bool:
    """Whether the witness cosigned; its line is kept. Anything else is logged, and it is left alone for a while."""
    try:
        if answer.status != requests.codes.ok:
            raise NoteError(f"it answered {answer.status}: {answer.text[:200]!r}")
        note = Note(Note.of(checkpoint.note).text, signatures_of(answer.text))
        seen = note.seen_at(witness.key)
        mine = [each.line for each in note.signatures if (each.name, each.key_id) == (witness.name, witness.key.id)]
        if seen is None or len(mine) > 1:
            raise NoteError("it answered with the cosignature of somebody else, or with several of its own")
        seen_at = datetime.fromtimestamp(seen, UTC)
    except (ValueError, OverflowError, OSError) as wrong:
        pause = _left_alone(witness)
        logger.error(
            "%s did not cosign %s entries, and is asked again in %.0f s: %s",
            witness.name,
            checkpoint.size,
            pause,
            wrong,
        )
        return False
    _pauses.pop(witness.key.vkey, None)
    with suppress(IntegrityError), transaction.atomic():
        Cosignature.objects.create(size=checkpoint.size, witness=witness.key.vkey, line=mine[0], seen_at=seen_at)
    return True


def _is_due(witness: Witness) -> bool:
    asking = _unended.get(witness.key.vkey)
    return time.monotonic() >= _pauses.get(witness.key.vkey, _Pause()).until and not (asking and asking.is_alive())


def _left_alone(witness: Witness) -> float:
    """The witness is not asked for a while, each time a longer one. How many seconds."""
    pause = _pauses.setdefault(witness.key.vkey, _Pause())
    seconds, pause.seconds = pause.seconds, min(2 * pause.seconds, LONGEST_PAUSE)
    pause.until = time.monotonic() + seconds
    return seconds
