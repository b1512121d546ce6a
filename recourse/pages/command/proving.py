"""`recourse law prove`: look in the whole law for gaps, contradictions, dead rules and inert exceptions."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from typing import Any

from recourse.pages.command import days
from recourse.reasoning.rulebook import Book

HOW_TO_GET_IT = "The proof needs z3-solver, which is not installed: pip install 'recourse[check]'."
_EXAMPLES = """examples:
  recourse law prove                        the whole book, as it is law today
  recourse law prove --only move_on         one topic, or one key
  recourse law prove --day 2026-06-02       on another day
  recourse law prove --json                 for a program

exit: 0 nothing found but what the law means; 1 something found; 2 it could not be tried"""


def add(verbs: Any) -> None:
    """Add the verb and its words."""
    words = verbs.add_parser(
        "prove", help="find gaps, contradictions, dead rules and inert exceptions (wants z3-solver)",
        description=__doc__, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    words.add_argument(
        "--only", metavar="TOPIC", action="append", default=[], help="a topic or a key; may be repeated"
    )
    words.add_argument("--day", type=days.day, default=None, help="the day (today without it)")
    words.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(book: Book, asked: argparse.Namespace) -> int:
    """Prove and tell what was found; the number is the exit."""
    if importlib.util.find_spec("z3") is None:
        print(HOW_TO_GET_IT, file=sys.stderr)
        return 2
    from recourse.reasoning.proving import proving

    try:
        found = proving.prove(book, day=asked.day or days.today(), only=asked.only)
    except proving.NoTopic as error:
        print(error, file=sys.stderr)
        return 2
    wrong = [one for one in found if not one.meant]
    if asked.json:
        print(json.dumps([one.to_json() for one in found], ensure_ascii=False, indent=1))
    else:
        _tell(book, found)
        print(f"{len(wrong)} found, {len(found) - len(wrong)} meant.")
    return 1 if wrong else 0


def _tell(book: Book, found: list[Any]) -> None:
    from recourse.reasoning.proving import describing

    for one in found:
        print(f"{one.sort.capitalize()}: {one.rule or one.key} ({one.file}:{one.line})\n  {one.says}")
        if one.meant:
            print(f"  Meant: {one.meant}")
        elif one.facts is not None:
            print(f"  For example: {describing.in_words(one.facts, book)}.")
