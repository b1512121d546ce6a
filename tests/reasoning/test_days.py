"""Law is read as it stood on the day, and answers say when they change by themselves."""

# ruff: noqa: E501  (a line of law or of a table stays one line)

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import NoLawThatDay
from tests.reasoning import small_law

HISTORY = """
support:
  kind: entitlement
  title: Support
  open when any:
    - {id: D, says: They sleep outside., when: rough, cites: Act s1, from: 2020-01-01, to: 2026-06-01, sure: read}
    - {id: D, says: They sleep outside., when: rough, cites: Act s1, from: 2026-06-02, sure: read, gives: discretionary}
  barred when any:
    - {id: B, says: They were caught., when: caught, cites: Act s2, from: 2026-01-01, sure: read}
"""


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-06-01", "eligible"), ("2026-06-02", "discretionary"), ("2020-01-01", "eligible")],
)
def test_a_duty_becomes_a_power_on_the_day_the_law_says(tmp_path: Path, day: str, expected: str) -> None:
    book = small_law.load(tmp_path, HISTORY)
    facts = {"rough": True, "caught": False}
    assert small_law.told(rulebook.answer(book, facts, as_at=date.fromisoformat(day)), "support") == expected


def test_a_bar_that_was_not_law_yet_bars_nobody(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, HISTORY)
    facts = {"rough": True, "caught": True}
    assert small_law.told(rulebook.answer(book, facts, as_at=date(2025, 12, 31)), "support") == "eligible"
    assert small_law.told(rulebook.answer(book, facts, as_at=date(2026, 1, 1)), "support") == "not_eligible"


def test_a_day_before_any_law_is_refused_and_not_guessed(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, HISTORY)
    with pytest.raises(NoLawThatDay, match="the record begins on 2020-01-01"):
        rulebook.answer(book, {"rough": True}, as_at=date(2019, 12, 31), only=["support"])


def test_answering_everything_leaves_out_what_was_not_law_yet_and_says_so(tmp_path: Path) -> None:
    answers = rulebook.answer(small_law.load(tmp_path, HISTORY), {}, as_at=date(2019, 12, 31))
    assert answers.outcomes == {}
    assert "2020-01-01" in answers.unanswered["support"]


READ_AT = """
support:
  kind: entitlement
  title: Support
  open when any:
    - {id: D1, says: Old., when: rough, cites: Act s1, from: 2020-01-01, to: 2026-02-28, sure: read, reads_at: signed_on}
    - {id: D2, says: New., when: ill, cites: Act s1, from: 2026-03-01, sure: read, reads_at: signed_on}
"""


def test_a_rule_may_be_read_at_another_day_than_the_one_asked_about(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, READ_AT)
    facts = {"rough": True, "ill": False}
    day = date(2026, 11, 22)
    assert small_law.told(rulebook.answer(book, facts, as_at=day), "support") == "not_eligible"
    assert (
        small_law.told(rulebook.answer(book, {**facts, "signed_on": "2026-02-28"}, as_at=day), "support")
        == "eligible"
    )


UNDERTAKING = """
free:
  kind: entitlement
  title: Free
  open when any:
    - id: F1
      says: Five years have passed.
      when: years_since(later_of(entered_on, signed_on)) >= 5
      cites: Act s1
      from: 2000-01-01
      sure: read
"""


def test_an_answer_flips_on_the_day_five_years_have_passed(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, UNDERTAKING)
    facts = {"entered_on": "2023-09-15", "signed_on": "2023-09-01"}
    answers = rulebook.answer(book, facts, as_at=date(2026, 11, 22))
    assert answers.flips_on == date(2028, 9, 15)
    on_the_day = rulebook.answer(book, facts, as_at=date(2028, 9, 15))
    assert (small_law.told(on_the_day, "free"), on_the_day.flips_on) == ("eligible", None)


def test_an_answer_that_nothing_will_change_has_no_day(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, UNDERTAKING)
    assert (
        rulebook.answer(book, {"entered_on": None, "signed_on": None}, as_at=date(2026, 11, 22)).flips_on
        is None
    )


