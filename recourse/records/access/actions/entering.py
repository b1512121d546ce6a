"""Coming in, being refused, being asked again, and going out."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from recourse.records.access import may
from recourse.records.access.actions.leaving import ChangedMeanwhile
from recourse.records.access.actions.noting import note, note_at_the_door
from recourse.records.access.models import SignIn
from recourse.records.access.queries import factors_of_kind
from recourse.records.access.words import Proof
from recourse.records.directory.may import require
from recourse.records.directory.models import Worker


@transaction.atomic(savepoint=False)
def come_in(*, how: Proof, by: Worker, at: datetime) -> None:
    """Note that a worker has signed in, and by what they proved who they are."""
    note("access.come_in", by=by, at=at, detail={"how": how.value})


@transaction.atomic(savepoint=False)
def prove_again(*, how: Proof, by: Worker, at: datetime) -> None:
    """Note that a worker proved once more who they are."""
    note("access.prove_again", by=by, at=at, detail={"how": how.value})


@transaction.atomic(savepoint=False)
def go_out(*, by: Worker, at: datetime) -> None:
    """Note that a worker has signed out."""
    note("access.go_out", by=by, at=at)


@transaction.atomic(savepoint=False)
def refuse(worker: Worker | None, *, how: Proof, named: str, by: None, at: datetime) -> None:
    """Note a failed try; `named` is a keyed digest of the name that was typed, never the name."""
    note_at_the_door(worker, "access.refuse", at=at, how=how.value, named=named)


@transaction.atomic(savepoint=False)
def shut_out(worker: Worker | None, *, named: str, by: None, at: datetime) -> None:
    """Note that a name was tried too often from one address, which must now wait."""
    note_at_the_door(worker, "access.shut_out", at=at, named=named)


@transaction.atomic(savepoint=False)
def refuse_token(worker: Worker | None, *, what: str, by: None, at: datetime) -> None:
    """Note that a session, form token or link was forged, altered, used up, late, or ended before."""
    note_at_the_door(worker, "access.refuse_token", at=at, what=what)


@transaction.atomic(savepoint=False)
def use_code(*, step: int, by: Worker, at: datetime) -> bool:
    """Use up the code an app showed at a step of its clock; false when it, or a later one, is used up."""
    app = factors_of_kind(by, "totp").select_for_update().first()
    if app is None or step <= app.data.get("last_step", 0):
        return False
    app.data["last_step"], app.last_used_at = step, at
    app.save(update_fields=["data", "last_used_at"])
    note("access.use_code", by=by, at=at)
    return True


@transaction.atomic(savepoint=False)
def use_recovery_code(*, typed: str, by: Worker, at: datetime) -> bool:
    """Use up one recovery code: its first letters say which it is, so that only that one is compared."""
    kept = factors_of_kind(by, "recovery_codes").select_for_update().first()
    number = typed[:2]
    hashed = kept.data["hashes"].get(number) if kept else None
    if kept is None or hashed is None:
        make_password(typed)  # the same work, so that the time taken tells nothing
        return False
    if not check_password(typed, hashed):
        return False
    del kept.data["hashes"][number]
    kept.last_used_at = at
    kept.save(update_fields=["data", "last_used_at"])
    note("access.use_recovery_code", by=by, at=at, detail={"left": len(kept.data["hashes"])})
    return True


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, by: Worker, at: datetime) -> None:
    """End one's own sign-in on one device; the next click there leads to the door."""
    require(sign_in.worker_id == by.pk, "Only you can end your own sign-ins one by one.")
    if not sign_in.delete()[0]:
        raise ChangedMeanwhile("That sign-in had ended already.")
    note("access.end_sign_in", by=by, at=at, about=by)


@transaction.atomic
def end_sign_ins(worker: Worker, *, by: Worker, at: datetime, besides: str = "") -> bool:
    """End every sign-in of a worker besides the one with this hash of its key; false when there was none."""
    require(by.pk == worker.pk or may.change(by, worker), "Only their manager can sign somebody out.")
    ended, _ = worker.sign_ins.exclude(key_hash=besides).delete()
    if ended:
        note("access.end_sign_ins", by=by, at=at, about=worker)
    return bool(ended)
