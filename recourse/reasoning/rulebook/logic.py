"""Turns the tree into closures over a person: three-valued, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from recourse.reasoning import periods
from recourse.reasoning.rulebook import tree
from recourse.reasoning.rulebook.facts import Type
from recourse.reasoning.rulebook.person import UNKNOWN, Person
from recourse.reasoning.rulebook.tree import Condition, Definition, Expression, Kind, Rule

if TYPE_CHECKING:
    from recourse.reasoning.rulebook.book import Book

Truth = bool | None
Test = Callable[[Person], Truth]
Value = Callable[[Person], Any]
OUT: Any = "out of force"


class Compiled:
    """A book made ready to answer: a closure for each definition, rule, condition and value in it."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.tests: dict[int, Test] = {}
        self.people_facts = [fact for fact in book.facts.values() if fact.type is Type.PEOPLE]
        self.partner_facts = [fact for fact in book.facts.values() if fact.of_partner]
        self.implied_by_status = {name for implied in book.implies.values() for name in implied}
        self.gates: dict[str, tuple[Test | None, Test]] = {}
        self.rules: dict[int, Test] = {}
        self.numbered = 0
        self.choices: dict[str, Value] = {}
        for definition in book.definitions.values():
            if definition.kind is Kind.VALUE:
                self.choices[definition.key] = self._choice(definition)
            else:
                self.gates[definition.key] = self._gates(definition)
        self.implications = {
            fact.name: tuple((self.test(entry.when), self.value(entry.value)) for entry in fact.implied)
            for fact in book.facts.values()
        }

    def _gates(self, definition: Definition) -> tuple[Test | None, Test]:
        """Whether the definition is not applicable (None: it always is), and whether its own conditions hold."""
        outside = (
            _any([self.rule(rule) for rule in definition.not_applicable])
            if definition.not_applicable
            else None
        )
        requires = [self.rule(rule) for rule in definition.requires]
        needs = _every(requires)
        opens = None if definition.opens is None else _any([self.rule(rule) for rule in definition.opens])
        bars = _any([self.rule(rule) for rule in definition.bars]) if definition.bars else None

        def gate(person: Person) -> Truth:
            truth = needs(person)
            if truth is False:
                return False
            if opens is not None:
                opened = opens(person)
                if opened is False:
                    return False
                truth = truth and opened
            elif all(rule(person) is OUT for rule in requires):
                return False
            if bars is None:
                return truth
            barred = bars(person)
            if barred:
                return False
            return None if barred is None else truth

        return outside, gate

    def in_force(self, rule: Rule, person: Person) -> bool:
        """Whether the rule is law on the day it is read at."""
        day = person.day
        if rule.reads_at:
            other = person.value(rule.reads_at)
            day = other if isinstance(other, date) else day
        return rule.first_day <= day and (rule.last_day is None or day <= rule.last_day)

    def rule(self, rule: Rule) -> Test:
        """Whether the rule holds; OUT when it is not law on its day."""
        made = self.rules.get(id(rule))
        if made is None:
            self.numbered += 1
            made = self.rules[id(rule)] = self._rule(rule, self.numbered)
        return made

    def _rule(self, rule: Rule, number: int) -> Test:
        when = self.test(rule.when)
        unless = [self.rule(nested) for nested in rule.unless]
        is_contested, reads_at = bool(rule.contested), rule.reads_at
        first, last = rule.first_day, rule.last_day or date.max

        def decided(person: Person) -> Truth:
            if reads_at:
                if not self.in_force(rule, person):
                    return OUT  # type: ignore[no-any-return]
            elif not first <= person.day <= last:
                return OUT  # type: ignore[no-any-return]
            truth = when(person)
            if truth is False:
                return False
            for exception in unless:
                excepted = exception(person)
                if excepted is True:
                    return False
                if excepted is None:
                    truth = None
            return None if is_contested else truth

        def remembered(person: Person) -> Truth:
            known = person.rules
            if number in known:
                return known[number]
            truth = known[number] = decided(person)
            return truth

        return remembered

    def judged(self, person: Person, key: str) -> tuple[Truth, Truth, Truth]:
        """For this person: whether it is met or open, whether it is not applicable, and its own conditions."""
        found = person.truths.get(key)
        if found is None:
            found = person.truths[key] = self._judged(person, key)
        return found

    def _judged(self, person: Person, key: str) -> tuple[Truth, Truth, Truth]:
        recorded = person.recorded.get(key)
        if recorded is True or recorded is False:
            return recorded, False, recorded
        outside, gate = self.gates[key]
        truth = gate(person)
        if outside is None:
            return truth, False, truth
        out = outside(person)
        if out or truth is False:
            return False, out, truth
        return (None if out is None else truth), out, truth

    def result(self, person: Person, key: str) -> Any:
        """What a value definition gives this person: a value, None or UNKNOWN."""
        results = person.results
        if key not in results:
            results[key] = self.choices[key](person)
        return results[key]

    def _choice(self, definition: Definition) -> Value:
        cases = [(self.rule(rule), self.value(rule.value or tree.Literal(None))) for rule in definition.cases]
        otherwise = self.value(definition.otherwise or tree.Literal(None))

        def choose(person: Person) -> Any:
            open_cases: list[Value] = []
            for holds, value in cases:
                truth = holds(person)
                if truth is None:
                    open_cases.append(value)
                elif truth is True:
                    return _settled(open_cases, value(person), person)
            return _settled(open_cases, otherwise(person), person)

        return choose

    def test(self, node: Condition) -> Test:
        """The closure of a condition."""
        made = self.tests.get(id(node))
        if made is None:
            made = self.tests[id(node)] = self._test(node)
        return made

    def _test(self, node: Condition) -> Test:
        match node:
            case tree.Always(holds=holds):
                return lambda person: holds
            case tree.Is(name=name, of=of):
                return _is(name, bool(of))
            case tree.Holds(name=name, of=of):
                return self._holds(name, bool(of))
            case tree.OneOf(what=what, codes=codes):
                return _one_of(self.value(what), codes)
            case tree.Has(what=what, codes=codes):
                return _has(self.value(what), codes)
            case tree.Nothing(what=what):
                return _nothing(self.value(what))
            case tree.Compare(left=left, sign=sign, right=right):
                return _compare(self.value(left), _SIGNS[sign], self.value(right))
            case tree.All(parts=parts):
                return _every([self.test(part) for part in parts])
            case tree.Some(parts=parts):
                return _any([self.test(part) for part in parts])
            case tree.Not(part=part):
                return _not(self.test(part))
            case tree.Among(how=how, who=who, part=part):
                return _among(how, who, self.test(part))
            case tree.UnlessAsked(part=part):
                inner = self.test(part)
                return lambda person: inner(person) is True

    def _holds(self, name: str, of_applicant: bool) -> Test:
        judged = self._judged

        def holds(person: Person) -> Truth:
            if of_applicant:
                person = person.first()
            found = person.truths.get(name)
            if found is None:
                found = person.truths[name] = judged(person, name)
            return found[0]

        return holds

    def value(self, node: Expression) -> Value:
        """The closure of a value."""
        match node:
            case tree.Literal(value=value):
                return lambda person: value
            case tree.AsAt():
                return lambda person: person.day
            case tree.FactValue(name=name, of=of):
                if of:
                    return lambda person: person.first().value(name)
                return lambda person: person.value(name)
            case tree.ValueOf(name=name, of=of):
                return lambda person: self.result(person.first() if of else person, name)
            case tree.AmountOf(name=name):
                return lambda person: self.amount(name, person.day)
            case tree.Shift(start=start, count=count, unit=unit):
                return _shift(self.value(start), count, unit, self.book)
            case tree.Sum(left=left, sign=sign, right=right):
                return _sum(self.value(left), sign, self.value(right))
            case tree.Apply(function=function, arguments=arguments):
                return _apply(function, [self.value(argument) for argument in arguments])

    def amount(self, name: str, day: date) -> Any:
        """The amount in force on a day, or None."""
        for amount in self.book.amounts[name]:
            if amount.first_day <= day <= (amount.last_day or date.max):
                return amount.value
        return None


