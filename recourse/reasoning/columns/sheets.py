"""Lays a population out as two sheets without a null: the people, and the members of their households.

A fact becomes `NAME.value` (yes or no, a number, the number of a day or a code, bits for a list of codes, how
many people), and `NAME.has`, `.none`, `.asked` and `.stopped` (contested or not yet decided).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from recourse.reasoning.columns import planes
from recourse.reasoning.columns.cells import MEMBER, PERSON
from recourse.reasoning.columns.codes import Codes
from recourse.reasoning.columns.recording import NONE, NULL, Recording
from recourse.reasoning.rulebook.book import Book
from recourse.reasoning.rulebook.facts import Fact, Type
from recourse.reasoning.rulebook.person import CHILD_ROLES, PARTNER_ROLES, ROLE

TYPES: dict[Type, pl.DataType] = {
    Type.YES_NO: pl.Boolean(),
    Type.ONE_OF: pl.String(),
    Type.TEXT: pl.String(),
    Type.SOME_OF: pl.List(pl.String()),
    Type.NUMBER: pl.Float64(),
    Type.MONEY: pl.Float64(),
    Type.DAY: pl.Date(),
}
_LISTED, _ORDER = "in_list_of_children", "place"


class Sheet:
    """The rows of one sheet: for each the row of the person it is of, and the columns it comes with."""

    def __init__(self, rows: pl.Series, columns: Mapping[str, Any]) -> None:
        self.rows, self.columns, self.height = rows, columns, rows.len()

    def table(self) -> pl.DataFrame:
        """The sheet as a table engine wants it."""
        return pl.DataFrame([self.rows, *(self._column(name) for name in self.columns)])

    def _column(self, name: str) -> pl.Series:
        value = planes.plain(self.columns[name])
        if not isinstance(value, np.ndarray):
            return pl.repeat(value, self.height, eager=True).alias(name)
        if value.dtype == np.uint64:
            return planes.unpacked(value, self.height).alias(name)
        return pl.Series(name, value)


class Sheets(NamedTuple):
    """The people, a row each in order, and the members of all their households (None: nobody has any)."""

    people: Sheet
    members: Sheet | None


class Layout:
    """How a population with these columns is laid out: each column of the two sheets, not made yet."""

    def __init__(self, book: Book, codes: Codes, schema: Mapping[str, pl.DataType]) -> None:
        self.book, self.schema = book, schema
        lists = [fact for fact in book.facts.values() if fact.type is Type.PEOPLE and fact.name in schema]
        self.lists = sorted(lists, key=lambda fact: not fact.lists_children)
        self.partner = {
            fact.name: fact.of_partner
            for fact in book.facts.values()
            if fact.of_partner in book.facts and fact.name in schema
        }
        self.people, self.known = Recording(book, codes, schema), _known(schema, self.lists)
        self.members, self.flags = Recording(book, codes, self._fields()), _flags()

    def _fields(self) -> dict[str, pl.DataType]:
        """Everything said of a member in any of the lists, or of the partner."""
        found: dict[str, pl.DataType] = {ROLE: pl.String()}
        for fact in self.lists:
            inner = getattr(self.schema[fact.name], "inner", None)
            found |= {one.name: one.dtype for one in getattr(inner, "fields", ())}
        return found | {own: self.schema[name] for name, own in self.partner.items()}

    @property
    def columns(self) -> dict[str, frozenset[str]]:
        """The names of the columns of each sheet."""
        people, members = self.people.names | set(self.known), self.members.names | set(self.flags)
        return {PERSON: people, MEMBER: members if self.lists or self.partner else frozenset()}

    def sheets(self, population: pl.DataFrame, needed: Collection[tuple[str, str]]) -> Sheets:
        """The two sheets of a population that has a `row` number, with the columns that are needed."""
        people = self.people.columns(population, {name for sheet, name in needed if sheet == PERSON})
        whole = _planes(population, _those(self.known, PERSON, needed))
        sheet = Sheet(population["row"], whole | _only(people, PERSON, needed))
        if not any(sheet == MEMBER for sheet, _ in needed):
            return Sheets(sheet, None)
        raw = _listed_and_described(population, self.lists, self.partner, self._read(needed))
        told = self.members.columns(raw, {name for sheet, name in needed if sheet == MEMBER})
        flags = _planes(raw, _those(self.flags, MEMBER, needed))
        return Sheets(sheet, Sheet(raw["row"], flags | _only(told, MEMBER, needed)))

    def _read(self, needed: Collection[tuple[str, str]]) -> frozenset[str]:
        """The fields of a member that some needed column is made of."""
        made = {name.rpartition(".")[0] for sheet, name in needed if sheet == MEMBER} | {ROLE}
        return frozenset(made | {f"{name}{NULL}" for name in made})


def _planes(table: pl.DataFrame, asked: list[pl.Expr]) -> dict[str, Any]:
    return {one.name: planes.plane(planes.looked_into(one)[1]) for one in table.select(asked)}


def _only(made: Iterable[tuple[str, Any]], sheet: str, needed: Collection[tuple[str, str]]) -> dict[str, Any]:
    return {name: value for name, value in made if (sheet, name) in needed}


def _those(made: dict[str, pl.Expr], sheet: str, needed: Collection[tuple[str, str]]) -> list[pl.Expr]:
    return [one.alias(name) for name, one in made.items() if (sheet, name) in needed]


def _known(schema: Collection[str], lists: list[Fact]) -> dict[str, pl.Expr]:
    """Whether the list of children, and that of everybody else, is known to be whole."""
    told = {fact.name: _list_known(schema, fact) for fact in lists}
    whole = [told[fact.name] for fact in lists if not fact.lists_children]
    found = {"children_known": pl.any_horizontal(list(told.values()))} if told else {}
    return found | ({"members_known": pl.any_horizontal(whole)} if whole else {})


def _list_known(schema: Collection[str], fact: Fact) -> pl.Expr:
    known, why = pl.col(fact.name).is_not_null(), f"{fact.name}{NULL}"
    return known | pl.col(why).eq_missing(NONE) if why in schema else known


def _flags() -> dict[str, pl.Expr]:
    """What a member is in the household; made of the columns that `_listed_and_described` adds."""
    is_child, is_partner, on_list = pl.col("is_child"), pl.col("is_partner"), pl.col(_LISTED)
    return {
        "is_child": is_child,
        "is_partner": is_partner,
        "is_listed_partner": pl.col("is_listed_partner"),
        "is_member": is_child | ~is_child,
        "is_counted_child": on_list | is_child,
        "is_adult": ~on_list & ~is_child,
        "is_the_partner": _first(is_partner),
    }


def _listed_and_described(
    population: pl.DataFrame, lists: list[Fact], partner: dict[str, str], read: frozenset[str]
) -> pl.DataFrame:
    """A row for each member on any list, and for a partner on none of whom something is recorded."""
    listed = [_listed(population, fact, place, read) for place, fact in enumerate(lists)]
    raw = pl.concat([*listed, _nobody()], how="diagonal_relaxed")
    raw = raw.with_columns(_roles(raw)).sort("row", _ORDER, maintain_order=True)
    raw = raw.with_columns(is_listed_partner=_first(pl.col("is_partner") & ~pl.col(_LISTED)))
    if not partner:
        return raw
    made = _described(population, partner, raw)
    return pl.concat([raw, made], how="diagonal_relaxed").sort("row", maintain_order=True)


def _first(when: pl.Expr) -> pl.Expr:
    """The first of each household of whom it is so."""
    return when & (when.cast(pl.Int32).cum_sum().over("row") == 1)


def _nobody() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.Int64, _ORDER: pl.Int32, _LISTED: pl.Boolean, ROLE: pl.String})


def _listed(table: pl.DataFrame, fact: Fact, place: int, read: frozenset[str]) -> pl.DataFrame:
    lists = table[fact.name]
    many = lists.list.len().fill_null(0)
    rows = table["row"].repeat_by(many).list.explode(empty_as_null=False, keep_nulls=False)
    one = lists.list.explode(empty_as_null=False, keep_nulls=False)
    said = one.struct.unnest() if isinstance(one.dtype, pl.Struct) else pl.DataFrame()
    told = said.select(name for name in said.columns if name in read).insert_column(0, rows)
    if ROLE not in told.columns:
        told = told.with_columns(pl.lit(None, pl.String).alias(ROLE))
    return told.with_columns(
        pl.lit(place, pl.Int32).alias(_ORDER), pl.lit(fact.lists_children).alias(_LISTED)
    )


def _roles(raw: pl.DataFrame) -> list[pl.Expr]:
    """A role, and on the list of children nothing said of it, says who is a child and who a partner."""
    role, why = pl.col(ROLE), f"{ROLE}{NULL}"
    unsaid = role.is_null()
    if why in raw.columns:
        unsaid &= pl.col(why).is_null() | (pl.col(why) == NONE)
    is_child = role.is_in(sorted(CHILD_ROLES)).fill_null(False) | (unsaid & pl.col(_LISTED))
    return [
        is_child.alias("is_child"),
        role.is_in(sorted(PARTNER_ROLES)).fill_null(False).alias("is_partner"),
    ]


def _described(table: pl.DataFrame, partner: dict[str, str], raw: pl.DataFrame) -> pl.DataFrame:
    """A partner nobody listed, made of what is recorded of the person's partner."""
    listed = raw.filter("is_listed_partner").select("row").unique()
    told = table.select("row", *partner)
    made = told.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in partner))
    return made.join(listed, on="row", how="anti").select(
        "row",
        *(pl.col(name).alias(own) for name, own in partner.items()),
        pl.lit("partner").alias(ROLE),
        pl.lit(False).alias(_LISTED),
        pl.lit(False).alias("is_child"),
        pl.lit(True).alias("is_partner"),
        pl.lit(False).alias("is_listed_partner"),
    )
