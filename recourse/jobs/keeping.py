"""Deletes what has come to its end, every night, a bounded number of files at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from procrastinate.contrib.django import app

from recourse.reasoning.periods.days import later_by_months
from recourse.records.access import reported, sittings
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON, acting_for
from recourse.records.keeping import actions as keeping
from recourse.records.keeping import queries, register
from recourse.records.people import actions as people

if TYPE_CHECKING:
    from recourse.records.directory.models import Organisation

BATCH = 200


@dataclass(frozen=True)
class Step:
    """What has come to its end for an agency, and the act that ends one of it."""

    due: Callable[[Organisation], Iterable[Any]]
    end: Callable[[Any, Organisation], object]


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
    terms = register.terms()
    closed, quiet = _before(terms["case"].months, at), _before(terms["enquiry"].months, at)
    refused = _before(terms["refused_referral"].months, at)
    coarse = _before(terms["street_contact"].coarsened_after_months, at)
    gone = _before(terms["street_contact"].months, at)
    return {
        "closed_files": Step(
            partial(queries.closed_files, before=closed),
            lambda person, agency: keeping.end_file(person, agency=agency, at=at),
        ),
        "others_files": Step(
            partial(queries.others_files, before=closed),
            lambda person_id, agency: keeping.end_others_file(person_id, agency=agency, at=at),
        ),
        "enquiries": Step(
            partial(queries.enquiries, before=quiet),
            lambda person, agency: keeping.end_file(person, agency=agency, at=at),
        ),
        "refused_referrals": Step(
            partial(queries.refused_referrals, before=refused),
            lambda referral, agency: keeping.end_referral(referral, agency=agency, at=at),
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


def _due(agency: Organisation, *, at: datetime) -> dict[str, list[Any]]:
    with acting_for(agency, at=at):
        return {name: list(step.due(agency)) for name, step in steps(at).items()}


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
    """Whether nobody brought it back to life meanwhile; its row stays locked until it is ended."""
    found = step.due(agency)
    if isinstance(found, QuerySet):
        return found.select_for_update(of=("self",)).filter(pk=one.pk).first() is not None
    return one in found


def _before(months: int | None, at: datetime) -> datetime:
    """The moment that lies so many months back, by the corresponding-date rule."""
    assert months is not None
    local = at.astimezone(LONDON)
    day = later_by_months(local.date(), -months)
    return local.replace(year=day.year, month=day.month, day=day.day)
