"""What a proof finds, in words, and what of it the law means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from recourse.reasoning.proving.witnesses import Facts
from recourse.reasoning.rulebook.facts import NotKnown


class Sort(StrEnum):
    """The sorts of thing a proof finds."""

    GAP = "gap"
    CONTRADICTION = "contradiction"
    DEAD = "dead"
    INERT = "inert"
    DIFFERENT = "different"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: of which question and which rule, in a sentence, and a person who shows it."""

    sort: Sort
    key: str
    rule: str
    says: str
    file: str
    line: int
    facts: Facts | None = None

    @property
    def name(self) -> str:
        """What it is called on the list of what is meant."""
        return f"{self.sort} {self.rule or self.key}"

    @property
    def meant(self) -> str:
        """Why the law means it so; empty when nobody has said."""
        return meant().get(self.name, "")

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return {
            "found": self.sort.value, "key": self.key, "rule": self.rule, "says": self.says,
            "file": self.file, "line": self.line, "meant": self.meant,
            "person": None if self.facts is None else plain(self.facts),
        }  # fmt: skip


@cache
def meant() -> dict[str, str]:
    """Every finding that the law means, by name, with the reason; `meant.yaml` beside this file."""
    text = Path(__file__).with_name("meant.yaml").read_text(encoding="utf-8")
    return {str(name): " ".join(str(reason).split()) for name, reason in (yaml.safe_load(text) or {}).items()}


def plain(value: Any) -> Any:
    """A recorded value as a case file would hold it."""
    if isinstance(value, NotKnown):
        return "unknown"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return value
