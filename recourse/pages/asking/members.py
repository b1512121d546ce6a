"""Asking about several people at once: the children, or those who live with the person, a line for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from recourse.pages.asking import sitting
from recourse.pages.asking.forms import BOTH, CHOOSE, NO, NONE, UNSAID, UNSAID_CODES, YES, people
from recourse.pages.look import forms, seen
from recourse.pages.look.guards import WorkerRequest
from recourse.reasoning import rulebook
from recourse.reasoning.rulebook import Book, Fact, Goal
from recourse.reasoning.rulebook.tree import Among, FactValue, Holds, Is, ValueOf

if TYPE_CHECKING:
    from recourse.records.people.models import Fact as KnownFact
    from recourse.records.people.models import Person

MOST = 12
FIRST = ("role", "age")


@dataclass(frozen=True, slots=True)
class Box:
    """One thing asked of one member: where it is typed, and what stands there."""

    name: str
    fact: Fact
    value: str
    options: list[tuple[str, str]]


class Leaving(forms.Form):
    """Whether there is nobody, or the question is left open."""

    answer = forms.Choice("Nobody, or no answer today", unsaid=UNSAID)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].offer([(NONE, "There is nobody to list")], UNSAID)  # type: ignore[attr-defined]


def question(
    request: WorkerRequest, person: Person, goal: Goal, fact: Fact, *, before: KnownFact | None
) -> HttpResponse:
    """A line for each child or each person in the household; "Add a line" gives room for one more."""
    asked = asked_of(fact, rulebook.england())
    each = "Child" if _is_of_children(fact) else "Person"
    if request.method != "POST":
        known = [_written(one) for one in (before.value or [])] if before and before.is_known else []
        form = Leaving(initial=_leaving(before))
        seen.carry(form, before and before.pk)
        rows = rows_of(asked, known, count=max(1, len(known)))
        return sitting.asked(request, person, goal, fact, form=form, rows=rows, each=each, before=before)
    count = min(MOST, max(1, _number(request.POST.get("rows", ""))))
    found, wrong = people(request.POST, members=asked, rows=count)
    typed = [{one.name: request.POST.get(f"{row}-{one.name}", "") for one in asked} for row in range(count)]
    form = Leaving(request.POST)
    seen.carry(form, before and before.pk)
    if "add" in request.POST:
        rows = rows_of(asked, typed, count=min(MOST, count + 1))
        again = Leaving()
        seen.carry_mark(again, request.POST.get(seen.KEPT_AS, ""))
        return sitting.asked(request, person, goal, fact, form=again, rows=rows, each=each, before=before)
    if sitting.was_answered(request, form, before):
        rows = rows_of(asked, typed, count=count)
        context = {"form": form, "rows": rows, "each": each, "before": before}
        return sitting.asked(request, person, goal, fact, status=409, **context)
    choice = form.cleaned_data.get("answer", "") if form.is_valid() else ""
    if found and choice:
        wrong.append(BOTH)
    if not found and not choice and not wrong:
        wrong.append(CHOOSE)
    if wrong or not form.is_valid():
        for sentence in wrong:
            form.add_error(None, sentence)
        rows = rows_of(asked, typed, count=count)
        return sitting.asked(request, person, goal, fact, form=form, rows=rows, before=before, each=each)
    why = choice if choice in UNSAID_CODES else ""
    return sitting.keep(request, person, goal, fact, value=None if why else found, why=why)


def _number(sent: str) -> int:
    return int(sent) if sent.isdecimal() and len(sent) < 4 else 1


def rows_of(asked: list[Fact], written: list[dict[str, str]], *, count: int) -> list[list[Box]]:
    """The boxes of each line, filled with what was written."""
    blank: dict[str, str] = {}
    lines = [*written, *([blank] * (count - len(written)))]
    return [
        [Box(f"{row}-{one.name}", one, line.get(one.name, ""), _options(one)) for one in asked]
        for row, line in enumerate(lines)
    ]


@lru_cache(maxsize=16)
def _asked_of(name: str, book: Book) -> tuple[Fact, ...]:
    fact = book.facts[name]
    is_child = _is_of_children(fact)
    whose = ("child", "both") if is_child else ("household_member", "both")
    names = {
        name
        for definition in book.definitions.values()
        for name in _among(definition, is_child, book, depth=0)
    }
    found = [one for one in book.facts.values() if one.name in {*names, *FIRST} and one.of in whose]
    follows = {
        one.name
        for one in found
        if "age" in {name for part in one.implied for name in _named(part, book, depth=3)}
    }
    found = [one for one in found if one.name not in follows]
    return tuple(sorted(found, key=lambda one: FIRST.index(one.name) if one.name in FIRST else len(FIRST)))


def _is_of_children(fact: Fact) -> bool:
    return fact.of == "child" or "child" in fact.name


def asked_of(fact: Fact, book: Book) -> list[Fact]:
    """What the law wants to know of each child, or of each other member of the household."""
    return [one for one in _asked_of(fact.name, book) if one.type in ("yes_no", "one_of", "number")]


def _among(part: Any, is_child: bool, book: Book, *, depth: int) -> Iterator[str]:
    if isinstance(part, Among) and (part.who == "child") == is_child:
        yield from _named(part.part, book, depth=depth)
    for inner in _parts(part):
        yield from _among(inner, is_child, book, depth=depth)


def _named(part: Any, book: Book, *, depth: int) -> Iterator[str]:
    if isinstance(part, (Is, FactValue)) and not part.of:
        yield part.name
    elif isinstance(part, (Holds, ValueOf)) and not part.of and depth < 3:
        yield from _named(book.definitions[part.name], book, depth=depth + 1)
    for inner in _parts(part):
        yield from _named(inner, book, depth=depth)


def _parts(part: Any) -> Iterator[Any]:
    if is_dataclass(part) and not isinstance(part, type):
        yield from (getattr(part, field.name) for field in fields(part))
    elif isinstance(part, (tuple, list)):
        yield from part


def _options(fact: Fact) -> list[tuple[str, str]]:
    if fact.type == "yes_no":
        return [(YES, "Yes"), (NO, "No")]
    return list(fact.options.items())


def _written(member: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: (YES if value else NO) if isinstance(value, bool) else str(value)
        for name, value in member.items()
    }


def _leaving(before: KnownFact | None) -> dict[str, str]:
    if before is None:
        return {}
    if before.why_not_known:
        return {"answer": before.why_not_known}
    return {} if before.value else {"answer": NONE}
