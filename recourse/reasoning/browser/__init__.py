"""The same tree as compact data and a small JavaScript reader, so that a self-check runs on the device."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from recourse.reasoning.browser.nodes import NotWritten
from recourse.reasoning.browser.packing import pack
from recourse.reasoning.browser.wording import words
from recourse.reasoning.rulebook.book import Book

STATIC = Path(__file__).parent / "static"
#: What is served beside the reader, by its address under the static files.
SERVED = {"recourse/rulebook/law.json": pack, "recourse/rulebook/words.json": words}


def made(book: Book) -> dict[str, bytes]:
    """The files a device reads, by address: the law with its sentences, and the words round it.

    Nothing in them is named as in the law's files: facts, definitions and codes are the numbers of `packing`.
    """
    return {address: text(make(book)).encode() for address, make in SERVED.items()}


def text(content: Any) -> str:
    """Plain values as JSON without a blank."""
    return json.dumps(content, separators=(",", ":"), ensure_ascii=False)


__all__ = ["SERVED", "STATIC", "NotWritten", "made", "pack", "text", "words"]
