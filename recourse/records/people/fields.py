"""The fields a person may agree to share, in plain words."""

from __future__ import annotations

from collections.abc import Iterable

FIELDS: dict[str, str] = {
    "name": "Name",
    "birth_date": "Date of birth",
    "contact": "Phone number and email",
    "language": "Language",
    "place": "Where they can be found",
    "status": "Immigration status",
    "family": "Family and children",
    "health": "Health",
    "needs": "Housing and support needs",
    "work": "Work and money",
    "answers": "Answers about what they may have",
    "papers": "Copies of papers",
    "notes": "Notes",
}

KINDS: dict[str, str] = {
    "name": "name",
    "nickname": "name",
    "birth_date": "birth_date",
    "phone": "contact",
    "email": "contact",
    "language": "language",
    "place": "place",
    "reference_number": "status",
}


class NoSuchField(ValueError):
    """A field was named that nobody can share."""


def check(fields: Iterable[str]) -> list[str]:
    """Give the fields once each, in the house's order, or raise `NoSuchField`."""
    wanted = set(fields)
    if unknown := sorted(wanted - FIELDS.keys()):
        raise NoSuchField(f"There is no field called {', '.join(unknown)}.")
    return [field for field in FIELDS if field in wanted]


def in_words(fields: Iterable[str]) -> str:
    """Say a list of fields: "name, language and notes"."""
    words = [FIELDS[field].lower() for field in check(fields)]
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
