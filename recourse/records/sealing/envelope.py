"""Seals bytes with AES-256-GCM, bound to the place they stand in.

An envelope is a version (1 byte), a nonce (12), and the sealed bytes with their tag (16). Before they are
sealed, the bytes are filled up to a multiple of 32, so that an envelope tells little of how long they were.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from recourse.records.sealing.refusals import NotAsWritten, Place

__all__ = ["Place", "Sealed", "seal", "unseal"]

VERSION = b"\x01"
NONCE = 12
_ROOM = 32
_END = b"\x80"


class Sealed(bytes):
    """An envelope: the only bytes that a sealed column takes."""

    __slots__ = ()


def seal(said: bytes, *, key: AESGCM, place: Place) -> Sealed:
    """Give the envelope of some bytes."""
    nonce = os.urandom(NONCE)
    filled = said + _END + bytes(-(len(said) + 1) % _ROOM)
    return Sealed(VERSION + nonce + key.encrypt(nonce, filled, place.bound()))


def unseal(envelope: bytes, *, key: AESGCM, place: Place) -> bytes:
    """Give what was sealed, or raise `NotAsWritten`."""
    if envelope[:1] != VERSION:
        raise NotAsWritten(place)
    try:
        filled = key.decrypt(envelope[1 : 1 + NONCE], envelope[1 + NONCE :], place.bound())
    except (InvalidTag, ValueError):
        raise NotAsWritten(place) from None
    return filled[: filled.rindex(_END)]
