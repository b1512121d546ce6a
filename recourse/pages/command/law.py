"""`recourse law`: check that the law loads, and show a topic or a key as a person reads it."""

from __future__ import annotations

import argparse
import sys

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import showing


def run(argv: list[str]) -> int:
    """Do what the words say; the number is the exit: 1 when the law does not load or nothing has the name."""
    parser = argparse.ArgumentParser(prog="recourse law", description="England's law as Recourse holds it.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="load all the law and print every complaint")
    show = verbs.add_parser("show", help="print a topic or a key with its rules")
    show.add_argument("name", nargs="?", default="", help="a topic or a key; without one, the list of topics")
    asked = parser.parse_args(argv)
    try:
        book = rulebook.england()
    except rulebook.LawError as error:
        print(error)
        print(f"{len(error.complaints)} wrong; nothing loads.")
        return 1
    return _show(book, asked.name) if asked.verb == "show" else _check(book)


def _check(book: rulebook.Book) -> int:
    print(
        f"The law loads: {len(book.definitions)} definitions, {len(book.facts)} facts, "
        f"{len(book.statuses)} statuses. Edition {book.edition[:12]}."
    )
    return 0


def _show(book: rulebook.Book, name: str) -> int:
    topics: dict[str, list[str]] = {}
    for definition in book.definitions.values():
        topics.setdefault(definition.topic, []).append(definition.key)
    if not name:
        for topic, keys in sorted(topics.items()):
            print(f"{topic}: {', '.join(keys)}")
        return 0
    keys = topics.get(name) or ([name] if name in book.definitions else [])
    if not keys:
        print(
            f"No topic or key is called “{name}”. The topics: {', '.join(sorted(topics))}.", file=sys.stderr
        )
        return 1
    print("\n\n".join(showing.definition(book.definitions[key], book) for key in keys))
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
