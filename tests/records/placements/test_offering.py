"""Offering a bed: held for one person, answered in time or not, never promised twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from recourse.config.database import address
from recourse.records.directory.acting import acting_for
from recourse.records.homes import actions as homes
from recourse.records.homes import queries as home_queries
from recourse.records.homes.models import Bedspace, Home
from recourse.records.ledger.models import Entry
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from recourse.records.placements.happenings import (
    AlreadyAnswered,
    BedTaken,
    NoSuchDays,
    NotReady,
    PersonHasBed,
    TooLate,
)
from recourse.records.placements.models import Offer, OfferState, Stay
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

BY_TWO = MONDAY + timedelta(hours=4)
IN_MAY = date(2027, 5, 23)


@dataclass
class Scheme:
    """The agencies, Larch House with its two beds, and Amina, who agreed that the scheme may see her."""

    all: Agencies
    home: Home
    beds: list[Bedspace]
    amina: Person


def scheme() -> Scheme:
    everybody = personas.agencies()
    with as_(everybody.pat):
        home = homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane, Wrenfield",
            rooms=[("Room 1", 1, "free"), ("Room 2", 1, "rent_paying")],
            who_for="women",
            is_step_free=True,
            first_day=date(2026, 6, 1),
            by=everybody.pat,
            at=MONDAY,
        )
        beds = list(
            Bedspace.objects.filter(room__home=home).select_related("room__home").order_by("room__name")
        )
    amina = personas.amina(everybody.noor)
    personas.agree(amina, to=everybody.hosting.service, by=everybody.noor)
    return Scheme(everybody, home, beds, amina)


def offer(
    there: Scheme, *, bed: int = 0, to: Person | None = None, at: datetime = MONDAY, first_day: date = TODAY
) -> Offer:
    pat = there.all.pat
    with as_(pat, at=at):
        return placements.offer(
            there.beds[bed],
            to=to or there.amina,
            answer_by=BY_TWO,
            first_day=first_day,
            expected_last_day=IN_MAY,
            by=pat,
            at=at,
        )


@pytest.mark.django_db
def test_amina_is_offered_a_bed_says_yes_and_lives_there_until_she_leaves() -> None:
    there = scheme()
    offered = offer(there)
    with as_(there.all.pat):
        assert [bed.state for bed in queries.beds_on(TODAY)] == ["held", "free"]
    with as_(there.all.noor):
        assert [waiting.pk for waiting in queries.waiting_for_answer(there.all.noor)] == [offered.pk]
        stay = placements.accept(offered, by=there.all.noor, at=MONDAY)
        assert home_queries.address(there.home) == "1 Invented Lane, Wrenfield"
    with as_(there.all.pat):
        assert queries.beds_on(TODAY)[0].state == "in_use"
        leaves = date(2027, 1, 8)
        placements.end(stay, on=leaves, kind="planned", moved_to="own_tenancy", by=there.all.pat, at=MONDAY)
        assert queries.beds_on(date(2027, 1, 7))[0].state == "in_use"
        assert queries.beds_on(leaves)[0].state == "free"
    told = {"placements.offer", "placements.accept", "placements.start", "placements.end"}
    with as_(there.all.pat):
        assert told - set(Entry.objects.values_list("act", flat=True)) == {
            "placements.accept",
            "placements.start",
        }
    with as_(there.all.noor):
        assert told <= set(Entry.objects.filter(person=there.amina.pk).values_list("act", flat=True))


@pytest.mark.django_db
def test_nobody_outside_the_scheme_sees_its_homes_and_noor_no_address_before_yes() -> None:
    there = scheme()
    offered = offer(there)
    with as_(there.all.noor):
        assert list(home_queries.homes()) == []
        assert home_queries.address(there.home) == ""
        seen = queries.one_offer(offered.pk)
        assert seen is not None
        assert seen.home_words == "Mill Bridge: a room of their own, women only, step-free, free of rent."
    with as_(there.all.sam):
        assert queries.one_offer(offered.pk) is None
        assert queries.beds_on(TODAY) == []


@pytest.mark.django_db
def test_a_bed_is_not_promised_twice_and_pat_is_told_who_was_quicker() -> None:
    there = scheme()
    offer(there)
    mercy = personas.mercy(there.all.noor)
    personas.agree(mercy, to=there.all.hosting.service, by=there.all.noor)
    with pytest.raises(
        BedTaken, match=r"Pat Pretend offered this bed to Amina Example at 10:00 on Mon 23 Nov"
    ):
        offer(there, to=mercy)
    with pytest.raises(PersonHasBed):
        offer(there, bed=1)
    with as_(there.all.pat):
        assert Offer.objects.count() == 1


@pytest.mark.django_db
def test_a_no_with_its_reason_frees_the_bed_at_once() -> None:
    there = scheme()
    offered = offer(there)
    with as_(there.all.noor):
        placements.decline(
            offered, code="too_far", words="Her school is across town.", by=there.all.noor, at=MONDAY
        )
    with as_(there.all.pat):
        assert queries.beds_on(TODAY)[0].state == "free"
        with pytest.raises(AlreadyAnswered, match="Noor Example said no to this offer"):
            placements.take_back(offered, reason="Boiler", by=there.all.pat, at=MONDAY)


@pytest.mark.django_db
def test_an_offer_nobody_answers_lapses_once_and_a_late_yes_is_told_so() -> None:
    there = scheme()
    offered = offer(there)
    late = BY_TWO + timedelta(minutes=1)
    with as_(there.all.noor, at=late), pytest.raises(TooLate):
        placements.accept(offered, by=there.all.noor, at=late)
    with acting_for(there.all.hosting.agency, at=late):
        assert [placements.lapse(one, at=late) for one in queries.overdue(late)] == [True]
        assert placements.lapse(offered, at=late) is False
        assert queries.beds_on(TODAY)[0].state == "free"
    with as_(there.all.noor, at=late), pytest.raises(AlreadyAnswered, match="The clock let this offer lapse"):
        placements.accept(offered, by=there.all.noor, at=late)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first_day", "expected"),
    [(date(2026, 11, 20), NoSuchDays), (date(2028, 1, 1), NoSuchDays)],
)
def test_an_offer_that_makes_no_sense_is_refused(first_day: date, expected: type[Exception]) -> None:
    there = scheme()
    with pytest.raises(expected):
        offer(there, first_day=first_day)


@pytest.mark.django_db
def test_a_bed_without_heating_is_not_offered_until_it_is_mended() -> None:
    there = scheme()
    pat = there.all.pat
    with as_(pat):
        homes.say_state(there.beds[0], state="unusable", from_day=TODAY, why="Boiler", by=pat, at=MONDAY)
    with pytest.raises(NotReady):
        offer(there)
    with as_(pat):
        homes.say_state(
            there.beds[0], state="available", from_day=TODAY + timedelta(days=3), by=pat, at=MONDAY
        )
    assert offer(there, first_day=TODAY + timedelta(days=3)).state == OfferState.MADE


def test_sixteen_people_at_once_and_one_bed_give_one_stay(really_commits: address.Address) -> None:
    there = scheme()
    people = [personas.person(there.all.noor, nickname=f"Sleeper {number}") for number in range(16)]
    for person in people:
        personas.agree(person, to=there.all.hosting.service, by=there.all.noor)

    def take(person: Person) -> bool:
        try:
            offered = offer(there, to=person)
            with as_(there.all.noor):
                placements.accept(offered, by=there.all.noor, at=MONDAY)
        except BedTaken:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sorted(pool.map(take, people)) == [False] * 15 + [True]
    with as_(there.all.pat):
        assert Stay.objects.count() == Offer.objects.count() == 1
        assert queries.beds_on(TODAY)[0].state == "in_use"
