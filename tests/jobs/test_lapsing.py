"""The clock ends offers nobody answered, once, whoever's they are."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection

from recourse.config.database import address
from recourse.jobs import lapsing
from recourse.records.directory import queries as directory
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace
from recourse.records.ledger.models import Entry
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from recourse.records.placements.models import Offer
from tests import personas
from tests.conftest import speak_to
from tests.personas import MONDAY, TODAY, as_

LATE = MONDAY + timedelta(hours=5)


def offer_to_amina() -> personas.Agencies:
    everybody = personas.agencies()
    pat = everybody.pat
    with as_(pat):
        homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane",
            rooms=[("Room 1", 1, "free")],
            first_day=date(2026, 6, 1),
            by=pat,
            at=MONDAY,
        )
        bed = Bedspace.objects.select_related("room__home").get()
    amina = personas.amina(everybody.noor)
    personas.agree(amina, to=everybody.hosting.service, by=everybody.noor)
    with as_(pat):
        placements.offer(
            bed,
            to=amina,
            answer_by=MONDAY + timedelta(hours=4),
            first_day=TODAY,
            expected_last_day=date(2027, 5, 1),
            by=pat,
            at=MONDAY,
        )
    return everybody


@pytest.mark.django_db
def test_an_offer_lapses_after_its_hour_and_running_the_job_twice_lapses_it_once() -> None:
    everybody = offer_to_amina()
    assert lapsing.lapse_all(at=MONDAY + timedelta(hours=3)) == 0
    assert lapsing.lapse_all(at=LATE) == 1
    assert lapsing.lapse_all(at=LATE) == 0
    with as_(everybody.pat):
        assert Offer.objects.get().state == "lapsed"
        assert Entry.objects.filter(act="placements.lapse").count() == 1


@pytest.mark.django_db
def test_what_breaks_for_one_agency_does_not_keep_another_s_offer_from_lapsing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    everybody = offer_to_amina()
    overdue, seen = queries.overdue, []

    def broken_at_first(at: datetime) -> list[Offer]:
        seen.append(at)
        if len(seen) == 1:
            raise RuntimeError("The first agency is broken.")
        return overdue(at)

    agencies = sorted(directory.agencies(), key=lambda one: one.pk == everybody.hosting.agency.pk)
    monkeypatch.setattr(lapsing.directory, "agencies", lambda: agencies)
    monkeypatch.setattr(lapsing.queries, "overdue", broken_at_first)
    with pytest.raises(ExceptionGroup, match="some agencies"):
        lapsing.lapse_all(at=LATE)
    with as_(everybody.pat):
        assert Offer.objects.get().state == "lapsed"


def test_the_worker_s_own_role_may_do_it(really_commits: address.Address) -> None:
    everybody = offer_to_amina()
    speak_to(really_commits, role="worker")
    lapsing.lapse_offers(int(LATE.timestamp()))
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("recourse_worker",)
    with as_(everybody.pat, at=LATE):
        assert Offer.objects.get().state == "lapsed"
