"""The nights really lived in, by house and by who paid for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from uuid import UUID

from recourse.reasoning.money import Lived
from recourse.records.directory.models import Worker
from recourse.records.homes.models import Bedspace, Kind
from recourse.records.placements.models import Mark, Stay
from recourse.records.placements.words import Course, Payer

_KINDS = {Payer.FREE: Kind.FREE, Payer.PAYING: Kind.RENT_PAYING, Payer.COUNCIL: Kind.COUNCIL}
#: Who pays from a day on: the kind of room it makes, and an amount of its own, for so many days each.
Turn = tuple[date, str, int | None, int]


def lived_in(by: Worker, *, until: date) -> Iterator[Lived]:
    """Every stretch of nights in a bed of the agency before a day, each with who paid for it."""
    kinds: dict[UUID, str] = dict(Bedspace.objects.values_list("pk", "kind"))
    turns = _turns(by)
    stays = Stay.objects.filter(agency=by.organisation_id, first_day__lt=until, bedspace__in=kinds)
    told = stays.values_list(
        "pk", "home_id", "bedspace_id", "offer__pays_rent", "first_day", "after_last_day"
    )
    for stay, home, bed, pays_rent, first, after in told:
        begins: Turn = (first, _kind(kinds[bed], pays_rent=pays_rent), None, 1)
        ends: Turn = (min(after or until, until), "", None, 1)
        for now, then in pairwise([begins, *turns.get(stay, []), ends]):
            since, before = max(now[0], first), min(then[0], ends[0])
            if since < before:
                yield Lived(
                    house=str(home),
                    kind=now[1],
                    first_day=since,
                    after_last_day=before,
                    own=now[2],
                    own_days=now[3],
                )


def _kind(kind: str, *, pays_rent: bool) -> str:
    """The kind of room as the bed and the offer have it."""
    return Kind.RENT_PAYING if pays_rent and kind != Kind.COUNCIL else kind


def _turns(by: Worker) -> dict[UUID, list[Turn]]:
    """For every stay, in order, from which day somebody said that who pays is another."""
    said = Mark.objects.filter(agency=by.organisation_id, kind=Course.PAYS).order_by("on_day", "made_at")
    found: dict[UUID, list[Turn]] = {}
    for stay, on, choice, pence in said.values_list("stay_id", "on_day", "choice", "pence"):
        payer = Payer(choice)
        own = None if payer is Payer.FREE else pence
        found.setdefault(stay, []).append((on, _KINDS[payer], own, 7 if payer is Payer.PAYING else 1))
    return found
