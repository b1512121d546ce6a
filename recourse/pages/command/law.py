"""`recourse law`: checks the law, shows a topic, a key or a rule, proves it, and says what changed."""

from __future__ import annotations

import argparse
import sys

from recourse.pages.command import comparing, proving, stale
from recourse.reasoning import routes, rulebook
from recourse.reasoning.routes.timetable import timetable
from recourse.reasoning.rulebook import checking, showing

_VERBS = """\
examples:
  recourse law show part7                   a definition as sentences, with where it is written
  recourse law diff 2026-06-01 2026-06-02   what changed on 2 June 2026
  recourse law stale                        what nobody has compared with the legislation
  recourse law prove --only move_on         look for gaps and contradictions
  recourse law check                        after a change: does it load?

Each has its own help: recourse law show --help
"""
_LOADED = """\
examples:
  recourse law check                        one line when all is well, else file, line and what was expected

exit: 0 it loads; 1 something is wrong with it; 2 the words were not understood.
"""
_SHOWN = """\
examples:
  recourse law show                         the topics and their keys
  recourse law show homelessness            every definition of a topic
  recourse law show part7                   one definition
  recourse law show HS-P7-REG5              one rule by its id, in its definition

exit: 0 shown; 1 nothing has that name, or the law does not load; 2 the words were not understood.
"""

_APART = {"stale": stale.run, "prove": proving.run, "diff": comparing.run}


def run(argv: list[str]) -> int:
    """Do what the words say; the number is the exit: 1 when the law does not load or nothing has the name."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="recourse law",
        description="England's law as Recourse holds it.",
        epilog=_VERBS,
        formatter_class=raw,
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    loads = "load all the law and print every complaint"
    verbs.add_parser("check", help=loads, description=loads, epilog=_LOADED, formatter_class=raw)
    shows = "print a topic, a key or a rule with where it is written"
    show = verbs.add_parser("show", help=shows, description=shows, epilog=_SHOWN, formatter_class=raw)
    named = "a topic, a key or the id of a rule; without one, the list of topics"
    show.add_argument("name", nargs="?", default="", help=named)
    stale.words(
        verbs.add_parser(
            "stale", help=stale.HELP, description=stale.HELP, epilog=stale.EXAMPLES, formatter_class=raw
        )
    )
    show.add_argument("--columns", action="store_true", help="print the columns a population may have")
    proving.add(verbs)
    comparing.add(verbs)
    asked = parser.parse_args(argv)
    try:
        book = rulebook.england()
        if asked.verb == "check":
            routes.england()
            timetable(book)
    except rulebook.LawError as error:
        print(error)
        print(f"{len(error.complaints)} wrong; nothing loads.")
        return 1
    if asked.verb in _APART:
        return _APART[asked.verb](book, asked)
    if asked.verb == "show" and asked.columns:
        return _columns(book)
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
    keys = topics.get(name) or ([name] if name in book.definitions else _with_rule(book, name))
    if not keys:
        print(
            f"No topic or key is called “{name}”, and no rule. The topics: {', '.join(sorted(topics))}.",
            file=sys.stderr,
        )
        return 1
    print("\n\n".join(showing.definition(book.definitions[key], book) for key in keys))
    return 0


def _with_rule(book: rulebook.Book, name: str) -> list[str]:
    """The definitions in which a rule of that id stands."""
    return [
        key
        for key, definition in book.definitions.items()
        if any(rule.id.lower() == name.lower() for rule in checking.every_rule(definition))
    ]


def _columns(book: rulebook.Book) -> int:
    from recourse.reasoning.columns import form

    print(
        "A Parquet file, a row a person; null is not known. One line a column: name, type, values, meaning."
    )
    for column in form.columns(book):
        allowed = f" [{', '.join(column.allowed)}]" if column.allowed else ""
        print(f"{column.name}: {column.type}{allowed}. {column.means}")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
