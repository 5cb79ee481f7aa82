"""A book that is sealed and signed, and witnesses that have cosigned it."""

from sharewell.ledger.models import Checkpoint, Entry
from sharewell.ledger.sealing import seal
from sharewell.ledger.vouching import checkpoints
from sharewell.ledger.vouching.tests.given import cosign

__all__ = ["cosign", "entry_of", "sealed"]


def sealed(*witnesses: str) -> Checkpoint:
    """Every entry has its place and is signed; these witnesses have cosigned."""
    seal()
    made = checkpoints.sign()
    assert made
    for name in witnesses:
        cosign(made, name)
    return made


def entry_of(kind: str, **about: object) -> Entry:
    """The newest entry of this kind."""
    return Entry.objects.filter(kind=kind, **about).latest("written_at")
