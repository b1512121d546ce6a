"""What a change of law answers differently is shown by a person, and a law held against itself by nobody."""

from __future__ import annotations

import json
from datetime import date

import pytest

from recourse.pages.command import law as command
from recourse.reasoning import rulebook
from recourse.reasoning.comparing import changes, frozen
from recourse.reasoning.proving import differing

BEFORE, AFTER = date(2026, 6, 1), date(2026, 6, 2)


def test_each_witness_of_a_change_is_answered_differently_under_the_law_of_the_two_days() -> None:
    book = rulebook.england()
    laws = [frozen.frozen(book, day) for day in (BEFORE, AFTER)]
    keys = list(dict.fromkeys(one.key for one in changes.between(book, BEFORE, AFTER)))
    found = list(differing.findings((laws[0], AFTER), (laws[1], AFTER), keys))
    assert {"asylum_s95", "asylum_s98"} <= {one.key for one in found if one.sort == "different"}
    for one in found:
        assert one.facts is not None
        answers = [rulebook.answer(law, one.facts, as_at=AFTER, only=[one.key]) for law in laws]
        told = [answer.outcomes[one.key].outcome for answer in answers]
        assert told[0] != told[1], one.key


def test_a_law_held_against_itself_answers_nobody_differently() -> None:
    book = rulebook.england()
    law = frozen.frozen(book, AFTER)
    again = rulebook.load(rulebook.loading.ENGLAND)
    keys = ["asylum_s95", "main_duty", "moveon_from_grant", "in_breach"]
    assert list(differing.findings((law, AFTER), (frozen.frozen(again, AFTER), AFTER), keys)) == []


def test_the_command_tells_of_a_person_under_the_rules_that_changed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert command.run(["diff", str(BEFORE), str(AFTER), "--witness"]) == 0
    words = capsys.readouterr().out
    assert "“Is there a recorded reason why" in words and "is answered" in words and "For example: " in words
    assert command.run(["diff", str(BEFORE), str(AFTER), "--witness", "--json"]) == 0
    told = {one["key"]: one for one in json.loads(capsys.readouterr().out)}
    assert told["asylum_s95"]["witness"]["person"]
    assert command.run(["diff", str(BEFORE), str(AFTER)]) == 0
    assert "For example" not in capsys.readouterr().out
