"""Refuses a household that cannot be: two main applicants, or a child older than a parent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.person import ROLE, UNKNOWN, Person

MAIN_APPLICANT = "asks_as_main_applicant"


class BadHousehold(ValueError):
    """A household that cannot be, in a sentence that can be shown."""


def refuse(person: Person) -> None:
    """BadHousehold, saying which, when there are two main applicants or a child is older than a parent."""
    around = person.around()
    for one in around.members:
        if one.recorded.get(MAIN_APPLICANT) is True:
            raise BadHousehold(
                f"There are two main applicants: the person and {one.name}. Make a plan for each of them."
            )
    parents = [person, *(one for one in around.members if one.is_partner)]
    for child in around.children:
        for parent in parents:
            if _is_older(child, parent):
                whose = parent.name or "the person"
                raise BadHousehold(
                    f"{child.name} is recorded as older than {whose}. Check both dates of birth."
                )
    for one in around.members:
        if one.recorded.get(ROLE) == "parent" and _is_older(person, one):
            raise BadHousehold(f"The person is recorded as older than {one.name}. Check both dates of birth.")


def as_applicant(member: Person, household: Mapping[str, Any], book: Book) -> dict[str, Any]:
    """The facts with this adult as main applicant: their own, and those of the children and the household."""
    shared = {
        name: value
        for name, value in household.items()
        if (fact := book.fact(name)) is not None and (fact.lists_children or fact.of == "household")
    }
    own = {name: value for name, value in member.recorded.items() if name != ROLE}
    return shared | own


def _is_older(child: Person, parent: Person) -> bool:
    mine, theirs = child.recorded.get("date_of_birth", UNKNOWN), parent.recorded.get("date_of_birth", UNKNOWN)
    if isinstance(mine, date) and isinstance(theirs, date):
        return mine <= theirs
    own, other = child.value("age"), parent.value("age")
    return isinstance(own, (int, float)) and isinstance(other, (int, float)) and own >= other


__all__ = ["BadHousehold", "refuse"]
