"""The words round the law that a device needs to ask and to tell: forms, provisions, who decides."""

from __future__ import annotations

from typing import Any

from recourse.reasoning.browser.packing import every_code, every_rule
from recourse.reasoning.rulebook import regulated
from recourse.reasoning.rulebook.book import Book

HEADLINES = ("open", "closed", "depends", "not applicable", "discretionary", regulated.GENERAL)


def words(book: Book) -> dict[str, Any]:
    """The words round the law: help, options, clauses, provisions, rules' ids, warnings, who decides."""
    codes = {code: number for number, code in enumerate(every_code(book))}
    facts, definitions = book.facts.values(), book.definitions.values()
    provisions = list(dict.fromkeys(rule.cites for rule, _ in every_rule(book)))
    return {
        "edition": book.edition[:12],
        "help": "\n".join(fact.help for fact in facts),
        "clauses": "\n".join(fact.says for fact in facts),
        "options": [
            [[codes[code], label] for code, label in fact.options.items()] if fact.options else 0
            for fact in facts
        ],
        "headlines": [[one.says.get(name, 0) for name in HEADLINES] for one in definitions],
        "asks": "\n".join(one.asks for one in definitions),
        "decided": "\n".join(one.decided_by for one in definitions),
        "challenge": ["; ".join(str(part) for _, part in one.challenge) for one in definitions],
        "topics": [one.topic for one in definitions],
        "warnings": list(book.warnings.values()),
        "contested": list(book.contested.values()),
        "ids": "\n".join(rule.id for rule, _ in every_rule(book)),
        "provisions": provisions,
        "cites": [provisions.index(rule.cites) for rule, _ in every_rule(book)],
    }
