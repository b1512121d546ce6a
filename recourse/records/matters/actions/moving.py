"""One move of a task: taken over, put off, done, given up; whoever is quicker has it, the other is told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from recourse.records.directory.may import MayNot, require
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.matters import may
from recourse.records.matters.actions.making import needs
from recourse.records.matters.happenings import AlreadyMoved, NotAColleague, SaidNothing
from recourse.records.matters.models import Task
from recourse.records.matters.words import State


@transaction.atomic
def take(
    task: Task, *, by: Worker, at: datetime, seen: int | None = None, worker: Worker | None = None
) -> None:
    """Take a task over, or hand it to a colleague."""
    require(may.change(by, task), may.NOT_YOURS)
    now, whose = _lock(task, seen=seen), worker or by
    if not may.give(by, whose):
        raise NotAColleague
    now.worker = whose
    _moved(now, how="taken", by=by, at=at, fields=["worker"])
    _noted(now, act="take", by=by, at=at, worker=whose.pk)


@transaction.atomic
def put_off(task: Task, *, until: date, why: str, by: Worker, at: datetime, seen: int | None = None) -> None:
    """Move a task to a later day, and say why."""
    require(may.change(by, task), may.NOT_YOURS)
    now = _lock(task, seen=seen)
    if now.until is not None and until <= now.until:
        raise SaidNothing("Give a day after the one it stands on.")
    now.reason, now.until = needs(why, "Say why it is put off."), until
    _moved(now, how="put_off", by=by, at=at, fields=["reason", "until"])
    _noted(now, act="put_off", by=by, at=at, until=until)


@transaction.atomic
def finish(task: Task, *, by: Worker, at: datetime, seen: int | None = None) -> None:
    """Say that it is done."""
    require(may.change(by, task), may.NOT_YOURS)
    now = _lock(task, seen=seen)
    now.state, now.ended_by, now.ended_at = State.DONE, by, at
    _moved(now, how="done", by=by, at=at, fields=["state", "ended_by", "ended_at"])
    _noted(now, act="finish", by=by, at=at)


@transaction.atomic
def give_up(task: Task, *, why: str, by: Worker, at: datetime, seen: int | None = None) -> None:
    """Give a task up, and say why."""
    require(may.change(by, task), may.NOT_YOURS)
    now = _lock(task, seen=seen)
    now.reason = needs(why, "Say why it is given up.")
    now.state, now.ended_by, now.ended_at = State.GIVEN_UP, by, at
    _moved(now, how="given_up", by=by, at=at, fields=["reason", "state", "ended_by", "ended_at"])
    _noted(now, act="give_up", by=by, at=at)


def _lock(task: Task, *, seen: int | None) -> Task:
    """The task as it stands now, held until the transaction ends; somebody quicker is named."""
    now = Task.objects.select_for_update(of=("self",)).filter(pk=task.pk).first()
    if now is None:
        raise MayNot(may.NOT_YOURS)
    if not now.is_open or (seen is not None and seen != now.moves):
        raise AlreadyMoved(by=now.moved_by.name, at=now.moved_at, how=now.moved_how)
    return now


def _moved(task: Task, *, how: str, by: Worker, at: datetime, fields: Collection[str]) -> None:
    task.moves += 1
    task.moved_by, task.moved_at, task.moved_how = by, at, how
    task.save(update_fields=[*fields, "moves", "moved_by", "moved_at", "moved_how"])


def _noted(task: Task, *, act: str, by: Worker, at: datetime, **codes: object) -> None:
    ledger.record(by=by, act=f"matters.{act}", at=at, about=task, person=task.person_id, detail={**codes})