def compiled(book: Book) -> Compiled:
    """The book made ready, once."""
    made = book.compiled.get("logic")
    if made is None:
        made = book.compiled["logic"] = Compiled(book)
    return made


def _any(parts: list[Test]) -> Test:
    def some(person: Person) -> Truth:
        truth: Truth = False
        for part in parts:
            found = part(person)
            if found is True:
                return True
            if found is None:
                truth = None
        return truth

    return some


def _every(parts: list[Test]) -> Test:
    def every(person: Person) -> Truth:
        truth: Truth = True
        for part in parts:
            found = part(person)
            if found is False:
                return False
            if found is None:
                truth = None
        return truth

    return every


def _not(part: Test) -> Test:
    def turned(person: Person) -> Truth:
        truth = part(person)
        return None if truth is None else not truth

    return turned


def _is(name: str, of_applicant: bool) -> Test:
    def yes(person: Person) -> Truth:
        value = (person.first() if of_applicant else person).value(name)
        return None if value is UNKNOWN else value is True

    return yes


def _one_of(what: Value, codes: frozenset[str]) -> Test:
    def listed(person: Person) -> Truth:
        value = what(person)
        return None if value is UNKNOWN else value in codes

    return listed


def _has(what: Value, codes: frozenset[str]) -> Test:
    def has(person: Person) -> Truth:
        value = what(person)
        if value is UNKNOWN:
            return None
        return False if value is None else not codes.isdisjoint(value)

    return has


