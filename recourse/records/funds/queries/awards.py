"""Grants to people: one's own, and other agencies' as far as the person agreed that they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from recourse.reasoning import money
from recourse.records.directory.models import Worker
from recourse.records.funds.models import Award, Grant
from recourse.records.funds.queries.books import as_award
from recourse.records.funds.words import PaysFor
from recourse.records.people import queries as people
from recourse.records.people.models import Person

_FIELD = "work"


@dataclass(frozen=True)
class AtOnce:
    """Another agency's grant that pays on the same days: whose, and on which days both pay."""

    agency: str
    first_day: date
    after_last_day: date


@dataclass(frozen=True)
class Sight:
    """The agencies whose grants to a person can be looked at from here, and those whose cannot."""

    looked: list[str]
    not_looked: list[str]


def awards_of(person: Person) -> list[Award]:
    """Every grant to a person that the reader may see, newest first."""
    return list(
        Award.objects.filter(person=person).select_related("agency", "grant", "given_by", "stopped_by")
    )


def one_award(award: UUID) -> Award | None:
    """One grant the reader may see."""
    found = Award.objects.filter(pk=award).select_related("agency", "person", "grant", "stopped_by")
    return found.first()


def paid_from() -> list[Grant]:
    """The agency's own funders' grants that pay for grants to people."""
    return list(Grant.objects.filter(pays_for=PaysFor.PEOPLE))


def others_at_once(awards: list[Award], *, by: Worker) -> list[AtOnce]:
    """Of the grants in sight, those of other agencies that pay while one of ours does."""
    running = [one for one in awards if one.paid_until > one.first_day]
    agency_of = {str(one.agency_id): one.agency.name for one in running}
    plain = [as_award(one, fund=str(one.agency_id)) for one in running]
    ours = str(by.organisation_id)
    found = []
    for one, other in money.overlapping(plain):
        if ours in (one.fund, other.fund):
            theirs = other if one.fund == ours else one
            ends = min(one.after_last_day, other.after_last_day)
            found.append(AtOnce(agency_of[theirs.fund], max(one.first_day, other.first_day), ends))
    return sorted(found, key=lambda one: (one.first_day, one.agency))


def running_elsewhere(
    awards: list[Award], *, by: Worker, first_day: date, after_last_day: date
) -> list[AtOnce]:
    """Of the grants in sight, those of other agencies that pay on some of these days."""
    return [
        AtOnce(one.agency.name, max(one.first_day, first_day), min(one.paid_until, after_last_day))
        for one in awards
        if one.agency_id != by.organisation_id
        and one.first_day < after_last_day
        and first_day < one.paid_until
    ]


def sight(person: Person, *, by: Worker) -> Sight:
    """Whose grants to a person can be looked at from here, and whose cannot, for want of an agreement."""
    agreed: dict[UUID, bool] = {}
    names: dict[UUID, str] = {}
    for share in people.standing_shares(person):
        if share.agency_id == by.organisation_id:
            other, is_shown = share.to_agency, share.comes_back and _FIELD in share.fields
        elif share.to_agency_id == by.organisation_id:
            other, is_shown = share.agency, _FIELD in share.fields
        else:
            continue
        names[other.pk] = other.name
        agreed[other.pk] = is_shown or agreed.get(other.pk, False)
    named = sorted((names[pk], is_shown) for pk, is_shown in agreed.items())
    return Sight(
        [name for name, is_shown in named if is_shown], [name for name, is_shown in named if not is_shown]
    )


def paid_by(grant: Grant, *, until: date) -> int:
    """What people were paid out of a funder's grant before a day, in pennies."""
    return sum(
        one.pence
        for one in Award.objects.filter(grant=grant)
        if one.paid_until > one.first_day
        for day in money.paid_on(as_award(one, fund=""))
        if day < until
    )


def people_paid_by(grant: Grant) -> int:
    """How many people were given something out of a funder's grant."""
    return Award.objects.filter(grant=grant).values("person_id").distinct().count()
