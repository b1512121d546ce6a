"""The weekly table: shares beside what was possible, and nothing small that could be worked out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recourse.reasoning.pricing import fairness
from recourse.reasoning.pricing.fairness import Case
from recourse.reasoning.pricing.hiding import hidden, is_small


def people(count: int, *, gender: str = "women", could: int = 0, placed: int = 0) -> list[Case]:
    return [
        Case((("gender", gender), ("access", "stairs are fine")), number < could, number < placed, 2.0)
        for number in range(count)
    ]


def test_the_panel_sees_every_number_beside_what_was_possible() -> None:
    rows = fairness.table(people(8, could=6, placed=3), for_panel=True)
    assert [(row.aspect, row.people, row.could_share, row.placed_share, row.wait) for row in rows] == [
        ("gender", 8, 0.75, 0.375, 2.0),
        ("access", 8, 0.75, 0.375, 2.0),
    ]


def test_beyond_the_panel_three_women_are_not_told_and_neither_are_the_men_beside_them() -> None:
    cases = people(3, could=3) + people(40, gender="men", could=20, placed=10)
    told = {row.group: row for row in fairness.table(cases, for_panel=False) if row.aspect == "gender"}
    assert told["women"].people is told["women"].wait is told["women"].placed_share is None
    assert told["men"].people is None
    assert {row.group: row.people for row in fairness.table(cases, for_panel=True)}["women"] == 3


def test_a_small_number_of_people_who_were_not_placed_hides_the_row_too() -> None:
    cases = people(30, could=30, placed=28) + people(40, gender="men", could=20, placed=10)
    told = [row for row in fairness.table(cases, for_panel=False) if row.aspect == "gender"]
    assert [row.people for row in told] == [None, None]


@given(st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_a_total_leaves_over_is_never_small_unless_nothing_is_shown(rows: list[list[int]]) -> None:
    hide = hidden(rows)
    shown = [row for number, row in enumerate(rows) if number not in hide]
    assert not any(is_small(one) for row in shown for one in row)
    if hide and shown:
        assert len(hide) > 1
        for column in range(3):
            left = sum(row[column] for row in rows) - sum(row[column] for row in shown)
            assert not is_small(left)
