"""How long `make run` takes from nothing, and again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from bench.report import Figure

_ROOT = Path(__file__).resolve().parents[1]
_PATIENCE = 300


def measure() -> list[Figure]:
    """Clone into a new folder with new data, start cold, end, start warm."""
    with tempfile.TemporaryDirectory(prefix="recourse-bench-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)
        checkout, data = Path(folder) / "recourse", Path(folder) / "data"
        subprocess.run(["git", "clone", "-q", str(_ROOT), str(checkout)], check=True)
        cold = _start(checkout, data)
        warm = _start(checkout, data)
        shutil.rmtree(data, ignore_errors=True)
    return [
        Figure("`make run`, cold: environment, database, city, first page", f"{cold:.0f} s", "120 s"),
        Figure("`make run`, warm", f"{warm:.1f} s", "6 s"),
    ]


def _start(checkout: Path, data: Path) -> float:
    started = time.perf_counter()
    run = subprocess.Popen(
        ["make", "run"],
        cwd=checkout,
        env=os.environ | {"RECOURSE_DATA": str(data), "RECOURSE_PORT": "8700"},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert run.stdout is not None
        for line in run.stdout:
            if line.startswith("Recourse is at"):
                return time.perf_counter() - started
            if time.perf_counter() - started > _PATIENCE:
                break
        raise RuntimeError("make run did not come up")
    finally:
        os.killpg(run.pid, signal.SIGINT)
        run.wait(timeout=60)
