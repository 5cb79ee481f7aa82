"""Witnesses with keys of their own."""

import struct
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sharewell.ledger.models import Checkpoint, Cosignature
from sharewell.ledger.vouching.notes import WITNESS, Key, Note, to_base64


def cosign(
    checkpoint: Checkpoint, name: str, at: datetime = datetime(2026, 11, 24, 14, 12, tzinfo=UTC), *, seed: str = ""
) -> None:
    """A witness of this name has seen the checkpoint then. Each has a key of its own, or the one of this seed."""
    private = Ed25519PrivateKey.from_private_bytes((seed or name).encode().ljust(32, b"."))
    key, time = Key(name, WITNESS, private.public_key().public_bytes_raw()), int(at.timestamp())
    signature = private.sign(f"cosignature/v1\ntime {time}\n{Note.of(checkpoint.note).text}".encode())
    line = f"— {name} {to_base64(key.id + struct.pack('>Q', time) + signature)}\n"
    Cosignature.objects.create(size=checkpoint.size, witness=key.vkey, line=line, seen_at=at)
