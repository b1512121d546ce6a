"""Whether an answer is about a matter that only regulated people may advise on, and so is put in general.

The law itself says which form it takes, in its value `screen_form`: by the matter and by who would be told.
"""

from __future__ import annotations

from recourse.reasoning.rulebook.logic import Compiled
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.tree import Definition

MATTER = "matter"
FORM = "screen_form"
GENERAL = "general"
PERSONAL = "personal"
WHO_CAN_TELL = "Only a regulated adviser can tell you if you should."


def is_general(definition: Definition, person: Person, law: Compiled) -> bool:
    """Whether the answer is told in the general form: unless the one who is told may advise on its matter."""
    return bool(definition.matter) and is_for_advisers(definition.matter, person, law)


def is_for_advisers(matter: str, person: Person, law: Compiled) -> bool:
    """Whether the one who is told may not be told of this person's own case, in this matter."""
    told = person.general.get(matter)
    if told is None:
        if person.nobody is not None and person.alike[law.places[FORM]]:
            told = is_for_advisers(matter, person.nobody, law)
        else:
            told = _is_for_advisers(matter, person, law)
        person.general[matter] = told
    return told


def _is_for_advisers(matter: str, person: Person, law: Compiled) -> bool:
    facts = {**person.first().recorded, **person.recorded, MATTER: frozenset({matter})}
    form = law.result(Person(law, facts, day=person.day, closed=person.closed), FORM)
    return bool(form != PERSONAL)


def general(definition: Definition) -> str:
    """The general form: the same for everybody, and who can tell more."""
    said = definition.says[GENERAL]
    return said if WHO_CAN_TELL in said else f"{said} {WHO_CAN_TELL}"
