"""`recourse law stale` and `law show` by a rule's id, at a terminal."""

from __future__ import annotations

import json

import pytest

from recourse.pages.command import law
from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import checking


def test_what_nobody_has_verified_is_counted_topic_by_topic(capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(["stale"]) == 1
    said = capsys.readouterr().out
    assert "homelessness: " in said
    assert "to compare with the legislation" in said


def test_a_program_is_told_every_rule_with_its_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(["stale", "--json", "--on", "2026-11-22"]) == 1
    told = json.loads(capsys.readouterr().out)
    book = rulebook.england()
    never = [r for one in book.definitions.values() for r in checking.every_rule(one) if not r.verified_on]
    assert len(told) >= len(never)
    found = next(one for one in told if one["id"] == "HS-P7-REG5")
    assert found["verified_on"] == "never"
    assert found["file"].endswith("homelessness/rules.yaml")


def test_one_topic_is_told_rule_by_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(["stale", "homelessness"]) == 1
    said = capsys.readouterr().out
    assert "HS-P7-REG5: They need permission to be here" in said
    assert "never compared" in said


def test_a_topic_or_a_day_that_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(["stale", "moonlight"]) == 2
    assert "No topic is called “moonlight”" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stopped:
        law.run(["stale", "--on", "yesterday"])
    assert stopped.value.code == 2
    assert "“yesterday” is no day" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["show", "stale"])
def test_help_has_examples_and_exit_codes(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        law.run([verb, "--help"])
    said = capsys.readouterr().out
    assert f"recourse law {verb} " in said
    assert "exit: 0" in said


def test_a_rule_is_shown_by_its_id(capsys: pytest.CaptureFixture[str]) -> None:
    assert law.run(["show", "hs-p7-reg5"]) == 0
    assert "SI 2006/1294 reg 5" in capsys.readouterr().out
    assert law.run(["show", "HS-MOON"]) == 1
