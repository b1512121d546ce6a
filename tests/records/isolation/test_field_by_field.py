"""Whichever fields Amina agrees to share, those travel and no other, in every table."""

from __future__ import annotations

from itertools import combinations

import pytest
from django.db import connection

from recourse.records.people import actions as people
from recourse.records.people.fields import FIELDS, KINDS
from tests import personas
from tests.personas import MONDAY, as_

TABLES = ("people_particular", "people_searchtoken", "people_fact", "people_note")
ALONE = [(field,) for field in FIELDS]
IN_TWOS = list(combinations(FIELDS, 2))[::5]


@pytest.mark.django_db
def test_only_the_agreed_fields_travel() -> None:
    town = personas.agencies()
    amina = personas.amina(town.noor)
    with as_(town.noor):
        for kind in KINDS:
            value = "14 February 1990" if kind == "birth_date" else f"{kind} words"
            people.describe(amina, kind=kind, value=value, by=town.noor, at=MONDAY)
        for field in FIELDS:
            people.learn(amina, name=f"about_{field}", value=1, field=field, by=town.noor, at=MONDAY)
    everything = {table: fields_of(table, as_worker=town.noor) for table in TABLES}
    assert set().union(*everything.values()) == set(FIELDS)
    for agreed in [*ALONE, *IN_TWOS, tuple(FIELDS)]:
        share = personas.agree(amina, to=town.hosting.service, by=town.noor, fields=agreed)
        for table in TABLES:
            assert fields_of(table, as_worker=town.pat) == everything[table] & set(agreed), (table, agreed)
        with as_(town.noor):
            people.withdraw(share, by=town.noor, at=MONDAY)
        assert not any(fields_of(table, as_worker=town.pat) for table in TABLES), agreed


def fields_of(table: str, *, as_worker: personas.Worker) -> set[str]:
    with as_(as_worker), connection.cursor() as cursor:
        cursor.execute(f"select distinct field from {table}")
        return {field for (field,) in cursor.fetchall()}
