"""Sealing bytes to one cell: AES-256-GCM, so that what is sealed opens only at the place it was sealed for."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_ID_BYTES, NONCE_BYTES, TAG_BYTES = 4, 12, 16
HEADER_BYTES = len(VERSION) + KEY_ID_BYTES + NONCE_BYTES


class VaultError(Exception):
    """Something sealed cannot be opened, or was about to be kept or sought unsealed."""


class Sealed:
    """Sealed bytes: version, key id, nonce, ciphertext and tag. Shows nothing of what is inside."""

    __slots__ = ("content",)

    def __init__(self, content: bytes) -> None:
        self.content = bytes(content)

    @property
    def key_id(self) -> str:
        """The data key it was sealed under, as eight hexadecimal digits; empty when nothing was ever sealed."""
        return self.content[1 : 1 + KEY_ID_BYTES].hex()

    def __repr__(self) -> str:
        return "<sealed>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and other.content == self.content

    def __hash__(self) -> int:
        return hash(self.content)


def seal(plain: bytes, key_id: str, cipher: AESGCM, place: bytes) -> Sealed:
    """`plain`, to be opened with this key and for this place only."""
    head = VERSION + bytes.fromhex(key_id)
    nonce = os.urandom(NONCE_BYTES)
    return Sealed(head + nonce + cipher.encrypt(nonce, plain, head + place))


def unseal(sealed: Sealed, cipher: AESGCM, place: bytes) -> bytes:
    """What was sealed. Raises VaultError when a bit of it, its key or its place is not the one it was sealed with."""
    content = sealed.content
    if len(content) < HEADER_BYTES + TAG_BYTES or content[:1] != VERSION:
        raise VaultError(f"What is kept at {place.decode()} was not sealed by this vault.")
    head, nonce = content[: 1 + KEY_ID_BYTES], content[1 + KEY_ID_BYTES : HEADER_BYTES]
    try:
        return cipher.decrypt(nonce, content[HEADER_BYTES:], head + place)
    except InvalidTag:
        raise VaultError(
            f"What is kept at {place.decode()} does not open: it was altered, or moved from another row or column."
        ) from None
