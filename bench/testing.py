"""How long the tests take that need no browser."""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

from bench.report import Figure

_ROOT = Path(__file__).resolve().parents[1]


def measure() -> list[Figure]:
    """Run `make test quick=1` once, and say what its runner counted."""
    started = time.perf_counter()
    ran = subprocess.run(["make", "test", "quick=1"], cwd=_ROOT, capture_output=True, text=True, check=False)
    took = time.perf_counter() - started
    counted = re.findall(r"\d+ (?:passed|failed)[^=]*", ran.stdout)
    words = counted[-1].strip() if counted else "the runner counted nothing"
    return [Figure(f"`make test quick=1` ({words})", f"{took:.0f} s", "90 s")]
