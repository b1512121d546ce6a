"""What is known about a person, field by field, with a lock where a field is not shared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recourse.pages.look import known
from recourse.pages.look.known import Known
from recourse.reasoning import rulebook
from recourse.records.people.fields import FIELDS
from recourse.records.placements.queries import NEEDS

if TYPE_CHECKING:
    from recourse.records.people.identity import Identity
    from recourse.records.people.models import Fact

TOLD_ELSEWHERE = ("answers", "papers", "notes")
WHO_THEY_ARE = "Who they are"
IDENTITIES = ("name", "birth_date", "contact", "language", "place")
SHORT = {
    "birth_date": "Birth date",
    "contact": "Contact",
    "place": "Place",
    "status": "Status",
    "family": "Family",
    "needs": "Needs",
    "work": "Work, money",
}


@dataclass(frozen=True)
class Housing:
    """A question a scheme asks, in the shape of the law's questions."""

    question: str
    options: Mapping[str, str]
    type: str = "one_of"
    unit: str = ""


HOUSING = {
    name: Housing(need.question, {str(value): words for value, words in need.options.items()})
    for name, need in NEEDS.items()
}


@dataclass(frozen=True)
class Field:
    """One field: locked, or the lines known in it."""

    name: str
    label: str
    is_locked: bool
    lines: list[Known]

    @property
    def short(self) -> str:
        """The label in a narrow column."""
        return SHORT.get(self.name, self.label)


def by_field(who: "Identity", facts: Mapping[str, "Fact"], *, sight: frozenset[str]) -> list[Field]:
    """Every field a person may share, in order, whether or not anything is recorded in it."""
    lines: dict[str, list[Known]] = {name: list(_identity(who, name)) for name in FIELDS}
    questions = rulebook.england().facts
    for fact in facts.values():
        lines[fact.field].append(known.said(fact, HOUSING.get(fact.name) or questions.get(fact.name)))
    for some in lines.values():
        some.sort(key=lambda line: not line.is_known)
    return [
        Field(name, label, is_locked=name not in sight and not lines[name], lines=lines[name])
        for name, label in FIELDS.items()
        if name not in TOLD_ELSEWHERE
    ]


def groups(fields: Iterable[Field]) -> list[tuple[str, list[Known]]]:
    """What is recorded, under a heading each; who somebody is stands together."""
    found: dict[str, list[Known]] = {}
    for field in fields:
        if field.lines:
            title = WHO_THEY_ARE if field.name in IDENTITIES else field.label
            found.setdefault(title, []).extend(field.lines)
    return list(found.items())


def _identity(who: "Identity", field: str) -> Iterable[Known]:
    told = {
        "name": (("Name", who.name), ("Nickname", who.nickname)),
        "birth_date": (("Date of birth", str(who.birth_date or "")),),
        "contact": (("Phone number", who.phone), ("Email", who.email)),
        "language": (("Language", who.language),),
        "place": (("Where they can be found", who.place),),
        "status": (("Home Office or other reference", who.reference_number),),
    }
    for question, words in told.get(field, ()):
        if words:
            yield Known("", question, words, "", is_known=True)
