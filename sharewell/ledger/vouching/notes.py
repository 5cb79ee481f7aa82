"""Signed notes, checkpoints and cosignatures, as C2SP writes them. Pure.

c2sp.org/signed-note: a text, a blank line, and lines `— NAME BASE64(key id, signature)`. c2sp.org/tlog-checkpoint: the
text is origin, size and root. c2sp.org/tlog-cosignature: a witness signs the text and the time at which it saw it; so
does the book itself, beside its plain signature, and thereby vouches for when it signed.
"""

import base64
import binascii
import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

BOOK, WITNESS = 1, 4
KEY_BYTES, ID_BYTES, SIGNATURE_BYTES, TIME_BYTES = 32, 4, 64, 8
MOST_SIGNATURES = 100
SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+={0,2})")


class NoteError(ValueError):
    """This is no such key, note or checkpoint, or its signature is not by the key that it names."""


@dataclass(frozen=True)
class Key:
    """A public key and its name. `kind` says what it signs: notes (1, the book) or cosignatures (4, a witness)."""

    name: str
    kind: int
    public: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell it from other keys of the name."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:ID_BYTES]

    @property
    def dating(self) -> "Key":
        """The same key where it signs the time as well: another kind, and so another id."""
        return replace(self, kind=WITNESS)

    @property
    def vkey(self) -> str:
        """The key in one line, as other programs read it."""
        return f"{self.name}+{self.id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Whether this is the key's signature of these very bytes."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """The book's own key, with its private half."""

    key: Key
    private: Ed25519PrivateKey

    @classmethod
    def of(cls, name: str, seed: bytes) -> "Signer":
        """The signer with this name, whose private key is these 32 bytes."""
        private = Ed25519PrivateKey.from_private_bytes(seed)
        return cls(Key(name, BOOK, private.public_key().public_bytes_raw()), private)

    def line(self, text: str) -> str:
        """The signature line of this text."""
        return _line(self.key, self.private.sign(text.encode()))

    def dated_line(self, text: str, time: int) -> str:
        """The signature line of this text and of the time, in whole seconds since 1970."""
        said = self.private.sign(_dated(text, time))
        return _line(self.key.dating, struct.pack(">Q", time) + said)


def _line(key: Key, signature: bytes) -> str:
    return f"— {key.name} {to_base64(key.id + signature)}\n"


def _dated(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def to_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def from_base64(text: str) -> bytes:
    """What standard base64 stands for. NoteError when it is written in any other way than the one."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError(f"{text!r} is not base64.") from None
    if to_base64(found) != text:
        raise NoteError(f"{text!r} is not base64 as it must be written.")
    return found


def key_of(vkey: str) -> Key:
    """The key that this line says. NoteError when it says none, or its id is not its own."""
    name, _, rest = vkey.strip().partition("+")
    key_id, _, content = rest.partition("+")
    found = from_base64(content)
    if not name or re.search(r"\s", name) or len(found) != 1 + KEY_BYTES or found[0] not in (BOOK, WITNESS):
        raise NoteError("A key looks like NAME+12345678+A and 44 more letters.")
    key = Key(name, found[0], found[1:])
    if key.id.hex() != key_id:
        raise NoteError(f"The key of {name} does not have the id {key_id}: it was not copied whole.")
    return key


@dataclass(frozen=True)
class Signature:
    """One signature line, taken apart."""

    name: str
    key_id: bytes
    content: bytes
    line: str


@dataclass(frozen=True)
class Note:
    """A text and the signatures under it; whose they are has yet to be seen."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def of(cls, note: str) -> "Note":
        """The note that is written so. NoteError when it is none."""
        text, gap, lines = note.rpartition("\n\n")
        if not gap or not lines.endswith("\n") or any(ord(each) < ord(" ") and each != "\n" for each in note):
            raise NoteError("This is not a signed note: a text, a blank line, and lines of signatures.")
        return cls(text + "\n", signatures_of(lines))

    def is_signed_by(self, key: Key) -> bool:
        """Whether the key signed it. NoteError when a signature says that it is by the key, and is not."""
        said = self._by(key)
        if not all(key.has_signed(self.text.encode(), each.content) for each in said):
            raise NoteError(f"The signature of {key.name} is not right.")
        return bool(said)

    def seen_at(self, key: Key) -> int | None:
        """When this witness says that it saw the text, in seconds since 1970, at the latest; None when it does not.

        NoteError when a cosignature says that it is by the witness, and is not.
        """
        times = [seen_at(key, self.text, each.content) for each in self._by(key)]
        return max(times, default=None)

    def _by(self, key: Key) -> list[Signature]:
        return [each for each in self.signatures if (each.name, each.key_id) == (key.name, key.id)]


def signatures_of(lines: str) -> tuple[Signature, ...]:
    """The signatures that are written so, a line each. NoteError when a line is none."""
    found = []
    for line in lines.removesuffix("\n").split("\n"):
        match = SIGNATURE.fullmatch(line)
        content = from_base64(match[2]) if match else b""
        if not match or len(content) <= ID_BYTES:
            raise NoteError(f"{line!r} is not a line of a signature.")
        found.append(Signature(match[1], content[:ID_BYTES], content[ID_BYTES:], line + "\n"))
    if len(found) > MOST_SIGNATURES:
        raise NoteError(f"More than {MOST_SIGNATURES} signatures under one note.")
    return tuple(found)


def seen_at(witness: Key, text: str, signature: bytes) -> int:
    """The time in a cosignature of this text. NoteError when the witness did not sign text and time."""
    if len(signature) == TIME_BYTES + SIGNATURE_BYTES:
        (time,) = struct.unpack(">Q", signature[:TIME_BYTES])
        if witness.has_signed(_dated(text, time), signature[TIME_BYTES:]):
            return int(time)
    raise NoteError(f"The cosignature of {witness.name} is not right.")


@dataclass(frozen=True)
class Head:
    """What a checkpoint says: in the book of this origin there are so many entries, and this is the root over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\n"

    @classmethod
    def of(cls, text: str) -> "Head":
        """What this text of a checkpoint says. NoteError when it is none."""
        origin, size, root, *_ = [*text.split("\n"), "", ""]
        if (
            not origin
            or not re.fullmatch(r"0|[1-9][0-9]{0,18}", size)
            or len(content := from_base64(root)) != KEY_BYTES
        ):
            raise NoteError("This is not a checkpoint: an origin, a size and a root, each in its line.")
        return cls(origin, int(size), content)


def signed(text: str, signers: Iterable[Signer]) -> str:
    """The note with this text, signed by each."""
    return text + "\n" + "".join(each.line(text) for each in signers)
