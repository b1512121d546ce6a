"""Says what is wrong with the keys, before anything is served: missing, another's, or half rotated."""

from __future__ import annotations

from uuid import UUID

from recourse.records.sealing import agencies, rotating, store
from recourse.records.sealing.refusals import Refused, WrongKey


def wrong_with(agency: UUID, *, name: str) -> list[str]:
    """Say what is wrong with one agency's keys, and what to do; nothing when all is well."""
    try:
        keys = agencies.of(agency)
        known = _proofs(agency)
        for generation, proof in known.items():
            if generation in keys.generations and keys.proof(generation) != proof:
                raise WrongKey(
                    f"The key file of agency {agency} holds another key than the one in use:"
                    f" put back the right agencies/{agency}.key."
                )
        for generation in known.keys() | _used(agency):
            keys.derived(generation, "wrap")
    except Refused as refused:
        return [f"{name}: {refused}"]
    if len(keys.generations) > 1 and not rotating.is_going_on():
        return [f"{name}: its new key is half made. Finish it: recourse keys rotate"]
    return []


def _proofs(agency: UUID) -> dict[int, bytes]:
    found = store.connection().execute(
        "select generation, proof from proof where agency = ?", (agency.bytes,)
    )
    return dict(found.fetchall())


def _used(agency: UUID) -> set[int]:
    found = store.connection().execute(
        "select distinct generation from wrapped where agency = ? and generation > 0", (agency.bytes,)
    )
    return {generation for (generation,) in found}
