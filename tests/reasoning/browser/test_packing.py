"""The law as it is served to a device: all of it, small, and nothing of the tree left out without a word."""

from __future__ import annotations

import dataclasses
import typing
from dataclasses import dataclass

import brotli
import pytest

from recourse.reasoning import browser, rulebook
from recourse.reasoning.browser import nodes, packing
from recourse.reasoning.rulebook import checking, tree
from recourse.reasoning.rulebook.facts import Fact

ENGLAND = rulebook.england()
LAW = browser.pack(ENGLAND)
# What a device has no use for, or what stands among the words: a field of neither fails the test.
PACKED = {
    tree.Rule: {"says", "when", "unless", "first_day", "last_day", "contested", "gives", "reads_at", "value"},
    tree.Definition: {
        *(
            "key",
            "kind",
            "title",
            "gives",
            "warnings",
            "not_applicable",
            "requires",
            "opens",
            "bars",
            "cases",
        ),
        *("otherwise", "gives_type", "matter"),
    },
    Fact: {"name", "type", "question", "of", "of_partner", "assumed", "implied"},
}
AMONG_WORDS = {
    tree.Rule: {"id", "cites"},
    tree.Definition: {"topic", "asks", "decided_by", "challenge", "says"},
    Fact: {"help", "says", "options"},
}
LEFT_OUT = {
    tree.Rule: {"sure", "verified_on", "note", "file", "line"},
    tree.Definition: {"file", "line", "if_granted", "unit", "applicant"},
    Fact: {
        *(
            "share_as",
            "sensitivity",
            "decided_by",
            "evidence",
            "may_change",
            "also_called",
            "also_written",
            "file",
            "line",
        ),
        *("ends_leave", "unit", "worked_example"),
    },
}


@dataclass(frozen=True)
class Moon:
    """A node that nobody has told the reader of."""


@pytest.mark.parametrize("union", [tree.Condition, tree.Expression], ids=["conditions", "values"])
def test_every_node_of_the_tree_is_written(union: object) -> None:
    unknown = {node.__name__ for node in typing.get_args(union)} - {node.__name__ for node in nodes.WRITTEN}
    assert unknown == set(), "recourse/reasoning/browser/nodes.py and logic.js must learn these"


def test_a_node_that_is_not_known_is_refused() -> None:
    with pytest.raises(browser.NotWritten, match="Moon"):
        nodes.Numbers([], [], set()).node(tree.All((tree.Always(True), Moon())))  # type: ignore[arg-type]


@pytest.mark.parametrize("thing", PACKED, ids=lambda thing: thing.__name__)
def test_every_field_of_the_tree_is_served_or_left_out_by_name(thing: type) -> None:
    fields = {field.name for field in dataclasses.fields(thing)}
    assert fields == PACKED[thing] | AMONG_WORDS[thing] | LEFT_OUT[thing]


def test_every_rule_and_every_exception_is_there_with_its_sentence() -> None:
    reached = packing.reached(ENGLAND)
    every = [(key, rule) for key, one in ENGLAND.definitions.items() for rule in checking.every_rule(one)]
    assert len(LAW["when"]) == len(every) > 900
    assert sorted(LAW["says"].split("\n")) == sorted(
        rule.says if key in reached else "" for key, rule in every
    )
    assert len(LAW["titles"].split("\n")) == len(ENGLAND.definitions)


def test_every_fact_that_an_outcome_may_ask_for_has_its_question_and_others_have_none() -> None:
    reached = packing.reached(ENGLAND)
    assert {"rough_sleeping", "leave_expiry", "dependent_children", "s3c_active", "part7"} <= reached
    assert reached.isdisjoint({"adviser_agrees", "half_of_life_by"}), "Only a plan of routes asks these."
    questions = LAW["questions"].split("\n")
    assert questions == [fact.question if fact.name in reached else "" for fact in ENGLAND.facts.values()]


def test_a_rule_leads_to_its_words() -> None:
    words = browser.words(ENGLAND)
    ids = words["ids"].split("\n")
    place = ids.index("HS-P7-REG5")
    assert words["provisions"][words["cites"][place]] == "Housing Act 1996 s185(2); SI 2006/1294 reg 5"
    assert LAW["says"].split("\n")[place].startswith("They need permission to be here")


def test_the_law_with_its_sentences_is_at_most_forty_kilobytes() -> None:
    served = browser.made(ENGLAND)["recourse/rulebook/law.json"]
    assert len(brotli.compress(served, quality=11)) <= 40_000


def test_the_names_of_the_law_s_own_files_are_not_served() -> None:
    served = b"".join(browser.made(ENGLAND).values())
    assert b"habitually_resident_cta" not in served
    assert packing.every_code(ENGLAND)[0] == "none"


def test_each_file_of_the_reader_can_be_read_in_one_sitting() -> None:
    files = list(browser.STATIC.rglob("*.js"))
    assert len(files) >= 7
    assert [path.name for path in files if len(path.read_text().splitlines()) > 250] == []
