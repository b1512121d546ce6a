"""Prices learned in the night order today's beds; where none stand, today's best plan does and says so."""

from __future__ import annotations

from typing import Any

import pytest

from recourse.records.panels import actions as panels
from recourse.records.panels import queries
from recourse.records.panels.models import Choice, Decision
from recourse.records.panels.words import Order
from tests.personas import MONDAY, TODAY, as_
from tests.records.panels import prepared
from tests.records.panels.prepared import TERMS, Scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp() -> Scheme:
    """Grace, in most need, needs a home for long; the others for half a year; the Manse is for nobody."""
    found = prepared.scheme()
    prepared.need_long(found, "Grace")
    for name in found.people:
        with as_(found.pat):
            panels.say_no(found.people[name], home=found.homes["Manse"], why="Far.", by=found.pat, at=MONDAY)
    return found


def weighed(lamp: Scheme, *, on: Any = TODAY) -> queries.Weighed:
    with as_(lamp.pat):
        return queries.weigh(lamp.pat, on=on)


def names(lamp: Scheme, found: queries.Shown) -> list[str]:
    called = {person.pk: name for name, person in lamp.people.items()}
    return [called[row.person_id] for row in found.rows]


def shown(lamp: Scheme) -> queries.Shown:
    with as_(lamp.pat):
        return queries.for_bed(queries.weigh(lamp.pat, on=TODAY), lamp.beds["Larch 1"].pk)


def planned(lamp: Scheme) -> set[str]:
    called = {str(person.pk): name for name, person in lamp.people.items()}
    plan = weighed(lamp).plan
    assert plan is not None and plan.is_proven
    return {called[offer.need] for offer in plan.offers}


def rows(lamp: Scheme) -> dict[str, dict[str, Any]]:
    found = shown(lamp)
    return dict(zip(names(lamp, found), (dict(row.shown) for row in found.rows), strict=True))


def test_prices_put_shorter_stays_before_who_is_worth_most_today(lamp: Scheme) -> None:
    assert planned(lamp) == {"Grace", "Selam"} and names(lamp, shown(lamp))[0] in {"Grace", "Selam"}
    prepared.taught(lamp, points=0.7)
    assert planned(lamp) == {"Selam", "Mercy"}
    found = shown(lamp)
    assert found.order.by is Order.PRICES and found.order.learned_on == TODAY
    assert "from 84 arrivals" in found.order.says and "costs 2.0%" in found.order.says
    assert names(lamp, found)[-1] == "Grace"
    grace = rows(lamp)["Grace"]
    assert (
        grace["takes"] == round(100 * 0.7 * prepared.LONGER)
        and grace["net"] == grace["worth"] - grace["takes"]
    )
    assert grace["lost"] > 0 and "all who wait and are expected together lose" in grace["said"][-1]


def test_the_sentence_of_each_choice_says_what_makes_it_and_what_it_costs(lamp: Scheme) -> None:
    prepared.taught(lamp, points=0.7)
    said = {name: row["said"][0] for name, row in rows(lamp).items()}
    assert len(set(said.values())) == len(said) == 4
    assert "above all for how hard things are now (urgent)" in said["Grace"]
    assert "Staying about 26 weeks costs people expected 18.2 points" in said["Selam"]


def test_a_bed_is_kept_for_somebody_expected_and_people_choose_or_pin_all_the_same(lamp: Scheme) -> None:
    prepared.taught(lamp, points=3.0)
    assert planned(lamp) == set()
    found = weighed(lamp)
    kept = found.kept()
    assert set(kept) == {str(lamp.beds["Larch 1"].pk), str(lamp.beds["Larch 2"].pk)}
    assert all(why.startswith("Kept for somebody expected: the best offer today is") for why in kept.values())
    assert {one.why.partition(" allowed, ")[2] for one in found.unplaced()} == {
        "and kept for somebody expected, who by the prices gains more."
    }
    assert all("Kept for somebody expected" in row["said"][0] for row in rows(lamp).values())
    with as_(lamp.pat):
        panels.pin(lamp.people["Grace"], bed=lamp.beds["Larch 1"], why="Agreed.", by=lamp.pat, at=MONDAY)
    assert planned(lamp) == {"Grace"}
    made = decide(lamp, "Grace")
    assert made.by_order == Order.PRICES and made.offer.person_id == lamp.people["Grace"].pk


def decide(lamp: Scheme, who: str) -> Decision:
    seen = shown(lamp).sign
    with as_(lamp.pat):
        return panels.decide(
            lamp.beds["Larch 1"], to=lamp.people[who], among_beds=False, on=TODAY, seen=seen,
            reason="She cannot stay where she is.", by=lamp.pat, at=MONDAY, **TERMS,
        )  # fmt: skip


def test_the_floor_brings_somebody_who_needs_long_back_before_the_others(lamp: Scheme) -> None:
    prepared.taught(lamp, points=0.7, floor=(40.0, -5.0))
    assert planned(lamp) == {"Grace", "Selam"}
    told = rows(lamp)
    assert (told["Grace"]["gives"], told["Selam"]["gives"]) == (4000, -500)
    assert "the floor for long stays gives 40.0" in told["Grace"]["said"][0]
    assert "the floor for long stays takes 5.0 from shorter ones" in told["Selam"]["said"][0]


