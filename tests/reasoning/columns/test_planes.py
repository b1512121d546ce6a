"""Planes packed sixty-four people to a word say the same as columns of yes and no, and outlive them."""

from __future__ import annotations

import gc
from random import Random

import polars as pl
import pytest

from recourse.reasoning.columns import planes
from recourse.reasoning.columns.onpolars import joined, opposite, plane


def drawn(seed: int, height: int) -> pl.Series:
    dice = Random(seed)
    return pl.Series([dice.random() < 0.3 for _ in range(height)])


@pytest.mark.parametrize("height", [64, 640, 6400])
def test_words_joined_say_what_the_columns_joined_say(height: int) -> None:
    one, other = drawn(1, height), drawn(2, height)
    left, right = planes.packed(one), planes.packed(other)
    for made, expected in ((left & right, one & other), (left | right, one | other), (~left, ~one)):
        assert planes.unpacked(made, height).equals(expected)


def test_a_plane_outlives_the_column_it_was_made_of() -> None:
    expected = drawn(3, 6400)
    made = [planes.packed(drawn(3, 6400)) for _ in range(200)]
    gc.collect()
    drawn(4, 64_000)
    assert all(planes.unpacked(one, 6400).equals(expected) for one in made)


def test_a_column_in_pieces_is_packed_whole() -> None:
    one, other = drawn(5, 64), drawn(6, 128)
    pieces = pl.concat([one, other], rechunk=False)
    assert planes.unpacked(planes.packed(pieces), 150).to_list() == [*one, *other][:150]


@pytest.mark.parametrize("first", [0, 1, 8, 63, 64, 100, 1280])
def test_a_part_of_a_column_is_packed_as_that_part(first: int) -> None:
    part = drawn(8, 6400).slice(first, 640)
    assert planes.unpacked(planes.packed(part), 640).equals(part)
    knows = pl.Series([None, True, False] * 2000).slice(first, 640)
    assert planes.unpacked(planes.packed(knows.is_not_null()), 640).equals(knows.is_not_null())


def test_what_is_the_same_for_everybody_is_one_word() -> None:
    nobody, everybody = pl.repeat(False, 64, eager=True), pl.repeat(True, 64, eager=True)
    assert (plane(nobody), plane(everybody)) == (False, True)
    some = plane(drawn(7, 64))
    assert joined([some, False], True, None) is False  # type: ignore[arg-type]
    assert joined([True, some], True, None) is some  # type: ignore[arg-type]
    assert opposite(True) is False
