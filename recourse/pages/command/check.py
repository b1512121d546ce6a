"""`recourse check`: answers the cases of a file, or compares the answers with what the cases expect."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from recourse.pages.command import days, telling
from recourse.reasoning import routes, rulebook
from recourse.reasoning.routes import expecting
from recourse.reasoning.rulebook import answering, cases

GOOD, WRONG, UNREADABLE = 0, 1, 2
EXAMPLES = """examples:
  recourse check case.yaml                     the answers to one case, with reasons
  recourse check cases.yaml --expect           compare the answers with what the cases expect
  recourse check --population people.parquet --out answers.parquet --as-at 2026-11-22
  recourse check --population people.parquet --only part7,asylum_s95
The columns of a population: recourse law show --columns
exit: 0 all well; 1 something in it is wrong (of a population nothing is written); 2 it cannot be read"""


def run(argv: list[str]) -> int:
    """Do what the words say; the exit: 0 well, 1 something wrong in a case, 2 nothing could be read."""
    asked = _asked(argv)
    only = tuple(key.strip() for key in asked.only.split(",") if key.strip()) if asked.only else None
    try:
        book = rulebook.england()
        if asked.population is not None:
            return _population(book, asked, only)
        read = list(cases.read(asked.file))
    except rulebook.LawError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    except rulebook.Unreadable as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    unknown = [key for key in only or () if not cases.is_known(book, key) and key not in expecting.KEYS]
    if unknown and not asked.expect:
        print(f"The rulebook does not know {', '.join(unknown)}.", file=sys.stderr)
        return WRONG
    if asked.expect:
        return _compare(book, read, only)
    return _answer(book, read, only, as_json=asked.json)


def _asked(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="recourse check",
        description="Answer the cases in a file, or a whole population.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", type=Path, nargs="?", help="a YAML or JSON file: one case or a list of cases")
    parser.add_argument("--json", action="store_true", help="print the answers as JSON")
    parser.add_argument("--expect", action="store_true", help="compare with what each case expects")
    parser.add_argument("--only", metavar="KEY,KEY", help="answer and compare these keys alone")
    many = parser.add_argument_group("many people at once")
    many.add_argument(
        "--population", type=Path, metavar="FILE.parquet", help="a row a person, a column a fact"
    )
    many.add_argument("--out", type=Path, metavar="FILE.parquet", help="write the answers here")
    many.add_argument("--as-at", type=days.day, metavar="DAY", help="the day, where no row says it")
    asked = parser.parse_args(argv)
    if (asked.file is None) == (asked.population is None):
        parser.error("name a file of cases, or --population FILE.parquet")
    if asked.population is None and (asked.out or asked.as_at):
        parser.error("--out and --as-at go with --population")
    if asked.population is not None and (asked.expect or asked.json):
        parser.error("--expect and --json go with a file of cases")
    return asked


def _population(book: rulebook.Book, asked: argparse.Namespace, only: tuple[str, ...] | None) -> int:
    """Polars is loaded for a population alone; the cases of a file need no more than the law."""
    try:
        from recourse.pages.command import population
    except ModuleNotFoundError as error:
        print(f"Answering a population needs {error.name}: pip install 'recourse[serve]'", file=sys.stderr)
        return UNREADABLE
    return population.check(book, asked.population, out=asked.out, only=only, as_at=asked.as_at)


def _compare(
    book: rulebook.Book, read: list[cases.Case | cases.Mistake], only: tuple[str, ...] | None
) -> int:
    passed = failed = 0
    for case in read:
        found = [case] if isinstance(case, cases.Mistake) else _unmet(book, case, only)
        for line in found:
            print(line)
        failed += bool(found)
        passed += not found
    print(f"{passed} passed, {failed} failed")
    return WRONG if failed else GOOD


def _unmet(
    book: rulebook.Book, case: cases.Case, only: tuple[str, ...] | None
) -> list[cases.Mismatch] | list[cases.Mistake]:
    """Every expectation not met: answers by the rulebook, the rest by the planner of routes."""
    of_routes = {
        key: value
        for key, value in case.expect.items()
        if key in expecting.KEYS and not cases.is_known(book, key) and (only is None or key in only)
    }
    others = {key: value for key, value in case.expect.items() if key not in of_routes}
    found = cases.compared(book, replace(case, expect=others), only=only)
    if not of_routes or any(isinstance(one, cases.Mistake) for one in found):
        return found
    atlas = routes.england()
    try:
        plan = routes.plan(atlas, case.facts, as_at=case.as_at, closed_world=True)
    except routes.BadHousehold as error:
        return [cases.Mistake(case.id, "household", str(error), "", case.file, case.line)]
    asked = replace(case, expect=of_routes)
    return [
        *(one for one in found if isinstance(one, cases.Mismatch)),
        *expecting.compared(atlas, plan, asked),
    ]


def _answer(
    book: rulebook.Book,
    read: list[cases.Case | cases.Mistake],
    only: tuple[str, ...] | None,
    *,
    as_json: bool,
) -> int:
    mistakes: list[cases.Mistake] = []
    told: list[Any] = []
    for case in read:
        if isinstance(case, cases.Mistake):
            mistakes.append(case)
            continue
        answers = cases.answered(book, case, only=only)
        if isinstance(answers, list):
            mistakes += answers
        else:
            told.append(
                _as_json(case, answers)
                if as_json
                else telling.person(case, answers, every_test=only is not None)
            )
    print(json.dumps(told, indent=2, ensure_ascii=False) if as_json else "\n\n".join(told))
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    return WRONG if mistakes else GOOD


def _as_json(case: cases.Case, answers: rulebook.Answers) -> dict[str, Any]:
    outcomes = {}
    for key, outcome in answers.outcomes.items():
        told = outcome.to_json()
        told["missing"] = list(dict.fromkeys(item.fact for item in outcome.missing))
        outcomes[key] = told
    values = {**answers.values, answering.FLIPS_ON: answers.flips_on}
    days = {key: value for key, value in values.items() if hasattr(value, "isoformat")}
    return {
        "id": case.id,
        "as_at": case.as_at.isoformat(),
        "outcomes": outcomes,
        "values": {key: answering.plain(value) for key, value in values.items()},
        **_routes(case, days),
    }


def _routes(case: cases.Case, days: dict[str, Any]) -> dict[str, Any]:
    """The routes by id, and every day: those of the answers and those of the routes."""
    told: dict[str, Any] = {"deadlines": {key: day.isoformat() for key, day in days.items()}}
    try:
        plan = routes.plan(routes.england(), case.facts, as_at=case.as_at)
    except routes.BadHousehold as error:
        print(f"{case.file}:{case.line}: {case.id}: {error}", file=sys.stderr)
        return told | {"routes": {}}
    held = {one.key: plan.deadline(one.key) for one in plan.deadlines}
    told["deadlines"] |= {key: day.isoformat() for key, day in held.items() if day is not None}
    return told | {"routes": {name: stand.to_json() for name, stand in plan.routes.items()}}


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
