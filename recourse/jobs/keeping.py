"""Deletes what has come to its end, every night, a bounded number of files at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from procrastinate.contrib.django import app

from recourse.reasoning.periods.days import later_by_months
from recourse.records.access import reported, sittings
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON, acting_for
from recourse.records.keeping import actions as keeping
from recourse.records.keeping import childhood, hosts, queries, register
from recourse.records.papers import actions as papers
from recourse.records.people import actions as people

if TYPE_CHECKING:
    from recourse.records.directory.models import Organisation
    from recourse.records.hosting.models import Host

BATCH = 200


@dataclass(frozen=True)
class Step:
    """What has come to its end for an agency, the act that ends one of it, and whose must wait all the same.

    Nobody can change a row that `is_fixed`, so nobody can lock it either.
    """

    due: Callable[[Organisation], Iterable[Any]]
    end: Callable[[Any, Organisation], object]
    waiting: Callable[[list[UUID], Organisation], set[UUID]] = lambda people, agency: set()
    is_fixed: bool = False

    def ready(self, agency: Organisation) -> list[Any]:
        """What is due and waits for nothing else."""
        due = list(self.due(agency))
        waits = self.waiting([_whose(one) for one in due], agency)
        return [one for one in due if _whose(one) not in waits]


@app.periodic(cron="40 3 * * *")
@app.task(name="keep", queueing_lock="keep", pass_context=False)
def keep(timestamp: int) -> None:
    """Run as of the moment it was due; running twice ends nothing twice."""
    keep_all(at=datetime.fromtimestamp(timestamp, UTC))


def count_all(*, at: datetime) -> Counter[str]:
    """Say how much would be ended, without ending anything."""
    found: Counter[str] = Counter()
    for agency in directory.agencies():
        for name, due in _due(agency, at=at).items():
            found[name] += len(due)
    found["ended_sessions"] = sittings.over(at=at).count()
    found["refused_by_browsers"] = reported.old(today=at.astimezone(LONDON).date()).count()
    return found


def keep_all(*, at: datetime) -> Counter[str]:
    """End what is due for every agency, `BATCH` of a kind at most, each in a transaction of its own.

    What goes wrong with one file is raised once all the others had their turn; the rest waits for the next
    night. What came back to life since it was found to be due is left alone.
    """
    ended: Counter[str] = Counter()
    wrong: list[Exception] = []
    for agency in directory.agencies():
        for name, due in _due(agency, at=at).items():
            ended[name] += _end(steps(at)[name], due[:BATCH], agency, at=at, wrong=wrong)
    ended["ended_sessions"] = sittings.over(at=at).delete()[0] + sittings.old_tries(at=at).delete()[0]
    ended["refused_by_browsers"] = reported.old(today=at.astimezone(LONDON).date()).delete()[0]
    if wrong:
        raise ExceptionGroup("Some files were not ended.", wrong)
    return ended


def steps(at: datetime) -> dict[str, Step]:
    """Every step by the name the terms call it, in the order in which they are done."""
    return _files(at) | _parts(at) | _hosts(at)


def _files(at: datetime) -> dict[str, Step]:
    """Whole files, and what never became one."""
    terms = register.terms()
    closed, quiet = _before(terms["case"].months, at), _before(terms["enquiry"].months, at)
    refused = _before(terms["refused_referral"].months, at)
    young = partial(_young, at=at)
    return {
        "closed_files": Step(
            partial(queries.closed_files, before=closed),
            lambda person, agency: keeping.end_file(person, agency=agency, at=at),
            young,
        ),
        "others_files": Step(
            partial(queries.others_files, before=closed),
            lambda person_id, agency: keeping.end_others_file(person_id, agency=agency, at=at),
            young,
        ),
        "enquiries": Step(
            partial(queries.enquiries, before=quiet),
            lambda person, agency: keeping.end_file(person, agency=agency, at=at),
        ),
        "refused_referrals": Step(
            partial(queries.refused_referrals, before=refused),
            lambda referral, agency: keeping.end_referral(referral, agency=agency, at=at),
        ),
    }


def _parts(at: datetime) -> dict[str, Step]:
    """Of files that stay, what has a shorter time of its own."""
    terms = register.terms()
    coarse = _before(terms["street_contact"].coarsened_after_months, at)
    gone = _before(terms["street_contact"].months, at)
    left = _before(terms["right_to_rent"].months, at)
    return {
        "rent_check_copies": Step(
            partial(queries.rent_check_copies, before=left),
            lambda paper, agency: papers.forget_one(paper, agency=agency, at=at),
            is_fixed=True,
        ),
        "places": Step(
            partial(queries.with_any_place, before=gone),
            lambda person, agency: people.forget_places(person.pk, agency=agency, at=at),
        ),
        "coarse_places": Step(
            partial(queries.with_exact_place, before=coarse),
            lambda person, agency: people.coarsen_places(
                person.pk,
                agency=agency,
                before=coarse,
                is_quiet=person.touched_at < coarse,
                at=at,
            ),
        ),
    }


def _hosts(at: datetime) -> dict[str, Step]:
    """Hosts who left, and who asked and never had a guest."""
    terms = register.terms()
    left, asked = _before(terms["host"].months, at), _before(terms["host_enquiry"].months, at)

    def end(host: Host, agency: Organisation) -> None:
        keeping.end_host(host, agency=agency, at=at)

    return {
        "hosts": Step(partial(hosts.gone, before=left), end),
        "host_enquiries": Step(partial(hosts.came_to_nothing, before=asked), end),
    }


def _whose(due: Any) -> UUID:
    found: UUID = due if isinstance(due, UUID) else due.pk
    return found


def _young(people: list[UUID], agency: Organisation, *, at: datetime) -> set[UUID]:
    return childhood.waiting(people, agency=agency, at=at)


def _due(agency: Organisation, *, at: datetime) -> dict[str, list[Any]]:
    with acting_for(agency, at=at):
        return {name: step.ready(agency) for name, step in steps(at).items()}


def _end(
    step: Step, due: Iterable[Any], agency: Organisation, *, at: datetime, wrong: list[Exception]
) -> int:
    ended = 0
    for one in due:
        try:
            with acting_for(agency, at=at):
                if _still_due(step, one, agency):
                    step.end(one, agency)
                    ended += 1
        except Exception as failure:
            wrong.append(failure)
    return ended


def _still_due(step: Step, one: Any, agency: Organisation) -> bool:
    """Whether nobody brought it back to life meanwhile; a row that can change stays locked to the end."""
    found = step.due(agency)
    if isinstance(found, QuerySet):
        if not step.is_fixed:
            found = found.select_for_update(of=("self",))
        return found.filter(pk=one.pk).first() is not None
    return one in found


def _before(months: int | None, at: datetime) -> datetime:
    """The moment that lies so many months back, by the corresponding-date rule."""
    assert months is not None
    local = at.astimezone(LONDON)
    day = later_by_months(local.date(), -months)
    return local.replace(year=day.year, month=day.month, day=day.day)
