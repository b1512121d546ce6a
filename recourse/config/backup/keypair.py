"""The backup key: its public half and a signing key stay here, its private half is kept elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from recourse.config.database import places
from recourse.outside import files

_RECIPIENT = "backup-recipient"
_SIGNING = "backup-signing"
_PREFIX = "AGE-SECRET-KEY-"
_HEAD = """# The private half of the backup key of Recourse, made {day}.
# Whoever holds this file can read every backup; without it no backup can be read.
# Keep it away from the machine that is backed up, twice: on paper or in a password store.
# signed-by: {signer}
"""


class WrongKey(Exception):
    """A key file cannot be used, and the sentence says why."""


class NoKey(Exception):
    """Backups were asked for before there is a key to seal them to."""


@dataclass(frozen=True)
class Public:
    """What the backed-up machine holds: whom to seal to, and what to sign with."""

    recipient: str
    signing: Ed25519PrivateKey = field(repr=False)

    @property
    def signer(self) -> str:
        """The public half of the signing key."""
        return self.signing.public_key().public_bytes_raw().hex()

    def sign(self, what: bytes) -> str:
        """Sign some bytes."""
        return self.signing.sign(what).hex()

    def is_signed(self, what: bytes, *, signature: str) -> bool:
        """Whether we signed these bytes."""
        return _is_signed(what, signature=signature, signer=self.signer)


@dataclass(frozen=True)
class Private:
    """What is kept elsewhere: what opens the backups, and what proves they are ours."""

    identity: pyrage.x25519.Identity = field(repr=False)
    signer: str

    @property
    def recipient(self) -> str:
        """The public half, as the backups name it."""
        return str(self.identity.to_public())

    def is_signed(self, what: bytes, *, signature: str) -> bool:
        """Whether the machine whose key this is signed these bytes."""
        return _is_signed(what, signature=signature, signer=self.signer)


def _is_signed(what: bytes, *, signature: str, signer: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(signer)).verify(bytes.fromhex(signature), what)
    except (InvalidSignature, ValueError):
        return False
    return True


def make(place: places.Place, *, at: datetime) -> str:
    """Make a new key: keep its public half, and give the private one, which is kept nowhere here."""
    identity = pyrage.x25519.Identity.generate()
    signing = Ed25519PrivateKey.generate()
    places.settle_secrets(place)
    for name, text in (
        (_RECIPIENT, str(identity.to_public())),
        (_SIGNING, signing.private_bytes_raw().hex()),
    ):
        files.write(place.secrets / name, f"{text}\n".encode())
    signer = signing.public_key().public_bytes_raw().hex()
    return _HEAD.format(day=at.date().isoformat(), signer=signer) + f"{identity}\n"


def public(place: places.Place) -> Public | None:
    """The public half kept here, if a key was ever made."""
    try:
        recipient = (place.secrets / _RECIPIENT).read_text().strip()
        signing = bytes.fromhex((place.secrets / _SIGNING).read_text())
    except FileNotFoundError:
        return None
    return Public(recipient, Ed25519PrivateKey.from_private_bytes(signing))


def needed(place: places.Place) -> Public:
    """The public half kept here; without it there is nothing to seal to."""
    found = public(place)
    if found is None:
        raise NoKey("There is no backup key yet. Make one: recourse backup --new-key FILE")
    return found


def read(path: Path) -> Private:
    """The private half, from the file it was kept in."""
    try:
        lines = [line.strip() for line in path.read_text().splitlines()]
    except (OSError, UnicodeDecodeError) as refusal:
        raise WrongKey(f"The key file {path} cannot be read.") from refusal
    signer = next((line.partition(":")[2].strip() for line in lines if line.startswith("# signed-by:")), "")
    secret = next((line for line in lines if line.startswith(_PREFIX)), "")
    try:
        return Private(pyrage.x25519.Identity.from_str(secret), signer)
    except pyrage.IdentityError as refusal:
        raise WrongKey(f"{path} is not the private half of a backup key of Recourse.") from refusal
