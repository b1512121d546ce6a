"""Runs the setting in a process of its own, which knows no secret of ours and opens no file."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Protocol

ROOM = 1_500 * 1024 * 1024
SECONDS = 10
_ABOVE = Path(__file__).resolve().parents[4]
_COUNT = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")
_SETTER = [sys.executable, "-m", "recourse.records.papers.setting"]


class Settable(Protocol):
    """What can be set: words as data, the template they are for, and where among them some letters stand."""

    @property
    def template(self) -> str:
        """The name of one of the setter's own templates."""

    def to_json(self) -> str:
        """Every word of it, the same text for the same words."""

    def holding(self, texts: list[str]) -> list[str]:
        """Those lines in which any of some letters stand."""


class NotSet(Exception):
    """The paper could not be made."""

    def __init__(self) -> None:
        super().__init__("It could not be made here. Nothing was sent. Tell whoever runs this machine.")


class Unprintable(NotSet):
    """Some letters are in no font of this machine; `texts` are they, `lines` where they stand."""

    def __init__(self, texts: list[str], lines: list[str]) -> None:
        Exception.__init__(
            self, "Some letters cannot be printed here. Write them in Latin letters, or leave them out."
        )
        self.texts, self.lines = texts, lines


def pdf(sheet: Settable, *, at: datetime) -> bytes:
    """Give a paper as a tagged PDF, the same bytes for the same words and moment.

    The fonts that come with the setter have Latin, Greek, Cyrillic, Hebrew and Arabic letters. For any other
    the fonts of the machine are looked through; what no font has is never printed as an empty box: raises
    `Unprintable`, or `NotSet` when something else went wrong.
    """
    content, missing = _set(sheet, at=at, missing=None)
    if missing and may_look():
        content, missing = _set(sheet, at=at, missing=missing)
    if content:
        return content
    raise Unprintable(missing, sheet.holding(missing))


def may_look() -> bool:
    """Whether the fonts of the machine are looked through for letters that the setter's own lack."""
    return True


def pages(content: bytes) -> int:
    """How many pages such a PDF has."""
    found = _COUNT.search(content)
    return int(found[1]) if found else 1


def is_out_of_reach(path: Path) -> bool:
    """Whether the setter, as it is when it reads a paper, is refused when it tries to open a file."""
    return _run([*_SETTER, str(path)], b"").stdout == b"shut"


def _set(sheet: Settable, *, at: datetime, missing: list[str] | None) -> tuple[bytes, list[str]]:
    """The PDF, or the letters that are missing; `missing` are those to look for in the machine's fonts."""
    said = {
        "template": sheet.template,
        "sheet": sheet.to_json(),
        "at": int(at.timestamp()),
        "missing": missing,
    }
    try:
        done = _run(_SETTER, json.dumps(said).encode())
    except subprocess.TimeoutExpired:
        raise NotSet from None
    line, _, content = done.stdout.partition(b"\n")
    if done.returncode == 0 and line == b"set":
        return content, []
    if done.returncode == 0 and line == b"missing":
        return b"", list(json.loads(content))
    raise NotSet


def _run(words: list[str], said: bytes) -> subprocess.CompletedProcess[bytes]:
    env = {"PYTHONPATH": str(_ABOVE), "PATH": os.defpath, "LANG": "C.UTF-8", "RAYON_NUM_THREADS": "1"}
    return subprocess.run(
        words, input=said, capture_output=True, env=env, timeout=SECONDS, cwd="/", check=False
    )
