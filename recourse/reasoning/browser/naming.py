"""What a device needs besides the law itself: the words of forms and answers; and, for tests, the names."""

from __future__ import annotations

from typing import Any

from recourse.reasoning.browser.packing import every_code, every_name, every_rule
from recourse.reasoning.rulebook.book import Book


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


def names(book: Book) -> dict[str, Any]:
    """The names of facts, definitions and amounts, and the codes, each at the place of its number."""
    return {
        "names": every_name(book),
        "codes": every_code(book),
        "also": dict(book.also_called),
        "points": list(book.contested),
        "ids": [rule.id for rule, _ in every_rule(book)],
        "types": {
            name: one.gives_type for name, one in book.definitions.items() if one.gives_type
        },
    }
