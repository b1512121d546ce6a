"""The rival of the columns: the same law as one SQL query over nullable columns, as one writes it by hand.

Not known is NULL and SQL's own logic does the rest. It does less than the columns do: it asks nothing over
households, moves no day by working days, and does not look back at cases left open, so it is favoured.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from recourse.reasoning.rulebook import Book, tree
from recourse.reasoning.rulebook.checking import leans_on
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.tree import Condition, Definition, Expression, Kind, Rule

_SINCE = {"years_since": "year", "months_since": "month", "days_since": "day"}


class PlainSql:
    """The query of one day, over a table with these columns."""

    def __init__(self, book: Book, columns: set[str], day: date) -> None:
        self.book, self.columns, self.day = book, columns, day
        self.cut: dict[str, list[str]] = {}
        self.inside = ""

    def query(self, table: str) -> str:
        """Every definition of the book, each a column, level upon level."""
        source = f'SELECT * FROM "{table}"'
        for level in self._levels():
            made = ", ".join(f'{self._made(name)} AS "is_{name}"' for name in level)
            source = f"SELECT *, {made} FROM ({source})"
        told = ", ".join(self._told(one) for one in self.book.definitions.values())
        return f'SELECT "row", {told} FROM ({source})'

    def _levels(self) -> list[list[str]]:
        depth: dict[str, int] = {}

        def reach(name: str, path: frozenset[str]) -> int:
            if name not in depth:
                below = [one for one in leans_on(self.book, name) if one not in path]
                self.cut[name] = [one for one in leans_on(self.book, name) if one in path]
                if name in self.book.facts and any(name in implied for implied in self.book.implies.values()):
                    below.append("status_code")
                depth[name] = 1 + max((reach(one, path | {name}) for one in below), default=-1)
            return depth[name]

        for name in (*self.book.definitions, *self.book.facts):
            reach(name, frozenset({name}))
        levels: list[list[str]] = [[] for _ in range(max(depth.values()) + 1)]
        for name, level in depth.items():
            levels[level].append(name)
        return levels

    def _made(self, name: str) -> str:
        definition, self.inside = self.book.definitions.get(name), name
        if definition is None:
            return self._fact(self.book.facts[name])
        return self._value_of(definition) if definition.kind is Kind.VALUE else self._met(definition)

    def _fact(self, fact: Fact) -> str:
        kind = {Type.YES_NO: "BOOLEAN", Type.DAY: "DATE", Type.NUMBER: "DOUBLE", Type.MONEY: "DOUBLE"}
        empty = f"NULL::{kind.get(fact.type, 'VARCHAR[]' if fact.type is Type.SOME_OF else 'VARCHAR')}"
        tried = [f'"{fact.name}"' if fact.name in self.columns and fact.type is not Type.PEOPLE else empty]
        if fact.type is Type.SOME_OF:
            return tried[0]
        by_status = {code: told[fact.name] for code, told in self.book.implies.items() if fact.name in told}
        if by_status and fact.name != "status_code":
            whens = " ".join(f"WHEN '{code}' THEN {_written(value)}" for code, value in by_status.items())
            tried.append(f'CASE "is_status_code" {whens} END')
        for entry in fact.implied:
            tried.append(f"CASE WHEN {self._test(entry.when)} THEN {self._value(entry.value)} END")
        if fact.is_assumed:
            tried.append(_written(fact.assumed))
        return f"COALESCE({', '.join(tried)})"

    def _met(self, definition: Definition) -> str:
        gate, outside = self._gate(definition), self._any(definition.not_applicable)
        return f"(({gate}) AND NOT ({outside}))"

    def _gate(self, definition: Definition) -> str:
        parts = [self._rule(rule) for rule in definition.requires if self._is_law(rule)]
        if definition.opens is not None:
            parts.append(self._any(definition.opens))
        elif not parts:
            parts.append("FALSE")
        return " AND ".join([*parts, f"NOT ({self._any(definition.bars)})"])

    def _any(self, rules: tuple[Rule, ...]) -> str:
        return "(" + (" OR ".join(self._rule(rule) for rule in rules if self._is_law(rule)) or "FALSE") + ")"

    def _is_law(self, rule: Rule) -> bool:
        return rule.first_day <= self.day <= (rule.last_day or date.max)

    def _rule(self, rule: Rule) -> str:
        if not self._is_law(rule):
            return "FALSE"
        made = " AND ".join([self._test(rule.when), *(f"NOT {self._rule(one)}" for one in rule.unless)])
        return f"CASE WHEN ({made}) THEN NULL ELSE ({made}) END" if rule.contested else f"({made})"

    def _value_of(self, definition: Definition) -> str:
        kinds = {"day": "DATE", "number": "DOUBLE", "money": "DOUBLE"}
        cases = " ".join(
            f"WHEN {self._rule(rule)} THEN {self._value(rule.value or tree.Literal(None))}"
            for rule in definition.cases
        )
        last = self._value(definition.otherwise or tree.Literal(None))
        return f"CAST(CASE {cases} ELSE {last} END AS {kinds.get(definition.gives_type, 'VARCHAR')})"

    def _told(self, definition: Definition) -> str:
        key, met = definition.key, f'"is_{definition.key}"'
        if definition.kind is not Kind.ENTITLEMENT:
            return f'{met} AS "{key}"'
        duty = [rule for rule in definition.opens or () if (rule.gives or definition.gives) == "eligible"]
        is_duty = self._any(tuple(duty)) if duty else str(definition.gives == "eligible").upper()
        return (
            f"CASE WHEN {self._any(definition.not_applicable)} THEN 'not_applicable' "
            f"WHEN NOT ({self._gate(definition)}) THEN 'not_eligible' WHEN {met} THEN "
            f"CASE WHEN {is_duty} THEN 'eligible' ELSE 'discretionary' END ELSE 'depends' END AS \"{key}\""
        )

    def _test(self, node: Condition) -> str:
        match node:
            case tree.Always(holds=holds):
                return str(holds).upper()
            case tree.Is(name=name) | tree.Holds(name=name):
                return self._named(name)
            case tree.OneOf(what=what, codes=codes):
                return f"({self._value(what)} IN ({', '.join(map(_written, sorted(codes)))}))"
            case tree.Has(what=what, codes=codes):
                return f"list_has_any({self._value(what)}, [{', '.join(map(_written, sorted(codes)))}])"
            case tree.Nothing(what=what):
                return f"(CAST({self._value(what)} AS VARCHAR) IN ('none', '[]'))"
            case tree.Compare(left=left, sign=sign, right=right):
                return f"({self._value(left)} {sign.replace('==', '=')} {self._value(right)})"
            case tree.All(parts=parts):
                return "(" + " AND ".join(self._test(part) for part in parts) + ")"
            case tree.Some(parts=parts):
                return "(" + " OR ".join(self._test(part) for part in parts) + ")"
            case tree.Not(part=part):
                return f"(NOT {self._test(part)})"
            case tree.Among():
                return "NULL::BOOLEAN"
            case tree.UnlessAsked(part=part):
                return f"COALESCE({self._test(part)}, FALSE)"
        raise TypeError(type(node).__name__)

    def _value(self, node: Expression) -> str:
        match node:
            case tree.Literal(value=value):
                return _written(value)
            case tree.AsAt():
                return _written(self.day)
            case tree.FactValue(name=name) | tree.ValueOf(name=name):
                return self._named(name)
            case tree.AmountOf(name=name):
                return _written(next(self._amounts(name), None))
            case tree.Shift(start=start, count=count, unit=unit):
                if unit == "working days":
                    return "NULL::DATE"
                return f"CAST({self._value(start)} + INTERVAL ({count}) {unit} AS DATE)"
            case tree.Sum(left=left, sign=sign, right=right):
                return f"({self._value(left)} {'+' if sign > 0 else '-'} {self._value(right)})"
            case tree.Apply(function=function, arguments=arguments):
                told = [self._value(argument) for argument in arguments]
                if function in _SINCE:
                    return f"date_sub('{_SINCE[function]}', {told[0]}, {_written(self.day)})"
                if function == "days_until":
                    return f"date_sub('day', {_written(self.day)}, {told[0]})"
                return f"{'greatest' if function == 'later_of' else 'least'}({', '.join(told)})"
        raise TypeError(type(node).__name__)

    def _named(self, name: str) -> str:
        """The column of a fact or definition; of facts that follow from each other, what is recorded."""
        if name not in self.cut.get(self.inside, ()):
            return f'"is_{name}"'
        return f'"{name}"' if name in self.columns else "NULL"

    def _amounts(self, name: str) -> Iterator[int | float]:
        for amount in self.book.amounts[name]:
            if amount.first_day <= self.day <= (amount.last_day or date.max):
                yield amount.value


def _written(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return repr(value)
    return f"DATE '{value}'" if isinstance(value, date) else f"'{value}'"
