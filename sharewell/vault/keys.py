"""The data keys: made, wrapped by the vault key, kept in this process, retired, and wrapped anew.

A key is remembered by the process only once the transaction that made it has ended well: otherwise texts could be
sealed under a key that a roll-back has taken away.
"""

import base64
import binascii
import hashlib
import hmac
import os
import time

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import IntegrityError, transaction

from sharewell.moment import now
from sharewell.vault.models import DataKey
from sharewell.vault.sealed import KEY_ID_BYTES, NONCE_BYTES, VaultError

KEY_BYTES = 32
# How long a process may go on sealing under a key that another process has retired.
LOOK_AGAIN_SECONDS = 300.0


class _Ring:
    """The keys this process has in hand."""

    def __init__(self) -> None:
        self.ciphers: dict[str, AESGCM] = {}
        self.current = ""
        self.look_again = 0.0
        self.index: bytes = b""
        self.uncommitted: set[str] = set()


_ring = _Ring()


def forget() -> None:
    """This process holds no key any more; the next use reads them from the database."""
    global _ring
    _ring = _Ring()


def vault_key(text: str) -> bytes:
    """The 32 bytes that base64 text stands for; VaultError, saying how to make one, when it is anything else."""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise VaultError(
            "The vault key must be 32 random bytes in base64. "
            'Make one with: python -c "import base64, os; print(base64.b64encode(os.urandom(32)).decode())"'
        )
    return key


def current() -> tuple[str, AESGCM]:
    """The id and cipher that texts are sealed with now. The first key is made when there is none."""
    if _ring.current and time.monotonic() < _ring.look_again:
        return _ring.current, _ring.ciphers[_ring.current]
    row = DataKey.objects.filter(purpose=DataKey.Purpose.TEXT, retired_at=None).order_by("-made_at", "id").first()
    row = row or make(DataKey.Purpose.TEXT)
    cipher = AESGCM(_unwrap(row, vault_key(settings.VAULT_KEY)))
    if row.pk not in _ring.uncommitted:
        _ring.ciphers[row.pk] = cipher
        _ring.current, _ring.look_again = row.pk, time.monotonic() + LOOK_AGAIN_SECONDS
    return row.pk, cipher


def cipher_of(key_id: str) -> AESGCM:
    """The cipher of the key with this id, retired or not. VaultError when there is no such key."""
    if cipher := _ring.ciphers.get(key_id):
        return cipher
    row = DataKey.objects.filter(pk=key_id, purpose=DataKey.Purpose.TEXT).first()
    if row is None:
        raise VaultError(f"There is no data key {key_id!r}: the text was sealed by another vault, or altered.")
    cipher = AESGCM(_unwrap(row, vault_key(settings.VAULT_KEY)))
    if key_id not in _ring.uncommitted:
        _ring.ciphers[key_id] = cipher
    return cipher


def blind_index(text: str, purpose: str) -> str:
    """A keyed digest of `text`, 64 hexadecimal digits: equal for equal text and purpose, and telling nothing else.

    For finding a sealed value by equality. Whoever asks puts the text into one form first (case, blanks). The key is
    of its own and stays the same when data keys and the vault key are changed.
    """
    subkey = hmac.digest(_index_key(), purpose.encode(), hashlib.sha256)
    return hmac.new(subkey, text.encode(), hashlib.sha256).hexdigest()


def _index_key() -> bytes:
    if _ring.index:
        return _ring.index
    row = DataKey.objects.filter(purpose=DataKey.Purpose.INDEX).first() or _first_index_key()
    key = _unwrap(row, vault_key(settings.VAULT_KEY))
    if row.pk not in _ring.uncommitted:
        _ring.index = key
    return key


def _first_index_key() -> DataKey:
    try:
        with transaction.atomic():
            return make(DataKey.Purpose.INDEX)
    except IntegrityError:
        return DataKey.objects.get(purpose=DataKey.Purpose.INDEX)


def make(purpose: DataKey.Purpose) -> DataKey:
    """A new random key, wrapped, in the current transaction."""
    key_id = os.urandom(KEY_ID_BYTES).hex()
    wrapped = wrap(key_id, os.urandom(KEY_BYTES), vault_key(settings.VAULT_KEY))
    _ring.uncommitted.add(key_id)
    row = DataKey.objects.create(id=key_id, purpose=purpose, wrapped=wrapped, made_at=now())
    transaction.on_commit(lambda: _ring.uncommitted.discard(key_id))
    return row


def rotate() -> str:
    """Texts are sealed under a new data key from now on; the former ones still open what they sealed. Its id.

    Other processes take it up within five minutes, or when they are restarted.
    """
    with transaction.atomic():
        DataKey.objects.filter(purpose=DataKey.Purpose.TEXT, retired_at=None).update(retired_at=now())
        row = make(DataKey.Purpose.TEXT)
    forget()
    return row.pk


def rewrap(old: bytes, new: bytes) -> int:
    """Every data key is wrapped by `new` instead of `old`, or none is. How many were; those already done stay."""
    done = 0
    with transaction.atomic():
        for row in DataKey.objects.order_by("pk"):
            if _opens(row, new):
                continue
            wrapped = wrap(row.pk, _unwrap(row, old), new)
            done += DataKey.objects.filter(pk=row.pk, wrapped=bytes(row.wrapped)).update(wrapped=wrapped)
    forget()
    return done


def wrap(key_id: str, key: bytes, by: bytes) -> bytes:
    """The data key `key`, sealed by the vault key `by`, bound to its id."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(by).encrypt(nonce, key, f"data key|{key_id}".encode())


def _unwrap(row: DataKey, by: bytes) -> bytes:
    wrapped = bytes(row.wrapped)
    try:
        return AESGCM(by).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], f"data key|{row.pk}".encode())
    except (InvalidTag, ValueError):
        raise VaultError(
            f"The vault key does not open data key {row.pk}. "
            "Is SHAREWELL_VAULT_KEY the one that this database was made with?"
        ) from None


def _opens(row: DataKey, by: bytes) -> bool:
    try:
        _unwrap(row, by)
    except VaultError:
        return False
    return True
