"""Cuts a condition into words, numbers, days and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recourse.reasoning.rulebook.complaints import Wrong

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<day>\d{4}-\d{2}-\d{2})(?![\w-])
    | (?P<number>\d+(?:\.\d+)?)(?![\w.])
    | (?P<word>\w+(?:\.[a-z_]\w*)?)
    | (?P<quoted>'[^']*'|"[^"]*")
    | (?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,|\+|-)
    )""",
    re.VERBOSE,
)
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a condition: its sort (day, number, word, quoted, sign, end) and its text."""

    sort: str
    text: str


END = Token("end", "the end")


def cut(text: str) -> list[Token]:
    """The tokens of a condition. Wrong at a character the language has no use for."""
    if len(text) > LONGEST:
        raise Wrong("the condition is too long", f"at most {LONGEST} characters")
    tokens: list[Token] = []
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise Wrong(f"“{text[place : place + 12].strip()}” cannot be read", "the condition language")
        piece = match.group(match.lastgroup)
        sort = "word" if match.lastgroup == "quoted" else match.lastgroup
        tokens.append(Token("quoted" if match.lastgroup == "quoted" else sort, piece.strip("'\"")))
        place = match.end()
    return tokens
