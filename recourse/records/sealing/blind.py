"""Keyed tokens: equal words of one agency and field give equal tokens, and a token gives no word back."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from uuid import UUID

from recourse.records.sealing import agencies

SIZE = 12


def tokens(agency: UUID, field: str, words: Iterable[str]) -> tuple[int, list[bytes]]:
    """Give the tokens to keep, and the generation of the agency's key that made them."""
    keys = agencies.of(agency)
    return keys.current, [_token(keys, keys.current, field, word) for word in words]


def every_token(agency: UUID, field: str, word: str) -> list[bytes]:
    """Give the tokens a word may be kept as: one for each generation in use."""
    keys = agencies.of(agency)
    return [_token(keys, generation, field, word) for generation in keys.generations]


def _token(keys: agencies.Keys, generation: int, field: str, word: str) -> bytes:
    return hmac.digest(keys.derived(generation, f"find by {field}"), word.encode(), "sha256")[:SIZE]
