"""Finding people: those one may see, one of them, and a page of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import IntegerField, QuerySet, Subquery

from recourse.records.directory.composed import Composed, among
from recourse.records.directory.models import Worker
from recourse.records.people import identity, searching
from recourse.records.people.identity import Identity
from recourse.records.people.models import Person, Share
from recourse.records.people.queries.sharing import live

PAGE_SIZE = 25
# More than this are not counted: nobody reads the number, and counting thousands costs more than their page.
COUNTED = 500
_TURNS = """
with ours as materialized (
    select id, touched_at from people_person where agency_id = %(ours)s and not is_closed
    order by touched_at desc, id limit %(until)s
), theirs as materialized (
    select distinct one.person_id, one.person_touched_at
    from unnest(%(services)s::uuid[]) as service cross join lateral (
        select distinct person_id, person_touched_at from people_share
        where to_service_id = service and holder_id <> %(ours)s and withdrawn_at is null
            and first_day <= (select recourse_day()) and after_last_day > (select recourse_day())
        order by person_touched_at desc, person_id limit %(until)s
    ) as one
)
select id, (
    select count(*) from (
        select id from people_person where agency_id = %(ours)s and not is_closed
        union all (
            select distinct person_id from people_share
            where to_service_id = any (%(services)s::uuid[]) and holder_id <> %(ours)s
                and withdrawn_at is null
                and first_day <= (select recourse_day()) and after_last_day > (select recourse_day())
        ) limit %(counted)s
    ) as somebody
) from (table ours union all table theirs) as turns
order by touched_at desc, id limit %(size)s offset %(first)s
"""


class _Counted(Subquery):
    """How many rows a query gives, counted once beside the rows of one page."""

    template = "(select count(*) from (%(subquery)s) as counted)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Listed:
    """A person in a list: who they are, who leads, and the share that shows them (None: our own)."""

    person: Person
    identity: Identity
    share: Share | None

    @property
    def lead_name(self) -> str:
        """The lead worker's name, or nothing."""
        return self.person.lead_worker.name if self.person.lead_worker else ""


@dataclass(frozen=True)
class PageOfPeople:
    """One page of a list of people, whether more come after it, and how many there are as far as counted."""

    listed: list[Listed]
    page: int
    total: int
    goes_on: bool = False

    @property
    def more_than(self) -> int:
        """How many there are more than, when nobody counted to the end; nought when the total is all."""
        return COUNTED if self.total > COUNTED else 0

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def visible() -> QuerySet[Person]:
    """Give everybody the reader may see."""
    return Person.objects.all()


def one(person_id: UUID) -> Person | None:
    """Give one person, or None when there is none the reader may see."""
    return _ONE.first(person_id=person_id)


_LISTED = Composed(
    lambda people: (
        Person.objects.select_related("lead_worker").only(*searching.LISTED).filter(among("pk", people))
    )
)
_SHOWN_BY = Composed(
    lambda people, services: (
        Share.objects.filter(among("person_id", people), among("to_service_id", services))
        .only("person_id", "agency_id", "after_last_day")
        .order_by("after_last_day")
    )
)
_ONE = Composed(
    lambda person_id: Person.objects.select_related("lead_worker", "agency", "added_by").filter(pk=person_id)
)


def page_of(by: Worker, *, page: int = 1, whose: str = "all") -> PageOfPeople:
    """Give a page of our open cases and those shared with us, newest first; `whose`: all, mine, shared."""
    page = max(1, page)
    first = (page - 1) * PAGE_SIZE
    if whose not in ("mine", "shared"):
        return _of_everybody(by, page, first)
    people, turns = (_mine(by), _mine(by).values("pk")) if whose == "mine" else (_shared(by), _shown(by))
    found = list(
        people.select_related("lead_worker")
        .annotate(total=_Counted(turns[: COUNTED + 1]))
        .order_by("-touched_at", "pk")[first : first + PAGE_SIZE + 1]
    )
    total = found[0].total if found else 0
    return PageOfPeople(list_of(found[:PAGE_SIZE], by), page, total, len(found) > PAGE_SIZE)


def _of_everybody(by: Worker, page: int, first: int) -> PageOfPeople:
    """Find whose turn it is among ours and among those shared, each by its index, then read those few."""
    services = list(by.service_ids)
    with connection.cursor() as cursor:
        cursor.execute(
            _TURNS,
            {
                "ours": by.organisation_id,
                "services": services,
                "first": first,
                "until": first + PAGE_SIZE + 1,
                "size": PAGE_SIZE + 1,
                "counted": COUNTED + 1,
            },
        )
        turns = cursor.fetchall()
    if not turns:
        return PageOfPeople([], page, 0)
    now = [pk for pk, _ in turns[:PAGE_SIZE]]
    people = {person.pk: person for person in _LISTED.all(people=now)}
    still_there = [people[pk] for pk in now if pk in people]
    return PageOfPeople(list_of(still_there, by), page, turns[0][1], len(turns) > PAGE_SIZE)


def led_by(by: Worker) -> list[Person]:
    """Give the open people a worker leads."""
    return list(_mine(by).order_by("reference"))


def _mine(by: Worker) -> QuerySet[Person]:
    return Person.objects.filter(lead_worker=by, is_closed=False)


def _shared(by: Worker) -> QuerySet[Person]:
    return Person.objects.filter(pk__in=_shown(by))


def _shown(by: Worker) -> QuerySet[Share, Any]:
    shares = live().filter(to_service__in=by.service_ids).exclude(holder=by.organisation_id)
    return shares.order_by().values("person").distinct()


def list_of(people: Iterable[Person], by: Worker) -> list[Listed]:
    """Say of each person who they are and why the worker sees them: two queries, however many people."""
    people = list(people)
    identities = identity.read_many(people)
    foreign = [person.pk for person in people if person.agency_id != by.organisation_id]
    shares: dict[UUID, Share] = {}
    if foreign:
        # Of shares to us from elsewhere the policy shows only those in force: no need to ask the day again.
        ours = _SHOWN_BY.all(people=foreign, services=list(by.service_ids))
        shares = {share.person_id: share for share in ours}
    return [Listed(person, identities[person.pk], shares.get(person.pk)) for person in people]
