"""The one worker of the city who may give immigration advice, and what she was told as such."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recourse.records.access import actions as access
from recourse.records.access.words import Category, Level
from recourse.records.advice import actions as advice
from recourse.records.directory.acting import LONDON, acting
from recourse.records.people import actions as people

if TYPE_CHECKING:
    from recourse.jobs.city.today import Today
    from recourse.records.people.models import Person

DESK = "Law Desk"
_NUMBER = "N0T-A-REAL-NUMBER"


def tell(today: Today, *, mercy: Person) -> None:
    """Hugo recorded that Rosa is registered; she asked about Mercy, and was answered as an adviser."""
    rosa, hugo = today.teller.founded.workers[DESK][1], today.teller.founded.managers[DESK]
    then, at = today.ago(80), today.ago(0.4)
    with acting(hugo, at=then):
        access.register(
            rosa,
            level=Level.IAA_2,
            categories=[Category.IMMIGRATION, Category.ASYLUM],
            number=_NUMBER,
            first_day=then.astimezone(LONDON).date(),
            last_day=None,
            by=hugo,
            at=then,
        )
    with acting(rosa, at=at):
        people.look(mercy, by=rosa, at=at)
        advice.answer(mercy, about="money", as_at=at.astimezone(LONDON).date(), by=rosa, at=at)
