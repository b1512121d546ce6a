"""Every deadline of one person on one day: the date, what it protects, and the sentence that explains it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from recourse.reasoning import periods
from recourse.reasoning.routes import contradictions, explaining
from recourse.reasoning.routes.contradictions import Contradiction
from recourse.reasoning.routes.counting import Counted, count
from recourse.reasoning.routes.timetable import Row, Timetable, timetable
from recourse.reasoning.rulebook import recording
from recourse.reasoning.rulebook.book import Book, Calendar
from recourse.reasoning.rulebook.checking import leans_on
from recourse.reasoning.rulebook.logic import Compiled, compiled
from recourse.reasoning.rulebook.person import Person
from recourse.reasoning.rulebook.values import WORKING


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day that matters, counted from a day on a letter.

    `whose` is empty for the person asked about, else the name of a member of the household. `sort` is
    deadline, opens (the first day of a window) or reminder. `show_date` (the last working day by then) and
    `tribunal_grace_to` (the working day on which the tribunal still takes it) stand only where they differ
    from `result_date`. `days_left` counts to `result_date`: 0 in the days of grace, negative once missed.
    """

    key: str
    sort: str
    whose: str
    label: str
    says: str
    explained: str
    basis: str
    basis_date: date | None
    basis_kind: str
    amount: int | None
    unit: str
    result_date: date
    show_date: date | None
    tribunal_grace_to: date | None
    days_left: int
    missed: bool
    running: bool
    protects: tuple[str, ...]
    protects_said: tuple[str, ...]
    if_missed: str
    bank_holidays_skipped: tuple[date, ...]
    is_earliest: bool
    closes_on: date | None
    rule: str
    cites: str
    sure: str

    @property
    def act_by(self) -> date:
        """The day to work to: the last working day by then where the tribunal rests on the day itself."""
        return self.show_date or self.result_date

    def to_json(self) -> dict[str, Any]:
        """The deadline as plain values; what does not apply is left out."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        plain = {name: _plain(value) for name, value in told.items() if value not in (None, "", ())}
        return plain | {"act_by": self.act_by.isoformat()}


@dataclass(frozen=True)
class Deadlines:
    """All deadlines of a person, the first first; the days that contradict each other; and what was left out.

    `left_out` gives, for each key that would rest on a contradicted day, the sentence that says so.
    """

    every: tuple[Deadline, ...]
    contradictions: tuple[Contradiction, ...]
    left_out: Mapping[str, str]

    @cached_property
    def by_key(self) -> dict[str, Deadline]:
        """For each key the one that counts: the earliest that runs, else the one missed last."""
        found: dict[str, Deadline] = {}
        for one in self.every:
            held = found.get(one.key)
            if held is None or (held.missed and (not one.missed or one.result_date > held.result_date)):
                found[one.key] = one
        return found

    @property
    def dates(self) -> dict[str, date]:
        """The day of each key."""
        return {key: one.result_date for key, one in self.by_key.items()}

    def urgent_by(self, keys: Collection[str]) -> date | None:
        """The day to work to of the earliest running deadline among the keys that protects something."""
        days = [one.act_by for one in self.every if one.key in keys and one.running and one.protects]
        return min(days, default=None)

    def to_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        return {
            "deadlines": [one.to_json() for one in self.every],
            "contradictions": [one.says for one in self.contradictions],
            "left_out": dict(self.left_out),
        }


def of_facts(book: Book, facts: Mapping[str, Any], *, as_at: date) -> Deadlines:
    """The deadlines of a person on a day, from facts as `rulebook.answer` takes them. BadFacts."""
    return of(Person(compiled(book), recording.recorded(book, facts), day=as_at))


def of(person: Person) -> Deadlines:
    """The deadlines of a person, and of the members of the household where a row is asked of each."""
    law: Compiled = person.law
    table = timetable(law.book)
    every: list[Deadline] = []
    left_out: dict[str, str] = {}
    wrong: list[Contradiction] = []
    for one in (person, *person.around().members):
        found = contradictions.of(table, one)
        wrong += found
        told = {name: pair for pair in found for name in (pair.first, pair.then)}
        for row in table.rows.values():
            if one is not person and not row.of_each:
                continue
            for name in row.days:
                against = _against(law.book, row, name, told)
                counted = count(law, one, name)
                if against is not None and (counted is not None or row.settled_by & set(told)):
                    left_out[row.key] = f"{row.label}: no day is given. {against.says}"
                elif counted is not None and against is None:
                    every.append(_deadline(table, row, name, counted, one, closes=_closes(law, row, one)))
    return Deadlines(tuple(_each_once(every)), tuple(wrong), left_out)


def _each_once(every: list[Deadline]) -> Iterator[Deadline]:
    seen = set()
    for one in sorted(every, key=lambda one: (one.result_date, one.key, one.whose)):
        if (one.key, one.whose, one.result_date) not in seen:
            seen.add((one.key, one.whose, one.result_date))
            yield one


def _against(book: Book, row: Row, name: str, told: Mapping[str, Contradiction]) -> Contradiction | None:
    """The contradiction that the day of a row rests on, if there is one."""
    if not told:
        return None
    return next((told[one] for one in _rests_on(book, name, set()) if one in told), None)


def _rests_on(book: Book, name: str, seen: set[str]) -> Iterator[str]:
    for one in leans_on(book, name):
        if one in seen:
            continue
        seen.add(one)
        yield one
        definition = book.definitions.get(one)
        if definition is not None and definition.gives_type == "day":
            yield from _rests_on(book, one, seen)


def _closes(law: Compiled, row: Row, person: Person) -> date | None:
    value = person.value(row.closes) if row.closes else None
    return value if isinstance(value, date) else None


def _deadline(
    table: Timetable, row: Row, name: str, counted: Counted, person: Person, *, closes: date | None
) -> Deadline:
    calendar, day = person.law.book.calendar, person.day
    show, grace = _tribunal(counted.result, calendar, table.tribunal_closed) if row.calendar else (None, None)
    is_missed = day > (grace or counted.result)
    left = periods.days_between(day, counted.result)
    basis = table.basis.get(counted.basis)
    skipped: tuple[date, ...] = ()
    if counted.basis_day is not None and any(unit == WORKING for _, unit in counted.steps):
        skipped = periods.holidays_passed(counted.basis_day, counted.result, holidays=calendar.holidays)
    said = explaining.explain(counted, basis, show=show, grace=grace, skipped=skipped, calendar=calendar)
    protects = (*row.protects, *row.protects_by.get(name, ()))
    amount, unit = counted.steps[0] if len(counted.steps) == 1 else (None, "")
    return Deadline(
        key=row.key,
        sort=row.sort,
        whose=person.name,
        label=row.label,
        says=counted.rule.says,
        explained=said,
        basis=counted.basis,
        basis_date=counted.basis_day,
        basis_kind=basis.kind if basis else "",
        amount=amount,
        unit=unit,
        result_date=counted.result,
        show_date=show,
        tribunal_grace_to=grace,
        days_left=left if is_missed or left > 0 else 0,
        missed=is_missed and row.sort == "deadline",
        running=not is_missed and row.sort == "deadline",
        protects=protects,
        protects_said=tuple(table.protects[code] for code in protects),
        if_missed=row.if_missed,
        bank_holidays_skipped=skipped,
        is_earliest=counted.is_earliest,
        closes_on=closes,
        rule=counted.rule.id,
        cites=counted.rule.cites,
        sure=counted.rule.sure,
    )


def _tribunal(
    result: date, calendar: Calendar, closed: frozenset[tuple[int, int]]
) -> tuple[date | None, date | None]:
    """The last tribunal working day by then, and the next one if known, where the day itself is none."""
    near = (result + timedelta(days=step) for step in range(-21, 22))
    holidays = calendar.holidays | {day for day in near if (day.month, day.day) in closed}
    if periods.is_working_day(result, holidays=holidays):
        return None, None
    grace = periods.working_day_from(result, holidays=holidays)
    return (
        periods.working_day_by(result, holidays=holidays),
        grace if calendar.knows(result, grace) else None,
    )


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
