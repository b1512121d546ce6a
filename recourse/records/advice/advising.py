"""Who asks, as the rulebook sees them: what they may be told about a person on an immigration matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from recourse.records.access import queries as access
from recourse.records.directory.models import Worker

ABOUT_WHO_ASKS = frozenset(
    {
        "actor_reg_level",
        "actor_body",
        "actor_reg_categories",
        "org_registered",
        "supervised_by_lawyer",
        "banned_from_advising",
        "ministerial_exemption",
        "level_3_court_authorisation",
    }
)


def of_the_person(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without what somebody typed of themselves as an adviser."""
    return {name: value for name, value in facts.items() if name not in ABOUT_WHO_ASKS}


def told_by(worker: Worker, facts: Mapping[str, Any], *, on: date) -> dict[str, Any]:
    """The facts of a person, and of who asks what their manager recorded."""
    standing = access.registration(worker, on=on)
    if standing is None:
        return {**facts, "actor_reg_level": "none"}
    return {
        **facts,
        "actor_reg_level": standing.level,
        "actor_reg_categories": list(standing.categories),
        "org_registered": True,
        "banned_from_advising": False,
    }
