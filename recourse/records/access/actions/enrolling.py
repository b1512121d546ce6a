"""Setting up by what one signs in: a passkey, or a password with an app and recovery codes."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from recourse.records.access.actions.leaving import ChangedMeanwhile
from recourse.records.access.actions.noting import note
from recourse.records.access.queries import factors_of_kind
from recourse.records.directory.models import Worker

RECOVERY_CODES = 10
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"


class LastWayIn(Exception):
    """Without this, a worker could not come in any more."""


@transaction.atomic
def add_passkey(*, name: str, credential: Mapping[str, Any], by: Worker, at: datetime) -> None:
    """Keep the public half of a passkey that was just made, once."""
    _lock(by)
    if factors_of_kind(by, "webauthn").filter(data__credential__id=credential["id"]).exists():
        raise ChangedMeanwhile("This passkey was added already. Nothing was added twice.")
    data = {"name": name, "credential": dict(credential)}
    factors_of_kind(by, "webauthn").create(user=by, type="webauthn", data=data, created_at=at)
    note("access.add_passkey", by=by, at=at)


@transaction.atomic
def add_app(*, secret: str, step: int, by: Worker, at: datetime, seen: int | None = None) -> None:
    """Keep the sealed secret of an app that shows codes, in place of the one that was `seen` there."""
    _lock(by)
    _require_seen(by, "totp", seen, "An app was connected meanwhile. This one was not.")
    factors_of_kind(by, "totp").delete()
    data = {"secret": secret, "last_step": step}
    factors_of_kind(by, "totp").create(user=by, type="totp", data=data, created_at=at)
    note("access.add_app", by=by, at=at)


@transaction.atomic
def give_recovery_codes(*, by: Worker, at: datetime, seen: int | None = None) -> list[str]:
    """Make ten recovery codes in place of those that were `seen` there; only their hashes are kept."""
    _lock(by)
    told = "Ten new codes were made meanwhile. If you do not have them on paper, make ten more."
    _require_seen(by, "recovery_codes", seen, told)
    codes = [f"{number:02}{_letters(12)}" for number in range(1, RECOVERY_CODES + 1)]
    kept = {"hashes": {code[:2]: make_password(code) for code in codes}}
    factors_of_kind(by, "recovery_codes").delete()
    factors_of_kind(by, "recovery_codes").create(user=by, type="recovery_codes", data=kept, created_at=at)
    note("access.give_recovery_codes", by=by, at=at)
    return codes


@transaction.atomic
def set_password(*, password: str, by: Worker, at: datetime, seen: str | None = None) -> None:
    """Set one's password, in place of the hash that was `seen`; callers sign out whoever used the old one."""
    if seen is not None and _lock(by).password != seen:
        raise ChangedMeanwhile("Your password was set meanwhile, and not to this one.")
    by.set_password(password)
    by.save(update_fields=["password"])
    note("access.set_password", by=by, at=at)


@transaction.atomic
def remove_factor(factor_id: int, *, by: Worker, at: datetime) -> None:
    """Take away a passkey or the app, unless nothing to come in with would be left."""
    _lock(by)
    found = {one.pk: one for one in factors_of_kind(by)}
    going = found.pop(factor_id, None)
    if going is None or going.type == "recovery_codes":
        raise ChangedMeanwhile("That was removed already. Nothing else was.")
    if not any(one.type in ("webauthn", "totp") for one in found.values()):
        raise LastWayIn("This is the last way you can come in. Add another one first, then remove this one.")
    if not _can_come_in(by, [one.type for one in found.values()]):
        raise LastWayIn("You sign in with a passkey alone. Add another one first, then remove this one.")
    going.delete()
    note("access.remove_factor", by=by, at=at, detail={"kind": going.type})


def _can_come_in(by: Worker, kinds: list[str]) -> bool:
    return "webauthn" in kinds or (by.has_usable_password() and "totp" in kinds)


def _lock(by: Worker) -> Worker:
    return Worker.objects.select_for_update().get(pk=by.pk)


def _require_seen(by: Worker, kind: str, seen: int | None, told: str) -> None:
    stands = factors_of_kind(by, kind).first()
    if (stands.pk if stands else None) != seen:
        raise ChangedMeanwhile(told)


def _letters(count: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(count))
