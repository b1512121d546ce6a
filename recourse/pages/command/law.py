"""`recourse law`: check that the law loads, and show a topic or a key as a person reads it."""

from __future__ import annotations

import argparse
import sys

from recourse.reasoning import rulebook


def run(argv: list[str]) -> int:
    """Do what the words say; the number is the exit."""
    parser = argparse.ArgumentParser(prog="recourse law", description="England's law as Recourse holds it.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="load all the law and print every complaint")
    show = verbs.add_parser("show", help="print a topic or a key with its rules")
    show.add_argument("name", nargs="?", default="", help="a topic or a key; without one, the list of both")
    asked = parser.parse_args(argv)
    try:
        book = rulebook.england()
    except rulebook.LawError as error:
        for complaint in error.complaints:
            print(complaint)
        print(f"{len(error.complaints)} complaints; nothing loads.")
        return 1
    if asked.verb == "check":
        print(f"{len(book.definitions)} definitions, {len(book.facts)} facts, {len(book.statuses)} statuses; edition {book.edition[:12]}.")
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
