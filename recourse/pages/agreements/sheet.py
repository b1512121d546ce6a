"""A paper of a home as the setter takes it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import ClassVar

from recourse.reasoning.agreements import Kind, Section, Terms, Written

SMALL_PRINT = (
    "This was written from a form, in plain words. It is not legal advice, and no lawyer has read this form."
    " Have somebody who knows housing law read it before it is first used."
)
NOTICE_PRINT = (
    "For a room that is paid for, the law prescribes words that a notice must have. Compare them with the"
    " regulations before it is given."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Every word on the paper."""

    template: ClassVar[str] = "agreement"
    title: str
    by: str
    opening: str
    sections: tuple[Section, ...]
    signers: tuple[str, ...]
    small_print: tuple[str, ...]

    def to_json(self) -> str:
        """Every word as data, the same text for the same words."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)

    def holding(self, texts: list[str]) -> list[str]:
        """Those lines in which any of some letters stand."""
        lines = [self.by, self.opening, *(line for section in self.sections for line in section.says)]
        return [line for line in dict.fromkeys(lines) if any(one in line for one in texts)]


def sheet(written: Written, terms: Terms) -> Sheet:
    """Put it on paper, with a line for each who signs and what it rests on."""
    signers = {
        Kind.LEASE_IN: (terms.owner, terms.charity),
        Kind.LICENCE: (terms.resident, terms.charity),
        Kind.NOTICE: (terms.charity,),
        Kind.HOUSE_RULES: (),
    }[terms.kind]
    rests_on = (f"It rests on: {'; '.join(written.rests_on)}.",) if written.rests_on else ()
    print_ = (SMALL_PRINT, *([NOTICE_PRINT] if terms.kind is Kind.NOTICE else []), *rests_on)
    return Sheet(written.title, terms.charity, written.opening, written.sections, signers, print_)
