"""Runs the cleaning in a process of its own, so that a file made to do harm takes nothing else down."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from recourse.records.papers.cleaning.refusing import REFUSALS, Refused

ROOM = 1_500 * 1024 * 1024
SECONDS = 15
LONGEST_ANSWER = 16 * 1024 * 1024
_ABOVE = Path(__file__).resolve().parents[4]
_CLEANER = [sys.executable, "-m", "recourse.records.papers.cleaning"]


@dataclass(frozen=True)
class Clean:
    """A file made anew: what it is, how many pages it has, and its bytes."""

    form: str
    pages: int
    content: bytes


def clean(raw: bytes, *, at_most: int) -> Clean:
    """Give a file made anew with nothing but what can be seen, or raise `Refused`.

    The helper knows no secret of ours, opens no file, and ends when its memory, its seconds or we do.
    """
    if not raw:
        raise Refused("empty")
    if len(raw) > at_most:
        raise Refused("too_large")
    try:
        done = _run(_CLEANER, raw)
    except subprocess.TimeoutExpired:
        raise Refused("too_slow") from None
    return _understood(done.returncode, done.stdout, at_most=at_most)


def is_out_of_reach(path: Path) -> bool:
    """Whether the helper, as it is when it reads a paper, is refused when it tries to open a file."""
    return _run([*_CLEANER, str(path)], b"").stdout == b"shut"


def _run(words: list[str], raw: bytes) -> subprocess.CompletedProcess[bytes]:
    env = {"PYTHONPATH": str(_ABOVE), "PATH": os.defpath, "LANG": "C.UTF-8"}
    return subprocess.run(
        words, input=raw, capture_output=True, env=env, timeout=SECONDS, cwd="/", check=False
    )


def _understood(code: int, said: bytes, *, at_most: int) -> Clean:
    """The helper says one line, then the file; when it died, the file was at fault."""
    line, _, content = said.partition(b"\n")
    words = line.decode("ascii", "replace").split()
    if code == 0 and len(words) == 3 and words[0] == "clean":
        if len(content) > at_most:
            raise Refused("too_large")
        return Clean(words[1], int(words[2]), content)
    if code == 0 and len(words) == 2 and words[0] == "refused" and words[1] in REFUSALS:
        raise Refused(words[1])
    raise Refused("too_much_inside" if code else "broken")
