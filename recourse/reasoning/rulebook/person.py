"""One person as the rules see them on one day: what is recorded, what follows, and who lives with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from recourse.reasoning.rulebook.facts import Fact, NotKnown

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.logic import Compiled


class _Unknown:
    def __repr__(self) -> str:
        return "not known"


UNKNOWN: Any = _Unknown()
_MISS: Any = object()
NOT_YET: Any = object()
"""Of a fact, a rule or a value: that nobody has worked it out so far."""
STATUS = "status_code"
ROLE = "role"
PARTNER_ROLES = frozenset({"husband", "wife", "spouse", "partner", "civil_partner"})
CHILD_ROLES = frozenset({"child", "son", "daughter"})
IMPLIED = "implied"
RECORDED = "recorded"


class Person:
    """Facts of one person on one day, and everything worked out so far (so a Person is used once)."""

    __slots__ = (
        *("alike", "applicant", "closed", "cut", "day", "general", "household", "is_child", "is_partner"),
        *("law", "leaves", "name", "nobody", "ready", "reasons", "recorded", "resolving", "results"),
        *("rules", "sources", "truths", "values"),
    )

    def __init__(
        self, law: Compiled, recorded: Mapping[str, Any], *, day: date, closed: bool = False,
        applicant: Person | None = None, role: str = "", name: str = "",
    ) -> None:  # fmt: skip
        self.law = law
        self.recorded = recorded
        self.day = day
        self.closed = closed
        self.applicant = applicant
        self.is_child = role in CHILD_ROLES
        self.is_partner = role in PARTNER_ROLES
        self.name = name
        self.rules: list[Any] = law.standing(day).copy()
        self.truths: list[Any] = law.nothing_judged.copy()
        self.results: list[Any] = law.nothing_chosen.copy()
        self.values, self.sources = law.facts.of(self)
        self.reasons: dict[str, Any] = {}
        self.nobody: Person | None = None
        self.alike: list[bool] = []
        self.ready: dict[str, Any] = {}
        self.general: dict[str, bool] = {}
        self.leaves: dict[tuple[str, bool | None], Any] = {}
        self.resolving: list[str] = []
        self.cut = False
        self.household: Household | None = None

    def value(self, name: str) -> Any:
        """What the fact says: a value, None (known that there is none) or UNKNOWN."""
        value = self.values[self.law.facts.places[name]]
        return self._resolved(name) if value is NOT_YET else value

    def resolved(self, place: int) -> Any:
        """What the fact at that place says, worked out."""
        value = self.values[place]
        return self._resolved(self.law.facts.names[place]) if value is NOT_YET else value

    def take(self, name: str, value: Any) -> None:
        """Take it that the fact says so, whatever is recorded: for a reader that works it out itself."""
        place = self.law.facts.places[name]
        self.values[place], self.sources[place] = value, RECORDED

    def _resolved(self, name: str) -> Any:
        if name in self.resolving:
            self.cut = True
            return UNKNOWN
        if not self.resolving:
            self.cut = False
        self.resolving.append(name)
        value, source = self._followed(self.law.book.facts[name], self.recorded.get(name, _MISS))
        self.resolving.pop()
        if not self.cut or not self.resolving:
            place = self.law.facts.places[name]
            self.values[place], self.sources[place] = value, source
        return value

    def _followed(self, fact: Fact, recorded: Any) -> tuple[Any, str]:
        if self.applicant is not None and self.is_partner and fact.of == "household" and recorded is _MISS:
            return self.applicant.value(fact.name), "recorded of the household"
        value = self._implied_by_status(fact)
        if value is not UNKNOWN:
            return value, IMPLIED
        for when, what in self.law.implications[fact.name]:
            truth = when(self)
            if truth is None:
                return self.law.facts.defaulted(self, fact, recorded, must_not_assume=True)
            if truth:
                value = what(self)
                if value is not UNKNOWN:
                    return value, IMPLIED
        if fact.of_partner:
            partner = self.around().partner_listed
            if partner is not None:
                return partner.value(fact.of_partner), "recorded of the partner"
        return self.law.facts.defaulted(self, fact, recorded)

    def _implied_by_status(self, fact: Fact) -> Any:
        if fact.name == STATUS or fact.name not in self.law.facts.by_status:
            return UNKNOWN
        code = self.value(STATUS)
        if code is UNKNOWN or code is None:
            return UNKNOWN
        return self.law.book.implies.get(code, {}).get(fact.name, UNKNOWN)

    def around(self) -> Household:
        """The people this person lives with."""
        if self.household is None:
            self.household = Household(self)
        return self.household

    def first(self) -> Person:
        """The applicant: this person, unless they are a member of somebody's household."""
        return self.applicant if self.applicant is not None else self


