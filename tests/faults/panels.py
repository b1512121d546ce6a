"""The part of the day in which a scheme says what it goes by and a panel decides."""

from __future__ import annotations

from datetime import date, timedelta

import yaml

from recourse.records.criteria import actions as criteria
from recourse.records.criteria import queries
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace
from recourse.records.panels import actions as panels
from recourse.records.panels import queries as panels_seen
from recourse.records.prices import actions as prices
from recourse.records.prices.actions import Taught
from tests import personas
from tests.faults.wrenfield import Wrenfield
from tests.personas import MONDAY, TODAY, as_


def stating(here: Wrenfield) -> None:
    """Pat publishes what the scheme goes by."""
    text = yaml.safe_dump(queries.standard(name="Lamp House", on=TODAY).stated())
    here.by(here.town.pat)("criteria.publish", criteria.publish, text, from_day=TODAY, after=0)


def deciding(here: Wrenfield) -> None:
    """A panel sits, is told of a pin and a no, takes one back, chooses somebody and rises."""
    town, pat = here.town, here.by(here.town.pat)
    mercy = personas.mercy(town.noor)
    personas.agree(mercy, to=town.hosting.service, by=town.noor)
    with as_(town.pat):
        for name in ("Panel House", "Other House"):
            where = {"area": "Mill Bridge", "address": f"1 {name} Lane", "rooms": [("1", 1, "free")]}
            homes.enter(name=name, first_day=TODAY, by=town.pat, at=MONDAY, **where)
        found = Bedspace.objects.select_related("room__home")
        bed, other = found.get(room__home__name="Panel House"), found.get(room__home__name="Other House")
    sitting = pat("panels.sit", panels.sit, hides_names=True)
    pat("panels.hide_names", panels.hide_names, sitting, hides=False)
    word = pat("panels.say_no", panels.say_no, mercy, home=other.room.home, why="Not there.")
    pat("panels.take_back", panels.take_back, word)
    pat("panels.pin", panels.pin, mercy, bed=bed, why="Agreed.")
    with as_(town.pat):
        seen = panels_seen.for_person(panels_seen.weigh(town.pat, on=TODAY, also=[mercy]), mercy.pk).sign
    terms = {"answer_by": MONDAY + timedelta(hours=4), "first_day": TODAY, "expected_last_day": TODAY}
    how = {"to": mercy, "among_beds": True, "on": TODAY, "seen": seen, "reason": "Agreed."}
    pat("panels.decide", panels.decide, bed, **how, **terms)
    pat("panels.rise", panels.rise, sitting)


def pricing(here: Wrenfield) -> None:
    """The clock keeps what the past taught and says a quarter; Pat writes down the floor."""
    agency = here.town.outreach.agency
    taught = Taught(TODAY, "0", 1, is_learned=False, says="There is too little to learn from.")
    here.clock("prices.keep", prices.keep, agency, taught=taught, day=TODAY, by=None, at=MONDAY)
    quarter = {"first_day": date(2026, 7, 1), "rows": ()}
    here.clock("prices.say_quarter", prices.say_quarter, agency, **quarter, by=None, at=MONDAY)
    here.by(here.town.pat)("prices.choose_floor", prices.choose_floor, 0.9)


PARTS = (stating, deciding, pricing)
