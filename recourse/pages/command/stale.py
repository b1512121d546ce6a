"""`recourse law stale`: the rules that nobody has compared with the legislation, or not for long."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from typing import Any

from recourse.pages.command import days
from recourse.reasoning import rulebook, writing
from recourse.reasoning.writing import Standing

HELP = "list the rules never compared with the legislation, or more than 90 days ago"
EXAMPLES = """\
examples:
  recourse law stale                        how many in each topic
  recourse law stale homelessness           each rule of one topic
  recourse law stale --on 2027-03-01        as it will be on that day if nobody does anything
  recourse law stale --json                 every rule, for a program

exit: 0 every rule is fresh; 1 some are not, or the law does not load; 2 the words were not understood.
"""


def words(parser: argparse.ArgumentParser) -> None:
    """What may be said to it."""
    said = "one topic, rule by rule; without one, the count of each"
    parser.add_argument("topic", nargs="?", default="", help=said)
    parser.add_argument("--on", type=days.day, help="the day to count from (today)")
    parser.add_argument("--json", action="store_true", help="print a list of rules as JSON")


def run(book: rulebook.Book, asked: argparse.Namespace) -> int:
    """Print them; the exit is 1 when there are any."""
    topics = sorted({one.topic for one in book.definitions.values()})
    if asked.topic and asked.topic not in topics:
        print(f"No topic is called “{asked.topic}”. The topics: {', '.join(topics)}.", file=sys.stderr)
        return 2
    on = asked.on or days.today()
    found = [one for one in writing.stale(book, on=on) if asked.topic in ("", one.definition.topic)]
    if asked.json:
        print(json.dumps([_told(one) for one in found], indent=1, ensure_ascii=False))
    elif asked.topic:
        for one in found:
            print(f"{one.rule.id}: {one.rule.says}\n  {one.rule.cites}; {one.rule.sure}; {_since(one)}")
    else:
        for topic, count in sorted(Counter(one.definition.topic for one in found).items()):
            print(f"{topic}: {count}")
    if not asked.json:
        past = f"never, or more than {writing.DAYS_FRESH} days before {on}"
        print(f"{len(found)} to compare with the legislation ({past}).")
    return 1 if found else 0


def _since(one: Standing) -> str:
    return f"compared on {one.verified_on}" if one.verified_on else "never compared"


def _told(one: Standing) -> dict[str, Any]:
    rule = one.rule
    return {
        "id": rule.id,
        "topic": one.definition.topic,
        "key": one.definition.key,
        "says": rule.says,
        "cites": rule.cites,
        "sure": rule.sure,
        "verified_on": one.verified_on.isoformat() if one.verified_on else "never",
        "file": rule.file,
        "line": rule.line,
    }
