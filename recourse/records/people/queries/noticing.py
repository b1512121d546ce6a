"""Whom of our people something should be done about, in one statement: every worker's first page asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from recourse.records.directory.models import Worker
from recourse.records.people.models import Person
from recourse.records.people.queries.watching import RECENT, Unusual

LITTLE = 3
# What is written out here rather than given lets PostgreSQL use the index of what was put off.
# Unusual is, since the lead worker last read the list of looks: who was refused, and who of the own agency
# looked though none of their services is one the lead worker works in.
_NOTICED = """
with ours as materialized (
    select id, agency_id from people_person where lead_worker_id = %(me)s and not is_closed
), looked as materialized (
    select e.person, e.at, e.act, e.by, e.agency
    from ledger_entry e
    where e.person = any (array(select id from ours)) and e.at > %(since)s and e.by is distinct from %(me)s
        and e.act in ('people.look', 'people.look_refused')
        and not exists (select 1 from ledger_entry seen where seen.person = e.person and seen.by = %(me)s
            and seen.act = 'people.read_looks' and seen.at >= e.at)
), unusual as (
    select person as id, 'looked' as noticed, count(*) filter (where act = 'people.look_refused') as refused,
        count(*) filter (where act = 'people.look') as many, max(at) as last_at, '' as to_service,
        null::date as after_last_day
    from looked
    where act = 'people.look_refused' or (agency = %(agency)s and by is not null and not exists (
        select 1 from directory_worker_services s
        where s.worker_id = looked.by and s.service_id = any (%(services)s)))
    group by person order by max(at) desc limit 20
), skipped as (
    select person_id, 'put off', 0, count(*), null::timestamptz, '', null::date from people_fact
    where person_id = any (array(select id from ours where agency_id = %(agency)s))
        and replaced_at is null and why_not_known = 'not_asked'
    group by person_id order by count(*) desc, person_id limit 50
), added as (
    select id, 'new', 0, 0, null::timestamptz, '', null::date from people_person p
    where agency_id = %(agency)s and not is_closed and added_at >= %(new_since)s and (
        select count(*) from people_fact f
        where f.person_id = p.id and f.replaced_at is null and f.why_not_known = '') < %(little)s
    order by added_at desc limit 50
), ending as (
    select s.person_id, 'ending', 0, 0, s.made_at, service.name, s.after_last_day from people_share s
    join people_person p on p.id = s.person_id and not p.is_closed
    join directory_service service on service.id = s.to_service_id
    where s.agency_id = %(agency)s and s.emergency_id is null and s.withdrawn_at is null
        and s.first_day <= (select recourse_day()) and s.after_last_day > (select recourse_day())
        and s.after_last_day <= %(ending_by)s
    order by s.after_last_day, s.id limit 50
)
select p.*, found.noticed, found.refused, found.many, found.last_at, found.to_service, found.after_last_day
from (table unusual union all table skipped union all table added union all table ending) as found
join people_person p on p.id = found.id
"""


@dataclass(frozen=True)
class PutOff:
    """A person, and how many questions were put off with "skip for now"."""

    person: Person
    count: int


@dataclass(frozen=True)
class Ending:
    """A person, and an agreement to share with a service that stands and ends soon."""

    person: Person
    to_service: str
    made_at: datetime
    after_last_day: date


@dataclass(frozen=True)
class Noticed:
    """People newly added of whom little is known, those asked too little, those looked at unusually, and
    those whose agreement ends soon.
    """

    new: list[Person]
    put_off: list[PutOff]
    looks: list[Unusual]
    ending: list[Ending]


def noticed(by: Worker, *, new_since: datetime, ending_by: date, at: datetime) -> Noticed:
    """Give the new and the last looked at first, the most questions put off, the soonest to end; agreements
    are those made through the worker's agency that end by a day.
    """
    asked = {
        "me": by.pk,
        "agency": by.organisation_id,
        "services": list(by.service_ids),
        "since": at - RECENT,
        "new_since": new_since,
        "ending_by": ending_by,
        "little": LITTLE,
    }
    found: dict[str, list[Any]] = {"new": [], "put off": [], "looked": [], "ending": []}
    rows: Iterable[Any] = Person.objects.raw(_NOTICED, asked)
    for person in rows:
        found[person.noticed].append(person)
    looks = [Unusual(one, one.refused, one.many, one.last_at) for one in found["looked"]]
    put_off = [PutOff(one, one.many) for one in found["put off"]]
    ending = [Ending(one, one.to_service, one.last_at, one.after_last_day) for one in found["ending"]]
    return Noticed(
        new=sorted(found["new"], key=lambda one: one.added_at, reverse=True),
        put_off=sorted(put_off, key=lambda one: (-one.count, one.person.pk)),
        looks=sorted(looks, key=lambda one: one.at, reverse=True),
        ending=sorted(ending, key=lambda one: (one.after_last_day, one.person.pk)),
    )