@pytest.mark.parametrize(
    ("condition", "facts", "flips_on"),
    [
        ("age >= 18", {"born_on": "2010-03-05"}, date(2028, 3, 5)),
        ("leave_expiry >= as_at", {"leave_expiry": "2029-05-01"}, date(2029, 5, 1)),
        ("rough", {"rough": True, "leave_expiry": "2029-05-01"}, date(2029, 5, 1)),
        ("days_until(entered_on) <= 28", {"entered_on": "2027-01-31"}, date(2027, 1, 3)),
        ("days_since(entered_on) > 28", {"entered_on": "2026-11-20"}, date(2026, 12, 19)),
        ("as_at + 2 months >= signed_on", {"signed_on": "2027-04-30"}, date(2027, 3, 1)),
        ("signed_on + 3 months < as_at", {"signed_on": "2026-11-01"}, date(2027, 2, 2)),
        ("any child (age < 18)", {"dependent_children": [{"born_on": "2009-01-01"}]}, date(2027, 1, 1)),
        ("entered_on + 10 working days <= as_at", {"entered_on": "2026-11-20"}, date(2026, 12, 4)),
    ],
)
def test_the_day_an_answer_flips_is_found(
    tmp_path: Path, condition: str, facts: dict[str, object], flips_on: date
) -> None:
    book = small_law.one_test(tmp_path, condition)
    assert rulebook.answer(book, facts, as_at=date(2026, 11, 22), only=["met"]).flips_on == flips_on


def test_a_change_of_the_law_itself_flips_an_answer(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, HISTORY)
    answers = rulebook.answer(book, {"rough": True, "caught": False}, as_at=date(2026, 3, 1))
    assert answers.flips_on == date(2026, 6, 2)


VALUES = """
ends_on:
  kind: value
  type: day
  cases:
    - {id: V1, says: The long period., when: ill, value: "later_of(signed_on + 56 days, entered_on + 28 days)", cites: Act s1, from: 2000-01-01, sure: read}
    - {id: V2, says: The short period., when: proof, value: signed_on + 28 days, cites: Act s2, from: 2000-01-01, sure: read}
  otherwise: none
rate:
  kind: value
  type: number
  cases:
    - {id: V3, says: The rate., when: always, value: weekly + 1.5, cites: Act s3, from: 2000-01-01, sure: read}
label:
  kind: value
  type: code
  cases:
    - {id: V4, says: Long., when: ill, value: long, cites: Act s4, from: 2000-01-01, sure: read}
    - {id: V5, says: Short., when: proof, value: long, cites: Act s4, from: 2000-01-01, sure: read}
  otherwise: short
"""
AMOUNTS = """
weekly:
  - {value: 40, unit: GBP a week, from: 2020-01-01, to: 2025-12-31, cites: SI 1, sure: read}
  - {value: 49.18, unit: GBP a week, from: 2026-01-01, cites: SI 2, sure: read}
"""  # fmt: skip


def test_the_first_case_that_holds_gives_the_value_and_an_open_one_before_it_keeps_it_open(
    tmp_path: Path,
) -> None:
    book = small_law.load(tmp_path, VALUES, amounts=AMOUNTS)

    def values(**facts: object) -> dict[str, object]:
        return rulebook.answer(book, facts, as_at=date(2026, 11, 22)).to_json()["values"]  # type: ignore[no-any-return]

    known = {"signed_on": "2026-01-12", "entered_on": "2026-03-01"}
    assert values(ill=True, **known)["ends_on"] == "2026-03-29"
    assert values(ill=False, proof=True, **known)["ends_on"] == "2026-02-09"
    assert values(ill=False, proof=False, **known)["ends_on"] is None
    assert values(proof=True, **known)["ends_on"] == "depends"
    assert values(proof=True)["label"] == "long", "both cases give the same"
    assert values(proof=False)["label"] == "depends"


def test_amounts_are_those_of_the_day(tmp_path: Path) -> None:
    book = small_law.load(tmp_path, VALUES, amounts=AMOUNTS)
    for day, rate in ((date(2025, 12, 31), 41.5), (date(2026, 1, 1), 50.68)):
        assert rulebook.answer(book, {}, as_at=day).values["rate"] == pytest.approx(rate)


def test_working_days_beyond_the_known_bank_holidays_are_not_guessed(tmp_path: Path) -> None:
    book = small_law.one_test(tmp_path, "signed_on + 3 working days <= as_at")
    answers = rulebook.answer(book, {"signed_on": "2026-12-30"}, as_at=date(2027, 6, 1))
    assert small_law.told(answers, "met") == "depends"
