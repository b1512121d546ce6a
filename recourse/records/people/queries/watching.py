"""Looks that the worker who leads for a person should know of, and colleagues who read of too many people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from recourse.records.directory.models import Worker
from recourse.records.people.models import Overread, Person

RECENT = timedelta(days=14)
_MOST = 20
# Since the lead worker last read the list of looks: who was refused, and who of the own agency looked though
# none of their services is one the lead worker works in.
_UNUSUAL = """
with ours as materialized (
    select id from people_person where lead_worker_id = %(me)s and not is_closed
), looked as materialized (
    select e.person, e.at, e.act, e.by, e.agency
    from ledger_entry e
    where e.person = any (array(select id from ours)) and e.at > %(since)s and e.by is distinct from %(me)s
        and e.act in ('people.look', 'people.look_refused')
        and not exists (select 1 from ledger_entry seen where seen.person = e.person and seen.by = %(me)s
            and seen.act = 'people.read_looks' and seen.at >= e.at)
)
select person, count(*) filter (where act = 'people.look_refused'),
    count(*) filter (where act = 'people.look'), max(at)
from looked
where act = 'people.look_refused' or (agency = %(agency)s and by is not null and not exists (
    select 1 from directory_worker_services s
    where s.worker_id = looked.by and s.service_id = any (%(services)s)))
group by person order by max(at) desc limit %(most)s
"""


@dataclass(frozen=True)
class Unusual:
    """Looks at one person that the lead worker has not read about yet."""

    person: Person
    refused: int
    from_elsewhere: int
    at: datetime

    @property
    def says(self) -> str:
        """Who looked, without a name: the list has them."""
        tries = "Somebody outside the sharing tried to open this, and was refused."
        if self.refused > 1:
            tries = f"Somebody outside the sharing tried to open this {self.refused} times, and was refused."
        others = "Somebody of your agency who works in none of your services opened this."
        return " ".join([tries] * bool(self.refused) + [others] * bool(self.from_elsewhere))


def unusual_looks(by: Worker, *, at: datetime) -> list[Unusual]:
    """Give the unusual looks of the last days at the people a worker leads for, newest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            _UNUSUAL,
            {
                "me": by.pk,
                "agency": by.organisation_id,
                "services": list(by.service_ids),
                "since": at - RECENT,
                "most": _MOST,
            },
        )
        found: list[tuple[UUID, int, int, datetime]] = cursor.fetchall()
    people = Person.objects.select_related("lead_worker").in_bulk([row[0] for row in found])
    return [Unusual(people[row[0]], *row[1:]) for row in found if row[0] in people]


def overread(by: Worker) -> list[Overread]:
    """Give what nobody has settled yet about colleagues who read of many people, newest first."""
    open_ones = Overread.objects.filter(agency=by.organisation_id, answered_at=None).exclude(worker=by)
    return list(open_ones.select_related("worker").order_by("-at")[:_MOST])


def lately_overread(by: Worker, *, at: datetime) -> list[Overread]:
    """Give all of them of the worker's agency in the last thirty days, settled or not, newest first."""
    lately = Overread.objects.filter(agency=by.organisation_id, at__gte=at - timedelta(days=30))
    return list(lately.select_related("worker", "answered_by").order_by("-at")[:100])


def one_overread(overread_id: UUID) -> Overread | None:
    """Give one of them."""
    return Overread.objects.select_related("worker", "answered_by").filter(pk=overread_id).first()
