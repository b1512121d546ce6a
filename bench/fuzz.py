"""Odd input at length: every operation of the API, every form, and case files, at least 500 examples each.

Beside it the same with a fault put in on purpose, and few examples: what cannot find that finds nothing.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from bench.report import Figure

_ROOT = Path(__file__).resolve().parents[1]
_EACH = 500
_FILES = 10_000
_FEW = 60
_PLANTED = ("operation", "form")
_TRIED = re.compile(r"^tried (\w+) (\d+) times: (.+)$", re.MULTILINE)
_PARTS = {
    "operation": (
        "API operations",
        "tests/pages/api/test_fuzzed.py",
        _EACH,
        "answers not described",
    ),
    "form": ("forms", "tests/pages/attacks/test_odd_forms.py", _EACH, "answers 500, or without a word"),
    "file": ("case files", "tests/reasoning/test_odd_files.py", _FILES, "tracebacks, or no line said"),
}


def measure() -> list[Figure]:
    """Run the tests that send odd input with many examples, and count what they sent."""
    return [_part(kind, *part) for kind, part in _PARTS.items()]


def _part(kind: str, words: str, test: str, each: int, wrong: str) -> Figure:
    ran = _run(test, each)
    tried = [int(count) for found, count, _ in _TRIED.findall(ran.stdout) if found == kind]
    outcome = "0" if ran.returncode == 0 else f"some: {ran.stdout[-1500:]}"
    what = f"{len(tried)} {words}" if kind != "file" else words
    least = f", at least {min(tried):,} each" if len(tried) > 1 else ""
    control = ""
    if kind in _PLANTED:
        found = "Planted" in _run(test, _FEW, "-p", "bench.planted").stdout
        control = f"with a fault put in on purpose and {_FEW} each: {'found' if found else 'NOT FOUND'}"
    return Figure(f"{what} with odd input, {sum(tried):,} examples{least}: {wrong}", outcome, "0", control)


def _run(test: str, each: int, *more: str) -> subprocess.CompletedProcess[str]:
    """Run one test, its log unkept: each refused request would stay in memory, gigabytes in the end."""
    return subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-s",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:logging",
            *more,
            test,
        ],
        cwd=_ROOT,
        env=os.environ | {"RECOURSE_EXAMPLES": str(each)},
        capture_output=True,
        text=True,
        check=False,
    )
