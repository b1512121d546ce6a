"""The part of the day in which a scheme says what it goes by and a panel decides."""

from __future__ import annotations

import yaml

from recourse.records.criteria import actions as criteria
from recourse.records.criteria import queries
from tests.faults.wrenfield import Wrenfield
from tests.personas import TODAY


def stating(here: Wrenfield) -> None:
    """Pat publishes what the scheme goes by."""
    text = yaml.safe_dump(queries.standard(name="Lamp House", on=TODAY).stated())
    here.by(here.town.pat)("criteria.publish", criteria.publish, text, from_day=TODAY, after=0)


PARTS = (stating,)
