"""Makes books, exports and receipts as docs/adr/0008 defines them, by the recursive definitions of RFC 6962.

It shares nothing with the verifier, nor with the program that keeps the book, so that neither can err with it.
"""

import base64
import contextlib
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from elsewhere import verify

ORIGIN = "book.example/northgate"
NOON = "2026-11-24T12:00:00.000000Z"


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def base64_of(data: bytes) -> str:
    return base64.b64encode(data).decode()


# Who signs


@dataclass(frozen=True)
class Signer:
    """A key pair that is always the same for its number; of the kind 1 for a book, 4 for a witness."""

    name: str
    number: int
    kind: int = 1

    @property
    def secret(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes([self.number]) * 32)

    @property
    def material(self) -> bytes:
        return bytes([self.kind]) + self.secret.public_key().public_bytes_raw()

    @property
    def id(self) -> bytes:
        return sha256(self.name.encode() + b"\n" + self.material)[:4]

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64_of(self.material)}"

    def signature(self, text: str) -> str:
        return f"— {self.name} {base64_of(self.id + self.secret.sign(text.encode()))}\n"

    def cosignature(self, text: str, seconds: int) -> str:
        said = f"cosignature/v1\ntime {seconds}\n{text}".encode()
        return f"— {self.name} {base64_of(self.id + seconds.to_bytes(8, 'big') + self.secret.sign(said))}\n"


FIRST, SECOND, THIRD, THIEF = (Signer(ORIGIN, number) for number in (1, 2, 3, 9))
COUNTY, TRUST = Signer("witness.county.example", 11, 4), Signer("trust.example/witness", 12, 4)


def signed(text: str, *signers: Signer) -> str:
    return text + "\n" + "".join(signer.signature(text) for signer in signers)


def rotation(size: int, old: Signer, new: Signer) -> str:
    text = f"sharewell key rotation v1\n{ORIGIN}\n{size}\n{old.vkey}\n{new.vkey}\n{NOON}\n"
    return signed(text, old, new)


# The tree, as RFC 6962 defines it


def split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << (size - 1).bit_length() - 1


def root_of(leaves: list[bytes]) -> bytes:
    if len(leaves) < 2:
        return sha256(b"\0" + leaves[0]) if leaves else sha256(b"")
    half = split(len(leaves))
    return sha256(b"\1" + root_of(leaves[:half]) + root_of(leaves[half:]))


