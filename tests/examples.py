"""How many examples are tried of each thing: few in the suite, more when RECOURSE_EXAMPLES says so."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping


def each(few: int) -> int:
    """How many examples of each thing this run tries."""
    return int(os.environ.get("RECOURSE_EXAMPLES", few))


def told(kind: str, name: str, seen: Mapping[object, int]) -> None:
    """Print what came back, for whoever counts: the kind of thing, its name, each answer and how often."""
    counted = Counter(seen)
    answers = ", ".join(f"{answer} {count}" for answer, count in sorted(counted.items(), key=str))
    print(f"\ntried {kind} {counted.total()} times: {name}: {answers}")
