"""A letter against a refusal that Amina met, prepared with her step by step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from recourse.records.directory.models import Worker
from recourse.records.people.models import Person
from recourse.records.people.words import Checked
from recourse.records.refusals import actions as refusals
from recourse.records.refusals import composing, grounds, queries
from recourse.records.refusals.models import Refusal
from tests.personas import MONDAY, as_

SAID: dict[str, Any] = {
    "how": "interpreter_by_phone",
    "language": "Tigrinya",
    "checked": Checked.values,
    "words": "We would write to Stone Street Recovery, and tell them this.",
}
NAME = ("name", "Name", "Amina Example")
STATUS = ("status", "What is their immigration status?", "Overstayer")


def begun(person: Person, by: Worker, *, at: datetime = MONDAY, **changed: Any) -> Refusal:
    """Stone Street asked about status before it would treat her."""
    said: dict[str, Any] = {
        "kind": "treatment",
        "because": "status",
        "to_name": "Stone Street Recovery",
        "to_address": "2 Stone Street\nWrenfield",
        "refused_on": localdate(at) - timedelta(days=3),
    }
    with as_(by, at=at):
        return refusals.begin(person, by=by, at=at, **said | changed)


def agreed(
    refusal: Refusal,
    by: Worker,
    *,
    at: datetime = MONDAY,
    fields: tuple[str, ...] = ("name",),
    **changed: Any,
) -> None:
    """She agrees to what the letter may tell."""
    with as_(by, at=at):
        refusals.agree(refusal, fields=fields, by=by, at=at, **SAID | changed)


def written(
    refusal: Refusal,
    by: Worker,
    *,
    at: datetime = MONDAY,
    told: tuple[tuple[str, str, str], ...] = (NAME,),
    answer_by: date | None = None,
) -> None:
    """Her name, to be answered within a fortnight."""
    with as_(by, at=at):
        refusals.write(
            refusal,
            told=told,
            answer_to="1 Mill Lane, Wrenfield",
            answer_by=answer_by or localdate(at) + timedelta(days=14),
            by=by,
            at=at,
        )


def ready(
    person: Person, by: Worker, *, at: datetime = MONDAY, status: bool = False, **changed: Any
) -> Refusal:
    """Everything stands; no letter is made."""
    refusal = begun(person, by, at=at, **changed)
    agreed(refusal, by, at=at)
    if status:
        agreed(refusal, by, at=at, fields=("status",))
    written(refusal, by, at=at, told=(NAME, STATUS) if status else (NAME,))
    return again(refusal, by, at=at)


def again(refusal: Refusal, by: Worker, *, at: datetime = MONDAY) -> Refusal:
    """The letter as it stands now."""
    with as_(by, at=at):
        found = queries.one(refusal.pk)
    assert found is not None
    return found


def seen(refusal: Refusal, by: Worker, *, at: datetime = MONDAY) -> str:
    """The fingerprint of the letter as this worker reads it; to be asked for as that worker."""
    now, day = queries.one(refusal.pk), localdate(at)
    assert now is not None
    ground = grounds.one(now.person, kind=now.kind, because=now.because, on=day)
    return composing.sheet(now, ground, by=by, on=day).fingerprint


def made(refusal: Refusal, by: Worker, *, at: datetime = MONDAY) -> Refusal:
    """Noor reads it and makes it."""
    with as_(by, at=at):
        return refusals.make(refusal, seen=seen(refusal, by, at=at), by=by, at=at)
