"""The columns answer as `answering` does, for everybody in a crowd: every outcome, test and value, by id."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import pytest

from recourse.reasoning import rulebook
from recourse.reasoning.columns import answers, held
from recourse.reasoning.columns.answers import Reader
from recourse.reasoning.columns.emitting import Emitter
from recourse.reasoning.columns.held import Seat, UnknownNode
from recourse.reasoning.rulebook import tree
from tests.reasoning import crowd
from tests.reasoning.columns import laying, likeness
from tests.reasoning.crowd import Someone

ENGLAND = rulebook.england()
DAYS = tuple(date.fromisoformat(day) for day in ("2026-11-22", "2026-06-01", "2024-02-29"))


def answered(people: Sequence[Someone], keys: Sequence[str] | None = None) -> pl.DataFrame:
    """What the columns say of people who are all asked of on one day, with their ids."""
    population = laying.population(ENGLAND, people).with_row_index("row").cast({"row": pl.Int64})
    told = Reader(ENGLAND, keys).answer(population.drop("id", "as_at"), as_at=people[0].as_at)
    return told.join(population.select("row", "id"), on="row", maintain_order="left")


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_answer_about_everybody_in_the_crowd_is_that_of_the_reference(day: date) -> None:
    people = list(crowd.people(ENGLAND, count=220, seed=day.toordinal(), days=(day,)))
    assert likeness.differences(ENGLAND, people, answered(people)) == []


def test_nobody_is_mixed_up_when_the_rows_are_shuffled() -> None:
    people = list(crowd.people(ENGLAND, count=120, seed=9, days=DAYS[:1]))
    keys = ["part7", "s17", "priority_need", "dependant_of_asylum_seeker", "part7_partner_as_applicant"]
    told = answered(people[::-1], keys)
    assert likeness.differences(ENGLAND, people, told) == []


def test_what_a_column_holds_where_it_has_nothing_is_never_read() -> None:
    people = list(crowd.people(ENGLAND, count=130, seed=5, days=DAYS[:1]))
    population = laying.population(ENGLAND, people).drop("id", "as_at").with_row_index("row")
    plain = [
        name
        for name, kind in population.schema.items()
        if kind in (pl.Boolean, pl.Date, pl.Float64) and name in ENGLAND.facts
    ]
    beneath = {pl.Boolean: True, pl.Date: date(9999, 12, 31), pl.Float64: float("nan")}
    covered = [
        one.fill_null(beneath[one.dtype.base_type()]).zip_with(
            one.is_not_null(), pl.Series([None], dtype=one.dtype)
        )
        for one in (population[name] for name in plain)
    ]
    told = Reader(ENGLAND).answer(population, as_at=DAYS[0])
    assert Reader(ENGLAND).answer(population.with_columns(covered), as_at=DAYS[0]).equals(told)


def test_words_kept_as_places_on_a_list_say_what_text_says() -> None:
    people = list(crowd.people(ENGLAND, count=130, seed=6, days=DAYS[:1]))
    population = laying.population(ENGLAND, people).drop("id", "as_at").with_row_index("row")
    words = [name for name, kind in population.schema.items() if kind == pl.String]
    listed = [
        one.cast(pl.Enum(one.drop_nulls().unique(maintain_order=True).reverse()))
        for one in (population[name] for name in words)
    ]
    told = Reader(ENGLAND).answer(population, as_at=DAYS[0])
    assert Reader(ENGLAND).answer(population.with_columns(listed), as_at=DAYS[0]).equals(told)


def test_those_who_all_said_one_word_are_answered_as_they_are_among_others() -> None:
    people = list(crowd.people(ENGLAND, count=400, seed=7, days=DAYS[:1]))
    population = laying.population(ENGLAND, people).drop("id", "as_at").with_row_index("row")
    population = population.cast({"row": pl.Int64})
    reader = Reader(ENGLAND)
    told = reader.answer(population, as_at=DAYS[0])
    for name in ("status_code", "leave_type", "supported_under", "exploitation_indicators", "nationality"):
        said = (
            pl.col(name).list.len() == 1 if population.schema[name] == pl.List else pl.col(name).is_not_null()
        )
        alike = population.filter(said)
        assert alike.height > 20, name
        assert reader.answer(alike, as_at=DAYS[0]).equals(
            told.filter(pl.col("row").is_in(alike["row"].implode()))
        ), name


def test_people_answered_in_parts_are_answered_as_they_are_together(monkeypatch: pytest.MonkeyPatch) -> None:
    people = list(crowd.people(ENGLAND, count=200, seed=8, days=DAYS[:1]))
    told = answered(people)
    monkeypatch.setattr(answers, "_FEWEST", 64)
    assert answered(people).equals(told)


def test_a_crowd_of_nobody_and_a_person_of_whom_nothing_is_known_are_answered() -> None:
    leila = Someone("leila", DAYS[0], {})
    assert likeness.differences(ENGLAND, [leila], answered([leila])) == []
    nobody = pl.DataFrame(schema={"row": pl.Int64, "destitute": pl.Boolean})
    assert Reader(ENGLAND).answer(nobody, as_at=DAYS[0]).height == 0


@pytest.mark.parametrize("country", ["PL", "GB", "IE", "NG", "XX"])
def test_a_passport_says_the_same_of_somebody_in_columns(country: str) -> None:
    recorded = {"nationality": [country], "resident_uk_31dec2020": True, "euss_app_state": "never"}
    asif = Someone("asif", DAYS[0], recorded)
    assert likeness.differences(ENGLAND, [asif], answered([asif])) == []


def test_losing_a_plane_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    people = list(crowd.people(ENGLAND, count=60, seed=2, days=DAYS[:1]))
    whole = held.every

    def certain_only(plan: Any, parts: list[held.Planes]) -> held.Planes:
        return whole(plan, parts)._replace(false=plan.FALSE)

    monkeypatch.setattr(held, "every", certain_only)
    assert likeness.differences(ENGLAND, people, answered(people, ["part7", "asylum_s95"])) != []


def test_a_node_of_the_tree_that_the_columns_do_not_know_is_refused_by_name() -> None:
    class Perhaps:
        """A node that somebody adds to the tree one day."""

    emitter = Emitter(ENGLAND, Reader(ENGLAND).codes, {"person": frozenset(), "member": frozenset()}, DAYS[0])
    for read in (emitter.test, emitter.value):
        with pytest.raises(UnknownNode, match="Perhaps"):
            read(Perhaps(), Seat("person"))  # type: ignore[operator]


@pytest.mark.parametrize(
    "node", [*tree.Condition.__args__, *tree.Expression.__args__], ids=lambda one: one.__name__
)
def test_every_node_the_tree_has_today_is_read(node: type) -> None:
    emitter = Emitter(ENGLAND, Reader(ENGLAND).codes, {"person": frozenset(), "member": frozenset()}, DAYS[0])
    yes, day = tree.Always(True), tree.Literal(DAYS[0])
    made: dict[str, Any] = {
        "Always": yes, "Is": tree.Is("destitute"), "Holds": tree.Holds("part7"),
        "OneOf": tree.OneOf(tree.FactValue("status_code"), frozenset({"REFUGEE"})),
        "Has": tree.Has(tree.FactValue("rtr_category"), frozenset({"other"})), "Nothing": tree.Nothing(day),
        "Compare": tree.Compare(day, "<", tree.AsAt()), "All": tree.All((yes,)), "Some": tree.Some((yes,)),
        "Not": tree.Not(yes), "Among": tree.Among("any", "child", yes), "UnlessAsked": tree.UnlessAsked(yes),
        "Literal": day, "AsAt": tree.AsAt(), "FactValue": tree.FactValue("age"),
        "ValueOf": tree.ValueOf("class_key"),
        "AmountOf": tree.AmountOf(next(iter(ENGLAND.amounts))), "Shift": tree.Shift(day, 1, "months"),
        "Sum": tree.Sum(tree.Literal(1), 1, tree.Literal(2)), "Apply": tree.Apply("years_since", (day,)),
    }  # fmt: skip
    read = emitter.test if node in tree.Condition.__args__ else emitter.value
    assert read(made[node.__name__], Seat("person")) is not None
