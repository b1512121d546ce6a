"""`make bench`: prints a table and writes it to docs/measured.md; `only=rulebook` runs one part."""

from __future__ import annotations

import argparse
from importlib import import_module

from bench import report

# Each a module of this package with `measure`; read when its turn comes, for some bring whole engines along.
PARTS = (
    "rulebook",
    "columns",
    "browser",
    "changing",
    "asking",
    "learning",
    "proving",
    "routes",
    "pages",
    "isolation",
    "ledger",
    "leaving",
    "letters",
    "fuzz",
    "consent",
    "restoring",
    "faults",
    "starting",
    "testing",
    "homes",
)


def main() -> None:
    """Run the parts asked for, one after the other, and keep the rest of the table as it was."""
    parser = argparse.ArgumentParser("make bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    asked = parser.parse_args()
    for part in PARTS:
        if asked.only in (None, part):
            print(f"Measuring: {part}", flush=True)
            report.keep(part, import_module(f"bench.{part}").measure())
    report.write()


if __name__ == "__main__":
    main()
