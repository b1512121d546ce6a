"""Finding people: those one may see, one of them, and a page of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Subquery

from recourse.records.directory.models import Worker
from recourse.records.people import identity
from recourse.records.people.identity import Identity
from recourse.records.people.models import Person, Share
from recourse.records.people.queries.sharing import live

PAGE_SIZE = 25


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
    """One page of a list of people."""

    listed: list[Listed]
    page: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def visible() -> QuerySet[Person]:
    """Give everybody the reader may see."""
    return Person.objects.all()


def one(person_id: UUID) -> Person | None:
    """Give one person, or None when there is none the reader may see."""
    return Person.objects.select_related("lead_worker", "agency", "added_by").filter(pk=person_id).first()


def page_of(by: Worker, *, page: int = 1, whose: str = "all") -> PageOfPeople:
    """Give a page of open cases, whom somebody touched last first; `whose` is all, mine or shared."""
    people = _whose(by, whose)
    first = (max(1, page) - 1) * PAGE_SIZE
    found = list(
        people.select_related("lead_worker", "agency")
        .annotate(total=_Counted(people.values("pk")))
        .order_by("-touched_at", "pk")[first : first + PAGE_SIZE]
    )
    listed = list_of(found, by)
    return PageOfPeople(listed, max(1, page), found[0].total if found else 0)


def _whose(by: Worker, whose: str) -> QuerySet[Person]:
    people = Person.objects.filter(is_closed=False)
    if whose == "mine":
        return people.filter(lead_worker=by)
    if whose == "shared":
        shown = live().filter(to_service__in=by.service_ids).values("person")
        return people.filter(pk__in=shown).exclude(agency=by.organisation_id)
    return people


def list_of(people: Iterable[Person], by: Worker) -> list[Listed]:
    """Say of each person who they are and why the worker sees them: two queries, however many people."""
    people = list(people)
    identities = identity.read_many(people)
    foreign = [person.pk for person in people if person.agency_id != by.organisation_id]
    shares: dict[UUID, Share] = {}
    if foreign:
        for share in (
            live().filter(person__in=foreign, to_service__in=by.service_ids).order_by("after_last_day")
        ):
            shares[share.person_id] = share
    return [Listed(person, identities[person.pk], shares.get(person.pk)) for person in people]
