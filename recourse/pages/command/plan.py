"""`recourse plan`: what to raise for the person in each case of a file, in which order, before which day."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from recourse.pages.command import planning
from recourse.reasoning import routes, rulebook
from recourse.reasoning.rulebook import cases

GOOD, WRONG, UNREADABLE = 0, 1, 2


def run(argv: list[str]) -> int:
    """Do what the words say; the exit: 0 well, 1 something wrong in a case, 2 nothing could be read."""
    parser = argparse.ArgumentParser(
        prog="recourse plan", description="Say what to raise, and in which order."
    )
    parser.add_argument("file", type=Path, help="a YAML or JSON file: one case or a list of cases")
    parser.add_argument("--json", action="store_true", help="print the plans as JSON")
    asked = parser.parse_args(argv)
    try:
        atlas = routes.england()
        read = list(cases.read(asked.file))
    except (rulebook.LawError, rulebook.Unreadable) as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    told: list[Any] = []
    is_wrong = False
    for case in read:
        mistakes = [case] if isinstance(case, cases.Mistake) else cases.mistaken(atlas.book, case)
        if isinstance(case, cases.Mistake) or mistakes:
            for mistake in mistakes:
                print(mistake, file=sys.stderr)
            is_wrong = True
            continue
        try:
            plans = routes.each_adult(atlas, case.facts, as_at=case.as_at)
        except routes.BadHousehold as error:
            print(f"{case.file}:{case.line}: {case.id}: {error}", file=sys.stderr)
            is_wrong = True
            continue
        told.append(_as_json(case, plans) if asked.json else planning.person(case, atlas, plans))
    print(json.dumps(told, indent=2, ensure_ascii=False) if asked.json else "\n\n".join(told))
    return WRONG if is_wrong else GOOD


def _as_json(case: cases.Case, plans: dict[str, routes.Plan]) -> dict[str, Any]:
    return {"id": case.id, "plans": {name: plan.to_json() for name, plan in plans.items()}}


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
