"""A home has a lease and certificates, each of a day; what makes no sense is refused in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from recourse.records.directory.may import MayNot
from recourse.records.homes import actions as homes
from recourse.records.homes import queries
from recourse.records.homes.models import Bedspace, Home, Lease
from recourse.records.placements import queries as placements
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=365)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def larch_house(town: Agencies) -> Home:
    with as_(town.pat):
        return homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane",
            rooms=[("Room 1", 1, "free")],
            first_day=TODAY,
            by=town.pat,
            at=MONDAY,
        )


def test_a_new_lease_ends_the_old_one_and_the_days_before_stay_as_they_were(town: Agencies) -> None:
    home = larch_house(town)
    signed: dict[str, Any] = {"by": town.pat, "at": MONDAY}
    with as_(town.pat):
        homes.sign_lease(home, first_day=TODAY - YEAR, **signed)
        homes.sign_lease(home, first_day=TODAY, last_day=TODAY + YEAR, pence_a_month=45_000, **signed)
        before = queries.leases_on(TODAY - timedelta(days=1))[home.pk]
        now = queries.leases_on(TODAY)[home.pk]
        assert (before.pence_a_month, before.after_last_day) == (0, TODAY)
        assert (now.pence_a_month, now.after_last_day) == (45_000, TODAY + YEAR + timedelta(days=1))
        assert queries.leases_on(TODAY - 2 * YEAR) == {}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"first_day": TODAY, "last_day": TODAY - YEAR}, "ends before it starts"),
        ({"first_day": TODAY, "pence_a_month": -1}, "nothing or more"),
        ({"first_day": date(1026, 5, 1)}, "wrong century"),
        ({"first_day": TODAY, "last_day": date(2206, 5, 1)}, "wrong century"),
    ],
)
def test_a_lease_that_makes_no_sense_is_refused(town: Agencies, said: dict[str, Any], told: str) -> None:
    home = larch_house(town)
    with as_(town.pat), pytest.raises(homes.NoSuchStretch, match=told):
        homes.sign_lease(home, by=town.pat, at=MONDAY, **said)


def test_the_database_refuses_two_leases_of_one_home_on_a_day(town: Agencies) -> None:
    home = larch_house(town)
    with as_(town.pat):
        homes.sign_lease(home, first_day=TODAY, by=town.pat, at=MONDAY)
        with pytest.raises(IntegrityError, match="homes_one_lease_a_day"), transaction.atomic():
            Lease.objects.create(home=home, agency=home.agency, first_day=TODAY + YEAR)
            with connection.cursor() as cursor:
                cursor.execute("set constraints all immediate")


def test_the_certificate_that_counts_longest_counts_and_a_day_before_it_was_given_does_not(
    town: Agencies,
) -> None:
    home = larch_house(town)
    given: dict[str, Any] = {"kind": "gas", "by": town.pat, "at": MONDAY}
    with as_(town.pat):
        homes.certify(home, first_day=TODAY - YEAR, last_day=TODAY - timedelta(days=1), **given)
        assert queries.certificates_on(TODAY)[home.pk]["gas"].last_day < TODAY
        homes.certify(home, first_day=TODAY, last_day=TODAY + YEAR, **given)
        assert queries.certificates_on(TODAY)[home.pk]["gas"].last_day == TODAY + YEAR
        assert queries.certificates_on(TODAY - timedelta(days=1))[home.pk]["gas"].last_day < TODAY
        with pytest.raises(homes.NoSuchStretch, match="before it was given"):
            homes.certify(home, first_day=TODAY, last_day=TODAY - YEAR, **given)


def test_an_empty_bed_says_why_it_cannot_be_used(town: Agencies) -> None:
    home = larch_house(town)
    with as_(town.pat):
        bed = Bedspace.objects.select_related("room__home").get(room__home=home)
        seen = []
        for later, state in enumerate(("cleaning", "repair", "reserved", "available", "handed_back")):
            day = TODAY + timedelta(days=later)
            homes.say_state(bed, state=state, from_day=day, by=town.pat, at=MONDAY)
            seen += [(one.state, one.why) for one in placements.beds_on(day)]
    assert seen == [("unusable", "Cleaning"), ("unusable", "Repair"), ("unusable", "Kept back"), ("free", "")]


def test_only_the_scheme_s_manager_keeps_leases_and_only_the_scheme_reads_them(town: Agencies) -> None:
    home = larch_house(town)
    with as_(town.pat):
        homes.sign_lease(home, first_day=TODAY, by=town.pat, at=MONDAY)
        day: dict[str, Any] = {"kind": "volunteers", "on_day": TODAY, "people": 6, "hours": 30}
        homes.log_upkeep(home, **day, what="Painted", by=town.pat, at=MONDAY)
        assert [done.what for done in queries.upkeep(home)] == ["Painted"]
    with as_(town.noor):
        assert queries.leases(home) == [] and queries.upkeep(home) == []
        with pytest.raises(MayNot):
            homes.sign_lease(home, first_day=TODAY, by=town.noor, at=MONDAY)
        with pytest.raises(MayNot):
            homes.add_room(
                home,
                name="Room 2",
                sleeps=1,
                kind="free",
                state="available",
                first_day=TODAY,
                by=town.noor,
                at=MONDAY,
            )
