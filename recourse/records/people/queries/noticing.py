"""Whom of our people something should be done about, in one statement: every worker's first page asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
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
        count(*) filter (where act = 'people.look') as many, max(at) as last_at
    from looked
    where act = 'people.look_refused' or (agency = %(agency)s and by is not null and not exists (
        select 1 from directory_worker_services s
        where s.worker_id = looked.by and s.service_id = any (%(services)s)))
    group by person order by max(at) desc limit 20
), skipped as (
    select person_id, 'put off', 0, count(*), null::timestamptz from people_fact
    where person_id = any (array(select id from ours where agency_id = %(agency)s))
        and replaced_at is null and why_not_known = 'not_asked'
    group by person_id order by count(*) desc, person_id limit 50
), added as (
    select id, 'new', 0, 0, null::timestamptz from people_person p
    where agency_id = %(agency)s and not is_closed and added_at >= %(new_since)s and (
        select count(*) from people_fact f
        where f.person_id = p.id and f.replaced_at is null and f.why_not_known = '') < %(little)s
    order by added_at desc limit 50
)
select p.*, found.noticed, found.refused, found.many, found.last_at
from (table unusual union all table skipped union all table added) as found
join people_person p on p.id = found.id
"""


@dataclass(frozen=True)
class PutOff:
    """A person, and how many questions were put off with "skip for now"."""

    person: Person
    count: int


@dataclass(frozen=True)
class Noticed:
    """People newly added of whom little is known, those asked too little, and those looked at unusually."""

    new: list[Person]
    put_off: list[PutOff]
    looks: list[Unusual]


def noticed(by: Worker, *, new_since: datetime, at: datetime) -> Noticed:
    """Give the new and the last looked at first, and the most questions put off."""
    asked = {
        "me": by.pk,
        "agency": by.organisation_id,
        "services": list(by.service_ids),
        "since": at - RECENT,
        "new_since": new_since,
        "little": LITTLE,
    }
    found: dict[str, list[Any]] = {"new": [], "put off": [], "looked": []}
    rows: Iterable[Any] = Person.objects.raw(_NOTICED, asked)
    for person in rows:
        found[person.noticed].append(person)
    looks = [Unusual(one, one.refused, one.many, one.last_at) for one in found["looked"]]
    put_off = [PutOff(one, one.many) for one in found["put off"]]
    return Noticed(
        new=sorted(found["new"], key=lambda one: one.added_at, reverse=True),
        put_off=sorted(put_off, key=lambda one: (-one.count, one.person.pk)),
        looks=sorted(looks, key=lambda one: one.at, reverse=True),
    )
