"""What stands on the paper: every word of it, and nothing that is not on it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Quoted:
    """A rule as the letter points at it: its sentence, its provision, and its name in the rulebook."""

    rule: str
    says: str
    cites: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter, part by part."""

    template: ClassVar[str] = "letter"

    from_: str
    answer_to: str
    on: str
    to: str
    to_address: str
    subject: str
    opening: tuple[str, ...]
    law: tuple[Quoted, ...]
    asks: tuple[str, ...]
    told: tuple[tuple[str, str], ...]
    agreed: str
    signed: str
    small_print: tuple[str, ...]

    def to_json(self) -> str:
        """The letter as data, the same text for the same letter."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    @property
    def fingerprint(self) -> str:
        """Of every word of it, and of nothing else."""
        return sha256(self.to_json().encode()).hexdigest()

    def holding(self, texts: list[str]) -> list[str]:
        """Those lines of the letter in which any of some letters stand."""
        lines = [self.from_, self.answer_to, self.to, self.to_address, *self.opening, self.signed]
        lines += [words for _, words in self.told]
        return [line for line in dict.fromkeys(lines) if any(one in line for one in texts)]
