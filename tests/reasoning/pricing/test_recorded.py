"""From recorded days to a past that is played again, whoever was recorded."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from recourse.reasoning.allocation import Home, Need, Place, rules
from recourse.reasoning.allocation.needs import Gender
from recourse.reasoning.allocation.places import Kind, WhoFor
from recourse.reasoning.pricing import comparing, fairness, learning, recorded, simulating, weighing
from recourse.reasoning.pricing.prices import best_this_week, by_rank, first_come, present_need
from recourse.reasoning.pricing.recorded import Asked, Bed, Recorded
from tests.reasoning.allocation.made import ADDED, DAY
from tests.reasoning.allocation.made import need as any_need

MONDAY = DAY - timedelta(days=DAY.weekday())
WEEKS = 12
ROSE, ELM = Home("Rose House", who_for=WhoFor.WOMEN), Home("Elm House")


def on(day: int) -> date:
    return MONDAY + timedelta(days=day)


@st.composite
def pasts(draw: st.DrawFn) -> Recorded:
    asked = []
    for number in range(draw(st.integers(1, 8))):
        came = draw(st.integers(0, 7 * WEEKS - 1))
        placed = draw(st.none() | st.integers(came, 7 * WEEKS))
        gone = None if placed is not None else draw(st.none() | st.integers(came, 7 * WEEKS))
        stayed = draw(st.none() | st.integers(0, 90)) if placed is not None else None
        asked.append(
            Asked(
                draw(any_need(number)),
                on(came),
                None if gone is None else on(gone),
                None if placed is None else on(placed),
                stayed,
            )
        )
    beds = [
        Bed(
            Place(f"B{number}", home, kind=draw(st.sampled_from([Kind.FREE, Kind.RENT_PAYING]))),
            on(draw(st.integers(-50, 60))),
            draw(st.none() | st.integers(61, 90).map(on)),
            draw(st.sampled_from([(), ((on(-20), on(9)),), ((on(-9), None),), ((on(65), on(70)),)])),
        )
        for number, home in enumerate((ROSE, ROSE, ELM))
    ]
    return Recorded(MONDAY, WEEKS, tuple(asked), tuple(beds))


@given(pasts())
@settings(max_examples=40, deadline=None)
def test_whatever_was_recorded_no_rule_of_a_replay_breaks_a_hard_rule_or_beats_knowing_it_all(
    told: Recorded,
) -> None:
    past = recorded.past(told, criteria=ADDED)
    most = comparing.most(past)
    for rule in (first_come, present_need, by_rank(past.prospects), best_this_week):
        played = simulating.play(rule, past.arrivals, past.truth, past.supply, keeps=0.97)
        assert played.value <= most.total + 1e-6
        for row in played.placed.nonzero()[0]:
            came = MONDAY + timedelta(weeks=int(past.arrivals.week[row]))
            like = past.lots[int(played.lot[row])].like
            assert not rules.refusals(past.needs[row], like, as_at=came)
            assert played.week[row] >= past.arrivals.week[row]


@given(pasts(), st.integers(0, WEEKS - 1))
@settings(max_examples=40, deadline=None)
def test_in_the_week_s_table_nobody_is_placed_to_whom_no_bed_was_open(told: Recorded, week: int) -> None:
    first = MONDAY + timedelta(weeks=week)
    cases = weighing.cases(told, first=first, after=first + timedelta(days=7))
    assert all(case.could_be_placed or not case.placed for case in cases)
    assert all(case.waited >= 0 for case in cases)
    rows = fairness.table(cases, for_panel=True)
    for aspect in fairness.ASPECTS:
        assert sum(row.people or 0 for row in rows if row.aspect == aspect) == len(cases)


def test_a_bed_that_nobody_had_is_free_and_one_that_was_lived_in_is_not() -> None:
    bed = Bed(Place("Elm-1", ELM), on(0), on(40), ((on(0), on(10)), (on(10), on(20))))
    assert not bed.is_free(on(0), on(7)) and not bed.is_free(on(13), on(20))
    assert bed.is_free(on(14), on(21)) and not bed.is_free(on(42), on(49))
    assert not Bed(Place("Elm-1", ELM), on(0), None, ((on(0), None),)).is_free(on(70), on(77))


def test_the_kind_of_bed_that_was_short_stands_first() -> None:
    women = tuple(
        Asked(Need(f"amina-{number}", gender=Gender.WOMAN, likely_days=84), on(0)) for number in range(4)
    )
    beds = (
        Bed(Place("Rose-1", ROSE), on(-1)),
        Bed(Place("Elm-1", Home("Elm House", who_for=WhoFor.MEN)), on(-1)),
    )
    past = recorded.past(Recorded(MONDAY, WEEKS, women, beds), criteria=ADDED)
    told = comparing.shortages(past.lots, comparing.most(past))
    assert told[0].kind == "women" and told[0].placements >= 1
    assert {one.kind: one.placements for one in told}["men"] == 0


def test_where_nobody_said_how_long_the_mean_of_those_said_is_taken() -> None:
    said = recorded.likely({"amina": 30, "farid": 60}, [Need("amina"), Need("saba")], otherwise=180)
    assert [need.likely_days for need in said] == [30, 45]
    assert recorded.likely({}, [Need("saba")], otherwise=180)[0].likely_days == 180


def test_with_too_little_behind_it_no_row_has_prices() -> None:
    past = recorded.past(
        Recorded(MONDAY, WEEKS, (Asked(Need("amina"), on(0)),), (Bed(Place("Elm-1", ELM), on(-1)),)),
        criteria=ADDED,
    )
    learned = learning.learn([past.arrivals], past.supply, comparing.AVERAGES, seed=1, lengths=(WEEKS,))
    told = comparing.side_by_side(past, learned=learned, parity=1.0)
    assert [one.rule for one in told] == ["first_come", "present_need", "prospects", "each_week"]
    assert {(one.placed, one.asked) for one in told} == {(1, 1)}
