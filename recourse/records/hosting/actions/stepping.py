"""The steps of a host: visited, references taken, approved or refused, resting, back, left, experienced."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from recourse.records.directory.may import require
from recourse.records.directory.models import Worker
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, State
from recourse.records.hosting import may
from recourse.records.hosting.actions.writing import (
    kept_words,
    locked,
    needed,
    not_over,
    not_twice,
    write,
)
from recourse.records.hosting.happenings import AlreadyDone, NotYet
from recourse.records.hosting.models import Host, Step
from recourse.records.hosting.words import Stands, Steps
from recourse.records.placements import queries as placements

REFERENCES = 2
NOT_VISITED = "Nobody has visited their home yet. Write the visit down first."
FEW_REFERENCES = "Two references are needed, and {there} there. Take {more} first."
NO_WRITTEN = (
    "One reference has to be in writing and by somebody who is not family. Take such a reference first."
)
NOT_APPROVED = "This host is not approved yet."


@transaction.atomic
def visit(host: Host, *, on: date, words: str = "", by: Worker, at: datetime) -> Step:
    """Write down that their home was visited, and what was seen there."""
    require(may.see_to(by, host), may.NOT_YOURS)
    now = locked(host)
    not_over(now)
    not_twice(now, Steps.VISIT)
    step = write(now, Steps.VISIT, on=on, words=kept_words(words), by=by, at=at)
    _stands(now, Stands.VISITED)
    return step


@transaction.atomic
def take_reference(
    host: Host, *, on: date, is_written: bool, is_family: bool, words: str, by: Worker, at: datetime
) -> Step:
    """Write down a reference: who gave it and what they say, whether in writing, whether by family."""
    require(may.see_to(by, host), may.NOT_YOURS)
    now = locked(host)
    not_over(now)
    _visited(now)
    _not_approved_yet(now)
    said = needed(words, "Say who gave the reference, and what they say.")
    kind = {"is_written": is_written, "is_family": is_family}
    return write(now, Steps.REFERENCE, on=on, words=said, by=by, at=at, **kind)


@transaction.atomic
def approve(host: Host, *, on: date, words: str = "", by: Worker, at: datetime) -> Step:
    """Approve a host who was visited and for whom both references are there; their beds are ready then."""
    require(may.decide(by, host), may.NOT_MANAGER)
    now = locked(host)
    not_over(now)
    _visited(now)
    _not_approved_yet(now)
    _references(now)
    step = write(now, Steps.APPROVED, on=on, words=kept_words(words), by=by, at=at)
    _stands(now, Stands.APPROVED)
    for bed in Bedspace.objects.filter(room__home=now.home_id).select_related("room__home"):
        homes.say_state(bed, state=State.AVAILABLE, from_day=on, by=by, at=at)
    return step


@transaction.atomic
def refuse(host: Host, *, on: date, words: str, by: Worker, at: datetime) -> Step:
    """Refuse somebody who asked about hosting, with the reason."""
    require(may.decide(by, host), may.NOT_MANAGER)
    now = locked(host)
    not_over(now)
    if now.state in (Stands.APPROVED, Stands.RESTING):
        raise NotYet("This host is approved. If they stop hosting, write down that they left.")
    step = write(now, Steps.REFUSED, on=on, words=needed(words, "Say why."), by=by, at=at)
    _stands(now, Stands.REFUSED)
    return step


@transaction.atomic
def rest(host: Host, *, on: date, words: str = "", by: Worker, at: datetime) -> Step:
    """Write down that a host rests: nobody new is offered a bed there, and who stays there stays."""
    require(may.see_to(by, host), may.NOT_YOURS)
    now = locked(host)
    not_over(now)
    if now.state == Stands.RESTING:
        not_twice(now, Steps.RESTING)
    _approved(now)
    step = write(now, Steps.RESTING, on=on, words=kept_words(words), by=by, at=at)
    _stands(now, Stands.RESTING)
    return step


@transaction.atomic
def come_back(host: Host, *, on: date, words: str = "", by: Worker, at: datetime) -> Step:
    """Write down that a host who rested hosts again."""
    require(may.see_to(by, host), may.NOT_YOURS)
    now = locked(host)
    not_over(now)
    _approved(now)
    if now.state != Stands.RESTING:
        raise NotYet("This host does not rest.")
    step = write(now, Steps.BACK, on=on, words=kept_words(words), by=by, at=at)
    _stands(now, Stands.APPROVED)
    return step


@transaction.atomic
def leave(host: Host, *, on: date, words: str, by: Worker, at: datetime) -> Step:
    """Write down that a host left, and why; not while somebody stays with them, or was promised a bed."""
    require(may.decide(by, host), may.NOT_MANAGER)
    now = locked(host)
    not_over(now)
    beds = Bedspace.objects.filter(room__home=now.home_id)
    if any(placements.taken_from(bed, on) for bed in beds):
        raise NotYet("Somebody stays with them, or is promised a bed. End the stay or the offer first.")
    step = write(now, Steps.LEFT, on=on, words=needed(words, "Say why they left."), by=by, at=at)
    _stands(now, Stands.LEFT)
    return step


@transaction.atomic
def name_key_host(host: Host, *, on: date, words: str, by: Worker, at: datetime) -> Step:
    """Write down that a host is experienced: they have hosted before, and the scheme says so."""
    require(may.decide(by, host), may.NOT_MANAGER)
    now = locked(host)
    not_over(now)
    _approved(now)
    not_twice(now, Steps.KEY)
    said = needed(words, "Say whom they have hosted before: with you, or with another scheme.")
    step = write(now, Steps.KEY, on=on, words=said, by=by, at=at)
    now.is_key = True
    now.save(update_fields=["is_key"])
    return step


def _stands(host: Host, state: Stands) -> None:
    host.state = state
    host.save(update_fields=["state"])


def _visited(host: Host) -> None:
    if host.state == Stands.ENQUIRY:
        raise NotYet(NOT_VISITED)


def _approved(host: Host) -> None:
    if host.state not in (Stands.APPROVED, Stands.RESTING):
        raise NotYet(NOT_APPROVED)


def _not_approved_yet(host: Host) -> None:
    if host.state in (Stands.APPROVED, Stands.RESTING):
        before = Step.objects.filter(host=host, kind=Steps.APPROVED).select_related("made_by").get()
        raise AlreadyDone(by_name=before.made_by.name, at=before.made_at, what="approved")


def _references(host: Host) -> None:
    taken = list(Step.objects.filter(host=host, kind=Steps.REFERENCE))
    if len(taken) < REFERENCES:
        there = "one is" if taken else "none is"
        more = "another" if taken else "them"
        raise NotYet(FEW_REFERENCES.format(there=there, more=more))
    if not any(one.is_written and not one.is_family for one in taken):
        raise NotYet(NO_WRITTEN)
