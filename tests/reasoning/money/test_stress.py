"""When the money runs out if rooms stand empty, councils pay less and people move late."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from recourse.reasoning import money
from recourse.reasoning.money import BadMoney, Worse, stress

SCHEME = money.praxis(singles=6)
COUNCIL = frozenset({"Council pays"})


def test_nothing_worse_and_money_in_the_bank_lasts_three_years() -> None:
    told = money.runway(SCHEME, Worse(council=COUNCIL), seed=1, futures=300)
    assert told.months is None and told.runs_out < 0.2


def test_each_blow_shortens_the_runway_and_all_together_most() -> None:
    said = [
        money.runway(SCHEME, worse, seed=1, futures=300).runs_out
        for worse in (
            Worse(),
            Worse(voids_rise=Decimal("0.10")),
            Worse(council_falls=Decimal("0.20"), council=COUNCIL),
            Worse(weeks_late=Decimal(6), refugees=COUNCIL),
            Worse(
                voids_rise=Decimal("0.10"),
                council_falls=Decimal("0.20"),
                weeks_late=Decimal(6),
                council=COUNCIL,
                refugees=COUNCIL,
            ),
        )
    ]
    assert all(one > said[0] for one in said[1:])
    assert said[-1] == max(said) > 0.5


def test_a_scheme_nobody_pays_for_runs_out_when_its_bank_does() -> None:
    free = replace(SCHEME, kinds=(SCHEME.kinds[1],), in_the_bank=SCHEME.kept_up_a_year // 2)
    told = money.runway(free, Worse(), seed=1, futures=50)
    assert told.months == told.low == told.high == 5
    assert told.runs_out == 1
    assert money.runway(replace(free, in_the_bank=0), Worse(), seed=1, futures=50).months == 0


def test_the_interval_is_around_the_middle() -> None:
    worse = Worse(voids_rise=Decimal("0.3"), council_falls=Decimal("0.3"), council=COUNCIL)
    told = money.runway(SCHEME, worse, seed=4, futures=400)
    assert told.low is not None and told.months is not None
    assert told.low < told.months and (told.high is None or told.months < told.high)


def test_rooms_are_lived_in_as_often_as_their_occupancy_says() -> None:
    kind = replace(SCHEME.kinds[0], occupancy=Decimal("0.9"))
    lived_in = stress.lived_in(kind, Worse(), np.zeros(200), np.zeros(200), np.random.default_rng(1))
    assert lived_in.mean() / kind.rooms == pytest.approx(0.9, abs=0.01)


def test_every_week_adds_up_to_the_penny() -> None:
    year = stress.spent_by_week(SCHEME, 365)
    assert int(year.sum()) == 7 * (SCHEME.kept_up_a_year + 6 * 52 * 20_00)
    full = replace(SCHEME, kinds=(replace(SCHEME.kinds[0], occupancy=Decimal(1)), SCHEME.kinds[1]))
    balance = stress.balances(full, Worse(months=2), seed=1, futures=1)[0]
    lived_in = (np.diff(balance, prepend=full.in_the_bank) + stress.spent_by_week(full, 9)) / (36_00 * 7)
    assert all(rooms == int(rooms) and 0 <= rooms <= 18 for rooms in lived_in)
    assert balance.dtype == np.int64


def test_the_same_seed_tells_the_same_runway() -> None:
    worse = Worse(voids_rise=Decimal("0.2"))
    assert money.runway(SCHEME, worse, seed=8, futures=100) == money.runway(
        SCHEME, worse, seed=8, futures=100
    )


def test_looking_ahead_for_no_month_is_refused() -> None:
    with pytest.raises(BadMoney, match="from 1 to 120 months"):
        Worse(months=0)
