"""A text handed from one process to another by way of the database, as a job's argument is: sealed on the way."""

import base64

from sharewell.vault import keys
from sharewell.vault.sealed import Sealed, seal, unseal


def sealed_for(purpose: str, text: str) -> str:
    """`text` as base64 that opens for this purpose alone, while its data key is there."""
    key_id, cipher = keys.current()
    return base64.b64encode(seal(text.encode(), key_id, cipher, _place(purpose)).content).decode()


def opened_for(purpose: str, sealed: str) -> str:
    """What was sealed for this purpose. VaultError when it was altered, or sealed for another."""
    content = Sealed(base64.b64decode(sealed))
    return unseal(content, keys.cipher_of(content.key_id), _place(purpose)).decode()


def _place(purpose: str) -> bytes:
    return f"passed|{purpose}".encode()
