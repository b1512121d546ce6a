"""What a statement says of grants: how much, how often, from whom, until when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from recourse.pages.statement.line import Line, on_day
from recourse.reasoning.money import said
from recourse.records.funds import queries as funds

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from recourse.records.funds.models import Award
    from recourse.records.people.models import Person


def grants(person: Person, *, leave_out: Collection[UUID]) -> list[dict[str, Any]]:
    """Every grant in sight, newest first; which funder's money it is, is the agency's own affair."""
    return [_said(one, leave_out) for one in funds.awards_of(person)]


def reasons(person: Person) -> list[Line]:
    """Why grants were stopped, in the words of whoever stopped them."""
    return [
        Line(
            key=one.pk,
            on=one.stopped_on,
            what="Why a grant was stopped",
            words=one.reason,
            by=one.stopped_by.name if one.stopped_by else "",
        )
        for one in funds.awards_of(person)
        if one.stopped_on and one.reason
    ]


def _said(one: Award, leave_out: Collection[UUID]) -> dict[str, Any]:
    return {
        "on": on_day(one.given_at).isoformat(),
        "by": one.given_by.name,
        "agency": one.agency.name,
        "panel": one.panel,
        "amount": said(one.pence),
        "pence": one.pence,
        "often": one.get_cycle_display(),
        "every_days": one.cycle,
        "first_day": one.first_day.isoformat(),
        "last_day": (one.after_last_day - timedelta(days=1)).isoformat(),
        "stopped_on": one.stopped_on.isoformat() if one.stopped_on else "",
        "stopped_by": one.stopped_by.name if one.stopped_by else "",
        "why": "" if one.pk in leave_out else one.reason,
    }
