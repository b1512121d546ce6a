"""Pat's scheme over forty weeks: six beds, and somebody new every few days, told without a page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from recourse.records.directory.acting import LONDON
from recourse.records.homes import actions as homes
from recourse.records.homes import queries as there
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.personas import Agencies, as_

WEEKS = 30
LONG, SHORT = 300, 40


def at_ten(day: date) -> datetime:
    return datetime.combine(day, time(10), LONDON)


def told(town: Agencies, *, until: date, people_a_week: int = 2, weeks: int = WEEKS) -> list[Person]:
    """Homes for women, for men and for anybody; whoever comes is offered what is free that day."""
    first_day = until - timedelta(weeks=weeks)
    with as_(town.pat, at=at_ten(first_day)):
        for name, who_for, beds in (
            ("Rose House", "women", 2),
            ("Elm House", "men", 2),
            ("Oak House", "anyone", 2),
        ):
            homes.enter(
                name=name, area="Mill Bridge", address=f"1 {name} Lane",
                rooms=[(f"Room {number}", 1, "free") for number in range(beds)],
                who_for=who_for, is_step_free=name == "Oak House", first_day=first_day,
                by=town.pat, at=at_ten(first_day),
            )  # fmt: skip
        beds = there.bedspaces()
    free_from = {bed.pk: first_day for bed in beds}
    came: list[Person] = []
    for number in range(weeks * people_a_week):
        day = first_day + timedelta(days=number * 7 // people_a_week)
        came.append(_one(town, number, day))
        is_woman, is_long = number % 2 == 0, number % 3 == 0
        for bed in beds:
            who_for = bed.room.home.who_for
            fits = who_for == "anyone" or (who_for == "women") == is_woman
            if fits and free_from[bed.pk] <= day:
                _house(town, came[-1], bed, day, is_long=is_long, until=until)
                stays = LONG if is_long else SHORT
                free_from[bed.pk] = day + timedelta(days=stays + 1)
                break
    return came


def _one(town: Agencies, number: int, day: date) -> Person:
    at = at_ten(day)
    with as_(town.noor, at=at):
        person = people.add(name=f"Invented {number}", by=town.noor, at=at)
        needs = {"housing_as": "woman" if number % 2 == 0 else "man", "housing_step_free": number % 7 == 0,
                 "housing_people": 1, "housing_present_need": ("low", "medium", "high", "urgent")[number % 4],
                 "housing_prospects": ("unlikely", "likely")[number % 2]}  # fmt: skip
        answers = [people.Told(name, "needs", value) for name, value in needs.items()]
        people.learn_all(person, answers=answers, by=town.noor, at=at)
    personas.agree(person, to=town.hosting.service, by=town.noor, days=365, at=at)
    with as_(town.noor, at=at):
        sent = referrals.send(person, to=town.hosting.service, why="A bed", asks="A bed", by=town.noor, at=at)
    with as_(town.pat, at=at):
        referrals.accept(sent, by=town.pat, at=at)
    return person


def _house(town: Agencies, person: Person, bed: object, day: date, *, is_long: bool, until: date) -> None:
    at, lasts = at_ten(day), timedelta(days=LONG if is_long else SHORT)
    with as_(town.pat, at=at):
        offer = placements.offer(
            bed, to=person, answer_by=at + timedelta(hours=5), first_day=day,
            expected_last_day=day + lasts, by=town.pat, at=at,
        )  # fmt: skip
        stay = placements.accept(offer, by=town.pat, at=at)
    if day + lasts < until:
        left = day + lasts
        with as_(town.pat, at=at_ten(left)):
            placements.end(
                stay, on=left, kind="planned", moved_to="own_tenancy", by=town.pat, at=at_ten(left)
            )
