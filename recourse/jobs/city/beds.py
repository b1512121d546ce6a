"""The homes of the invented city, and who lives in them when."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

import yaml

from recourse.jobs.city import needs, places, words
from recourse.reasoning import agreements
from recourse.records.criteria import actions as criteria
from recourse.records.criteria import queries as stating
from recourse.records.directory.acting import LONDON
from recourse.records.directory.acting import acting_to_the_end as acting
from recourse.records.homes import actions as homes
from recourse.records.homes import queries as there
from recourse.records.people import queries as people_seen
from recourse.records.placements import actions as placements

if TYPE_CHECKING:
    from recourse.jobs.city.telling import Story
    from recourse.records.directory.models import Worker
    from recourse.records.homes.models import Bedspace
    from recourse.records.placements.models import Offer, Stay


class Beds:
    """Every bed of the scheme, and from which day each is free as far as has been told."""

    def __init__(self, *, manager: Worker, at: datetime, dice: Random) -> None:
        """Enter the homes as the scheme's manager."""
        self.dice = dice
        first_day = at.astimezone(LONDON).date()
        with acting(manager, at=at):
            for house in places.HOMES:
                homes.enter(
                    name=house.name,
                    area=house.area,
                    address=f"{house.name}, {house.area}, Wrenfield WR0 0XX",
                    rooms=[(f"Room {number + 1}", *room) for number, room in enumerate(house.rooms)],
                    who_for=house.who_for,
                    is_step_free=house.is_step_free,
                    landlord=house.landlord,
                    first_day=first_day,
                    by=manager,
                    at=at,
                )
            self.beds = there.bedspaces()
        self.free_from = {bed.pk: first_day for bed in self.beds}

    def give(self, story: Story, *, by: Worker, at: datetime) -> bool:
        """Offer the story's person a bed that suits; says whether there was one."""
        today = at.astimezone(LONDON).date()
        bed = next((bed for bed in self._free(today) if _suits(bed, story)), None)
        with acting(by, at=at):
            if people_seen.one(story.person.pk) is None:
                return False
            needs.say(story, by=by, at=at)
        if bed is None:
            return False
        first_day = today + timedelta(days=self.dice.randint(1, 4))
        with acting(by, at=at):
            offer = placements.offer(
                bed,
                to=story.person,
                answer_by=story.teller.later(at, days=1, hour=14),
                first_day=first_day,
                expected_last_day=first_day + needs.expected(story.life),
                pays_rent=bed.kind == "rent_paying",
                by=by,
                at=at,
            )
        self.free_from[bed.pk] = date.max
        answer = self.dice.random()
        if answer < 0.82:
            story.calendar.put(
                story.teller.later(at, days=self.dice.uniform(0.05, 0.6)),
                lambda then: self._yes(story, offer, bed, by, then),
            )
        elif answer < 0.93:
            story.calendar.put(
                story.teller.later(at, days=self.dice.uniform(0.05, 0.6)),
                lambda then: self._no(story, offer, bed, then),
            )
        else:
            story.calendar.put(
                offer.answer_by + timedelta(minutes=3), lambda then: self._nobody(offer, bed, then)
            )
        return True

    def _free(self, today: date) -> list[Bedspace]:
        free = [bed for bed in self.beds if self.free_from[bed.pk] <= today and bed.kind != "reserved"]
        self.dice.shuffle(free)
        return free

    def _yes(self, story: Story, offer: Offer, bed: Bedspace, manager: Worker, at: datetime) -> None:
        with acting(story.by, at=at):
            stay = placements.accept(offer, by=story.by, at=at)
        story.housed(at)
        leaves = offer.first_day + self._lasts(needs.expected(story.life))
        moment = story.teller.later(at, days=(leaves - at.astimezone(LONDON).date()).days, hour=12)
        for number, day in enumerate(agreements.reviews(offer.first_day, until=leaves - timedelta(days=1))):
            on = datetime.combine(day, time(11, 10), LONDON)
            story.calendar.put(on, partial(self._look, stay, number, manager))
        story.calendar.put(moment, lambda then: self._leave(stay, bed, manager, then))

    def _lasts(self, expected: timedelta) -> timedelta:
        as_a_rule = expected / needs.HALF_A_YEAR
        return min(expected, timedelta(days=int(as_a_rule * self.dice.lognormvariate(4.6, 0.7))))

    def _no(self, story: Story, offer: Offer, bed: Bedspace, at: datetime) -> None:
        with acting(story.by, at=at):
            placements.decline(offer, code=self.dice.choice(words.DECLINED), by=story.by, at=at)
        self.free_from[bed.pk] = at.astimezone(LONDON).date()

    def _nobody(self, offer: Offer, bed: Bedspace, at: datetime) -> None:
        from recourse.jobs.lapsing import lapse_all

        lapse_all(at=at)
        self.free_from[bed.pk] = at.astimezone(LONDON).date()

    def _look(self, stay: Stay, number: int, by: Worker, at: datetime) -> None:
        """Look at the stay together; now and then it is left for later."""
        if number % 4 == 3:
            return
        said, plan = words.LOOKED[number % len(words.LOOKED)]
        with acting(by, at=at):
            placements.look(stay, on=at.astimezone(LONDON).date(), words=said, plan=plan, by=by, at=at)

    def _leave(self, stay: Stay, bed: Bedspace, by: Worker, at: datetime) -> None:
        today = at.astimezone(LONDON).date()
        kind, moved_to = self.dice.choice(words.LEFT)
        with acting(by, at=at):
            why = words.LEFT_EARLY if kind.startswith("early") else ""
            placements.end(stay, on=today, kind=kind, moved_to=moved_to, reason=why, by=by, at=at)
        self.free_from[bed.pk] = today + timedelta(days=1)

    def keep_papers(self, *, by: Worker, at: datetime) -> None:
        """Every home has a lease and certificates; one of gas ran out, another and a lease soon will."""
        today = at.astimezone(LONDON).date()
        year, month = timedelta(days=365), timedelta(days=30)
        with acting(by, at=at):
            for number, home in enumerate(there.homes()):
                since = today - year - number * month / 2
                ends = today + (2 * month if number == 4 else 3 * year)
                rent = {"Wrenfield Homes": 42_000, "Tannery Housing Association": 38_500}.get(
                    home.landlord, 0
                )
                homes.sign_lease(home, first_day=since, last_day=ends, pence_a_month=rent, by=by, at=at)
                for kind, lasts in (
                    ("gas", {1: -9, 2: 12}.get(number, 200)),
                    ("electric", 900),
                    ("fire", 320),
                ):
                    days = {"first_day": today - month, "last_day": today + timedelta(days=lasts)}
                    homes.certify(home, kind=kind, **days, by=by, at=at)
                if number % 6 == 1:
                    done: dict[str, Any] = {
                        "kind": "volunteers",
                        "on_day": today - month,
                        "people": 5,
                        "hours": 30,
                    }
                    homes.log_upkeep(home, **done, what="Painted and put up shelves", by=by, at=at)

    def publish_criteria(self, *, by: Worker, at: datetime) -> None:
        """The scheme says openly by what it chooses."""
        today = at.astimezone(LONDON).date()
        stated = yaml.safe_dump(stating.standard(name="Lamp House Hosting", on=today).stated())
        with acting(by, at=at):
            criteria.publish(stated, from_day=today, after=0, by=by, at=at)

    def close_some(self, *, by: Worker, at: datetime) -> None:
        """Two beds wait for a boiler."""
        free = self._free(at.astimezone(LONDON).date())[:2]
        with acting(by, at=at):
            for bed in free:
                homes.say_state(
                    bed, state="unusable", from_day=at.astimezone(LONDON).date(), why="Boiler", by=by, at=at
                )
                self.free_from[bed.pk] = date.max


def _suits(bed: Bedspace, story: Story) -> bool:
    home, children = bed.room.home, story.life.facts["dependent_children"]
    if home.who_for in ("women", "men") and story.life.woman != (home.who_for == "women"):
        return False
    if story.life.needs_step_free and not home.is_step_free:
        return False
    return bool(children) == (home.who_for == "families")
