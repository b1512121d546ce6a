"""The table: what was measured, the goal, the rival of the same run and the ratio."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

_ROOT = Path(__file__).resolve().parents[1]
_PAGE = _ROOT / "docs" / "measured.md"
_KEPT = _ROOT / "docs" / "measured.json"
_HEAD = """# Measured

Figures of `make bench`; each part says when it was run. Ratios are against the rival in the same run:
above 1, ours is the quicker. Seconds and milliseconds hold for the machine named here and no other. A goal
is what we set ourselves, on two cores.

"""


class Figure(NamedTuple):
    """One line of the table; `rival` and `ratio` are empty where there is nothing fair to compare with."""

    what: str
    value: str
    goal: str = ""
    rival: str = ""
    ratio: str = ""


def machine() -> str:
    """The machine in words: cores, memory, processor, system."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.machine()}, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def keep(part: str, figures: list[Figure]) -> None:
    """Print a part and keep it beside the parts measured before."""
    for figure in figures:
        print(
            f"  {figure.what}: {figure.value}" + (f" (goal {figure.goal})" if figure.goal else ""), flush=True
        )
        if figure.rival:
            print(f"    rival: {figure.rival}; ratio {figure.ratio}", flush=True)
    kept = _read()
    kept[part] = {
        "on": f"{datetime.now(UTC):%d %B %Y, %H:%M} UTC",
        "machine": machine(),
        "figures": [list(figure) for figure in figures],
    }
    _KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n")


def write() -> None:
    """Write the page from everything kept."""
    lines = [_HEAD]
    for part, measured in _read().items():
        lines.append(f"## {part.capitalize()}\n\n{measured['on']}. {measured['machine']}.\n\n")
        lines.append(
            "| what | measured | goal | rival in the same run | ratio |\n| --- | --- | --- | --- | --- |\n"
        )
        lines += ["| " + " | ".join(Figure(*row)) + " |\n" for row in measured["figures"]]
        lines.append("\n")
    _PAGE.write_text("".join(lines).rstrip() + "\n")
    print(f"Written to {_PAGE.relative_to(_ROOT)}")


def _read() -> dict[str, dict[str, Any]]:
    return json.loads(_KEPT.read_text()) if _KEPT.exists() else {}
