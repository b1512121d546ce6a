"""A scheme's own past teaches what its beds are worth; no replay breaks a rule, and a night is kept once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from recourse.jobs import pricing
from recourse.reasoning.allocation import lots as lotting
from recourse.reasoning.allocation import rules
from recourse.reasoning.allocation.criteria import FULL
from recourse.reasoning.allocation.needs import Need
from recourse.reasoning.allocation.places import Home, Place
from recourse.reasoning.pricing import comparing, learning, prices, recorded, simulating
from recourse.reasoning.pricing.history import LONG_DAYS, weeks_of
from recourse.reasoning.pricing.learning import Learned
from recourse.reasoning.pricing.recorded import Past, Recorded
from recourse.records.criteria import queries as criteria
from recourse.records.directory.acting import acting_for
from recourse.records.ledger.models import Entry
from recourse.records.panels import queries as panels
from recourse.records.panels.words import Order
from recourse.records.prices import actions, gathering, queries
from recourse.records.prices.models import Night, Quarter
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.reasoning.pricing.made import came
from tests.records.panels import prepared
from tests.records.prices import winters

QUICKLY = pricing.Effort(samples=2, practices=2, levels=(1.0,))
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    everybody = personas.agencies(at=MONDAY - timedelta(days=400))
    winters.told(everybody, until=TODAY)
    return everybody


def recorded_of(town: Agencies) -> Recorded:
    with acting_for(town.hosting.agency, at=MONDAY):
        found = gathering.past(town.hosting.agency.pk, on=TODAY)
    assert found is not None
    return found


def past_of(town: Agencies) -> Past:
    return recorded.past(recorded_of(town), criteria=criteria.standard(name="Lamp House", on=TODAY))


def broken(past: Past, played: simulating.Played, first_day: date) -> list[str]:
    """Every offer of a replay against the rules themselves, one by one."""
    return [
        why
        for row, lot in enumerate(played.lot)
        if lot != simulating.NOWHERE
        for why in rules.refusals(
            past.needs[row],
            past.lots[lot].like,
            as_at=first_day + timedelta(weeks=int(past.arrivals.week[row])),
        )
    ]


def test_the_past_is_what_the_records_say_and_no_replay_of_it_breaks_a_hard_rule(town: Agencies) -> None:
    found = recorded_of(town)
    assert found.weeks == winters.WEEKS and len(found.asked) == 2 * winters.WEEKS and found.out_of_sight == 0
    assert len(found.beds) == 6
    placed = [one for one in found.asked if one.placed_on]
    assert placed and {one.stayed for one in placed if one.stayed is not None} == {winters.SHORT}
    said = {one.need.likely_days for one in placed}
    assert said == {winters.SHORT + 1, winters.LONG + 1}
    no_offer_of_a_replay_breaks_a_hard_rule(past_of(town), found.first_day)


def no_offer_of_a_replay_breaks_a_hard_rule(past: Past, first_day: date) -> None:
    learned = learning.learn(
        [past.arrivals],
        past.supply,
        comparing.AVERAGES,
        seed=1,
        samples=2,
        practices=2,
        levels=(1.0,),
        lengths=(winters.WEEKS,),
    )
    assert isinstance(learned, Learned)
    for rule in (
        prices.first_come,
        prices.present_need,
        prices.by_rank(past.prospects),
        prices.best_this_week,
        learning.rule(learned, parity=None),
        learning.rule(learned),
    ):
        played = simulating.play(rule, past.arrivals, past.truth, past.supply, keeps=0.97)
        assert played.placed.any() and not broken(past, played, first_day)
        assert played.value <= comparing.most(past).total + 1e-6


def test_a_night_is_kept_once_says_its_floor_and_the_same_past_gives_the_same_prices(town: Agencies) -> None:
    assert pricing.learn_all(at=MONDAY, effort=QUICKLY) == 1
    with as_(town.pat):
        kept = queries.prices_of(town.hosting.agency.pk, on=TODAY)
        assert kept is not None and kept.is_learned and kept.parity == 1.0
        assert kept.floor is not None and 0 <= kept.floor.cost < 1
        assert {one["rule"] for one in kept.looked_back["rules"]} == {
            "first_come", "present_need", "prospects", "each_week", "prices", "floor",
        }  # fmt: skip
        most = kept.looked_back["most"]
        assert all(one["worth"] <= most + 1e-6 for one in kept.looked_back["rules"])
        need = recorded_of(town).asked[0].need
        the_price_of_today_is_that_by_which_rehearsals_are_played(kept, need)
        before = Night.objects.get().prices
        assert Entry.objects.filter(act="prices.keep").count() == 1
    assert pricing.learn_all(at=MONDAY, effort=QUICKLY) == 0
    assert pricing.learn_all(at=MONDAY + timedelta(minutes=5), effort=QUICKLY) == 0
    with as_(town.pat):
        assert Night.objects.count() == 1
        by = criteria.standard(name=town.hosting.agency.name, on=TODAY)
        again = pricing._taught(
            recorded_of(town), *_now(town), criteria=by,
            parity=1.0, day=TODAY, effort=QUICKLY,
        )  # fmt: skip
    assert np.allclose(again.prices["beds"], before["beds"]) and again.prices["places"] == before["places"]
    others_read_the_quarter_alone(town)


def the_price_of_today_is_that_by_which_rehearsals_are_played(kept: queries.Kept, need: Need) -> None:
    standing = kept.expected(on=TODAY)
    assert standing is not None and kept.floor is not None
    [place, *_] = kept.prices["places"]
    lot = lotting.gathered([Place(place, Home("somewhere"))])
    [[takes]], [gives] = standing.takes([need], lot), standing.gives([need])
    one = came({"expected": weeks_of(need.likely_days), "long": need.likely_days >= LONG_DAYS})
    priced = standing.prices.of(one, np.array([0]), week=0)[0, kept.prices["places"][place]]
    assert takes >= 0 and (takes - gives) / FULL == pytest.approx(priced)
    new = lotting.gathered([Place("a bed that is new", Home("somewhere"))])
    assert standing.takes([need], new).tolist() == [[0.0]]
    assert kept.expected(on=TODAY + timedelta(weeks=kept.prices["weeks"])) is None


def test_in_the_morning_what_the_night_taught_orders_the_free_beds_until_other_criteria_are_published(
    town: Agencies,
) -> None:
    prepared.publish(town)
    assert order(town, TODAY) is Order.CRITERIA
    assert pricing.learn_all(at=MONDAY, effort=QUICKLY) == 1
    assert order(town, TODAY) is Order.PRICES
    with as_(town.pat):
        found = panels.weigh(town.pat, on=TODAY)
        assert found.plan is not None and found.plan.is_proven and found.waiting
        assert f"from {2 * winters.WEEKS} arrivals: " in found.order.says
        assert all(
            not rules.refusals(found.waiting[one.need].need, found.places[one.place], as_at=TODAY)
            for one in found.plan.offers
        )
        likely = {one.need.likely_days for one in found.waiting.values()}
    told_before = {winters.SHORT + 1, winters.LONG + 1}
    [of_the_others] = likely - told_before
    assert min(told_before) < of_the_others < max(told_before)
    prepared.publish(town, after=1, mixture="multiply")
    assert order(town, TODAY) is Order.CRITERIA
    tomorrow = MONDAY + timedelta(days=1)
    assert pricing.learn_all(at=tomorrow, effort=QUICKLY) == 1
    assert order(town, TODAY + timedelta(days=1)) is Order.PRICES


def order(town: Agencies, day: date) -> Order:
    with as_(town.pat, at=MONDAY + (day - TODAY)):
        return panels.weigh(town.pat, on=day).order.by


def others_read_the_quarter_alone(town: Agencies) -> None:
    with as_(town.noor):
        assert not Night.objects.exists()
        assert [one.first_day.isoformat() for one in queries.quarters()] == ["2026-07-01"]
    with as_(town.cass):
        rows = Quarter.objects.get().rows
    shown = [row["people"] for row in rows if row["people"] is not None]
    assert shown and all(one == 0 or one >= 5 for one in shown)


def _now(town: Agencies) -> tuple[Any, Any]:
    with acting_for(town.hosting.agency, at=MONDAY):
        return pricing.beds_now(TODAY)


def test_the_floor_is_parity_until_the_panel_chooses_another_or_none() -> None:
    town = personas.agencies()
    agency = town.hosting.agency.pk
    later = MONDAY + timedelta(minutes=1)
    with as_(town.pat):
        assert queries.floor_of(agency) == 1.0
        actions.choose_floor(0.9, by=town.pat, at=MONDAY)
        assert queries.floor_of(agency) == 0.9
    with as_(town.pat, at=later):
        actions.choose_floor(None, by=town.pat, at=later)
        assert queries.floor_of(agency) is None
        said = queries.chosen(agency)
        assert said is not None and said.chosen_by == town.pat and said.chosen_at == later


def test_a_scheme_with_little_behind_it_is_told_so() -> None:
    everybody = personas.agencies(at=MONDAY - timedelta(days=400))
    winters.told(everybody, until=TODAY, weeks=5)
    assert pricing.learn_all(at=MONDAY, effort=QUICKLY) == 1
    with as_(everybody.pat):
        kept = queries.prices_of(everybody.hosting.agency.pk, on=TODAY)
    assert kept is not None and not kept.is_learned and not kept.prices
    assert "There are 10 arrivals over 5 weeks" in kept.says
    assert [one["rule"] for one in kept.looked_back["rules"]] == [
        "first_come", "present_need", "prospects", "each_week",
    ]  # fmt: skip
