"""What a page says, without the marks that keep a name's direction to itself."""

from __future__ import annotations

from typing import Any


def words(answer: Any) -> str:
    """The page as it was sent, names standing in it as plain words."""
    return str(answer.content.decode()).replace("<bdi>", "").replace("</bdi>", "")
