"""Learns what each scheme's beds are worth from its own past, every night, and looks back on other rules."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from procrastinate.contrib.django import app

from recourse.reasoning.allocation import lots as lotting
from recourse.reasoning.allocation.criteria import Criteria
from recourse.reasoning.pricing import comparing, fairness, floors, history, learning, recorded, weighing
from recourse.reasoning.pricing.learning import Learned
from recourse.reasoning.pricing.recorded import Recorded
from recourse.records.criteria import gathering as needs
from recourse.records.criteria import queries as criteria
from recourse.records.directory import queries as directory
from recourse.records.directory.acting import LONDON, acting_for
from recourse.records.placements import queries as placements
from recourse.records.prices import actions as prices
from recourse.records.prices import gathering, queries
from recourse.records.prices.actions import Taught

if TYPE_CHECKING:
    from recourse.reasoning.allocation.places import Place
    from recourse.records.directory.models import Organisation

SEED, WEEKS = 6, 52
# A year of 60 beds is solved in about half a second, of 150 in nine: a larger scheme learns from fewer years.
_BEDS_AT_FULL, _FEWEST = 60, 3


@app.periodic(cron="10 3 * * *")
@app.task(name="learn_prices", queueing_lock="learn_prices", pass_context=False)
def learn_prices(timestamp: int) -> None:
    """Run as of the moment it was due; running twice learns nothing twice."""
    learn_all(at=datetime.fromtimestamp(timestamp, UTC))


@dataclass(frozen=True, slots=True)
class Effort:
    """How many years are sampled, on how many more they are rehearsed, and which floors are worked out."""

    samples: int = learning.SAMPLES
    practices: int = learning.REHEARSALS
    levels: tuple[float, ...] = floors.LEVELS


def learn_all(*, at: datetime, effort: Effort = Effort()) -> int:
    """Let every agency with beds learn, once a day; says how many did.

    What goes wrong for one agency is raised once all the others had their turn. Nothing is locked meanwhile.
    """
    learned, wrong = 0, []
    for agency in directory.agencies():
        try:
            learned += learn_one(agency, at=at, effort=effort)
        except Exception as failure:
            wrong.append(failure)
    if wrong:
        raise ExceptionGroup("Prices of some agencies were not learned.", wrong)
    return learned


def learn_one(agency: Organisation, *, at: datetime, effort: Effort) -> bool:
    """Learn from one agency's past and say the quarter that is over; False if there was nothing to do."""
    day = at.astimezone(LONDON).date()
    with acting_for(agency, at=at):
        if queries.has_learned(agency.pk, day=day):
            return False
        past = gathering.past(agency.pk, on=day)
        if past is None:
            return False
        stated = criteria.criteria_of(agency.pk, on=day)
        by = stated.criteria if stated else criteria.standard(name=agency.name, on=day)
        places, leaving = beds_now(day)
        parity = queries.floor_of(agency.pk)
    taught = _taught(past, places, leaving, criteria=by, parity=parity, day=day, effort=effort)
    with acting_for(agency, at=at):
        prices.keep(agency, taught=taught, day=day, by=None, at=at)
        _say_quarter(agency, past, day=day, at=at)
    return True


def beds_now(day: date) -> tuple[list[Place], dict[str, date]]:
    """The beds that can be lived in, and of those that are taken the day on which each should be free."""
    beds = placements.beds_on(day)
    there = [one for one in beds if one.state in ("free", "held", "in_use")]
    leaving = {str(one.bedspace.pk): one.expected_until or date.max for one in there if one.state != "free"}
    return needs.places_of(there, among=beds, on=day), leaving


def _taught(
    past: Recorded,
    places: list[Place],
    leaving: dict[str, date],
    *,
    criteria: Criteria,
    parity: float | None,
    day: date,
    effort: Effort,
) -> Taught:
    monday = day - timedelta(days=day.weekday())
    said: dict[str, Any] = {
        "seed": SEED,
        "lengths": (past.weeks,),
        "samples": _samples(effort.samples, len(past.beds)),
        "practices": effort.practices,
        "levels": effort.levels,
    }
    about: dict[str, Any] = {
        "first_day": monday,
        "fingerprint": criteria.fingerprint,
        "seed": SEED,
        "looked_back": _looked_back(past, criteria=criteria, parity=parity, said=said),
    }
    if not places:
        nothing = "No bed can be lived in now, so there is nothing to price."
        return Taught(**about, is_learned=False, says=nothing)
    lots = lotting.gathered(places)
    supply = history.supply(lots, first_day=monday, weeks=WEEKS, leaving=leaving)
    now = recorded.as_if_now(past, lots, criteria=criteria, first_day=monday)
    learned = learning.learn([now], supply, comparing.AVERAGES, **said)
    if not isinstance(learned, Learned):
        return Taught(**about, is_learned=False, says=learned.says)
    kept: dict[str, Any] = {"prices": _kept(learned, lots), "floors": _floors(learned)}
    return Taught(**about, **kept, is_learned=True, says=learned.says)


def _looked_back(
    past: Recorded, *, criteria: Criteria, parity: float | None, said: dict[str, Any]
) -> dict[str, Any]:
    """The same past under other rules, with prices learned from it, and what it was short of."""
    went = recorded.past(past, criteria=criteria)
    hindsight = learning.learn([went.arrivals], went.supply, comparing.AVERAGES, **said)
    solved = comparing.most(went)
    return {
        "first_day": past.first_day.isoformat(),
        "weeks": past.weeks,
        "people": len(past.asked),
        "out_of_sight": past.out_of_sight,
        "most": solved.total,
        "rules": [asdict(one) for one in comparing.side_by_side(went, learned=hindsight, parity=parity)],
        "shortages": [asdict(one) for one in comparing.shortages(went.lots, solved)],
    }


def _floors(learned: Learned) -> list[dict[str, float]]:
    return [
        {
            "parity": one.parity,
            "reached": one.reached,
            "before": one.before,
            "cost": one.cost,
            "long": one.prices.long,
            "short": one.prices.short,
        }
        for one in learned.choices
    ]


def _kept(learned: Learned, lots: tuple[lotting.Lot, ...]) -> dict[str, Any]:
    found = learned.efficient
    return {
        "weeks": WEEKS,
        "places": {place: row for row, lot in enumerate(lots) for place in lot.places},
        "home": found.home.tolist(),
        "beds": found.beds.round(4).tolist(),
        "risky": found.risky.round(4).tolist(),
        "spread": found.spread,
    }


def _samples(wanted: int, beds: int) -> int:
    return min(wanted, max(_FEWEST, wanted * _BEDS_AT_FULL // max(beds, 1)))


def _say_quarter(agency: Organisation, past: Recorded, *, day: date, at: datetime) -> None:
    """Of the quarter that is over, if all of it was looked back on; said once."""
    this = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    last = (this - timedelta(days=1)).replace(day=1)
    first = date(last.year, (last.month - 1) // 3 * 3 + 1, 1)
    if past.first_day > first or queries.has_said(agency.pk, first_day=first):
        return
    told = fairness.table(weighing.cases(past, first=first, after=this), for_panel=False)
    prices.say_quarter(agency, first_day=first, rows=told, by=None, at=at)
