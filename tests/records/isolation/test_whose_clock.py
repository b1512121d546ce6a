"""Whoever speaks as the site says who acts; when that is, and what is over, the database says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate, now

from recourse.config.database import clock
from recourse.config.database.address import Address
from recourse.records.disclosures.models import Disclosure
from recourse.records.people.models import Consent, Person, Share
from recourse.records.people.queries import fields_in_sight
from tests import personas
from tests.conftest import as_the_clock
from tests.personas import MONDAY, TODAY, Agencies, as_

YEARS = timedelta(days=7 * 366)


@pytest.fixture
def shared(db: None) -> tuple[Agencies, Share]:
    """Amina's name and needs, shown to Pat's scheme."""
    town = personas.agencies()
    amina = personas.amina(town.noor)
    return town, personas.agree(amina, to=town.hosting.service, by=town.noor)


def forged(consent: Consent, **lies: object) -> None:
    """Write the same consent once more with something in it untrue, as the site could in raw SQL."""
    consent.pk = Consent._meta.pk.get_default()
    for name, value in lies.items():
        setattr(consent, name, value)
    with transaction.atomic():
        consent.save(force_insert=True)


def test_nobody_writes_a_consent_in_another_name_or_at_another_time(shared: tuple[Agencies, Share]) -> None:
    town, share = shared
    second = personas.colleague(town.outreach.agency, [town.outreach.service], name="Ola", role="outreach")
    with as_(town.noor):
        consent = Consent.objects.get(pk=share.consent_id)
        for lie in (
            {"recorded_by": second},
            {"recorded_by": town.noor, "recorded_at": MONDAY - timedelta(days=1)},
            {"recorded_at": MONDAY + timedelta(minutes=2)},
        ):
            with pytest.raises(DatabaseError, match="who is signed in"):
                forged(consent, **lie)
        forged(consent, recorded_at=MONDAY)


def test_a_consent_is_taken_back_and_a_share_made_by_who_is_signed_in(shared: tuple[Agencies, Share]) -> None:
    town, share = shared
    with as_(town.noor):
        for words, told in (
            ("update people_consent set withdrawn_at = %s, withdrawn_by_id = %s", [MONDAY, town.pat.pk]),
            (
                "update people_consent set withdrawn_at = %s, withdrawn_by_id = %s",
                [MONDAY + YEARS, town.noor.pk],
            ),
        ):
            with pytest.raises(DatabaseError, match="who is signed in"), transaction.atomic():
                connection.cursor().execute(words, told)
        share.pk, share.made_by = Share._meta.pk.get_default(), town.pat
        with pytest.raises(DatabaseError, match="signed in"), transaction.atomic():
            share.save(force_insert=True)


def test_the_site_deletes_nothing_that_left_whatever_day_it_names(shared: tuple[Agencies, Share]) -> None:
    town, _ = shared
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in (
            ("agency", town.outreach.agency.pk),
            ("day", TODAY + YEARS),
            ("moment", MONDAY + YEARS),
        ):
            cursor.execute("select set_config(%s, %s, true)", [f"recourse.{name}", str(value)])
        assert Disclosure.objects.count() == 1
        for table in ("disclosure", "letter", "advice"):
            cursor.execute(f"delete from disclosures_{table}")
            assert cursor.rowcount == 0
        assert Disclosure.objects.count() == 1


def test_in_earnest_the_site_acts_now_and_the_worker_never_later(really_commits: Address) -> None:
    town, at = personas.agencies(at=now()), now()
    amina = personas.amina(town.noor, at=at)
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=at - timedelta(days=9), days=3)
    with as_(town.pat, at=at - timedelta(days=8)):
        assert "name" in fields_in_sight(amina, town.pat)
    with really_commits.connect(role="owner") as owner:
        clock.settle(owner.execute, is_real=True)
    with as_(town.pat, at=at - timedelta(days=8)):
        assert not Person.objects.filter(pk=amina.pk).exists()
        assert _said() == localdate()
    with as_the_clock(really_commits):
        with as_(town.pat, at=at + YEARS):
            assert _said() == localdate()
        with as_(town.pat, at=at - timedelta(days=2)):
            assert _said() == localdate() - timedelta(days=2)
    with pytest.raises(DatabaseError, match="must be owner|permission denied"), connection.cursor() as cursor:
        clock.settle(cursor.execute, is_real=False)


def _said() -> object:
    with connection.cursor() as cursor:
        cursor.execute("select recourse_day()")
        return cursor.fetchone()[0]
