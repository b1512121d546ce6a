"""Tess of Tannery Housing reads how the houses they lend stand, by number, and can open nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.jobs.telling_owners import tell_all
from recourse.records.directory.models import Worker
from recourse.records.homes import actions as homes
from recourse.records.homes import queries, telling
from recourse.records.homes.models import Bedspace, Certificate, Home, Lending
from recourse.records.people.models import Person
from recourse.records.placements.models import Occupation, Stay
from tests import personas
from tests.pages.attacks import planted
from tests.pages.seen import words
from tests.personas import as_


@pytest.fixture
def her(db: None) -> planted.Planted:
    """Somebody marked who lives in a house of the Harbour scheme."""
    return planted.plant(at=now())


def lends(her: planted.Planted) -> Worker:
    """Tess Tenure, who works for the association that lends the house."""
    tannery = personas.desk(
        "Tannery Housing", "housing_association", "Lettings", "housing", "Tia Told", "manager", at=now()
    )
    worker = personas.colleague(tannery.agency, [], name="Tess Tenure", role="landlord", at=now())
    with as_(her.scheme.worker, at=now()):
        homes.lend(her.home, owner=tannery.agency, by=her.scheme.worker, at=now())
    return worker


@pytest.fixture
def tess(her: planted.Planted) -> Worker:
    """The same, in a town of her own."""
    return lends(her)


def test_the_database_gives_a_landlord_the_report_and_no_row_besides(
    her: planted.Planted, tess: Worker
) -> None:
    with as_(tess, at=now()):
        assert [one.home_id for one in queries.told_to(tess.organisation_id)] == [her.home.pk]
        for model in (Home, Bedspace, Certificate, Person, Stay, Occupation):
            assert not model._default_manager.exists(), model
        assert Lending.objects.update(home_name="Ours") == 0
        assert Lending.objects.all().delete()[0] == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        tess.services.add(her.scheme.service)


def test_what_ran_out_stands_in_the_report_and_no_word_the_scheme_wrote(
    her: planted.Planted, tess: Worker
) -> None:
    hal, today = her.scheme.worker, localdate()
    with as_(hal, at=now()):
        old = {"first_day": today - timedelta(days=400), "last_day": today - timedelta(days=9)}
        homes.certify(her.home, kind="gas", **old, by=hal, at=now())
        homes.sign_lease(her.home, first_day=today, pence_a_month=42_000, by=hal, at=now())
        done = {"kind": "repair", "on_day": today, "people": 1, "hours": 3, "pence": 12_000}
        homes.log_upkeep(her.home, **done, what=f"{planted.MARK} broke the door", by=hal, at=now())
        bed = Bedspace.objects.filter(room__home=her.home).last()
        assert bed
        homes.say_state(bed, state="repair", from_day=today, why=f"{planted.MARK} window", by=hal, at=now())
    tell_all(at=now() + timedelta(seconds=1))
    report = words(planted.signed_in(tess).get(reverse("lent:all")))
    for told in ("Gas ran out", "£420 a month", "Repair", "3 hours, £120", "1 of them not usable now"):
        assert told in report, told
    assert f"{planted.MARK} broke" not in report and f"{planted.MARK} window" not in report
    assert "people live there" not in report and "Invented Lane" not in report


def test_who_no_longer_lends_reads_nothing_from_that_moment(her: planted.Planted, tess: Worker) -> None:
    hal = planted.signed_in(her.scheme.worker)
    there = reverse("homes:told", args=[her.home.pk])
    assert "Tannery Housing" in words(hal.get(there))
    assert hal.post(there, {"owner": "nobody"}).status_code == 302
    assert "No house that Tannery Housing lends" in words(planted.signed_in(tess).get(reverse("lent:all")))


def test_a_home_cannot_be_lent_by_its_own_agency_nor_told_of_by_another(
    her: planted.Planted, tess: Worker
) -> None:
    hal = her.scheme.worker
    with as_(hal, at=now()), pytest.raises(homes.NoSuchStretch, match="your own organisation"):
        homes.lend(her.home, owner=hal.organisation, by=hal, at=now())
    assert Client().get(reverse("lent:all")).status_code == 302


JULY = date(2026, 7, 1)


def test_nights_are_told_where_two_lived_and_never_where_they_would_be_one_person_s() -> None:
    two = telling.quarter(JULY, beds=2, nights=184, lived=184, people=2)
    assert two.lived == 184
    for beds, people, lived in ((1, 1, 37), (1, 2, 80), (2, 1, 92), (4, 1, 5)):
        hidden = telling.quarter(JULY, beds=beds, nights=92 * beds, lived=lived, people=people)
        assert hidden.lived is None and hidden.is_lived_in
    empty = telling.quarter(JULY, beds=1, nights=92, lived=0, people=0)
    assert empty.lived == 0 and not empty.is_lived_in


def test_only_quarters_that_are_over_are_told_and_never_told_otherwise() -> None:
    found = telling.quarters_before(date(2026, 11, 23))
    assert found[0] == (JULY, date(2026, 10, 1)) and len(found) == 4
    assert found[-1][0] == date(2025, 10, 1)
    before = {
        "quarters": telling.with_quarters({}, [telling.quarter(JULY, beds=2, nights=9, lived=9, people=2)])
    }
    again = telling.with_quarters(before, [telling.quarter(JULY, beds=2, nights=9, lived=4, people=2)])
    assert again == before["quarters"]
