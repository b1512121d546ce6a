"""The law as it is read: every rule once, every condition in words, and no name of the files in them."""

from __future__ import annotations

import typing
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from recourse.reasoning import rulebook, writing
from recourse.reasoning.rulebook import checking, tree
from recourse.reasoning.writing import sentences

ENGLAND = rulebook.england()
TOPICS = [topic for _, topics in writing.topics(ENGLAND) for topic in topics]
SPEAKER = sentences.Speaker(ENGLAND)


@dataclass(frozen=True)
class Moon:
    """A node that nobody has words for."""


def rules(topic: writing.Topic) -> Iterator[writing.Rule]:
    waiting = [rule for one in topic.questions for section in one.sections for rule in section.rules]
    while waiting:
        rule = waiting.pop()
        yield rule
        waiting.extend(rule.exceptions)


def words(check: writing.Check) -> Iterator[str]:
    yield check.says
    for part in check.parts:
        yield from words(part)


def test_every_rule_and_every_exception_is_written_exactly_once() -> None:
    written = Counter((rule.id, rule.says, rule.first_day) for topic in TOPICS for rule in rules(topic))
    law = Counter(
        (rule.id, rule.says, rule.first_day)
        for one in ENGLAND.definitions.values()
        for rule in checking.every_rule(one)
    )
    assert written == law
    assert sum(topic.rule_count for topic in TOPICS) == sum(law.values())


def test_every_rule_can_be_pointed_at() -> None:
    for topic in TOPICS:
        anchors = [rule.anchor for rule in rules(topic)]
        assert len(anchors) == len(set(anchors)), topic.slug
        assert not any(" " in anchor or "/" in anchor for anchor in anchors)


@pytest.mark.parametrize(
    ("union", "known"),
    [(tree.Condition, sentences.CONDITIONS), (tree.Expression, sentences.VALUES)],
    ids=["conditions", "values"],
)
def test_there_are_words_for_every_node_of_the_tree(union: object, known: dict[type, object]) -> None:
    assert set(typing.get_args(union)) == set(known), (
        "recourse/reasoning/writing/sentences.py must learn these"
    )


def test_a_node_without_words_is_refused() -> None:
    with pytest.raises(sentences.NotSpoken, match="Moon"):
        SPEAKER.check(tree.Not(Moon()))  # type: ignore[arg-type]
    with pytest.raises(sentences.NotSpoken, match="Moon"):
        SPEAKER.value(tree.Shift(Moon(), 3, "days"))  # type: ignore[arg-type]


def test_what_a_rule_looks_at_is_said_in_the_words_of_its_questions() -> None:
    homelessness = {rule.id: rule for rule in rules(writing.topic(ENGLAND, "homelessness"))}
    said = list(words(homelessness["HS-P7-175-8"].check))
    assert said[0] == "All of these"
    assert "What notice to leave have they been given? Section 8 notice." in said
    assert "Days until the answer to “What day does the notice name for leaving?” at most 56." in said


def test_no_rule_speaks_of_a_fact_or_a_definition_by_its_name_in_the_files() -> None:
    names = {name for name in (*ENGLAND.facts, *ENGLAND.definitions) if "_" in name}
    said = [(rule.id, word) for topic in TOPICS for rule in rules(topic) for word in words(rule.check)]
    assert [(where, word) for where, word in said if set(word.replace("“", " ").split()) & names] == []


def test_a_story_tells_who_what_follows_and_why() -> None:
    story = next(one for one in writing.stories(ENGLAND, "homelessness") if one.id == "V21")
    assert ("Child 1: How old are they?", "8") in [(line.says, line.answer) for line in story.known]
    assert ("Homelessness help from the council", "eligible") in [
        (line.says, line.outcome) for line in story.follows
    ]
    assert story.why.startswith("Caring for a child in education")
    assert all(writing.stories(ENGLAND, topic.slug) for topic in TOPICS)


def test_a_rule_is_stale_when_never_verified_or_ninety_one_days_ago() -> None:
    key, definition = next((key, one) for key, one in ENGLAND.definitions.items() if len(one.requires) == 1)
    rule = definition.requires[0]
    for verified_on, wanted in ((None, 1), (date(2026, 8, 23), 1), (date(2026, 8, 24), 0)):
        plain = replace(rule, verified_on=verified_on, unless=())
        alone = replace(definition, requires=(plain,), not_applicable=(), opens=None, bars=(), cases=())
        law = replace(ENGLAND, definitions={key: alone}, compiled={})
        assert len(list(writing.stale(law, on=date(2026, 11, 22)))) == wanted
