"""The city's three hosts: one with a guest, one visited and not yet spoken for, one who has just asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from recourse.records.directory.acting import LONDON
from recourse.records.directory.acting import acting_to_the_end as acting
from recourse.records.homes import queries as homes
from recourse.records.hosting import actions as hosting
from recourse.records.people import actions as people
from recourse.records.placements import actions as placements

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.hosting.models import Host

_SPOKE = (
    "A neighbour of nine years: she is patient, and her door is open.",
    "The head of the school she taught at: calm, and keeps to what she says.",
)


def tell(*, by: Worker, at: datetime) -> None:
    """Let three people ask about hosting, and one of them host somebody for whom a check-in is late."""
    olive = _asks("Olive Makebelieve", "Mill Bridge", days=60, by=by, at=at)
    _approved(olive, by=by, at=at - timedelta(days=40))
    _stays(olive, by=by, at=at - timedelta(days=10))
    tom = _asks("Tom Fictional", "Quayside", days=20, by=by, at=at)
    with acting(by, at=at - timedelta(days=12)):
        hosting.visit(tom, words="A quiet room with its own lock.", **_signed(by, at - timedelta(days=12)))
        spoken: dict[str, Any] = {
            "is_written": False,
            "is_family": True,
            "words": "His sister: he likes company.",
        }
        hosting.take_reference(tom, **spoken, **_signed(by, at - timedelta(days=12)))
    _asks("Ruth Pretend", "Northgate", days=3, by=by, at=at)


def _asks(name: str, area: str, *, days: int, by: Worker, at: datetime) -> Host:
    then = at - timedelta(days=days)
    offers: dict[str, Any] = {"area": area, "address": f"4 Invented Row, {area}", "beds": 1}
    with acting(by, at=then):
        return hosting.enquire(name=name, contact="07700 900123", **offers, **_signed(by, then))


def _approved(host: Host, *, by: Worker, at: datetime) -> None:
    signed = _signed(by, at)
    with acting(by, at=at):
        hosting.visit(host, words="A room under the roof, with a lock and a desk.", **signed)
        for words in _SPOKE:
            hosting.take_reference(host, is_written=True, is_family=False, words=words, **signed)
        hosting.approve(host, **signed)
        hosting.name_key_host(host, words="Four guests of another scheme in six years.", **signed)


def _stays(host: Host, *, by: Worker, at: datetime) -> None:
    with acting(by, at=at):
        guest = people.add(name="Hana Specimen", nickname="Hana", by=by, at=at)
        found = homes.one(host.home_id)
        room = found.rooms.all()[0] if found else None
        bed = homes.bedspace(room.bedspaces.all()[0].pk) if room else None
        if bed is None:
            return
        soon = at + timedelta(minutes=1)
        offer = placements.offer(
            bed,
            to=guest,
            answer_by=soon,
            first_day=_day(soon),
            expected_last_day=_day(soon) + timedelta(days=90),
            by=by,
            at=at,
        )
        placements.accept(offer, by=by, at=at)


def _signed(by: Worker, at: datetime) -> dict[str, Any]:
    return {"on": _day(at), "by": by, "at": at}


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
