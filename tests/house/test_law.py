"""Every rule says where it comes from and since when, and every topic has examples."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from recourse.config.database.places import CHECKOUT

ENGLAND = CHECKOUT / "recourse" / "law" / "england"
LISTS = (
    "requires all",
    "open when any",
    "true when any",
    "barred when any",
    "not applicable when any",
    "cases",
)
TOPICS = sorted(path.parent.name for path in ENGLAND.glob("*/rules.yaml"))


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text())
    return found


def rules(topic: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, definition in read(ENGLAND / topic / "rules.yaml").items():
        for name in LISTS:
            for rule in definition.get(name, ()):
                yield key, rule


def test_there_is_law() -> None:
    assert len(TOPICS) >= 8


@pytest.mark.parametrize("topic", TOPICS)
def test_every_rule_has_a_source_and_a_first_day(topic: str) -> None:
    wrong = []
    for key, rule in rules(topic):
        named = f"{key}: {rule.get('id', rule.get('says', rule))}"
        if not str(rule.get("cites", "")).strip():
            wrong.append(f"{named} wants a citation")
        if not isinstance(rule.get("from"), date):
            wrong.append(f"{named} wants a first day")
    assert wrong == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_examples(topic: str) -> None:
    examples = ENGLAND / topic / "examples.yaml"
    assert examples.exists(), f"{topic} wants examples.yaml"
    assert len(yaml.safe_load(examples.read_text())) >= 1


@pytest.mark.parametrize("path", sorted(ENGLAND.glob("*/amounts.yaml")), ids=lambda path: path.parent.name)
def test_every_amount_has_a_source_and_a_first_day(path: Path) -> None:
    for name, values in read(path).items():
        for value in values:
            assert str(value.get("cites", "")).strip(), f"{name} wants a citation"
            assert isinstance(value.get("from"), date), f"{name} wants a first day"
