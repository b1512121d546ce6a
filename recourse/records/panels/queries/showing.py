"""What a page shows of a choice, as it is kept with the decision: who or which bed, in order, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from recourse.reasoning.allocation.criteria import Worth, worth
from recourse.reasoning.allocation.netting import Left
from recourse.reasoning.allocation.shortlist import FIVE, Choice
from recourse.records.criteria.gathering import Waiting
from recourse.records.criteria.queries import Published
from recourse.records.panels.queries.ordering import Ordered
from recourse.records.panels.queries.weighing import Weighed


@dataclass(frozen=True, slots=True)
class Row:
    """One who, or which bed, could be chosen: their values and sentences as shown."""

    person_id: UUID
    bed_id: UUID
    shown: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that stands in a shortlist, in its order."""

    published: Published | None
    order: Ordered
    priced_on: date | None
    is_from_last: bool
    rows: tuple[Row, ...]
    could: int
    waited: int

    @property
    def sign(self) -> str:
        """A sign of all that is shown, by which an act knows that it is still so."""
        rows = [(str(row.person_id), str(row.bed_id), sorted(row.shown.items())) for row in self.rows]
        by = self.published.fingerprint if self.published else "the wait alone"
        stands = repr((by, self.order, self.priced_on, self.is_from_last, self.could, self.waited, rows))
        return sha256(stands.encode()).hexdigest()[:32]

    def row(self, *, person: UUID, bed: UUID) -> Row | None:
        """The row of somebody and a bed."""
        return next((row for row in self.rows if (row.person_id, row.bed_id) == (person, bed)), None)


def for_bed(weighed: Weighed, bed: UUID) -> Shown:
    """Whom a bed could go to: five by what is published, else everybody it is for by the wait alone."""
    left_out = {one.person_id for one in weighed.left_out(bed=bed)}
    if str(bed) not in weighed.places:
        return _shown(weighed, (), could=0)
    could = [one for one in weighed.waiting.values() if one.person.pk not in left_out]
    if weighed.published is None:
        could = [one for one in could if _is_left(weighed, one.person.pk, bed)]
        return _shown(weighed, tuple(_by_wait(one, bed) for one in could[:FIVE]), could=len(could))
    return _shown(weighed, _pinned(weighed, bed=bed) + _rows(weighed, weighed.for_bed(bed)), could=len(could))


def for_person(weighed: Weighed, person: UUID) -> Shown:
    """Which beds could go to somebody: five by what is published, else every bed that is for them."""
    left_out = {one.bed_id for one in weighed.left_out(person=person)}
    could = [UUID(pk) for pk in weighed.places if UUID(pk) not in left_out]
    if weighed.published is None:
        one = weighed.waiting[str(person)]
        could = [bed for bed in could if _is_left(weighed, person, bed)]
        return _shown(weighed, tuple(_by_wait(one, bed) for bed in could[:FIVE]), could=len(could))
    rows = _pinned(weighed, person=person) + _rows(weighed, weighed.for_person(person))
    return _shown(weighed, rows, could=len(could))


def _shown(weighed: Weighed, rows: tuple[Row, ...], *, could: int) -> Shown:
    waited = len(weighed.waiting)
    return Shown(
        weighed.published, weighed.order, weighed.priced_on, weighed.is_from_last, rows, could, waited
    )


def _rows(weighed: Weighed, choices: Iterable[Choice]) -> tuple[Row, ...]:
    return tuple(
        Row(
            UUID(one.need),
            UUID(one.place),
            _counted(weighed, one.worth, one.left)
            | {
                "price": round(one.price),
                "lost": round(one.lost),
                "known": one.known.value,
                "said": [one.why, *one.said],
            },
        )
        for one in choices
    )


def _counted(weighed: Weighed, told: Worth, left: Left) -> dict[str, Any]:
    counted = {"worth": told.hundredths, "net": left.net}
    return counted | ({"takes": left.takes, "gives": left.gives} if weighed.order.is_priced else {})


def _pinned(weighed: Weighed, *, bed: UUID | None = None, person: UUID | None = None) -> tuple[Row, ...]:
    assert weighed.published is not None
    rows = []
    for pk, word in weighed.pinned().items():
        if bed not in (None, UUID(pk)) or person not in (None, word.person_id):
            continue
        need = weighed.waiting[str(word.person_id)].need
        told = worth(weighed.published.criteria, need, weighed.places[pk], as_at=weighed.on)
        said = [f"Pinned by {word.said_by.name}: {word.why}"]
        shown = _counted(weighed, told, weighed.left(word.person_id, pk))
        shown |= {"price": 0, "lost": 0, "known": "pinned", "said": said}
        rows.append(Row(word.person_id, UUID(pk), shown))
    return tuple(rows)


def _is_left(weighed: Weighed, person: UUID, bed: UUID) -> bool:
    """Whether the pins leave a bed and somebody to each other."""
    pinned = {UUID(pk): word.person_id for pk, word in weighed.pinned().items()}
    return pinned.get(bed) == person or bed not in pinned and person not in pinned.values()


def _by_wait(one: Waiting, bed: UUID) -> Row:
    days = one.need.days_waiting
    return Row(one.person.pk, bed, {"said": [f"Waiting {days} day{'' if days == 1 else 's'}."]})
