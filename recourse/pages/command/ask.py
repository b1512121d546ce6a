"""`recourse ask`: the next question worth asking in each case of a file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import cases

EXAMPLES = """examples:
  recourse ask case.yaml                       the question that settles most of what is still open
  recourse ask case.yaml --only part7          the one that matters for homelessness help
  recourse ask cases.yaml --only s17,asylum_s4 one question for each case, for these outcomes alone

exit: 0 asked, also when nothing is left to ask; 1 something in a case is wrong; 2 the file cannot be read"""


def run(argv: list[str]) -> int:
    """Do what the words say; the exit: 0 well, 1 something wrong in a case, 2 nothing could be read."""
    parser = argparse.ArgumentParser(
        prog="recourse ask",
        description="Say what to ask next.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, help="a YAML or JSON file: one case or a list of cases")
    parser.add_argument("--only", metavar="KEY,KEY", help="ask for these outcomes alone")
    asked = parser.parse_args(argv)
    try:
        book = rulebook.england()
        read = list(cases.read(asked.file))
    except (rulebook.LawError, rulebook.Unreadable) as error:
        print(error, file=sys.stderr)
        return 2
    only = tuple(key.strip() for key in asked.only.split(",") if key.strip()) if asked.only else None
    unknown = [key for key in only or () if not cases.is_known(book, key)]
    if unknown:
        print(f"The rulebook does not know {', '.join(unknown)}.", file=sys.stderr)
        return 1
    wrong = [_ask(book, case, only) for case in read]
    return 1 if any(wrong) else 0


def _ask(book: rulebook.Book, case: cases.Case | cases.Mistake, only: tuple[str, ...] | None) -> bool:
    """Print the next question of a case; true when the case cannot be taken."""
    if isinstance(case, cases.Mistake):
        print(case, file=sys.stderr)
        return True
    mistakes = cases.mistaken(book, case)
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    if mistakes:
        return True
    fact = rulebook.next_question(book, case.facts, as_at=case.as_at, only=only)
    if fact is None:
        print(f"{case.id}: nothing more to ask.")
        return False
    print(f"{case.id}: {fact.question} [{fact.name}: {fact.expected}]")
    if fact.help:
        print(f"  {fact.help}")
    return False


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
