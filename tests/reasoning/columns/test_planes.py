"""Planes packed sixty-four people to a word say the same as columns of yes and no, and outlive them."""

from __future__ import annotations

import gc
from random import Random
from typing import Any

import numpy as np
import polars as pl
import pytest

from recourse.reasoning.columns import planes
from recourse.reasoning.columns.planes import both, either, opposite


def drawn(seed: int, height: int) -> pl.Series:
    dice = Random(seed)
    return pl.Series([dice.random() < 0.3 for _ in range(height)])


def words(column: pl.Series) -> Any:
    return planes.looked_into(column)[1]


def half_known(seed: int, height: int) -> pl.Series:
    return pl.Series([yes or None for yes in drawn(seed, height)], dtype=pl.Boolean)


@pytest.mark.parametrize("height", [1, 63, 64, 100, 6400])
def test_words_joined_say_what_the_columns_joined_say(height: int) -> None:
    one, other = drawn(1, height), drawn(2, height)
    left, right = words(one), words(other)
    for made, expected in ((both(left, right), one & other), (either(left, right), one | other)):
        assert planes.unpacked(made, height).equals(expected)
        assert planes.spread(made, height).tolist() == expected.to_list()
    assert planes.unpacked(opposite(left), height).equals(~one)


def test_a_plane_outlives_the_column_it_was_made_of() -> None:
    expected = drawn(3, 6400)
    made = [words(drawn(3, 6400)) for _ in range(200)]
    gc.collect()
    drawn(4, 64_000)
    assert all(planes.unpacked(one, 6400).equals(expected) for one in made)


def test_a_column_in_pieces_is_packed_whole() -> None:
    one, other = drawn(5, 64), drawn(6, 128)
    pieces = pl.concat([one, other], rechunk=False)
    assert planes.unpacked(words(pieces), 192).to_list() == [*one, *other]


@pytest.mark.parametrize("first", [0, 1, 8, 63, 64, 100, 1280])
@pytest.mark.parametrize("height", [640, 77])
def test_a_part_of_a_column_is_packed_as_that_part(first: int, height: int) -> None:
    part = drawn(8, 6400).slice(first, height)
    assert planes.unpacked(words(part), height).equals(part)
    numbers = pl.Series(range(6400), dtype=pl.Int32).slice(first, height)
    assert words(numbers).tolist() == numbers.to_list()
    knows = half_known(9, 6400).slice(first, height)
    has, _ = planes.looked_into(knows)
    assert planes.unpacked(has, height).equals(knows.is_not_null())  # type: ignore[arg-type]


def test_where_everybody_or_nobody_has_something_is_one_word() -> None:
    some = half_known(9, 100)
    assert planes.looked_into(some.drop_nulls())[0] is True
    assert planes.looked_into(some.filter(some.is_null()))[0] is False


def test_what_is_the_same_for_everybody_is_one_word() -> None:
    assert planes.packed(np.zeros(64, np.bool_)) is False
    assert planes.packed(np.ones(64, np.bool_)) is True
    some = planes.packed(drawn(7, 64).to_numpy())
    assert both(some, False) is False
    assert both(True, some) is some
    assert opposite(True) is False


@pytest.mark.parametrize("height", [64, 77])
def test_a_code_is_found_by_its_places_wherever_it_stands(height: int) -> None:
    dice = Random(10)
    places = np.array([dice.randrange(4) for _ in range(height)], np.uint8)
    told = planes.Numbered(places, np.array([30, 7, -1, -1], np.int16))
    assert planes.plain(told).tolist() == [[30, 7, -1, -1][place] for place in places]
    for code in (30, 7, -1, 8):
        found = planes.spread(told.where(told.numbers == code), height)
        assert found.tolist() == (planes.plain(told) == code).tolist()
