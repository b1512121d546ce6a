"""`recourse law diff DAY DAY`: what changed in the law between two days, rule by rule."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from typing import Any

from recourse.reasoning.comparing import changes
from recourse.reasoning.rulebook import Book

_EXAMPLES = """examples:
  recourse law diff 2026-06-01 2026-06-02          what changed on 2 June 2026
  recourse law diff 2026-01-01 2026-12-31 --json   a year, for a program

exit: 0 told, also when nothing changed; 2 a day for which no law is recorded"""


def add(verbs: Any) -> None:
    """Add the verb and its words."""
    words = verbs.add_parser(
        "diff", help="say which rules and amounts changed between two days",
        description=__doc__, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    words.add_argument("before", metavar="DAY", type=date.fromisoformat, help="a day, as 2026-06-01")
    words.add_argument("after", metavar="DAY", type=date.fromisoformat, help="another day")
    words.add_argument("--json", action="store_true", help="print the changes as JSON")


def run(book: Book, asked: argparse.Namespace) -> int:
    """Tell what changed; the number is the exit."""
    try:
        found = changes.between(book, asked.before, asked.after)
    except changes.NoLawYet as error:
        print(error, file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps([one.to_json() for one in found], ensure_ascii=False, indent=1))
        return 0
    before = ""
    for one in found:
        if one.title != before:
            print(f"{one.title} ({one.key})")
        before = one.title
        print(f"  {one.rule}, {one.sort}: {one.says}\n    {one.cites}")
    print(f"{len(found)} changes." if found else "Nothing changed between these days.")
    return 0
