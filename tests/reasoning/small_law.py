"""A few invented provisions, written to a folder and loaded, so that each test shows the law it speaks of."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import Answers, Book

FACTS = """
status_code: {type: one_of, also_called: [main_applicant]}
rough: {type: yes_no, question: Do they sleep outside?, says: they sleep outside}
ill: {type: yes_no, question: Are they ill?, says: they are ill}
proof: {type: yes_no, question: Is there proof?, says: there is proof}
age: {type: number, question: How old are they?, implied: [{value: years_since(born_on), when: always}]}
born_on: {type: day, question: When were they born?}
entered_on: {type: day, question: When did they come?}
signed_on: {type: day, question: When was it signed?}
leave_expiry: {type: day, question: When does their permission end?, ends_leave: true}
visa: {type: one_of, question: Which visa?, options: {work: Work, study: Study, none: None}}
needs: {type: some_of, question: Which needs?, options: {food: Food, bed: Bed, none: None}}
income: {type: money, question: How much comes in?}
caught: {type: yes_no, question: Were they caught?, says: they were caught}
british: {type: yes_no, question: Are they British?, says: they are British}
role: {type: one_of, options: {child: Child, partner: Partner, other: Other}}
dependent_children: {type: people, question: Which children?, says: their children are recorded}
household: {type: people, question: Who lives with them?, says: those who live with them are recorded}
partner_status: {type: one_of, of_partner: status_code}
homeless: {type: yes_no, of: household, question: Are they homeless?, says: they are homeless}
tortured: {type: yes_no, worked_example: false, question: Were they hurt?, says: they were hurt}
"""
STATUSES = """
SETTLED: {says: Settled, implies: {visa: none, british: false}}
BRITISH: {says: British, implies: {british: true}}
STUDENT: {says: Student, implies: {visa: study, british: false}}
UNKNOWN: {says: Not known}
"""
CONTESTED = "U1: Two courts differ on this.\n"
WARNINGS = "careful: Be careful with this.\n"


def write(folder: Path, rules: str, **files: str) -> Path:
    """The law files in a folder; `facts`, `statuses`, `amounts`, `holidays`, `goals` replace the usual."""
    law = folder / "law"
    texts = {
        "facts/all.yaml": files.get("facts", FACTS),
        "statuses.yaml": files.get("statuses", STATUSES),
        "contested.yaml": CONTESTED,
        "warnings.yaml": WARNINGS,
        "goals.yaml": files.get("goals", ""),
        "calendars/bank_holidays.yaml": files.get("holidays", "last_known_year: 2026\ndays: [2026-12-25]\n"),
        "help/amounts.yaml": files.get("amounts", ""),
        "help/rules.yaml": textwrap.dedent(rules),
    }
    for name, text in texts.items():
        path = law / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return law


def load(folder: Path, rules: str, **files: str) -> Book:
    """The same, loaded."""
    return rulebook.load(write(folder, rules, **files))


def one_test(folder: Path, condition: str, **files: str) -> Book:
    """A book with a single test, `met`, on one condition."""
    said = (
        "{"
        + f'id: T1, says: It is so., when: "{condition}", cites: Act s1, from: 2000-01-01, sure: read'
        + "}"
    )
    return load(folder, f"met:\n  kind: test\n  true when any:\n    - {said}\n", **files)


def told(answers: Answers, key: str) -> Any:
    """The bare outcome or value of a key."""
    return answers.outcomes[key].outcome if key in answers.outcomes else answers.values[key]
