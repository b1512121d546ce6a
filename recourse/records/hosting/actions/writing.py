"""Writing one step of a host, on a day that makes sense, once."""

from __future__ import annotations

from datetime import date, datetime

from recourse.records.directory.acting import LONDON
from recourse.records.directory.may import MayNot
from recourse.records.directory.models import Worker
from recourse.records.homes.actions import OUR_YEARS
from recourse.records.hosting import may
from recourse.records.hosting.happenings import AlreadyDone, BadStep, NotYet
from recourse.records.hosting.models import Host, Step
from recourse.records.hosting.words import Stands, Steps
from recourse.records.ledger import actions as ledger
from recourse.records.people import text

LONGEST = 2_000


def locked(host: Host) -> Host:
    """The host as they stand now, until this act is over; two people take no step at once."""
    now = Host.objects.select_for_update().filter(pk=host.pk).first()
    if now is None:
        raise MayNot(may.NOT_YOURS)
    return now


def not_over(host: Host) -> None:
    """Refuse a step with a host who left, was refused or is erased."""
    how = {Stands.LEFT: "left", Stands.REFUSED: "was refused", Stands.ERASED: "is erased"}.get(
        Stands(host.state)
    )
    if how:
        raise NotYet(f"This host {how}. If they ask again, enter them as a new host.")


def not_twice(host: Host, kind: Steps) -> None:
    """Refuse a step that was taken, and say by whom."""
    before = Step.objects.filter(host=host, kind=kind).select_related("made_by").last()
    if before is not None:
        raise AlreadyDone(by_name=before.made_by.name, at=before.made_at, what=_said(before))


def write(
    host: Host,
    kind: Steps,
    *,
    on: date,
    words: str,
    by: Worker,
    at: datetime,
    is_written: bool = False,
    is_family: bool = False,
) -> Step:
    """Write a step on a day that has come, not before the step before it, and say so in the ledger."""
    _has_come(on, at=at)
    last = _last(host)
    if last and on < last.on_day:
        raise BadStep(
            "on", f"A day on or after {in_words(last.on_day)}, of the step before, was expected here."
        )
    step = Step.objects.create(
        host=host,
        agency_id=host.agency_id,
        number=last.number + 1 if last else 1,
        kind=kind,
        on_day=on,
        is_written=is_written,
        is_family=is_family,
        words=words,
        made_by=by,
        made_at=at,
    )
    told = {"kind": kind.value, "on": on.isoformat()}
    ledger.record(by=by, act=f"hosting.{_ACTS[kind]}", at=at, about=host, detail=told)
    return step


def needed(words: str, sentence: str) -> str:
    """Words that must be there, as they are kept."""
    kept = kept_words(words)
    if not kept:
        raise BadStep("words", sentence)
    return kept


def kept_words(words: str) -> str:
    """Words as they are kept."""
    return text.lines(words, what="What you wrote", at_most=LONGEST)


def _has_come(on: date, *, at: datetime) -> None:
    if on.year not in OUR_YEARS:
        raise BadStep("on", f"A year from {OUR_YEARS[0]} to {OUR_YEARS[-1]} was expected, not {on.year}.")
    if on > at.astimezone(LONDON).date():
        raise BadStep("on", "A day that has come was expected here.")


def in_words(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day:%B %Y}"


def _last(host: Host) -> Step | None:
    return Step.objects.filter(host=host).last()


def _said(step: Step) -> str:
    return f"{Steps(step.kind).label.lower()}, {in_words(step.on_day)}"


_ACTS = {
    Steps.ENQUIRY: "enquire",
    Steps.VISIT: "visit",
    Steps.REFERENCE: "take_reference",
    Steps.APPROVED: "approve",
    Steps.REFUSED: "refuse",
    Steps.RESTING: "rest",
    Steps.BACK: "come_back",
    Steps.LEFT: "leave",
    Steps.KEY: "name_key_host",
}
