"""What would open a door: the smallest honest changes, each of which does open it; and what is never proposed."""

# ruff: noqa: E501  (a line of law or of a table stays one line)

from __future__ import annotations

import typing
from datetime import date
from pathlib import Path
from random import Random

import pytest

from recourse.reasoning import changing, rulebook
from recourse.reasoning.changing import OPEN
from recourse.reasoning.changing.choices import Choice
from recourse.reasoning.changing.clauses import Clauses
from recourse.reasoning.changing.planes import Planes
from recourse.reasoning.changing.setters import Setters
from recourse.reasoning.rulebook import recording, tree
from recourse.reasoning.rulebook.logic import compiled
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.reaching import reach
from tests.reasoning import crowd, small_law

ENGLAND = rulebook.england()
DAY = date(2026, 11, 22)
FACTS = (
    small_law.FACTS
    + """
papers: {type: yes_no, question: Do they have papers?, says: they have papers, may_change: by_evidence}
leave: {type: yes_no, question: May they stay?, says: they may stay, may_change: by_application}
tall: {type: yes_no, question: Are they tall?, says: they are tall, may_change: never}
"""
)
RULES = """
bed:
  kind: entitlement
  title: A bed
  requires all:
    - {id: A, says: They may stay or have papers., when: leave or (papers and ill), cites: Act s1, from: 2000-01-01, sure: read}
  barred when any:
    - {id: B, says: They were caught., when: caught, cites: Act s1, from: 2000-01-01, sure: read}
shop:
  kind: entitlement
  title: A shop
  requires all:
    - {id: C, says: They are tall., when: tall, cites: Act s2, from: 2000-01-01, sure: read}
vote:
  kind: entitlement
  title: A vote
  requires all:
    - {id: D, says: They are 18., when: age >= 18, cites: Act s3, from: 2000-01-01, sure: read}
"""
HOPES = """
permission: {says: the Home Office lets them stay, sets: {leave: true}, when: not british}
shown: {says: they can show papers, sets: {papers: true}, when: rough}
"""


def book(folder: Path, hopes: str = HOPES, rules: str = RULES) -> rulebook.Book:
    law = small_law.write(folder, rules, facts=FACTS)
    (law / "changes.yaml").write_text(hopes)
    return rulebook.load(law)


def said(law: rulebook.Book, facts: dict[str, object], key: str = "bed") -> list[str]:
    return [option.says for option in changing.changes(law, facts, key, as_at=DAY).options]


def test_the_fewest_changes_come_first_and_then_others(tmp_path: Path) -> None:
    shut = {"leave": False, "papers": False, "caught": False, "british": False, "rough": True, "ill": True}
    assert said(book(tmp_path), shut) == [
        "If they can show papers.",
        "If the Home Office lets them stay.",
    ]


def test_what_is_not_known_has_to_turn_out_so_beside_a_change(tmp_path: Path) -> None:
    shut = {"leave": False, "papers": False, "caught": False, "british": True, "rough": True}
    assert said(book(tmp_path), shut) == ["If they can show papers and it turns out that they are ill."]


def test_only_those_who_are_known_to_may_hope(tmp_path: Path) -> None:
    shut = {"leave": False, "papers": False, "caught": False, "ill": True}
    assert said(book(tmp_path), {**shut, "british": True, "rough": False}) == []
    assert said(book(tmp_path), shut) == []


def test_that_nothing_honest_would_open_it_is_said(tmp_path: Path) -> None:
    found = changing.changes(book(tmp_path), {"tall": False}, "shop", as_at=DAY)
    assert found.has_none
    assert not changing.changes(book(tmp_path), {"tall": True}, "shop", as_at=DAY).has_none


def test_a_fact_that_never_changes_may_not_stand_among_the_changes(tmp_path: Path) -> None:
    with pytest.raises(rulebook.LawError, match="“tall” does not change so"):
        book(tmp_path, "grown: {says: they grow, sets: {tall: true}, when: always}")


def test_a_change_that_names_no_matter_of_the_law_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(rulebook.LawError, match="“asylum” is no matter"):
        book(tmp_path, "a: {says: they may stay, sets: {leave: true}, when: always, matter: asylum}")


def test_a_change_that_changes_nothing_does_not_load(tmp_path: Path) -> None:
    with pytest.raises(rulebook.LawError, match="changes nothing"):
        book(tmp_path, "a: {says: nothing happens, when: always}")


def test_what_time_alone_opens_comes_with_its_day(tmp_path: Path) -> None:
    found = changing.changes(
        book(tmp_path), {"born_on": "2009-03-04", "leave_expiry": None}, "vote", as_at=DAY
    )
    assert (found.opens_on, found.options) == (date(2027, 3, 4), ())
    assert not found.has_none


def test_an_undecided_door_says_what_would_have_to_turn_out_so(tmp_path: Path) -> None:
    assert said(book(tmp_path), {"leave": True}) == [
        "If it turns out that it is not so that they were caught."
    ]
    assert said(book(tmp_path), {}, "vote") == [
        "If it turns out that the answer to “How old are they?” is “18 or more”."
    ]


