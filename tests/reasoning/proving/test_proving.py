"""The proof finds nothing in England's law but what is meant, and finds what is broken in a copy of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.proving import findings, proving
from recourse.reasoning.proving.findings import Finding
from recourse.reasoning.rulebook.loading import ENGLAND

DAY = date(2026, 11, 22)


def broken(folder: Path, file: str, old: str, new: str) -> rulebook.Book:
    """England's law with one passage of one file written otherwise."""
    law = folder / "law"
    shutil.copytree(ENGLAND, law)
    path = law / file
    text = path.read_text()
    assert text.count(old) == 1, f"{file} says it {text.count(old)} times"
    path.write_text(text.replace(old, new))
    return rulebook.load(law)


def found(book: rulebook.Book, *only: str) -> list[Finding]:
    return [one for one in proving.prove(book, day=DAY, only=only) if not one.meant]


def named(told: list[Finding]) -> set[str]:
    return {one.name for one in told}


@pytest.mark.parametrize("topic", ["move_on", "homelessness", "social_care", "children"])
def test_nothing_is_found_in_a_topic_of_englands_law(topic: str) -> None:
    assert [(one.name, one.says) for one in found(rulebook.england(), topic)] == []


def test_no_goal_of_englands_law_leaves_anybody_without_an_answer() -> None:
    book = rulebook.england()
    proof = proving.Proof(book, DAY)
    assert [one.says for one in proving.gaps.findings(proof, [], book.goals.values())] == []


def test_whoever_gets_no_answer_from_any_outcome_of_a_goal_is_found(tmp_path: Path) -> None:
    goal = "home:\n  title: A home\n  help: Somewhere.\n  outputs: [s17, moveon_extension]\n"
    book = broken(tmp_path, "goals.yaml", "safety:\n", goal + "safety:\n")
    proof = proving.Proof(book, DAY)
    (gap,) = proving.gaps.findings(proof, [], book.goals.values())
    assert (gap.name, gap.sort) == ("gap home", "gap") and gap.facts is not None
    told = rulebook.answer(book, gap.facts, as_at=DAY, only=["s17", "moveon_extension"]).outcomes
    assert {one.outcome for one in told.values()} == {"not_applicable"}


def test_a_deadline_without_a_case_for_somebody_is_found(tmp_path: Path) -> None:
    text = (ENGLAND / "move_on/rules.yaml").read_text()
    start = text.index("moveon_from_grant:")
    end = text.index("  otherwise: none\n", start)
    passage = text[start : end + len("  otherwise: none\n")]
    book = broken(tmp_path, "move_on/rules.yaml", passage, passage.removesuffix("  otherwise: none\n"))
    (gap,) = found(book, "moveon_from_grant")
    assert gap.sort == "gap" and gap.facts is not None
    answer = rulebook.answer(book, gap.facts, as_at=DAY, only=["moveon_from_grant"])
    assert answer.values["moveon_from_grant"] is None


def test_two_deadlines_counted_from_one_day_for_one_person_are_found(tmp_path: Path) -> None:
    old = "grant_notified >= 2024-12-09 and grant_notified < 2025-09-01 and not unless"
    book = broken(tmp_path, "move_on/rules.yaml", old, old.replace("2025-09", "2025-10"))
    both = [one for one in found(book, "moveon_from_grant") if one.sort == "contradiction"]
    assert [one.rule for one in both] == ["HS-AS-MO-3-28"]
    person = both[0].facts
    assert person is not None and date(2025, 9, 1) <= person["grant_notified"] < date(2025, 10, 1)


def test_a_rule_that_a_bar_beside_it_always_shuts_is_found(tmp_path: Path) -> None:
    book = broken(
        tmp_path, "children/rules.yaml",
        "when: (status_code is one of [ASYLUM_SEEKER, ARE_FAMILY, FURTHER_SUBS] "
        "or unless asked (asylum_s95 or asylum_s4)) and child_support_in_place",
        "when: child_in_need and in_uk",
    )  # fmt: skip
    shut = [one for one in found(book, "s17") if one.sort == "contradiction"]
    assert [one.rule for one in shut] == ["HS-CH-17"]


def test_a_rule_nobody_can_come_under_is_found(tmp_path: Path) -> None:
    old = "when: care_leaver_category is relevant\n"
    book = broken(tmp_path, "children/rules.yaml", old, f"{old.rstrip()} and age < 16 and age > 16\n")
    assert "dead HS-CH-LC-relevant" in named(found(book, "leaving_care"))


def test_an_exception_that_changes_no_answer_is_found(tmp_path: Path) -> None:
    book = broken(
        tmp_path, "children/rules.yaml",
        "when: care_leaver_category is former_relevant and age >= 21 and age < 25",
        "when: care_leaver_category is former_relevant and age < 25",
    )  # fmt: skip
    assert {"inert HS-CH-LC", "inert HS-CH-LC-sch3"} <= named(found(book, "leaving_care"))


def test_days_without_law_between_two_days_with_law_are_found(tmp_path: Path) -> None:
    text = (ENGLAND / "trafficking_support/rules.yaml").read_text()
    start = text.index("    - id: HW-NRM-RG23\n")
    end = text.index("    - id: HW-NRM-RG23-all-evidence\n", start)
    book = broken(tmp_path, "trafficking_support/rules.yaml", text[start:end], "")
    (gap,) = [one for one in found(book, "rg_test") if one.sort == "gap"]
    assert "From 2023-01-30 to 2023-07-09" in gap.says


def test_a_rule_that_reads_an_amount_without_a_figure_is_found(tmp_path: Path) -> None:
    text = (ENGLAND / "nhs_use/amounts.yaml").read_text()
    line = next(one for one in text.splitlines() if "2024-05-01" in one)
    book = broken(tmp_path, "nhs_use/amounts.yaml", line, line.replace("2024-05-01", "2027-05-01"))
    assert any("has no figure on" in one.says for one in found(book, "nhs_use") if one.sort == "gap")


def test_every_reason_on_the_list_of_what_is_meant_names_a_rule_of_the_law() -> None:
    rules = {
        rule.id
        for definition in rulebook.england().definitions.values()
        for rule in proving.gaps.checking.every_rule(definition)
    }
    assert [name for name in findings.meant() if name.split(" ", 1)[1] not in rules] == []


def test_a_topic_that_does_not_exist_is_refused() -> None:
    with pytest.raises(proving.NoTopic, match="No topic or key is called “nowhere”"):
        proving.prove(rulebook.england(), day=DAY, only=["nowhere"])
