"""A long comparison in shards, a seed each: each is kept when done, so a run can be broken off and taken up.

What was counted stands in `build/bench`, by what was compared: another line of the law, of the rulebook or of
the reader that bears the comparison's name begins anew. `RECOURSE_BENCH_SECONDS` bounds a run: after so long
no new shard is begun.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

Counts = dict[str, float]
_ROOT = Path(__file__).resolve().parents[1]
_LAW = ("recourse/law", "recourse/reasoning/rulebook", "recourse/reasoning/periods")
_CROWD = "tests/reasoning/crowd.py"


def counted(name: str, seeds: Iterable[int], work: Callable[[int], Counts]) -> Counts:
    """The sum of what `work` counts over the seeds, as far as time allows; worked out on every core."""
    seeds, until = list(seeds), time.monotonic() + float(os.environ.get("RECOURSE_BENCH_SECONDS", "inf"))
    file = _ROOT / "build" / "bench" / f"{name}-{_edition(name)}.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = dict(map(json.loads, file.read_text().splitlines())) if file.exists() else {}
    total = Counter[str]()
    for seed in seeds:
        total.update(kept.get(seed, {}))
    left = (seed for seed in seeds if seed not in kept)
    # Threads of Polars and of a browser do not survive a fork.
    with file.open("a") as kept_in, ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        cores = os.cpu_count() or 1
        waiting: dict[Future[Counts], int] = {pool.submit(work, seed): seed for seed in islice(left, cores)}
        while waiting:
            for one in wait(waiting, return_when=FIRST_COMPLETED).done:
                seed, told = waiting.pop(one), one.result()
                total.update(told)
                print(json.dumps([seed, told]), file=kept_in, flush=True)
                print(f"    {name}, seed {seed}: {_said(told)}; so far {_said(total)}", flush=True)
                if time.monotonic() < until:
                    waiting |= {pool.submit(work, seed): seed for seed in islice(left, 1)}
    return dict(total)


def _said(counts: Mapping[str, float]) -> str:
    return ", ".join(f"{count:,.0f} {what}" for what, count in counts.items())


@cache
def _edition(name: str) -> str:
    """A short name for the law and the code that are compared, as they stand in the files."""
    found = hashlib.sha256()
    for place in (*_LAW, f"recourse/reasoning/{name}", _CROWD):
        under = _ROOT / place
        files = [under] if under.is_file() else sorted(under.rglob("*"))
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                found.update(file.relative_to(_ROOT).as_posix().encode() + file.read_bytes())
    return found.hexdigest()[:12]