_NONE = frozenset({"none"})


def _nothing(what: Value) -> Test:
    def nothing(person: Person) -> Truth:
        value = what(person)
        if value is UNKNOWN:
            return None
        return (
            value is None
            or value == "none"
            or value == ()
            or (isinstance(value, frozenset) and value <= _NONE)
        )

    return nothing


_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": lambda left, right: bool(left == right),
    "!=": lambda left, right: bool(left != right),
    "<": lambda left, right: bool(left < right),
    "<=": lambda left, right: bool(left <= right),
    ">": lambda left, right: bool(left > right),
    ">=": lambda left, right: bool(left >= right),
}


def _compare(left: Value, sign: Callable[[Any, Any], bool], right: Value) -> Test:
    def compared(person: Person) -> Truth:
        one, other = left(person), right(person)
        if one is None or other is None:
            return False
        if one is UNKNOWN or other is UNKNOWN:
            return None
        return sign(one, other)

    return compared


def members(person: Person, who: str) -> tuple[list[Person], bool]:
    """The people a quantifier goes over, and whether the list is known to be whole."""
    around = person.around()
    if who == "child":
        return around.children, around.children_known
    if who == "adult":
        return around.adults, around.adults_known
    return around.members, around.members_known


def _among(how: str, who: str, part: Test) -> Test:
    wanted = how != "every"

    def found(person: Person) -> Truth:
        people, is_whole = members(person, who)
        truth: Truth = False if is_whole else None
        for one in people:
            told = part(one)
            if told is wanted:
                truth = True
                break
            if told is None:
                truth = None
        if how == "any" or truth is None:
            return truth
        return not truth

    return found


def _settled(open_cases: list[Value], value: Any, person: Person) -> Any:
    """The value, unless an earlier case that is not decided would give another."""
    for other in open_cases:
        if value is UNKNOWN or other(person) != value:
            return UNKNOWN
    return value


def _shift(start: Value, count: int, unit: str, book: Book) -> Value:
    def moved(person: Person) -> Any:
        day = start(person)
        if day is UNKNOWN or day is None:
            return day
        try:
            return _moved(day, count, unit, book)
        except OverflowError:
            return UNKNOWN

    return moved


def _moved(day: date, count: int, unit: str, book: Book) -> Any:
    if unit == "days":
        return periods.later_by_days(day, count)
    if unit == "months":
        return periods.later_by_months(day, count)
    if unit == "years":
        return periods.later_by_years(day, count)
    calendar = book.calendar
    end = periods.later_by_working_days(day, count, holidays=calendar.holidays)
    first, last = min(day, end), max(day, end)
    return end if calendar.first_year <= first.year and last.year <= calendar.last_year else UNKNOWN


def _sum(left: Value, sign: int, right: Value) -> Value:
    def added(person: Person) -> Any:
        one, other = left(person), right(person)
        if one is None or other is None:
            return None
        return UNKNOWN if one is UNKNOWN or other is UNKNOWN else one + sign * other

    return added


_SINCE: dict[str, Callable[[date, date], int]] = {
    "years_since": periods.years_between,
    "months_since": periods.months_between,
    "days_since": periods.days_between,
    "days_until": lambda day, as_at: periods.days_between(as_at, day),
}


def _apply(function: str, arguments: list[Value]) -> Value:
    if function in _SINCE:
        count, of = _SINCE[function], arguments[0]

        def since(person: Person) -> Any:
            day = of(person)
            return day if day is None or day is UNKNOWN else count(day, person.day)

        return since
    choose = max if function == "later_of" else min

    def chosen(person: Person) -> Any:
        days = [argument(person) for argument in arguments]
        if any(day is UNKNOWN for day in days):
            return UNKNOWN
        known = [day for day in days if day is not None]
        return choose(known) if known else None

    return chosen
