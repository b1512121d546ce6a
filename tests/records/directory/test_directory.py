"""Who works where, which services take referrals, and how much room they say they have."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recourse.records.directory import actions, may, queries
from recourse.records.directory.acting import NoLongerAWorker, acting, acting_for
from recourse.records.directory.models import Worker
from recourse.records.ledger import queries as ledger
from tests import personas
from tests.personas import MONDAY, Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def context() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select recourse_agency()::text, recourse_services()::text, recourse_worker()::text,"
            " recourse_day()::text"
        )
        return cursor.fetchone()


def test_the_worker_is_djangos_user_and_is_found_whatever_the_case_of_the_address(town: Agencies) -> None:
    assert get_user_model() is Worker
    assert Worker.objects.get_by_natural_key(town.noor.email.upper()) == town.noor
    assert not town.noor.has_usable_password()


def test_the_personas_are_the_active_workers(town: Agencies) -> None:
    town.lin.is_active = False
    town.lin.save()
    assert [worker.name for worker in queries.personas()] == [
        "Pat Pretend",
        "Sam Specimen",
        "Cass Counter",
        "Noor Example",
    ]
    assert queries.one_worker(town.lin.pk) is None


def test_services_taking_referrals_leave_out_ones_own_and_those_that_take_none(town: Agencies) -> None:
    names = [service.name for service in queries.services_taking_referrals(besides=town.noor)]
    assert names == ["Entitlements desk", "Hosting scheme", "Link workers"]
    assert "Night outreach" in [service.name for service in queries.services_taking_referrals()]


def test_a_service_that_is_not_there_is_none(town: Agencies) -> None:
    assert queries.one_service(uuid4()) is None
    assert queries.one_service(town.law.service.pk) == town.law.service


def test_pat_says_how_much_room_her_scheme_has_and_nobody_elses(town: Agencies) -> None:
    with as_(town.pat):
        actions.say_capacity(town.hosting.service, free=3, unit="beds", by=town.pat, at=MONDAY)
        with pytest.raises(may.MayNot, match="Only the service itself"):
            actions.say_capacity(town.law.service, free=3, unit="slots", by=town.pat, at=MONDAY)
        newest = ledger.of_agency(town.hosting.agency.pk).filter(act="directory.say_capacity")
        assert newest.get().detail == {"free": 3}
    kept = queries.one_service(town.hosting.service.pk)
    assert (kept.capacity_free, kept.capacity_unit, kept.capacity_as_at) == (3, "beds", MONDAY)


def test_opening_an_agency_is_the_first_thing_in_its_ledger(town: Agencies) -> None:
    with as_(town.noor):
        acts = list(
            ledger.of_agency(town.outreach.agency.pk).order_by("number").values_list("act", flat=True)
        )
    assert acts == ["directory.open_organisation", "directory.open_service", "directory.employ"]


def test_acting_tells_the_database_who_for_and_on_which_day_in_london(town: Agencies) -> None:
    assert context() == (None, None, None, None)
    with acting(town.noor, at=MONDAY.replace(month=6, day=30, hour=23, minute=30)):
        assert context() == (
            str(town.outreach.agency.pk),
            f"{{{town.outreach.service.pk}}}",
            str(town.noor.pk),
            "2026-07-01",
        )
    with acting_for(town.hosting.agency, at=MONDAY):
        agency, services, worker, day = context()
        assert (agency, worker, day) == (str(town.hosting.agency.pk), None, "2026-11-23")
        assert services == f"{{{town.hosting.service.pk}}}"
    assert context() == (None, None, None, None)


def test_a_commissioner_acts_for_no_service(town: Agencies) -> None:
    with as_(town.cass):
        assert context()[1] == "{}"
    assert not may.work_with_people(town.cass)


def test_somebody_who_has_left_cannot_act(town: Agencies) -> None:
    town.noor.is_active = False
    with pytest.raises(NoLongerAWorker), as_(town.noor):
        pass
    assert not may.work_with_people(town.noor)


def test_acting_costs_one_query_at_the_top_of_a_request(town: Agencies) -> None:
    worker = Worker.objects.get(pk=town.noor.pk)
    assert worker.service_ids == [town.outreach.service.pk]
    with CaptureQueriesContext(connection) as asked, as_(worker):
        pass
    about_context = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(about_context) == 2  # inside the test's own transaction: read what was set and set, put back
    assert worker.service_ids == [town.outreach.service.pk]


def test_a_worker_moved_to_another_service_sees_with_its_eyes_when_read_again(town: Agencies) -> None:
    assert town.noor.service_ids
    town.noor.services.clear()
    town.noor.refresh_from_db()
    assert town.noor.service_ids == []


def test_colleagues_work_in_the_services_they_are_employed_for(town: Agencies) -> None:
    ola = personas.colleague(
        town.outreach.agency, [], name="Ola Invented", role="link", at=MONDAY + timedelta(1)
    )
    assert queries.services_of(ola) == []
    assert queries.services_of(town.noor) == [town.outreach.service]
