"""How long it takes to back up and to restore 300,000 rows, with all the proofs on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.report import Figure

_PEOPLE = 5_000
_ROWS = 300_000
_WORK = Path("/var/tmp") / f"recourse-bench-restoring-{os.getuid()}"


def measure() -> list[Figure]:
    """Build a city of so many rows in a place of its own, back it up, restore it elsewhere, clear it away."""
    _WORK.mkdir(mode=0o711)
    env = os.environ | {"RECOURSE_DATA": str(_WORK / "data"), "RECOURSE_DATABASE": "recourse_large"}
    elsewhere = env | {"RECOURSE_DATA": str(_WORK / "restored")}
    key, backups = _WORK / "private.key", _WORK / "data" / "backups"
    try:
        _run(env, "city", f"--people={_PEOPLE}")
        _run(env, "backup", "--new-key", str(key))
        backing = _run(env, "backup")[0]
        restoring, said = _run(elsewhere, "restore", "--from", str(backups), "--key", str(key))
        counted = next(line for line in said.splitlines() if "tables with" in line)
        rows = int(counted.split()[-2].replace(",", ""))
        size = sum(path.stat().st_size for path in backups.glob("*.age"))
        scaled = restoring * max(1.0, _ROWS / rows)
        return [
            Figure(
                f"backing up {rows:,} rows, verified and sealed ({size / 1e6:.0f} MB)", f"{backing:.1f} s"
            ),
            Figure(
                f"restoring {rows:,} rows: proved, verified, recovered, walls and ledgers looked at",
                f"{restoring:.1f} s ({scaled:.1f} s for {_ROWS:,})",
                "30 s",
            ),
        ]
    finally:
        shutil.rmtree(_WORK, ignore_errors=True)


def _run(env: dict[str, str], *words: str) -> tuple[float, str]:
    started = time.perf_counter()
    command = [sys.executable, "-m", "recourse.config.command", *words]
    done = subprocess.run(command, env=env, check=True, capture_output=True, text=True)
    return time.perf_counter() - started, done.stdout
