"""Which beds were free on a day is exact for any day, and nobody but the scheme sees its homes."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from recourse.records.directory.may import MayNot
from recourse.records.homes import actions as homes
from recourse.records.homes import queries as home_queries
from recourse.records.homes.models import Bedspace, BedState, Home
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from recourse.records.placements.happenings import BedTaken, PersonHasBed, Stood
from recourse.records.placements.models import Occupation, Stay
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

pytestmark = pytest.mark.django_db
FIRST, NIGHTS = TODAY, 60
TABLES = ("homes_home", "homes_address", "homes_room", "homes_bedspace", "homes_bedstate")


def larch_house(town: Agencies, *, rooms: int = 3) -> list[Bedspace]:
    with as_(town.pat):
        home = homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane, Wrenfield",
            rooms=[(f"Room {number}", 1, "free") for number in range(1, rooms + 1)],
            first_day=FIRST,
            by=town.pat,
            at=MONDAY,
        )
        return list(
            Bedspace.objects.filter(room__home=home).select_related("room__home").order_by("room__name")
        )


def live_there(town: Agencies, bed: Bedspace, who: Person, *, first: date, leaves: date | None) -> Stay:
    at = MONDAY + timedelta(days=(first - TODAY).days)
    with as_(town.pat, at=at):
        offer = placements.offer(
            bed,
            to=who,
            answer_by=at + timedelta(hours=2),
            first_day=first,
            expected_last_day=first + timedelta(days=90),
            by=town.pat,
            at=at,
        )
        stay = placements.accept(offer, by=town.pat, at=at)
        if leaves is not None:
            placements.end(stay, on=leaves, kind="planned", moved_to="friends", by=town.pat, at=at)
        return stay


def test_every_night_of_two_months_agrees_with_a_recount_by_hand() -> None:
    town, dice = personas.agencies(), random.Random(417)
    beds = larch_house(town)
    guests = [personas.person(town.pat, nickname=f"Guest {number}") for number in range(5)]
    slept: set[tuple[object, date]] = set()
    for night in range(NIGHTS):
        bed, guest, length = dice.choice(beds), dice.choice(guests), dice.randint(0, 9)
        first = FIRST + timedelta(days=night)
        try:
            with transaction.atomic():
                live_there(town, bed, guest, first=first, leaves=first + timedelta(days=length))
        except Stood:
            continue
        slept |= {(bed.pk, first + timedelta(days=later)) for later in range(length)}
    days = [FIRST + timedelta(days=night) for night in range(NIGHTS + 10)]
    assert 60 < len(slept) < len(days) * len(beds)
    with as_(town.pat):
        for day in days:
            seen = {bed.bedspace.pk for bed in queries.beds_on(day) if bed.state == "in_use"}
            assert seen == {bed for bed, on in slept if on == day}, day
        counted = [night.in_use for night in queries.in_use_by_month(days)]
        assert counted == [sum(on == day for _, on in slept) for day in days]


def test_what_is_said_today_leaves_every_night_before_as_it_was() -> None:
    town = personas.agencies()
    boiler = FIRST + timedelta(days=20)
    bed = larch_house(town, rooms=1)[0]
    with as_(town.pat):
        homes.say_state(bed, state="unusable", from_day=boiler, why="Boiler", by=town.pat, at=MONDAY)
        homes.say_state(bed, state="handed_back", from_day=boiler + timedelta(days=5), by=town.pat, at=MONDAY)
        seen = [
            [(one.state, one.why, one.until) for one in queries.beds_on(boiler + timedelta(days=later))]
            for later in (-21, -1, 0, 4, 5)
        ]
        mended = boiler + timedelta(days=5)
        assert seen == [
            [],
            [("free", "", boiler)],
            [("unusable", "Boiler", mended)],
            [("unusable", "Boiler", mended)],
            [],
        ]
        nights = queries.in_use_by_month([FIRST, boiler, mended])
        assert [night.beds for night in nights] == [1, 1, 0]


def test_a_stay_that_overlaps_another_is_refused_for_the_bed_and_for_the_person() -> None:
    town = personas.agencies()
    one, other, _ = larch_house(town)
    amina, mercy = personas.amina(town.pat), personas.mercy(town.pat)
    leaves = FIRST + timedelta(days=10)
    live_there(town, one, amina, first=FIRST, leaves=leaves)
    with pytest.raises(BedTaken):
        live_there(town, one, mercy, first=leaves - timedelta(days=1), leaves=None)
    with pytest.raises(PersonHasBed):
        live_there(town, other, amina, first=leaves - timedelta(days=1), leaves=None)
    live_there(town, one, mercy, first=leaves, leaves=None)
    live_there(town, other, amina, first=leaves, leaves=None)
    with as_(town.pat, at=MONDAY + timedelta(days=12)):
        lived = [(bed.bedspace.pk, bed.state) for bed in queries.beds_on(leaves)]
        assert lived[:2] == [(one.pk, "in_use"), (other.pk, "in_use")]


def test_the_database_refuses_an_overlap_that_goes_round_the_verbs() -> None:
    town = personas.agencies()
    one, other, _ = larch_house(town)
    first = live_there(town, one, personas.amina(town.pat), first=FIRST, leaves=FIRST + timedelta(days=5))
    live_there(town, one, personas.mercy(town.pat), first=FIRST + timedelta(days=5), leaves=None)
    with as_(town.pat), pytest.raises(IntegrityError, match="placements_one_person_a_bed"):
        Occupation.objects.filter(offer=first.offer_id).update(span=DateRange(FIRST, None))
    with as_(town.pat), pytest.raises(IntegrityError, match="homes_one_state_a_day"), transaction.atomic():
        BedState.objects.create(
            bedspace=other, agency_id=town.pat.organisation_id, state="unusable", first_day=FIRST
        )
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")


def test_noor_lin_and_sam_read_no_row_of_the_scheme_s_homes() -> None:
    town = personas.agencies()
    bed = larch_house(town)[0]
    for worker in (town.noor, town.lin, town.sam, town.cass):
        with as_(worker), connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"select count(*) from {table}")
                assert cursor.fetchone() == (0,), table
            assert home_queries.one(bed.room.home_id) is None
            assert home_queries.bedspace(bed.pk) is None
    with as_(town.pat):
        assert Home.objects.count() == 1


def test_noor_cannot_say_what_state_pat_s_bed_is_in() -> None:
    town = personas.agencies()
    bed = larch_house(town)[0]
    with as_(town.noor), pytest.raises(MayNot):
        homes.say_state(bed, state="unusable", from_day=TODAY, by=town.noor, at=MONDAY)
    with as_(town.noor), pytest.raises(MayNot):
        homes.enter(name="Elsewhere", area="", address="", rooms=[], first_day=TODAY, by=town.noor, at=MONDAY)


def test_the_address_is_noor_s_to_know_only_while_amina_lives_there() -> None:
    town = personas.agencies()
    bed = larch_house(town)[0]
    home, amina = bed.room.home, personas.amina(town.noor)
    personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.noor):
        assert home_queries.address(home) == ""
    leaves = FIRST + timedelta(days=10)
    live_there(town, bed, amina, first=FIRST, leaves=leaves)
    for later, known in ((0, "1 Invented Lane, Wrenfield"), (9, "1 Invented Lane, Wrenfield"), (10, "")):
        with as_(town.noor, at=MONDAY + timedelta(days=later)):
            assert home_queries.address(home) == known, later
    with as_(town.lin):
        assert home_queries.address(home) == ""
