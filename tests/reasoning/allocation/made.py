"""Invented needs and places, odd ones too, for properties that must hold of all of them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from recourse.reasoning.allocation import Home, Need, Place, reading
from recourse.reasoning.allocation.needs import Gender, Household, PresentNeed, Prospects
from recourse.reasoning.allocation.places import Kind, Support, WhoFor

DAY = date(2026, 11, 22)
AREAS = ("Brent", "Camden", "Leeds")
BANDS = "{not_known: 40, low: 20, medium: 45, high: 70, urgent: 100}"
JUDGED = "{not_known: 50, unlikely: 20, possible: 45, likely: 75, very_likely: 100}"
ADDED = reading.loads(
    f"""
name: Hope Street
version: "1"
agreed_on: 2026-11-01
mixture: add
terms:
  present_need: {{weight: 3, points: {BANDS}}}
  prospects: {{weight: 2, points: {JUDGED}}}
  waiting: {{weight: 1, full_after_days: 90}}
suits: {{not_where_asked: 80, closes_before_done: 60, more_support_than_needed: 90, step_free_not_needed: 85}}
"""
)
MULTIPLIED = reading.loads(
    f"""
name: Hope Street
version: "2"
agreed_on: 2026-11-08
mixture: multiply
terms: {{present_need: {{points: {BANDS}}}, prospects: {{points: {JUDGED}}}}}
suits: {{not_where_asked: 70, more_support_than_needed: 95}}
"""
)

areas = st.frozensets(st.sampled_from(AREAS), max_size=2)
stated = st.sampled_from([ADDED, MULTIPLIED])


@st.composite
def need(draw: st.DrawFn, number: int = 0) -> Need:
    household = draw(st.sampled_from(Household))
    return Need(
        reference=f"N{number:02}",
        gender=draw(st.sampled_from(Gender)),
        household=household,
        size=1 if household is Household.SINGLE else draw(st.integers(2, 4)),
        needs_family_unit=household is Household.FAMILY and draw(st.booleans()),
        needs_step_free=draw(st.sampled_from([True, False, None])),
        funding=draw(st.frozensets(st.sampled_from([Kind.FREE, Kind.RENT_PAYING, Kind.COUNCIL]), min_size=1)),
        has_statutory_offer=draw(st.booleans()),
        free_bed_agreed=draw(st.booleans()),
        support=draw(st.sampled_from(Support)),
        areas_excluded=draw(areas),
        areas_tied=draw(areas),
        areas_asked_for=draw(areas),
        least_days=draw(st.sampled_from([0, 28, 90])),
        likely_days=draw(st.sampled_from([30, 180])),
        is_high_risk=draw(st.booleans()),
        is_new_to_hosts=draw(st.booleans()),
        days_waiting=draw(st.integers(0, 200)),
        present_need=draw(st.sampled_from(PresentNeed)),
        prospects=draw(st.sampled_from(Prospects)),
    )


@st.composite
def home(draw: st.DrawFn, number: int = 0) -> Home:
    closes = draw(st.none() | st.integers(-5, 300))
    return Home(
        reference=f"H{number:02}",
        area=draw(st.sampled_from(AREAS)),
        who_for=draw(st.sampled_from(WhoFor)),
        support=draw(st.sampled_from(Support)),
        closes_on=None if closes is None else DAY + timedelta(days=closes),
        high_risk_living_there=draw(st.integers(0, 1)),
        is_new_host=draw(st.booleans()),
    )


@st.composite
def place(draw: st.DrawFn, of: Home, number: int = 0) -> Place:
    kind = draw(st.sampled_from(Kind))
    return Place(
        reference=f"{of.reference}-{number}",
        home=of,
        kind=kind,
        is_family_unit=draw(st.booleans()),
        sleeps=draw(st.integers(1, 4)),
        is_step_free=draw(st.booleans()),
        room_is_shared=draw(st.booleans()),
        room_for=draw(st.sampled_from([WhoFor.ANYONE, WhoFor.WOMEN, WhoFor.MEN])),
        reserved_for=draw(st.frozensets(st.sampled_from(["N00", "N01"]), max_size=2))
        if kind is Kind.RESERVED
        else frozenset(),
    )


@st.composite
def town(draw: st.DrawFn, needs: int = 6, homes: int = 4, beds: int = 2) -> tuple[list[Need], list[Place]]:
    waiting = [draw(need(number)) for number in range(draw(st.integers(0, needs)))]
    places = [
        draw(place(of, number))
        for of in (draw(home(number)) for number in range(draw(st.integers(0, homes))))
        for number in range(draw(st.integers(1, beds)))
    ]
    return waiting, places


@st.composite
def easy_town(draw: st.DrawFn, needs: int = 5, homes: int = 3) -> tuple[list[Need], list[Place]]:
    """Where much fits and little decides: one kind of bed, some high risk, some wishes."""
    waiting = [
        Need(
            reference=f"N{number:02}",
            gender=draw(st.sampled_from([Gender.WOMAN, Gender.MAN])),
            needs_step_free=draw(st.integers(0, 4)) == 0,
            areas_asked_for=draw(areas),
            is_high_risk=draw(st.booleans()),
            days_waiting=draw(st.integers(0, 120)),
            present_need=draw(st.sampled_from(PresentNeed)),
            prospects=draw(st.sampled_from(Prospects)),
        )
        for number in range(draw(st.integers(1, needs)))
    ]
    places = []
    for number in range(draw(st.integers(1, homes))):
        of = Home(f"H{number:02}", area=draw(st.sampled_from(AREAS)), who_for=draw(st.sampled_from(WhoFor)))
        for bed in range(draw(st.integers(1, 3))):
            places.append(Place(f"{of.reference}-{bed}", of, is_step_free=draw(st.booleans())))
    return waiting, places
