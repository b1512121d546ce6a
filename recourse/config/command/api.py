"""`recourse api`: prints the description of the API in OpenAPI 3.1, made from the code."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence

from recourse.config.command import migrate
from recourse.config.command.refusals import said_plainly
from recourse.config.database.places import CHECKOUT

FILE = CHECKOUT / "docs" / "api" / "openapi.json"


@said_plainly
def run(words: Sequence[str]) -> int:
    """Print it, or write the file where it belongs; needs no database."""
    parser = argparse.ArgumentParser("recourse api", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write docs/api/openapi.json anew")
    asked = parser.parse_args(words)
    migrate.set_up(role="app")
    if asked.write:
        FILE.write_text(written())
        print(f"Written: {FILE.relative_to(CHECKOUT)}")
    else:
        print(written(), end="")
    return 0


def written() -> str:
    """The description as the file holds it."""
    from recourse.pages.api import describing

    return json.dumps(describing.description(), indent=1, ensure_ascii=False) + "\n"
