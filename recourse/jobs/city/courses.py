"""How some stays of the invented city came about, and who reads a report of the houses they lend."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from recourse.jobs import telling_owners
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON
from recourse.records.directory.acting import acting_to_the_end as acting
from recourse.records.homes import actions as homes
from recourse.records.homes import queries as there
from recourse.records.placements import actions as placements
from recourse.records.placements import queries

if TYPE_CHECKING:
    from recourse.records.directory.models import Worker

OWNER = "Tannery Housing Association"
TOLD = 6
NOT_YET_LOOKED = 2


def tell(*, by: Worker, at: datetime) -> None:
    """Tell how a few stays began, that one room is paid for from next week, and what Tannery is told."""
    today = at.astimezone(LONDON).date()
    owner = next(one for one in directory.organisations() if one.name == OWNER)
    with acting(by, at=at):
        live = [one.stay for one in queries.to_look_at(by, until=today + timedelta(days=40))]
        free = [one for one in live if one.first_day <= today and queries.paid(one, on=today).who == "free"]
        live = free[:TOLD]
        for stay in live:
            first = stay.first_day
            placements.meet(stay, on=first, went="well", words="They saw the room together.", by=by, at=at)
            both = "Pat Pretend and the resident"
            placements.agree(stay, on=first, paper="licence_and_rules", signed_by=both, by=by, at=at)
            in_spring, steps = (
                today + timedelta(days=56),
                "Open a bank account. Ask about the deposit scheme.",
            )
            placements.plan_move_on(
                stay, to="own_tenancy", until=in_spring, steps=steps, on=today, by=by, at=at
            )
        for stay in live[:1]:
            soon, why = today + timedelta(days=7), "Work begins that week."
            placements.say_who_pays(stay, who="paying", pence=6_500, from_day=soon, words=why, by=by, at=at)
        begun = [one for one in queries.unchecked(by, on=today) if one.stay.first_day <= today]
        for one in begun[:-NOT_YET_LOOKED]:
            council = queries.paid(one.stay, on=today).who == "council"
            placements.look_at_right_to_rent(
                one.stay,
                on=one.stay.first_day,
                found="not_needed" if council else "has_it",
                words="The council placed them." if council else "Their papers, seen together.",
                by=by,
                at=at,
            )
        for home in there.homes():
            if home.landlord == OWNER:
                homes.lend(home, owner=owner, by=by, at=at)
    telling_owners.tell_all(at=at)
