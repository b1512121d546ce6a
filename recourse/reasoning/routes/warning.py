"""The sentences that must stand beside a plan."""

from __future__ import annotations

from collections.abc import Sequence

from recourse.reasoning.routes.atlas import Atlas
from recourse.reasoning.routes.judging import Verdict
from recourse.reasoning.routes.leading import Lead
from recourse.reasoning.routes.route import LIVE
from recourse.reasoning.rulebook.person import Person

MONEY, CONTACT = "money", "contact"


def warnings(atlas: Atlas, person: Person, head: Lead, told: Sequence[Verdict]) -> tuple[str, ...]:
    """What is said beside this plan, in the order of the file."""
    is_contact = any(one.outcome in LIVE and one.route.contact for one in told) and head.contact >= 2
    return tuple(
        caution.says
        for caution in atlas.cautions
        if (caution.id != MONEY or head.fee)
        and (caution.id != CONTACT or is_contact)
        and caution.holds(person) is True
    )
