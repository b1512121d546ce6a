"""The clock lets nothing leave for an enforcement body, and removes no row before six years are over."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from recourse.records.directory.acting import acting_for
from recourse.records.disclosures import actions as disclosures
from recourse.records.disclosures.models import Disclosure
from recourse.records.people.models import Person
from tests import personas
from tests.conftest import Fresh, speak_to
from tests.personas import Agencies, as_
from tests.records.disclosures import prepared


@pytest.fixture
def here(fresh_database: Fresh) -> object:
    with fresh_database() as where:
        yield where


def test_the_clock_lets_nothing_leave_even_in_noor_s_name(here: object) -> None:
    town, amina = _planted()
    letter = prepared.ready(amina, town.noor)
    speak_to(here, role="worker")
    with pytest.raises(IntegrityError, match="disclosures_no_worker"):
        prepared.sent(letter, town.noor)
    with as_(town.noor):
        assert Disclosure.objects.count() == 0


def test_what_left_is_kept_six_years_and_then_the_clock_alone_removes_it(here: object) -> None:
    town, amina = _planted()
    prepared.sent(prepared.ready(amina, town.noor), town.noor)
    speak_to(here, role="worker")
    agency = town.outreach.agency
    for days, left in ((365 * 5, 1), (366 * 6 + 2, 0)):
        at = prepared.later(days)
        with as_(town.noor, at=at), connection.cursor() as cursor:
            cursor.execute("delete from disclosures_disclosure")
            assert cursor.rowcount == 0
        with acting_for(agency, at=at), transaction.atomic():
            if left:
                assert Disclosure.objects.filter(person=amina).delete() == (0, {})
            else:
                assert disclosures.forget(amina.pk, agency=agency, at=at) == 3
            assert Disclosure.objects.count() == left


def _planted() -> tuple[Agencies, Person]:
    town = personas.agencies()
    return town, personas.amina(town.noor)
