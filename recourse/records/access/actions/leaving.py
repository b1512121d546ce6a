"""Changing what a worker does here, and their leaving for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from recourse.records.access import may
from recourse.records.access.actions.ending import end_access
from recourse.records.access.queries import working
from recourse.records.directory.may import require
from recourse.records.directory.models import Service, Worker
from recourse.records.directory.words import Role
from recourse.records.ledger import actions as ledger

NOT_YOURS = "Only their manager can change this, and nobody can change it for themselves."


class ChangedMeanwhile(Exception):
    """Somebody changed it after it was read."""


class AlreadyLeft(Exception):
    """Somebody ended their time here before."""


def _locked(worker: Worker) -> Worker:
    return Worker.objects.select_for_update(of=("self",)).get(pk=worker.pk)


@transaction.atomic
def change_work(
    worker: Worker,
    *,
    role: Role,
    services: Iterable[Service],
    by: Worker,
    at: datetime,
    seen: str = "",
) -> None:
    """Change a worker's role and services; who leaves a service, or has another role, is signed out.

    `seen` is what they did, as `working` tells it, when the change was thought of.
    """
    require(may.change(by, worker), NOT_YOURS)
    standing = _locked(worker)
    if seen and seen != working(standing):
        raise ChangedMeanwhile("What they do was changed meanwhile. Read it, then change it if need be.")
    services = list(services)
    require(
        all(service.organisation_id == worker.organisation_id for service in services),
        "Somebody can only work in a service of your own organisation.",
    )
    before, after = set(worker.service_ids), {service.pk for service in services}
    has_less = bool(before - after) or worker.role != role
    worker.role = role
    worker.save(update_fields=["role"])
    worker.services.set(services)
    worker.refresh_from_db()
    if has_less:
        worker.sign_ins.all().delete()
    detail = {"role": role.value, "left": sorted(before - after), "joined": sorted(after - before)}
    ledger.record(by=by, act="access.change_work", at=at, about=worker, detail=detail)


@transaction.atomic
def leave(worker: Worker, *, by: Worker, at: datetime) -> None:
    """End a worker's time here: they are signed out everywhere and can never come in again."""
    require(may.change(by, worker), NOT_YOURS)
    if not _locked(worker).is_active:
        raise AlreadyLeft("They had left already.")
    end_access(worker, at=at)
    worker.services.clear()
    worker.is_active = False
    worker.save(update_fields=["is_active"])
    worker.refresh_from_db()
    ledger.record(by=by, act="access.leave", at=at, about=worker)
