"""`make bench`: prints a table and writes it to docs/measured.md; `only=rulebook` runs one part."""

from __future__ import annotations

import argparse

from bench import (
    asking,
    browser,
    changing,
    columns,
    consent,
    faults,
    fuzz,
    isolation,
    learning,
    leaving,
    ledger,
    letters,
    pages,
    proving,
    report,
    restoring,
    routes,
    rulebook,
    starting,
    testing,
)

PARTS = {
    "rulebook": rulebook.measure,
    "columns": columns.measure,
    "browser": browser.measure,
    "changing": changing.measure,
    "asking": asking.measure,
    "learning": learning.measure,
    "proving": proving.measure,
    "routes": routes.measure,
    "pages": pages.measure,
    "isolation": isolation.measure,
    "ledger": ledger.measure,
    "leaving": leaving.measure,
    "letters": letters.measure,
    "fuzz": fuzz.measure,
    "consent": consent.measure,
    "restoring": restoring.measure,
    "faults": faults.measure,
    "starting": starting.measure,
    "testing": testing.measure,
}


def main() -> None:
    """Run the parts asked for, one after the other, and keep the rest of the table as it was."""
    parser = argparse.ArgumentParser("make bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    asked = parser.parse_args()
    for part, measure in PARTS.items():
        if asked.only in (None, part):
            print(f"Measuring: {part}", flush=True)
            report.keep(part, measure())
    report.write()


if __name__ == "__main__":
    main()