class Household:
    """The children, partner and others around a person, and whether each list is known to be whole."""

    __slots__ = (
        "adults",
        "adults_known",
        "children",
        "children_known",
        "members",
        "members_known",
        "partner_listed",
    )

    def __init__(self, person: Person) -> None:
        if person.applicant is not None:
            self._from_applicant(person, person.applicant)
            return
        lists = person.law.people_facts
        listed: dict[str, list[Person]] = {}
        known: dict[str, bool] = {}
        for fact in lists:
            value = person.recorded.get(fact.name, UNKNOWN)
            if isinstance(value, NotKnown) or value is UNKNOWN:
                value = fact.worked_example if person.closed and fact.has_worked_example else UNKNOWN
            known[fact.name] = value is not UNKNOWN
            listed[fact.name] = [] if value in (None, UNKNOWN) else _members(person, fact, value)
        dependants = [one for fact in lists if fact.lists_children for one in listed[fact.name]]
        others = [one for fact in lists if not fact.lists_children for one in listed[fact.name]]
        whole = any(known[fact.name] for fact in lists if not fact.lists_children)
        self.partner_listed = next((one for one in others if one.is_partner), None)
        if self.partner_listed is None:
            made = _partner_of(person)
            others += [made] if made else []
        self.children = dependants + [one for one in others if one.is_child]
        self.children_known = whole or any(known[fact.name] for fact in lists if fact.lists_children)
        self.members = dependants + others
        self.members_known = whole
        self.adults = [person, *(one for one in others if not one.is_child)]
        self.adults_known = whole

    def _from_applicant(self, person: Person, applicant: Person) -> None:
        ours = applicant.around()
        self.members = [applicant, *(one for one in ours.members if one is not person)]
        self.members_known = ours.members_known
        self.children = [] if person.is_child else ours.children
        self.children_known = True if person.is_child else ours.children_known
        self.adults, self.adults_known = ours.adults, ours.adults_known
        self.partner_listed = applicant if person.is_partner else None

    @property
    def partner(self) -> Person | None:
        """The partner, listed in the household or described by the partner's facts."""
        return next((one for one in self.members if one.is_partner), None)


def _members(person: Person, fact: Fact, value: Any) -> list[Person]:
    made = []
    for number, record in enumerate(value):
        role = record.get(ROLE) or ("child" if fact.lists_children else "")
        name = f"{role or 'member'} {number + 1}"
        made.append(
            Person(
                person.law,
                record,
                day=person.day,
                closed=person.closed,
                applicant=person,
                role=str(role),
                name=name,
            )
        )
    return made


def _partner_of(person: Person) -> Person | None:
    record: dict[str, Any] = {}
    for fact in person.law.partner_facts:
        value = person.recorded.get(fact.name, UNKNOWN)
        if not isinstance(value, NotKnown) and value is not UNKNOWN and value is not None:
            record[fact.of_partner] = value
    if not record:
        return None
    record[ROLE] = "partner"
    return Person(
        person.law,
        record,
        day=person.day,
        closed=person.closed,
        applicant=person,
        role="partner",
        name="partner",
    )
