"""Where nothing is published: the hard rules that what is known of somebody breaks, bed by bed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from recourse.reasoning.allocation import rules
from recourse.reasoning.allocation.places import Veto
from recourse.records.criteria import gathering
from recourse.records.panels import queries as panels
from recourse.records.panels.words import Said
from recourse.records.placements.queries import BedOnDay, Suits, suits_the_bed

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker
    from recourse.records.panels.models import Word

#: The rules that a bed and a home do not tell by themselves, with what must be known before they close one.
_KNOWN_BY = {"funding": "housing_pays", "room_for": "housing_as"}
_ALSO = ("room_for", "funding", "excluded", "closing", "high_risk", rules.VETO)

_TAKEN = "This bed is pinned to somebody else. Take that pin back first, at the panel."
_HAS_ONE = "They are pinned to another bed. Take that pin back first, at the panel."

Known = Mapping[UUID, Mapping[str, Any]]


def against(by: "Worker", known: Known, *, day: date) -> dict[tuple[UUID, UUID], list[str]]:
    """By person and free bed, why it is not for them; what is not known closes none."""
    words = panels.standing(by)
    pairs = [(str(one.person_id), str(one.home_id), one.why) for one in words if one.kind == Said.NO]
    vetoes = {(person, home): Veto(person, home, why) for person, home, why in pairs}
    places, found = gathering.places(on=day), {}
    pinned = _pinned(by, words, day=day)
    for person, told in known.items():
        need = gathering.need(str(person), told, days_waiting=0)
        for place in places:
            refused = rules.refusals(need, place, as_at=day, vetoes=vetoes)
            said = [
                one.why for one in refused if one.rule in _ALSO and _KNOWN_BY.get(one.rule, "") in ("", *told)
            ]
            bed = UUID(place.reference)
            if bed in pinned and pinned[bed] != person:
                said.append(_TAKEN)
            elif person in pinned.values() and pinned.get(bed) != person:
                said.append(_HAS_ONE)
            if said:
                found[person, bed] = said
    return found


def _pinned(by: "Worker", words: "Iterable[Word]", *, day: date) -> dict[UUID, UUID]:
    """By bed, to whom it is pinned; a pin that cannot stand any more holds nothing."""
    if all(one.kind != Said.PIN for one in words):
        return {}
    return {UUID(bed): word.person_id for bed, word in panels.weigh(by, on=day).pinned().items()}


def without(by: "Worker", known: Known, beds: Iterable[BedOnDay], *, day: date) -> dict[UUID, str]:
    """For whom none of these free beds is, and the reason that closes most of them."""
    closed, free = against(by, known, day=day), list(beds)
    found = {}
    for person, told in known.items():
        why = [
            [*suits_the_bed(bed, told).reasons_against, *closed.get((person, bed.bedspace.pk), ())]
            for bed in free
        ]
        if why and all(why):
            most = Counter(reason.rstrip(".") for reasons in why for reason in reasons).most_common(1)
            found[person] = f"{most[0][0]}."
    return found


def ruled(
    beds: list[Suits], by: "Worker", person: UUID, needs: Mapping[str, Any], *, day: date
) -> list[Suits]:
    """The same beds, with every hard rule told that closes one to somebody."""
    closed = against(by, {person: needs}, day=day)
    return [
        replace(one, reasons_against=[*one.reasons_against, *closed.get((person, one.bed.bedspace.pk), ())])
        for one in beds
    ]
