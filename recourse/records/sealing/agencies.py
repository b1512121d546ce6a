"""The keys of agencies: a private file each, outside the database, with every generation in use."""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from recourse.outside import files
from recourse.records.sealing.refusals import NoKey, WrongKey

_SIZE = 32
_read: dict[Path, tuple[tuple[int, int, int], Keys]] = {}


@dataclass(frozen=True)
class Keys:
    """The generations of one agency's key; the newest seals, all of them open."""

    agency: UUID
    generations: Mapping[int, bytes]

    @property
    def current(self) -> int:
        """The generation that seals."""
        return max(self.generations)

    @cached_property
    def wrapping(self) -> dict[int, AESGCM]:
        """What wraps persons' keys, by generation."""
        return {number: AESGCM(self.derived(number, "wrap")) for number in self.generations}

    @cached_property
    def _derived(self) -> dict[tuple[int, str], bytes]:
        return {}

    def derived(self, generation: int, purpose: str) -> bytes:
        """A key for one purpose, made from a generation's: no key is used for two things."""
        known = self._derived.get((generation, purpose))
        if known is None:
            known = self._derived[generation, purpose] = self._derive(generation, purpose)
        return known

    def _derive(self, generation: int, purpose: str) -> bytes:
        try:
            key = self.generations[generation]
        except KeyError:
            raise NoKey(
                f"Generation {generation} of the key of agency {self.agency} is missing from {settings.KEYS}:"
                " put back the key file that holds it."
            ) from None
        return hmac.digest(key, f"recourse {purpose}".encode(), "sha256")

    def proof(self, generation: int) -> bytes:
        """What a store notes to know this very key again; it tells nothing about the key."""
        return self.derived(generation, "proof")


def of(agency: UUID) -> Keys:
    """Give an agency's keys as they stand in its file now, or raise `NoKey` or `WrongKey`."""
    path = _path(agency)
    try:
        stat = path.stat()
    except OSError:
        raise NoKey(f"The key of agency {agency} is missing: put its file back as {path}.") from None
    mark = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
    known = _read.get(path)
    if known is None or known[0] != mark:
        known = _read[path] = (mark, _parsed(agency, path))
    return known[1]


def known() -> list[UUID]:
    """Give every agency that has a key file."""
    return sorted(UUID(path.stem) for path in _folder().glob("*.key"))


def make(agency: UUID) -> Keys:
    """Make an agency's key, on disk before anybody can use it; one that stands already is left alone."""
    settle()
    path = _path(agency)
    if not path.exists():
        files.write_once(path, _written(path, {1: secrets.token_bytes(_SIZE)}))
    return of(agency)


def keep(agency: UUID, generations: Mapping[int, bytes]) -> Keys:
    """Put these generations in place of those kept: all of them, or, should the power go, none."""
    path = _path(agency)
    files.write(path, _written(path, generations))
    return of(agency)


def settle() -> None:
    """Make the folder of keys, for its owner alone; refuse one that others can open."""
    for folder in (Path(settings.KEYS), _folder()):
        files.make_folder(folder)
        if folder.stat().st_mode & 0o077:
            raise NoKey(f"Others can open the folder of keys: chmod 700 {folder}")


def _folder() -> Path:
    return Path(settings.KEYS) / "agencies"


def _path(agency: UUID) -> Path:
    return _folder() / f"{agency}.key"


def _written(path: Path, generations: Mapping[int, bytes]) -> bytes:
    words = {str(number): base64.b64encode(key).decode() for number, key in generations.items()}
    return json.dumps({"agency": path.stem, "generations": words}).encode()


def _parsed(agency: UUID, path: Path) -> Keys:
    if path.stat().st_mode & 0o077:
        raise NoKey(f"Others can read a key: chmod 600 {path}")
    try:
        kept = json.loads(path.read_text())
        found = {
            int(number): base64.b64decode(key, validate=True) for number, key in kept["generations"].items()
        }
        is_whole = kept["agency"] == str(agency) and found and {len(key) for key in found.values()} == {_SIZE}
    except (ValueError, KeyError, TypeError, AttributeError):
        is_whole = False
    if not is_whole:
        raise WrongKey(f"{path} is not the key file of agency {agency}: put back the right one.")
    return Keys(agency, found)
