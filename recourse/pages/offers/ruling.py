"""Where nothing is published: the hard rules that what is known of somebody breaks, bed by bed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from recourse.reasoning.allocation import rules
from recourse.reasoning.allocation.places import Veto
from recourse.records.criteria import gathering
from recourse.records.panels import queries as panels
from recourse.records.panels.words import Said
from recourse.records.placements.queries import Suits

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

#: The rules that a bed and a home do not tell by themselves, with what must be known before they close one.
_KNOWN_BY = {"funding": "housing_pays", "room_for": "housing_as"}
_ALSO = ("room_for", "funding", "excluded", "closing", "high_risk", rules.VETO)

Known = Mapping[UUID, Mapping[str, Any]]


def against(by: "Worker", known: Known, *, day: date) -> dict[tuple[UUID, UUID], list[str]]:
    """By person and free bed, why it is not for them; what is not known closes none."""
    words = [one for one in panels.standing(by) if one.kind == Said.NO]
    pairs = [(str(one.person_id), str(one.home_id), one.why) for one in words]
    vetoes = {(person, home): Veto(person, home, why) for person, home, why in pairs}
    places, found = gathering.places(on=day), {}
    for person, told in known.items():
        need = gathering.need(str(person), told, days_waiting=0)
        for place in places:
            refused = rules.refusals(need, place, as_at=day, vetoes=vetoes)
            said = [
                one.why for one in refused if one.rule in _ALSO and _KNOWN_BY.get(one.rule, "") in ("", *told)
            ]
            if said:
                found[person, UUID(place.reference)] = said
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
