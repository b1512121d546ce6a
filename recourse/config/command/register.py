"""`recourse register`: prints the register of processing, made from the tables."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly
from recourse.config.database.places import CHECKOUT

PAGE = CHECKOUT / "docs" / "register.md"


@said_plainly
def run(words: Sequence[str]) -> int:
    """Print it as a page, as data, or write the page where it belongs; needs no database."""
    parser = argparse.ArgumentParser("recourse register", description=__doc__)
    parser.add_argument("--json", action="store_true", help="as data")
    parser.add_argument("--write", action="store_true", help="write docs/register.md anew")
    asked = parser.parse_args(words)
    migrate.set_up(role="app")
    from recourse.records.keeping import printing

    if asked.write:
        PAGE.write_text(printing.markdown() + "\n")
        print(f"Written: {PAGE.relative_to(CHECKOUT)}")
    else:
        print(printing.as_json() if asked.json else printing.markdown())
    return 0