def test_lifting_the_condition_is_raised_with_an_adviser() -> None:
    shut = {"status_code": "LLR_FAMILY_NRPF", "habitually_resident_cta": True}
    found = changing.changes(ENGLAND, shut, "universal_credit", as_at=DAY)
    assert found.options[0].says == (
        "If the Home Office takes the condition “no recourse to public funds” off their permission."
    )
    (step,) = found.options[0].steps
    assert step.is_for_adviser
    assert step.how == "Raise it with a regulated adviser: only they can tell you if you should ask for it."


def test_an_adviser_of_the_right_level_reads_that_an_application_can_do_it() -> None:
    adviser = {
        "actor_reg_level": "iaa_1", "actor_reg_categories": ["immigration"], "org_registered": True,
        "case_complicated": False,
    }  # fmt: skip
    shut = {"status_code": "LLR_FAMILY_NRPF", "habitually_resident_cta": True, **adviser}
    found = changing.changes(ENGLAND, shut, "universal_credit", as_at=DAY)
    assert not found.options[0].steps[0].is_for_adviser
    assert found.options[0].steps[0].how == "An application can bring this about."


def test_of_a_matter_for_advisers_nothing_is_said_of_this_person() -> None:
    found = changing.changes(ENGLAND, {"status_code": "OVERSTAYER"}, "coc", as_at=DAY)
    assert found.is_general
    assert found.options == ()


def test_nobody_is_told_to_change_their_nationality_or_their_past() -> None:
    for hope in ENGLAND.hopes.values():
        changed = {name: ENGLAND.facts[name].may_change for name in hope.sets}
        assert set(changed.values()) <= {"by_application", "by_evidence"}, f"{hope.key}: {changed}"


def test_each_option_applied_to_anybody_does_open_the_door() -> None:
    dice, tried = Random(7), 0
    for someone in crowd.people(ENGLAND, count=40, seed=7):
        for key in dice.sample(ENGLAND.entitlements, 6):
            try:
                found = changing.changes(ENGLAND, someone.facts, key, as_at=someone.as_at)
            except (rulebook.NoLawThatDay, OverflowError):
                continue
            for option in found.options:
                after = applied(someone.facts, option)
                told = rulebook.answer(ENGLAND, after, as_at=someone.as_at, only=[key]).outcomes[key]
                assert told.outcome in OPEN, f"{key} for {someone}: {option.says} gave {told.outcome}"
                tried += 1
            if found.opens_on:
                told = rulebook.answer(ENGLAND, someone.facts, as_at=found.opens_on, only=[key]).outcomes[key]
                assert told.outcome in OPEN
    assert tried > 60


def applied(facts: dict[str, object], option: changing.Option) -> dict[str, object]:
    """The facts once an option has come to be."""
    own = {ENGLAND.also_called.get(name, name): value for name, value in facts.items()}
    for step in option.steps:
        own = {name: value for name, value in own.items() if name not in step.gone} | dict(step.sets)
    return own


NODES = [*typing.get_args(tree.Condition), *typing.get_args(tree.Expression)]


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.__name__)
def test_every_node_of_the_tree_is_known_to_this_reader(node: type) -> None:
    samples = {
        "name": "papers", "what": tree.FactValue("visa"), "codes": frozenset({"work"}), "part": tree.Is("papers"),
        "parts": (tree.Is("papers"),), "how": "any", "who": "adult", "left": tree.FactValue("age"), "sign": ">=",
        "right": tree.Literal(1), "holds": True, "value": 1, "start": tree.FactValue("born_on"), "count": 1,
        "unit": "days", "function": "years_since", "arguments": (tree.FactValue("born_on"),),
    }  # fmt: skip
    names = {tree.Holds: "bed", tree.FactValue: "visa", tree.ValueOf: "size", tree.AmountOf: "much"}
    fields = {name: samples[name] for name in node.__dataclass_fields__ if name in samples}  # type: ignore[attr-defined]
    if node in names:
        fields["name"] = names[node]
    if node is tree.Sum:
        fields |= {"sign": 1}
    planes = reading()
    made = node(**fields)
    if node in typing.get_args(tree.Condition):
        assert planes._condition(made, True) is not None
    else:
        assert planes.value(made, lambda value: True) is not None


def test_a_node_the_reader_does_not_know_fails_loudly() -> None:
    planes = reading()
    with pytest.raises(AssertionError):
        planes._condition(object(), True)  # type: ignore[arg-type]
    with pytest.raises(AssertionError):
        planes.value(object(), lambda value: True)  # type: ignore[arg-type]


def reading() -> Planes:
    import tempfile

    size = "\nsize:\n  kind: value\n  type: number\n  otherwise: 2\n  cases:\n    - {id: V, says: So., when: papers, value: 1, cites: Act s1, from: 2000-01-01, sure: read}\n"
    with tempfile.TemporaryDirectory() as folder:
        law = small_law.write(
            Path(folder),
            RULES + size,
            facts=FACTS,
            amounts="much: {value: 3, from: 2000-01-01, cites: Act s1}\n",
        )
        read = rulebook.load(law)
    person = Person(compiled(read), recording.recorded(read, {"papers": False}), day=DAY)
    choice = Choice("papers", {"papers": True}, 1, says="they can show papers")
    return Planes(compiled(read), reach(read), person, Setters(Clauses(), [choice]))
