"""From homes and people to a year: the rules and criteria are those of the batch, week by week."""

from __future__ import annotations

from datetime import timedelta

import pytest

from recourse.reasoning.allocation import Home, Need, Place, rules, worth
from recourse.reasoning.allocation.lots import gathered
from recourse.reasoning.allocation.needs import Gender, PresentNeed, Prospects
from recourse.reasoning.allocation.places import WhoFor
from recourse.reasoning.pricing import history
from recourse.reasoning.pricing.history import Came
from recourse.reasoning.pricing.years import DoNotFit
from tests.reasoning.allocation.made import ADDED, DAY

ROSE = Home("Rose House", who_for=WhoFor.WOMEN, closes_on=DAY + timedelta(days=70))
ELM = Home("Elm House", high_risk_living_there=1)
PLACES = [Place("Rose-1", ROSE), Place("Rose-2", ROSE), Place("Elm-1", ELM)]
LOTS = gathered(PLACES)
SINCE = DAY - timedelta(days=365)


def test_a_taken_bed_comes_free_and_a_home_closes() -> None:
    beds = history.supply(LOTS, first_day=DAY, weeks=12, leaving={"Rose-1": DAY + timedelta(days=15)})
    by_home = dict(zip((lot.home for lot in LOTS), beds.beds.tolist(), strict=True))
    assert by_home == {"Rose House": [1, 1, 1] + [2] * 7 + [0, 0], "Elm House": [1] * 12}
    rows = {lot.home: beds.home[number] for number, lot in enumerate(LOTS)}
    assert beds.risky[rows["Elm House"]].sum() == 0
    assert beds.risky[rows["Rose House"]].min() == 1


def test_what_somebody_may_have_and_its_worth_are_what_the_batch_says_on_the_day_they_come() -> None:
    amina = Need("amina", gender=Gender.WOMAN, present_need=PresentNeed.HIGH, likely_days=300)
    farid = Need("farid", gender=Gender.MAN, prospects=Prospects.LIKELY, is_high_risk=True, likely_days=50)
    came = [
        Came(farid, SINCE + timedelta(days=8)),
        Came(amina, SINCE),
        Came(amina, SINCE + timedelta(days=50)),
    ]
    told = history.arrivals(came, LOTS, criteria=ADDED, since=SINCE, first_day=DAY)
    assert told.week.tolist() == [0, 1, 7]
    assert told.long.tolist() == [True, False, True]
    assert told.expected.tolist() == [43, 8, 43]
    assert told.risky.tolist() == [False, True, False]
    for row, (need, week) in enumerate([(amina, 0), (farid, 1), (amina, 7)]):
        day = DAY + timedelta(weeks=week)
        for column, lot in enumerate(LOTS):
            may = not rules.refusals(need, lot.like, as_at=day)
            assert told.may[row, column] == may
            points = worth(ADDED, need, lot.like, as_at=day).hundredths / 100 if may else 0
            assert told.value[row, column] == pytest.approx(points)


def test_somebody_who_came_before_the_stretch_is_refused() -> None:
    with pytest.raises(DoNotFit, match="Somebody came before"):
        history.arrivals([Came(Need("amina"), SINCE)], LOTS, criteria=ADDED, since=DAY, first_day=DAY)
    with pytest.raises(DoNotFit, match="no beds to price"):
        history.supply([], first_day=DAY, weeks=3)
