"""Mo says where people complain, and sees what browsers stopped and who read of many people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.records.access import reported
from recourse.records.people.models import Overread, Person
from tests import personas
from tests.pages.attacks.planted import signed_in
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    return personas.amina(town.noor, at=now())


def test_where_to_complain_stands_on_amina_s_statement_beside_the_commissioner(
    town: Agencies, amina: Person
) -> None:
    mo, noor = signed_in(personas.mo(town.outreach, at=now())), signed_in(town.noor)
    there, statement = reverse("staff:complaints"), reverse("statement:one", args=[amina.pk])
    before = words(noor.get(statement))
    assert "If you think we got something wrong" in before and "Write to:" not in before
    assert mo.post(there, {"words": "complaints@outreach.example, or 1 Mill Lane"}).status_code == 302
    told = words(noor.get(statement))
    assert "Write to: complaints@outreach.example, or 1 Mill Lane." in told
    assert "0303 123 1113" in told
    assert "cannot be kept" in words(mo.post(there, {"words": "bell\u0007"}))
    assert noor.post(there, {"words": "elsewhere"}).status_code == 404
    assert "elsewhere" not in words(noor.get(statement))


def test_mo_sees_what_browsers_stopped_and_who_read_of_many_people(town: Agencies) -> None:
    mo = personas.mo(town.outreach, at=now())
    there = reverse("staff:reported")
    nothing = words(signed_in(mo).get(there))
    assert "Nothing was stopped" in nothing and "Nobody at Wrenfield Night Outreach" in nothing
    reported.count(directive="img-src", page="/more/", on=localdate())
    for worker, agency in ((town.noor, town.outreach.agency), (town.pat, town.hosting.agency)):
        with as_(worker, at=now()):
            Overread.objects.create(
                worker=worker, agency=agency, people=61, was_stopped=False, at=now() - timedelta(days=2)
            )
    told = words(signed_in(mo).get(there))
    assert "img-src" in told and "/more/" in told
    assert "Noor Example" in told and "61 people" in told and "Not settled yet." in told
    assert "Pat Pretend" not in told
    assert signed_in(town.noor).get(there).status_code == 404


def test_mo_records_noors_level_and_ends_it_and_nobody_else_can(town: Agencies) -> None:
    mo = signed_in(personas.mo(town.outreach, at=now()))
    there = reverse("staff:adviser", args=[town.noor.pk])
    assert "Not recorded here" in words(mo.get(there))
    assert "Their registration as an adviser" in words(mo.get(reverse("staff:one", args=[town.noor.pk])))
    day = localdate()
    sent = {"level": "iaa_2", "categories": ["immigration"], "number": "F200100001"}
    sent |= {
        "first_day_day": str(day.day),
        "first_day_month": str(day.month),
        "first_day_year": str(day.year),
    }
    assert "Write the number" in words(mo.post(there, sent | {"number": ""}))
    assert mo.post(there, sent).status_code == 302
    told = words(mo.get(there))
    assert "Registered adviser, level 2" in told and "F200100001" in told
    end = reverse("staff:no_adviser", args=[town.noor.pk])
    for stranger in (town.noor, town.sam):
        assert signed_in(stranger).post(end).status_code == 404
        assert signed_in(stranger).get(there).status_code == 404
    assert mo.post(end).status_code == 302
    assert "Not recorded here" in words(mo.get(there))