def test_a_decision_tells_which_order_stood_with_worth_price_and_net_of_each(lamp: Scheme) -> None:
    prepared.taught(lamp, points=0.7)
    before, made = rows(lamp), decide(lamp, "Selam")
    with as_(lamp.pat):
        kept = queries.one_decision(made.pk)
        assert kept is not None
        assert (kept.by_order, kept.learned_on) == (Order.PRICES, TODAY)
        assert kept.order_says.startswith("Ordered by prices learned on ") and kept.fingerprint
        found = {one.person_id: one.shown for one in Choice.objects.filter(decision=made)}
    assert {lamp.people[name].pk: row for name, row in before.items()} == found
    assert all(one["net"] == one["worth"] - one["takes"] + one["gives"] for one in found.values())


LITTLE = "There are 12 arrivals over 8 weeks to learn from"
WITHOUT_PRICES = [
    pytest.param({"is_learned": False, "says": LITTLE, "prices": {}}, LITTLE, id="too-little-history"),
    pytest.param({"fingerprint": "0" * 64}, "goes by has changed since", id="changed-criteria"),
    pytest.param({"days_ago": 15}, "No prices were learned in the last 14 days", id="old"),
]


@pytest.mark.parametrize(("more", "sentence"), WITHOUT_PRICES)
def test_without_prices_that_stand_it_is_todays_best_plan_and_the_list_says_why(
    lamp: Scheme, more: dict[str, Any], sentence: str
) -> None:
    before = shown(lamp)
    assert "No prices were learned" in before.order.says
    prepared.taught(lamp, points=0.7, **more)
    found = shown(lamp)
    assert found.rows == before.rows and planned(lamp) == {"Grace", "Selam"}
    assert found.order.by is Order.CRITERIA and sentence in found.order.says
    made = decide(lamp, "Grace")
    assert (made.by_order, made.learned_on) == (Order.CRITERIA, None) and sentence in made.order_says


def test_new_criteria_are_not_ordered_by_what_the_old_ones_taught(lamp: Scheme) -> None:
    prepared.taught(lamp, points=0.7)
    prepared.publish(lamp.town, after=1, mixture="multiply")
    found = weighed(lamp)
    assert found.order.by is Order.CRITERIA and "the next night learns anew" in found.order.says


def test_a_no_and_a_pin_are_planned_around_on_what_is_left(lamp: Scheme) -> None:
    prepared.taught(lamp, points=0.7)
    before = weighed(lamp).plan
    with as_(lamp.pat):
        said = {"why": "Her brother lives there.", "by": lamp.pat, "at": MONDAY}
        panels.say_no(lamp.people["Selam"], home=lamp.homes["Larch"], **said)
    after = weighed(lamp).plan
    assert planned(lamp) == {"Mercy", "Amina"} or planned(lamp) == {"Mercy"}
    assert before is not None and after is not None and after.total < before.total


def test_out_of_time_the_list_still_counts_people_expected(lamp: Scheme) -> None:
    prepared.taught(lamp, points=0.7)
    with as_(lamp.pat):
        short = queries.weigh(lamp.pat, on=TODAY, at_most_seconds=0.0)
        found = queries.for_bed(short, lamp.beds["Larch 1"].pk)
    assert short.is_out_of_time and short.kept() == {}
    assert names(lamp, found)[-1] == "Grace" and {row.shown["known"] for row in found.rows} == {"last_prices"}


def test_out_of_time_it_is_still_said_which_rule_leaves_whom_without_a_bed(lamp: Scheme) -> None:
    lamp.people["Yusuf"] = prepared.waits(
        lamp.town, "Yusuf Sample", days=9, housing_as="man", housing_people=1
    )
    with as_(lamp.pat):
        manse = lamp.homes["Manse"]
        panels.say_no(lamp.people["Yusuf"], home=manse, why="Stairs.", by=lamp.pat, at=MONDAY)
        short = queries.weigh(lamp.pat, on=TODAY, at_most_seconds=0.0)
    assert short.is_out_of_time
    told = {one.need: one.why for one in short.unplaced()}
    assert told[str(lamp.people["Yusuf"].pk)].startswith("No place is allowed. Only one rule keeps 2 places")
    others = [why for need, why in told.items() if need != str(lamp.people["Yusuf"].pk)]
    assert len(others) == 2 and all("time ran out before it was known" in why for why in others)


def test_out_of_time_a_pinned_bed_hides_no_other_bed_like_it(lamp: Scheme) -> None:
    with as_(lamp.pat):
        first, other = sorted((lamp.beds["Larch 1"], lamp.beds["Larch 2"]), key=lambda bed: str(bed.pk))
        for bed, free in ((first, other), (other, first)):
            pin = panels.pin(lamp.people["Amina"], bed=bed, why="Near.", by=lamp.pat, at=MONDAY)
            short = queries.weigh(lamp.pat, on=TODAY, at_most_seconds=0.0)
            rows = queries.for_person(short, lamp.people["Mercy"].pk).rows
            assert short.is_out_of_time and [row.bed_id for row in rows] == [free.pk]
            panels.take_back(pin, by=lamp.pat, at=MONDAY)
