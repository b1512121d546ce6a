"""A signed head: the last entry of an agency's chain on a day, in a file that anybody can check.

Recourse ledger head 1
agency: 2f1c...            the agency's id
day: 2026-11-23
entries: 1234              how many entries the chain had
hash: 9a0b...              the hash of the last of them
before: 77de...            the signature of the head before this one, or "none"
key: 51ab...               the installation's public key (Ed25519)
signature: 03ff...         of everything above, by that key
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from recourse.outside import files

TITLE = "Recourse ledger head 1"
KEY_FILE = "ledger-signing"
_SHAPE = re.compile(
    rf"{TITLE}\nagency: (?P<agency>[0-9a-f-]{{36}})\nday: (?P<day>\d{{4}}-\d\d-\d\d)\n"
    r"entries: (?P<number>0|[1-9]\d{0,17})\nhash: (?P<hash>(?:[0-9a-f]{64})?)\n"
    r"before: (?P<before>none|[0-9a-f]{128})\nkey: (?P<key>[0-9a-f]{64})\n"
    r"signature: (?P<signature>[0-9a-f]{128})\n"
)


class NotAHead(ValueError):
    """A file is no signed head, or not any more."""


@dataclass(frozen=True)
class Head:
    """What is signed, and the signature once there is one."""

    agency: UUID
    day: date
    number: int
    hash: bytes
    before: bytes
    key: bytes
    signature: bytes = b""

    @property
    def signed_text(self) -> str:
        """What the signature is of."""
        return (
            f"{TITLE}\nagency: {self.agency}\nday: {self.day.isoformat()}\nentries: {self.number}\n"
            f"hash: {self.hash.hex()}\nbefore: {self.before.hex() or 'none'}\nkey: {self.key.hex()}\n"
        )

    @property
    def file(self) -> str:
        """The file an agency keeps."""
        return f"{self.signed_text}signature: {self.signature.hex()}\n"

    @property
    def is_true(self) -> bool:
        """Whether the signature is the key's, of just this."""
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, self.signed_text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def read(text: str) -> Head:
    """Read a head from its file, or raise `NotAHead`; a signature that is wrong is refused as well."""
    found = _SHAPE.fullmatch(text.replace("\r\n", "\n").rstrip("\n") + "\n")
    if not found:
        raise NotAHead("This is not a signed head, or part of it is missing.")
    said = found.groupdict()
    try:
        head = Head(
            agency=UUID(said["agency"]),
            day=date.fromisoformat(said["day"]),
            number=int(said["number"]),
            hash=bytes.fromhex(said["hash"]),
            before=b"" if said["before"] == "none" else bytes.fromhex(said["before"]),
            key=bytes.fromhex(said["key"]),
            signature=bytes.fromhex(said["signature"]),
        )
    except ValueError as wrong:
        raise NotAHead("This is not a signed head, or part of it is missing.") from wrong
    if not head.is_true:
        raise NotAHead("This head is not as it was signed: a sign in it was changed.")
    return head


def fingerprint(key: bytes) -> str:
    """The public key in a form that can be read over the telephone."""
    short = hashlib.sha256(key).hexdigest()[:32]
    return " ".join(short[at : at + 4] for at in range(0, 32, 4))


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The installation's own key, from its file outside the database; made the first time it is wanted."""
    path = folder / KEY_FILE
    if not path.exists():
        files.make_folder(folder)
        files.write_once(path, Ed25519PrivateKey.generate().private_bytes_raw().hex().encode())
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text().strip()))
