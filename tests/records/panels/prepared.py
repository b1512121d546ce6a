"""Lamp House with beds free, people waiting, and criteria published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import yaml
from django.utils.timezone import localdate

from recourse.records.criteria import actions as criteria
from recourse.records.criteria import queries as stating
from recourse.records.directory.acting import acting_for
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Home
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from recourse.records.prices import actions as nights
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

TERMS: dict[str, Any] = {
    "answer_by": MONDAY + timedelta(hours=4),
    "first_day": TODAY,
    "expected_last_day": TODAY + timedelta(days=180),
}
WEEKS, HALF_A_YEAR, LONGER = 104, 26, 78
PEOPLE = ("Amina Example", "Mercy Madeup", "Selam Fictional", "Grace Pretend", "Ines Placeholder")


@dataclass
class Scheme:
    """The agencies, two homes, their beds by name, and those who wait by their first name."""

    town: Agencies
    homes: dict[str, Home]
    beds: dict[str, Bedspace]
    people: dict[str, Person]

    @property
    def pat(self) -> Any:
        """Whoever runs the scheme."""
        return self.town.pat


def scheme(*, at: Any = MONDAY, how_many: int = 4, is_published: bool = True) -> Scheme:
    """Larch is for women, the Manse for anyone with stairs; Amina waits longest, Grace is in most need."""
    town = personas.agencies(at=at)
    with as_(town.pat, at=at):
        enter(town, "Larch", "women", at=at, is_step_free=True)
        enter(town, "Manse", "anyone", at=at, is_step_free=False)
    if is_published:
        publish(town, at=at)
    bands = ["low", "medium", "high", "urgent", "medium"]
    some = {}
    for number, name in enumerate(PEOPLE[:how_many]):
        known = {"housing_as": "woman", "housing_step_free": False, "housing_people": 1}
        known |= {"housing_present_need": bands[number], "housing_prospects": "possible"}
        some[name.split()[0]] = waits(town, name, days=60 - 9 * number, at=at, **known)
    with as_(town.pat, at=at):
        beds = {
            f"{bed.room.home.name} {bed.room.name}": bed
            for bed in Bedspace.objects.select_related("room__home")
        }
        there = {home.name: home for home in Home.objects.all()}
    return Scheme(town, there, beds, some)


def enter(town: Agencies, name: str, who_for: str, *, at: Any, is_step_free: bool) -> None:
    """A home with two rooms of one bed."""
    homes.enter(
        name=name,
        area="Mill Bridge" if name == "Larch" else "Old Town",
        address=f"1 {name} Lane, Wrenfield",
        rooms=[("1", 1, "free"), ("2", 1, "free")],
        who_for=who_for,
        is_step_free=is_step_free,
        first_day=localdate(at) - timedelta(days=90),
        by=town.pat,
        at=at,
    )


def publish(town: Agencies, *, after: int = 0, at: Any = MONDAY, **more: Any) -> Any:
    """Publish what a scheme can begin with, or something else."""
    stated = stating.standard(name="Lamp House", on=localdate(at)).stated() | more
    with as_(town.pat, at=at):
        return criteria.publish(
            yaml.safe_dump(stated), from_day=localdate(at), after=after, by=town.pat, at=at
        )


def waits(town: Agencies, name: str, *, days: int, at: Any = MONDAY, **known: Any) -> Person:
    """Somebody referred so many days ago, of whom this is known."""
    whom, sent_at = personas.person(town.noor, at=at, name=name), at - timedelta(days=days)
    personas.agree(whom, to=town.hosting.service, by=town.noor, at=sent_at, days=days + 90)
    with as_(town.noor, at=sent_at):
        sent = referrals.send(
            whom, to=town.hosting.service, why="Sleeps outside.", asks="A bed.", by=town.noor, at=sent_at
        )
    with as_(town.pat, at=at):
        referrals.accept(sent, by=town.pat, at=at)
        told = [people.Told(what, "needs", value) for what, value in known.items()]
        people.learn_all(whom, answers=told, by=town.pat, at=at)
    return whom


def need_long(lamp: Scheme, *long: str, at: Any = MONDAY) -> None:
    """Say of each who waits that they need a home for half a year, and of these for a year and a half."""
    for name, person in lamp.people.items():
        days = 7 * (LONGER if name in long else HALF_A_YEAR)
        with as_(lamp.pat, at=at):
            told = [people.Told("housing_likely_days", "needs", days)]
            people.learn_all(person, answers=told, by=lamp.pat, at=at)


def taught(
    lamp: Scheme,
    *,
    points: float,
    at: Any = MONDAY,
    days_ago: int = 0,
    floor: tuple[float, float] = (0.0, 0.0),
    **more: Any,
) -> None:
    """One night taught that a bed in Larch is worth so many points a week to people expected."""
    day, at = localdate(at) - timedelta(days=days_ago), at - timedelta(days=days_ago)
    beds = {str(lamp.beds[f"Larch {number}"].pk): 0 for number in (1, 2)}
    prices = {"places": beds, "home": [0], "weeks": WEEKS, "spread": 0.0}
    prices |= {"beds": [[points] * WEEKS], "risky": [[0.0] * WEEKS]}
    costs = {"parity": 1.0, "reached": 1.0, "before": 0.5, "cost": 0.02, "long": floor[0], "short": floor[1]}
    with acting_for(lamp.town.hosting.agency, at=at):
        by = stating.criteria_of(lamp.town.hosting.agency.pk, on=day + timedelta(days=days_ago))
        assert by is not None
        night: dict[str, Any] = {"is_learned": True, "says": "Learned.", "prices": prices, "floors": [costs]}
        night |= {"fingerprint": by.fingerprint, "looked_back": {"people": 84}} | more
        monday = day - timedelta(days=day.weekday())
        kept = nights.Taught(first_day=monday, seed=1, **night)
        nights.keep(lamp.town.hosting.agency, taught=kept, day=day, by=None, at=at)
