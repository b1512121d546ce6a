"""Makes an agency's search tokens anew with its newest key, some people at a time, while work goes on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Organisation
from recourse.records.people import particulars, searching
from recourse.records.people.models import Person, SearchToken
from recourse.records.sealing import agencies, rotating

_BATCH = 100


def rotate(agency: Organisation, *, at: datetime) -> int:
    """Give an agency a new key, or finish what was begun; says of how many people tokens were made.

    The last round holds back whoever would make tokens, and lets the old key go in the same breath.
    """
    rotating.begin(agency.pk)
    rotating.rewrap(agency.pk)
    count = 0
    while some := reseal_some(agency, at=at):
        count += some
    with acting_for(agency, at=at):
        searching.hold(agency.pk, alone=True)
        while some := _reseal(agency.pk):
            count += some
        rotating.finish(agency.pk)
    return count


def reseal_some(agency: Organisation, *, at: datetime) -> int:
    """Make the tokens of some people anew, while nobody else writes tokens of this agency."""
    with acting_for(agency, at=at):
        searching.hold(agency.pk, alone=True)
        return _reseal(agency.pk)


def _reseal(agency: UUID) -> int:
    current = agencies.of(agency).current
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct person_id from people_searchtoken"
            " where agency_id = %s and generation <> %s limit %s",
            [agency, current, _BATCH],
        )
        people = [person for (person,) in cursor.fetchall()]
    SearchToken.objects.filter(agency=agency, person__in=people).delete()
    kept = [one for one in particulars.current(people) if one.agency == agency]
    SearchToken.objects.bulk_create(
        token
        for one in kept
        for token in searching.rows(Person(pk=one.person), one.kind, one.value, agency=agency)
    )
    return len(people)
