"""The days on which a plan changes by itself, and why: birthdays, milestones of residence, ends, and law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from recourse.reasoning import periods
from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.deadlines import Deadlines
from recourse.reasoning.routes.judging import Verdict
from recourse.reasoning.routes.outline import Turn
from recourse.reasoning.routes.route import CHECK, IN_PROGRESS, LIVE, PREPARE, RAISE
from recourse.reasoning.rulebook.person import UNKNOWN, Person

CHILD_BIRTHDAYS, OWN_BIRTHDAYS = (7, 10, 18), (18, 25)
MOST = 12
_MILESTONES = (("continuous_residence_from", 10), ("continuous_residence_from", 20))


def turns(atlas: Atlas, person: Person, verdicts: Mapping[str, Verdict], days: Deadlines) -> tuple[Turn, ...]:
    """The days to come on which the plan is different, the first first."""
    found: dict[tuple[date, str], None] = {}
    for day, why in _all(atlas, person, verdicts, days):
        if day > person.day:
            found[day, why] = None
    return tuple(Turn(day, why) for day, why in sorted(found)[:MOST])


def _all(
    atlas: Atlas, person: Person, verdicts: Mapping[str, Verdict], days: Deadlines
) -> Iterator[tuple[date, str]]:
    for told in verdicts.values():
        if told.outcome == PREPARE and told.opens_on is not None:
            yield told.opens_on, f"“{told.route.name}” may open."
        if told.outcome == PREPARE and told.route.raise_from is not None:
            day = told.route.raise_from(told.person)
            if isinstance(day, date):
                yield day, f"“{told.route.name}” is to be raised from then on."
        if told.outcome in LIVE and told.route.last_day is not None:
            yield told.route.last_day, f"The law on “{told.route.name}” changes."
        if told.outcome in (RAISE, CHECK, PREPARE, IN_PROGRESS) and told.route.closes_on is not None:
            day = told.route.closes_on(told.person)
            if isinstance(day, date):
                yield _next(day), f"“{told.route.name}” is no longer in time."
    for one in days.every:
        if one.running:
            yield _next(one.tribunal_grace_to or one.result_date), f"{one.label}: the day is over."
        elif one.sort == "opens":
            yield one.result_date, f"{one.label}."
    yield from _birthdays(person)
    for name, years in _MILESTONES:
        day = person.value(name)
        if isinstance(day, date):
            yield periods.later_by_years(day, years), f"{years} years of residence."
    yield from _law(atlas, person)


def _next(day: date) -> date:
    """The day after; the last day that can be written stands for itself."""
    return day if day == date.max else periods.later_by_days(day, 1)


def _birthdays(person: Person) -> Iterator[tuple[date, str]]:
    for one in (person, *person.around().members):
        born = one.value("date_of_birth")
        if born is UNKNOWN or not isinstance(born, date):
            continue
        ages = CHILD_BIRTHDAYS if one.is_child else OWN_BIRTHDAYS
        whose = f"{one.name} is" if one.name else "They are"
        for age in ages:
            yield periods.later_by_years(born, age), f"{whose} {age}."


def _law(atlas: Atlas, person: Person) -> Iterator[tuple[date, str]]:
    """The days on which law that is already recorded begins."""
    for route in atlas.routes.values():
        if route.first_day > person.day:
            yield route.first_day, f"The law on “{route.name}” begins."
