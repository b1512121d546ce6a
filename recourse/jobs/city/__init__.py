"""The invented city of Wrenfield: half a year of its life, told through the journey's own acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from django.db import transaction

from recourse.jobs import figures, pricing
from recourse.jobs.city import bulk, courses, founding, hosts, lives, money, today
from recourse.jobs.city.beds import Beds
from recourse.jobs.city.calendar import Calendar
from recourse.jobs.city.telling import Teller
from recourse.records.directory.acting import LONDON

SEED = 20_26
#: Half a year and two weeks: prices are learned from 26 whole weeks.
_HISTORY = timedelta(days=196)
#: As many were sleeping out when the story begins; the beds fill with them in its first weeks.
_THERE_ALREADY = 0.35
# A city is built while somebody waits: a real night takes minutes.
_QUICKLY = pricing.Effort(samples=2, practices=2, levels=(1.0,))
_MEETS = (
    ("Wrenfield Night Outreach", 74),
    ("City Link Team", 8),
    ("Law Desk", 8),
    ("Riverside Practice", 6),
    ("Lamp House Hosting", 4),
)


def load(
    *, people: int = 300, until: datetime | None = None, seed: int = SEED, say: Callable[[str], None] = print
) -> None:
    """Tell half a year up to now; the same seed and moment tell the same lives."""
    until = until or datetime.now(UTC)
    began = until - _HISTORY
    dice = Random(seed)
    with transaction.atomic():
        founded = founding.found(at=began)
        manager = founded.workers["Lamp House Hosting"][0]
        beds = Beds(manager=manager, at=began, dice=dice)
        calendar = Calendar(until=until)
        teller = Teller(calendar, founded, beds, dice)
        for _ in range(people):
            _arrive(teller, began, dice)
        played = calendar.play()
        beds.keep_papers(by=manager, at=until - timedelta(days=6))
        beds.publish_criteria(by=manager, at=until - timedelta(days=6))
        money.keep_books(since=began, by=manager, at=until - timedelta(days=6))
        beds.close_some(by=manager, at=until - timedelta(days=6))
        courses.tell(by=manager, at=until - timedelta(days=5))
        today.tell(teller, at=until)
        hosts.tell(by=manager, at=until)
        figures.say_all(at=until, months=7)
        pricing.learn_all(at=until, effort=_QUICKLY)
    say(f"Wrenfield stands: {people} invented people, {played:,} things that happened to them.")


def build(
    people: int, *, until: datetime | None = None, seed: int = SEED, say: Callable[[str], None] = print
) -> None:
    """Build the large city for the benchmarks, in bulk."""
    bulk.build(people, at=until or datetime.now(UTC), seed=seed, say=say)


def _arrive(teller: Teller, began: datetime, dice: Random) -> None:
    agency = dice.choices([name for name, _ in _MEETS], [weight for _, weight in _MEETS])[0]
    days = dice.uniform(0.2, 14) if dice.random() < _THERE_ALREADY else dice.uniform(14, _HISTORY.days - 0.5)
    hour = (
        dice.choice((4, 5, 5, 6, 22))
        if agency == "Wrenfield Night Outreach"
        else dice.choice((9, 10, 11, 14))
    )
    met = teller.later(began, days=days, hour=hour)
    life = lives.invent(dice, on=met.astimezone(LONDON).date())
    worker = teller.worker_of(agency)
    teller.calendar.put(met, lambda at: teller.meet(life, by=worker, at=at))