def path_of(index: int, leaves: list[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    half = split(len(leaves))
    if index < half:
        return [*path_of(index, leaves[:half]), root_of(leaves[half:])]
    return [*path_of(index - half, leaves[half:]), root_of(leaves[:half])]


def nodes_of(leaves: list[bytes]) -> str:
    lines, level = [], 0
    while (wide := 1 << level) <= len(leaves):
        for index in range(len(leaves) // wide):
            lines.append(f"{level} {index} {base64_of(root_of(leaves[index * wide : (index + 1) * wide]))}\n")
        level += 1
    return "".join(lines)


# The book


def entry(number: int, words: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    """The entry of this number; `words` are what it commits to."""
    said = {
        "id": str(UUID(int=number * 0x1234567890ABCDEF1234567, version=4)),
        "nature": "act", "kind": "concern.raised", "actor_kind": "member", "actor_id": str(7 * number),
        "actor_name": "Ada Öztürk \U0001f600", "actor_role": "teacher", "agency": "3", "agency_name": "Northgate",
        "subject_kind": "concern", "subject_id": str(number), "child_id": None if number % 3 else "55",
        "happened_at": NOON, "written_at": f"2026-11-24T12:{number // 60 % 60:02}:{number % 60:02}.000001Z",
        "facts": {"urgent": bool(number % 2), "count": number, "why": ["danger", None], "\ufb33": 1, "\U0001f600": 2},
        "word_digests": {name: word_digest(number, name, text) for name, text in (words or {}).items()},
        "salt": sha256(b"salt %d" % number).hex(), "marks": sha256(b"marks %d" % number).hex() * 2,
    }  # fmt: skip
    return said | changes


def salt_of(number: int, name: str) -> bytes:
    return sha256(f"{number} {name}".encode())


def word_digest(number: int, name: str, text: str) -> str:
    return sha256(salt_of(number, name) + text.encode()).hex()


@dataclass
class Book:
    """A book, and what of it is exported. `cosigned`: for each size of a checkpoint, witnesses and their times.

    `dated`: for each size, when the book itself says that it signed.
    """

    entries: list[dict[str, Any]]
    sizes: Iterable[int] = ()
    words: dict[tuple[int, str], str] = field(default_factory=dict)
    rotations: list[tuple[int, Signer]] = field(default_factory=list)
    cosigned: dict[int, list[tuple[Signer, int]]] = field(default_factory=dict)
    dated: dict[int, int] = field(default_factory=dict)
    with_words: bool = False

    @property
    def leaves(self) -> list[bytes]:
        return [rfc8785.dumps(each) for each in self.entries]

    def key_for(self, size: int) -> Signer:
        return ([FIRST, *(new for since, new in self.rotations if size > since)])[-1]

    def checkpoint(self, size: int) -> str:
        text = f"{ORIGIN}\n{size}\n{base64_of(root_of(self.leaves[:size]))}\n"
        cosignatures = (witness.cosignature(text, seconds) for witness, seconds in self.cosigned.get(size, ()))
        own = self.key_for(size)
        dating = Signer(own.name, own.number, 4)
        dates = "".join(dating.cosignature(text, self.dated[each]) for each in self.dated if each == size)
        return signed(text, own) + dates + "".join(cosignatures)

    def word_lines(self) -> str:
        found = []
        for (number, name), text in self.words.items():
            word = {"entry": entry(number)["id"], "name": name, "salt": salt_of(number, name).hex(), "text": text}
            found.append(json.dumps(word, ensure_ascii=False) + "\n")
        return "".join(sorted(found))

    def files(self) -> dict[str, bytes]:
        """The files of the export."""
        head = {"format": "sharewell-book-1", "origin": ORIGIN, "size": len(self.entries), "made_at": NOON}
        files = {
            "book.json": json.dumps(head | {"words": self.with_words}).encode(),
            "entries.jsonl": b"".join(leaf + b"\n" for leaf in self.leaves),
            "nodes.txt": nodes_of(self.leaves).encode(),
        }
        files |= {f"checkpoints/{size:010}.txt": self.checkpoint(size).encode() for size in self.sizes}
        olds = [FIRST, *(new for _, new in self.rotations)]
        for number, (size, new) in enumerate(self.rotations, 1):
            files[f"keys/{number:04}.txt"] = rotation(size, olds[number - 1], new).encode()
        return files | ({"words.jsonl": self.word_lines().encode()} if self.with_words else {})

    def receipt(self, index: int, size: int) -> str:
        proof = "".join(base64_of(each) + "\n" for each in path_of(index, self.leaves[:size]))
        return f"c2sp.org/tlog-proof@v1\nindex {index}\n{proof}\n{self.checkpoint(size)}"

    def record(self, number: int) -> dict[str, Any]:
        """The record of the entry of this number, with all its words that are kept."""
        words = {
            name: {"salt": salt_of(number, name).hex(), "text": text}
            for (whose, name), text in self.words.items()
            if whose == number
        }
        return {"entry": self.entries[number - 1], "words": words}


def a_book(count: int, *, words: bool = False, step: int = 3, **more: Any) -> Book:
    """So many entries, with a checkpoint after every `step` of them and after the last."""
    texts = {
        (number, name): f"{name} {number} – “quoted”\n" for number in range(1, count + 1) for name in ("what", "who")
    }
    entries = [
        entry(number, {name: text for (whose, name), text in texts.items() if whose == number} if number % 2 else None)
        for number in range(1, count + 1)
    ]
    kept = {place: text for place, text in texts.items() if place[0] % 2}
    sizes = sorted({*range(step, count + 1, step), count} - {0})
    return Book(entries, sizes, kept, with_words=words, **more)


def erase(book: Book, number: int, *names: str) -> None:
    """The words are gone, and a new entry at the end says so."""
    for name in names:
        del book.words[number, name]
    facts = {"erased": [{"entry": entry(number)["id"], "names": list(names)}], "rule": "six years", "what": "concern"}
    book.entries.append(entry(len(book.entries) + 1, kind="words.erased", facts=facts))
    book.sizes = [*book.sizes, len(book.entries)]


# What the verifier says


def zipped(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def run(*arguments: str | Path) -> tuple[int, str]:
    """How the verifier ends, and what it says."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        ended = verify.main([str(each) for each in arguments])
    return ended, said.getvalue()


def verdict(files: dict[str, bytes], folder: Path, *more: str | Path) -> tuple[int, str]:
    """What the verifier says of an export of these files, when the book's first key is trusted."""
    (folder / "book.zip").write_bytes(zipped(files))
    return run("export", folder / "book.zip", "--key", FIRST.vkey, *more)
