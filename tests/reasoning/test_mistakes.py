"""A mistake in the law is named with its file and line, and nothing loads."""

# ruff: noqa: E501  (a line of law or of a table stays one line)

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recourse.reasoning.rulebook import LawError
from tests.reasoning import small_law

GOOD = """\
met:
  kind: entitlement
  title: Help
  open when any:
    - id: T1
      says: They sleep outside.
      when: rough
      cites: Act s1
      from: 2000-01-01
      sure: read
other:
  kind: test
  true when any:
    - id: T2
      says: They are ill.
      when: ill
      cites: Act s2
      from: 2000-01-01
      to: 2020-12-31
      sure: settled
    - id: T2
      says: They are ill.
      when: ill
      cites: Act s2
      from: 2021-01-01
      sure: settled
"""


def complaints(folder: Path, rules: str, **files: str) -> list[str]:
    with pytest.raises(LawError) as caught:
        small_law.load(folder, rules, **files)
    return [re.sub(r"^.*?/law/", "", str(complaint)) for complaint in caught.value.complaints]


def test_the_law_without_a_mistake_loads(tmp_path: Path) -> None:
    assert set(small_law.load(tmp_path, GOOD).definitions) == {"met", "other"}


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("when: rough", "when: ruogh", "help/rules.yaml:7: nothing is called “ruogh”; expected rough"),
        ("when: rough", "when: age", "help/rules.yaml:7: “age” is not yes or no but number"),
        ("when: rough", "when: visa is job", "help/rules.yaml:7: “job” is not on the list of visa"),
        ("      when: rough\n", "", "help/rules.yaml:5: T1 has no “when”"),
        ("      cites: Act s1\n", "", "help/rules.yaml:5: T1 has no “cites”"),
        ("      cites: Act s1\n", "      cites: ''\n", "help/rules.yaml:5: T1 has no “cites”"),
        ("      from: 2000-01-01\n      sure: read\n", "      sure: read\n", "help/rules.yaml:5: T1 has no “from”"),
        ("      sure: read\n", "", "help/rules.yaml:5: T1 has no “sure”"),
        ("      says: They sleep outside.\n", "", "help/rules.yaml:5: T1 has no “says”"),
        ("id: T1\n      says", "says", "help/rules.yaml:5: a rule of “met” has no “id”"),
        ("sure: read", "sure: certain", "help/rules.yaml:10: “certain” is no sure; expected read, settled"),
        ("sure: read", "sure: contested", "help/rules.yaml:5: T1 is contested in one word only"),
        ("sure: read", "sure: contested\n      contested: U9", "there is no contested point “U9”"),
        ("from: 2000-01-01\n      sure: read", "from: 2000-02-30\n      sure: read", "help/rules.yaml:9: there is no day 2000-02-30"),
        ("to: 2020-12-31", "to: 2021-01-01", "help/rules.yaml:21: two versions of T2 overlap"),
        ("to: 2020-12-31", "to: 1999-12-31", "help/rules.yaml:19: T2 ends before it begins"),
        ("id: T1", "id: T2", "two versions of T2 overlap"),
        ("other:\n", "met:\n", "help/rules.yaml:11: “met” is given twice"),
        ("other:\n", "rough:\n", "help/rules.yaml:11: “rough” is also a fact or an amount"),
        ("when: rough", "when: other", ""),
        ("when: ill\n      cites: Act s2\n      from: 2000", "when: met\n      cites: Act s2\n      from: 2000", ""),
        ("kind: test", "kind: guess", "help/rules.yaml:12: “guess” is no kind; expected entitlement, test, value"),
        ("kind: entitlement", "kind: value", "help/rules.yaml:1: the value “met” has no type"),
        ("title: Help", "tittle: Help", "help/rules.yaml:3: a definition has no “tittle”"),
        ("open when any:", "opens when any:", "help/rules.yaml:4: a definition has no “opens when any”"),
        ("title: Help", "title: Help\n  gives: gladly", "help/rules.yaml:4: “gladly” is no gives"),
        ("title: Help", "title: Help\n  warnings: [beware]", "help/rules.yaml:4: there is no warning “beware”"),
        ("sure: read", "sure: read\n      reads_at: tomorrow", "help/rules.yaml:11: no fact is called “tomorrow”"),
        ("sure: read", "sure: read\n      reads_at: rough", "help/rules.yaml:11: “rough” is a yes_no; expected a day"),
        ("sure: read", "sure: read\n      unless: ill", "help/rules.yaml:11: “unless” is not a list"),
        ("sure: read", "sure: read\n      unless: [ill]", "help/rules.yaml:11: a rule of “met” is not a map"),
        ("sure: read", "sure: read\n      unless:\n        - {says: Ill., when: sick}", "help/rules.yaml:12: nothing is called “sick”"),
        ("    - id: T1\n", "    - id: T1\n      id: T1\n", "help/rules.yaml:6: “id” is given twice"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_with_its_line(tmp_path: Path, right: str, wrong: str, complaint: str) -> None:
    assert right in GOOD
    rules = GOOD.replace(right, wrong, 1)
    if not complaint:
        small_law.load(tmp_path, rules)
        return
    assert any(complaint in line for line in complaints(tmp_path, rules))


def test_definitions_that_go_in_a_circle_are_refused(tmp_path: Path) -> None:
    rules = GOOD.replace("when: rough", "when: other").replace("when: ill", "when: not met")
    assert any("rests on itself: met -> other -> met" in line for line in complaints(tmp_path, rules))


def test_a_circle_through_an_implied_fact_is_refused(tmp_path: Path) -> None:
    facts = small_law.FACTS + "poor: {type: yes_no, implied: [{value: true, when: met}]}\n"
    found = complaints(tmp_path, GOOD.replace("when: rough", "when: poor"), facts=facts)
    assert any("rests on itself: met -> poor -> met" in line for line in found)


def test_one_key_in_two_topics_is_refused_and_both_places_are_named(tmp_path: Path) -> None:
    law = small_law.write(tmp_path, GOOD)
    (law / "shelter").mkdir()
    (law / "shelter" / "rules.yaml").write_text(GOOD.replace("T1", "T8").replace("T2", "T9"))
    with pytest.raises(LawError) as caught:
        small_law.rulebook.load(law)
    assert "“met” is defined twice" in str(caught.value)
    assert "shelter/rules.yaml:1" in str(caught.value)
    assert "help/rules.yaml:1" in str(caught.value)


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("facts", "rough: {type: maybe}\nill: {type: yes_no}\n", "facts/all.yaml:1: “maybe” is no type"),
        ("facts", "rough: {type: yes_no}\nill: {question: Ill?}\n", "facts/all.yaml:2: the fact “ill” has no type"),
        ("facts", "rough: {type: yes_no}\nill: {type: one_of}\n", "facts/all.yaml:2: the fact “ill” has no options"),
        ("facts", "rough: {type: yes_no, assumed: 3}\nill: {type: yes_no}\n", "facts/all.yaml:1: “3” is the wrong type"),
        ("facts", "rough: {type: yes_no}\nill: {type: yes_no, also_called: [rough]}\n", "already names another fact"),
        ("facts", "rough: {type: yes_no, share_as: secrets}\nill: {type: yes_no}\n", "“secrets” is no share_as"),
        ("facts", "rough: {type: yes_no, implied: [{value: true, when: il}]}\nill: {type: yes_no}\n", "nothing is called “il”"),
        ("statuses", "S: {says: S, implies: {ruogh: true}}\n", "statuses.yaml:1: nothing is called “ruogh”"),
        ("statuses", "S: {says: S, implies: {rough: 7}}\n", "statuses.yaml:1: “7” is the wrong type"),
        ("amounts", "rate: [{value: lots, from: 2020-01-01, cites: SI 1}]\n", "help/amounts.yaml:1: the amount “rate” has no number"),
        ("amounts", "rate: [{value: 3, cites: SI 1}]\n", "help/amounts.yaml:1: the amount “rate” has no “from”"),
        ("amounts", "rate: [{value: 3, from: 2020-01-01}]\n", "help/amounts.yaml:1: the amount “rate” has no “cites”"),
        ("amounts", "rate:\n - {value: 3, from: 2020-01-01, cites: SI}\n - {value: 4, from: 2021-01-01, cites: SI}\n", "help/amounts.yaml:3: two versions of rate overlap"),
        ("goals", "bed: {title: Bed, outputs: [hotel]}\n", "goals.yaml:1: nothing is called “hotel”"),
        ("holidays", "days: [2026-02-31]\n", "calendars/bank_holidays.yaml:1: there is no day 2026-02-31"),
    ],
)  # fmt: skip
def test_the_other_files_are_checked_as_well(tmp_path: Path, file: str, text: str, complaint: str) -> None:
    assert any(complaint in line for line in complaints(tmp_path, GOOD, **{file: text}))


def test_every_mistake_is_named_at_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    rules = GOOD.replace("when: rough", "when: ruogh").replace("cites: Act s2\n", "\n")
    lines = [line.split(": ", 1)[0] for line in complaints(tmp_path, rules)]
    assert lines == ["help/rules.yaml:7", "help/rules.yaml:14", "help/rules.yaml:21"]


def test_two_folders_that_say_the_same_are_one_edition_and_a_changed_word_is_another(tmp_path: Path) -> None:
    one = small_law.load(tmp_path / "a", GOOD)
    same = small_law.load(tmp_path / "b", GOOD)
    other = small_law.load(tmp_path / "c", GOOD.replace("Act s1", "Act s7"))
    assert one.edition == same.edition
    assert one.edition != other.edition
