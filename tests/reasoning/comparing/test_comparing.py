"""Two days of the law, or two editions: what changed, whose answer changes, and which rule does it."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from recourse.pages.command import law as command
from recourse.reasoning import rulebook
from recourse.reasoning.comparing import changes, touching
from recourse.reasoning.rulebook import checking
from recourse.reasoning.rulebook.loading import ENGLAND

BEFORE = timedelta(days=1)
PERIODS = [
    (date(2024, 12, 9), "HS-AS-MO-2", 28, 56),
    (date(2025, 9, 1), "HS-AS-MO-3-28", 56, 28),
    (date(2026, 3, 9), "HS-AS-MO-4", 28, 42),
]


def days_of_support(granted: date) -> int:
    person = {"grant_notified": granted, "leave_from": granted, "age": 30, "status_code": "REFUGEE"}
    person |= {"pregnant": False, "disabled": False}
    person |= {"household": [], "dependent_children": []}
    told = rulebook.answer(
        rulebook.england(), person, as_at=granted, only=["moveon_from_grant"], closed_world=True
    )
    ends = told.values["moveon_from_grant"]
    return int((ends - granted).days)


@pytest.mark.parametrize(("day", "rule", "was", "now"), PERIODS)
def test_the_days_after_a_grant_change_on_each_boundary_day_and_the_rule_is_named(
    day: date, rule: str, was: int, now: int
) -> None:
    came_in = {one.rule for one in changes.between(rulebook.england(), day - BEFORE, day)}
    assert rule in came_in
    assert (days_of_support(day - BEFORE), days_of_support(day)) == (was, now)


@pytest.mark.parametrize(("day", "rule", "was", "now"), PERIODS)
def test_between_two_boundary_days_nothing_of_it_changes(day: date, rule: str, was: int, now: int) -> None:
    found = changes.between(rulebook.england(), day, day + timedelta(days=20))
    assert [one.rule for one in found if one.key == "moveon_from_grant"] == []


def test_on_2_june_2026_asylum_support_turns_from_owed_to_possible_and_the_rules_are_named() -> None:
    turn = touching.on(rulebook.england(), date(2026, 6, 2))
    facts = {"status_code": "ASYLUM_SEEKER", "destitute": True, "adult": True}
    touched = {one.key: one for one in turn.touched(facts, as_at=date(2026, 11, 22))}
    support = touched["asylum_s95"]
    assert (support.before, support.after) == ("eligible", "discretionary")
    assert {one.rule for one in support.by} == {"HS-AS-95D", "HS-AS-95P"}
    assert "must" in support.said_before and "may" in support.said_after


def test_whoever_the_changed_rules_are_not_about_is_not_touched() -> None:
    turn = touching.on(rulebook.england(), date(2026, 6, 2))
    assert turn.touched({"status_code": "GB_IE", "adult": True}, as_at=date(2026, 11, 22)) == []


def test_what_changes_with_time_alone_is_no_change_of_the_law() -> None:
    turn = touching.on(rulebook.england(), date(2026, 6, 2))
    facts = {"status_code": "ILR", "leave_expiry": date(2026, 6, 1), "adult": True}
    assert turn.touched(facts, as_at=date(2026, 6, 2)) == []


def test_a_changed_figure_says_what_it_was_and_is() -> None:
    found = changes.between(rulebook.england(), date(2026, 3, 31), date(2026, 4, 1))
    assert "“minimum wage 21” was 12.21 GBP an hour and is 12.71 GBP an hour." in {one.says for one in found}


def test_two_editions_differ_by_the_rule_that_was_written_otherwise(tmp_path: Path) -> None:
    law = tmp_path / "law"
    shutil.copytree(ENGLAND, law)
    path = law / "move_on/rules.yaml"
    path.write_text(path.read_text().replace("grant_notified + 42 days", "grant_notified + 56 days"))
    found = changes.editions(rulebook.england(), rulebook.load(law), date(2026, 11, 22))
    assert {(one.sort, one.rule) for one in found} == {("changed", "HS-AS-MO-4")}


def test_a_day_before_any_law_is_refused_saying_from_when_there_is_law() -> None:
    since = checking.first_day(rulebook.england())
    with pytest.raises(changes.NoLawYet, match=f"What is recorded begins on {since}"):
        changes.between(rulebook.england(), date(1900, 1, 1), date(2026, 6, 2))


def test_the_command_names_the_rules_and_refuses_a_day_without_law(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command.run(["diff", "2026-06-01", "2026-06-02"]) == 0
    words = capsys.readouterr().out
    assert "HS-AS-95P, came in: New from 2 June 2026" in words and "HS-AS-95D, ended" in words
    assert command.run(["diff", "2026-06-01", "2026-06-02", "--json"]) == 0
    assert {"change", "key", "rule", "says", "on"} <= set(json.loads(capsys.readouterr().out)[0])
    assert command.run(["diff", "1900-01-01", "2026-06-02"]) == 2
    assert "begins on" in capsys.readouterr().err
    assert command.run(["diff", "2026-06-02", "2026-06-01"]) == 2
    assert "Say the earlier day first" in capsys.readouterr().err
