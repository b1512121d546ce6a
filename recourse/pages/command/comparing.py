"""`recourse law diff DAY DAY`: what changed in the law between two days, rule by rule."""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from itertools import groupby
from typing import Any

from recourse.pages.command import days
from recourse.pages.command.proving import HOW_TO_GET_IT
from recourse.reasoning.comparing import changes, frozen
from recourse.reasoning.comparing.changes import Change
from recourse.reasoning.rulebook import Book

_EXAMPLES = """examples:
  recourse law diff 2026-06-01 2026-06-02          what changed on 2 June 2026
  recourse law diff 2026-01-01 2026-12-31 --json   a year, for a program
  recourse law diff 2026-06-01 2026-06-02 --witness
                                                   and for each question a person it answers differently

exit: 0 told, also when nothing changed; 2 days in the wrong order, a day for which no law is recorded,
or it could not be tried"""


def add(verbs: Any) -> None:
    """Add the verb and its words."""
    words = verbs.add_parser(
        "diff", help="say which rules and amounts changed between two days",
        description=__doc__, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    words.add_argument("before", metavar="DAY", type=days.day, help="a day, as 2026-06-01")
    words.add_argument("after", metavar="DAY", type=days.day, help="another day")
    words.add_argument("--json", action="store_true", help="print the changes as JSON")
    words.add_argument(
        "--witness", action="store_true",
        help="show, for each question, a person whom the change answers differently (wants z3-solver)",
    )  # fmt: skip


def run(book: Book, asked: argparse.Namespace) -> int:
    """Tell what changed; the number is the exit."""
    if asked.after < asked.before:
        print(f"Say the earlier day first: {asked.after} comes before {asked.before}.", file=sys.stderr)
        return 2
    try:
        found = changes.between(book, asked.before, asked.after)
    except changes.NoLawYet as error:
        print(error, file=sys.stderr)
        return 2
    if asked.witness and importlib.util.find_spec("z3") is None:
        print(HOW_TO_GET_IT, file=sys.stderr)
        return 2
    shown = _witnesses(book, asked, found) if asked.witness else {}
    if asked.json:
        told = [one.to_json() | ({"witness": shown.get(one.key)} if asked.witness else {}) for one in found]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for key, group in groupby(found, key=lambda one: one.key):
        together = list(group)
        print(f"{together[0].title} ({key})")
        for one in together:
            print(f"  {one.rule}, {one.sort}: {one.says}\n    {one.cites}")
        if key in shown:
            print(f"  {shown[key]['says']}")
        if key in shown and shown[key]["words"]:
            print(f"    For example: {shown[key]['words']}.")
    print(f"{len(found)} changes." if found else "Nothing changed between these days.")
    return 0


def _witnesses(book: Book, asked: argparse.Namespace, found: list[Change]) -> dict[str, dict[str, Any]]:
    """By key, what it is answered under the law of each day, asked on the later, and who shows it."""
    from recourse.reasoning.proving import describing, differing

    before, after = asked.before, asked.after
    keys = list(dict.fromkeys(one.key for one in found if one.sort != "amount"))
    same = {"says": "Nobody is answered differently.", "person": None, "words": ""}
    told = dict.fromkeys(keys, same)
    laws = [(frozen.frozen(book, day), after) for day in (before, after)]
    for one in differing.findings(laws[0], laws[1], keys):
        words = "" if one.facts is None else describing.in_words(one.facts, book)
        told[one.key] = {"says": one.says, "person": one.to_json()["person"], "words": words}
    return told
