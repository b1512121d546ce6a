"""Sealed files: squeezed, encrypted in stream, and each with a signed note of what it is."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, Protocol

import pyrage

from recourse.config.backup.keypair import Private, Public
from recourse.outside import files

_PIECE = 1 << 16
_GZIP = 31


class Reader(Protocol):
    """Something to read from."""

    def read(self, size: int = ..., /) -> bytes: ...


class Writer(Protocol):
    """Something to write to."""

    def write(self, piece: bytes, /) -> Any: ...


class Proof(Protocol):
    """Either half of the key: both can prove what was signed."""

    @property
    def recipient(self) -> str: ...

    @property
    def signer(self) -> str: ...

    def is_signed(self, what: bytes, *, signature: str) -> bool: ...


class Damaged(Exception):
    """A backup is not what was signed, and the sentence says which file."""


@dataclass(frozen=True)
class Note:
    """What a sealed file is, as its note says."""

    path: Path
    kind: str
    made_at: datetime
    sha256: str
    size: int
    recipient: str
    signer: str
    more: dict[str, Any]

    @property
    def sealed(self) -> Path:
        """The sealed file itself."""
        return self.path.with_suffix(".age")


class _Squeezed(io.RawIOBase):
    """Reads something squeezed."""

    def __init__(self, plain: Reader) -> None:
        self.plain, self.squeeze, self.waiting = plain, zlib.compressobj(1, wbits=_GZIP), b""
        self.is_over = False

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Squeeze on until there is something to give."""
        while not self.waiting and not self.is_over:
            piece = self.plain.read(_PIECE)
            self.is_over = not piece
            self.waiting = self.squeeze.compress(piece) if piece else self.squeeze.flush()
        given, self.waiting = self.waiting[: len(buffer)], self.waiting[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)


class _Loosened:
    """Writes what was squeezed to where it should be loose again."""

    def __init__(self, to: Writer) -> None:
        self.to, self.loosen = to, zlib.decompressobj(wbits=_GZIP)

    def write(self, piece: bytes) -> int:
        """Loosen on."""
        self.to.write(self.loosen.decompress(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""


class _Weighed:
    """Writes to a file and keeps its size and checksum."""

    def __init__(self, file: Writer) -> None:
        self.file, self.sha256, self.size = file, hashlib.sha256(), 0

    def write(self, piece: bytes) -> int:
        """Write on."""
        self.sha256.update(piece)
        self.size += len(piece)
        self.file.write(piece)
        return len(piece)

    def flush(self) -> None:
        """The file is flushed when it is whole."""


def seal(
    plain: Reader, *, to: Path, kind: str, key: Public, at: datetime, more: dict[str, Any] | None = None
) -> Note:
    """Squeeze and encrypt what is read into a new file, whole or not at all, and sign a note beside it."""
    draft = to.with_suffix(".part")
    try:
        with _private(draft) as file:
            weighed = _Weighed(file)
            recipient = pyrage.x25519.Recipient.from_str(key.recipient)
            pyrage.encrypt_io(io.BufferedReader(_Squeezed(plain), _PIECE), weighed, [recipient])
            file.flush()
            os.fsync(file.fileno())
        what = {
            "file": to.name,
            "kind": kind,
            "made_at": at.isoformat(),
            "sha256": weighed.sha256.hexdigest(),
            "size": weighed.size,
            "recipient": key.recipient,
            "signer": key.signer,
            "more": more or {},
        }
        note = to.with_suffix(".json")
        signed = note.with_suffix(".note")
        said = {"what": what, "signature": key.sign(_canonical(what))}
        with _private(signed) as file:
            file.write(json.dumps(said, indent=1).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        note.unlink(missing_ok=True)
        draft.replace(to)
        signed.replace(note)
    finally:
        draft.unlink(missing_ok=True)
    return _note(note, what)


def notes(folder: Path, *, key: Proof, named: str = "*") -> list[Note]:
    """Every note of this key in a folder, each proved to be what was signed, the oldest first."""
    found = []
    for path in folder.glob(f"{named}.json"):
        try:
            said = json.loads(path.read_text())
            note, signature = _note(path, said["what"]), str(said["signature"])
            is_named_so = said["what"]["file"] == note.sealed.name
        except (ValueError, KeyError, TypeError) as refusal:
            raise Damaged(f"What is said in {path.name} cannot be read. Nothing was touched.") from refusal
        if note.signer != key.signer and note.recipient != key.recipient:
            continue
        if not is_named_so or not key.is_signed(_canonical(said["what"]), signature=signature):
            raise Damaged(
                f"What is said in {path.name} was changed after it was signed. Nothing was touched."
            )
        found.append(note)
    return sorted(found, key=lambda note: note.made_at)


def prove(note: Note) -> None:
    """Make sure that a sealed file is, to the bit, what its note says."""
    try:
        with note.sealed.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        raise Damaged(f"{note.sealed.name} is missing. Nothing was touched.") from None
    if found != note.sha256:
        raise Damaged(f"{note.sealed.name} was changed after it was sealed. Nothing was touched.")


def unseal(note: Note, *, key: Private, to: Writer, is_loosened: bool = True) -> None:
    """Decrypt a sealed file to where it is wanted; it stays squeezed when that is wanted too."""
    writer = _Loosened(to) if is_loosened else _Weighed(to)
    with note.sealed.open("rb") as file:
        try:
            pyrage.decrypt_io(file, writer, [key.identity])
        except (pyrage.DecryptError, OSError) as refusal:
            raise Damaged(f"{note.sealed.name} cannot be opened: {refusal}.") from refusal


def _note(path: Path, what: dict[str, Any]) -> Note:
    return Note(
        path=path,
        kind=what["kind"],
        made_at=datetime.fromisoformat(what["made_at"]),
        sha256=what["sha256"],
        size=what["size"],
        recipient=what["recipient"],
        signer=what["signer"],
        more=what["more"],
    )


def _private(path: Path) -> IO[bytes]:
    return os.fdopen(files.opened(path, os.O_WRONLY | os.O_TRUNC), "wb")


def _canonical(what: dict[str, Any]) -> bytes:
    return json.dumps(what, sort_keys=True, separators=(",", ":")).encode()
