"""Sixteen at once: one bed, one person, one answer; and everybody else is told what happened."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta

from recourse.config.database import address
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace
from recourse.records.ledger import actions as ledger
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements import queries
from recourse.records.placements.happenings import AlreadyAnswered, BedTaken, PersonHasBed
from recourse.records.placements.models import Occupation, Offer, Stay
from tests import personas
from tests.at_once import all_at_once, kinds
from tests.personas import MONDAY, TODAY, Agencies, as_

SIXTEEN = 16


def larch_house(town: Agencies, *, rooms: int) -> list[Bedspace]:
    with as_(town.pat):
        homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Invented Lane, Wrenfield",
            rooms=[(f"Room {number}", 1, "free") for number in range(rooms)],
            first_day=date(2026, 6, 1),
            by=town.pat,
            at=MONDAY,
        )
        return list(Bedspace.objects.select_related("room__home"))


def offer(town: Agencies, bed: Bedspace, to: Person) -> Offer:
    with as_(town.pat):
        return placements.offer(
            bed,
            to=to,
            answer_by=MONDAY + timedelta(hours=4),
            first_day=TODAY,
            expected_last_day=date(2027, 5, 23),
            by=town.pat,
            at=MONDAY,
        )


def test_sixteen_are_offered_one_bed_and_fifteen_times_pat_reads_who_has_it(
    really_commits: address.Address,
) -> None:
    town = personas.agencies()
    bed = larch_house(town, rooms=1)[0]
    guests = [personas.person(town.pat, nickname=f"Guest {number}") for number in range(SIXTEEN)]
    stood = all_at_once(lambda guest: offer(town, bed, guest), guests)
    assert kinds(stood) == {"done": 1, BedTaken.__name__: SIXTEEN - 1}
    quickest = stood.index(None)
    assert {str(one) for one in stood if one} == {
        f"Pat Pretend offered this bed to “Guest {quickest}” at 10:00 on Mon 23 Nov."
        " Nothing of yours was saved twice."
    }
    with as_(town.pat):
        assert Offer.objects.count() == Occupation.objects.count() == 1
        assert ledger.verify(town.hosting.agency.pk) is None


def test_amina_is_offered_sixteen_beds_at_once_and_has_one(really_commits: address.Address) -> None:
    town = personas.agencies()
    beds = larch_house(town, rooms=SIXTEEN)
    amina = personas.amina(town.pat)
    stood = all_at_once(lambda bed: offer(town, bed, amina), beds)
    assert kinds(stood) == {"done": 1, PersonHasBed.__name__: SIXTEEN - 1}
    with as_(town.pat):
        assert Counter(bed.state for bed in queries.beds_on(TODAY)) == {"held": 1, "free": SIXTEEN - 1}


def test_sixteen_hands_bring_the_same_yes_and_one_stay_begins(really_commits: address.Address) -> None:
    town = personas.agencies()
    bed = larch_house(town, rooms=1)[0]
    made = offer(town, bed, personas.amina(town.pat))

    def bring_yes(_: int) -> None:
        with as_(town.pat):
            placements.accept(made, by=town.pat, at=MONDAY)

    stood = all_at_once(bring_yes, range(SIXTEEN))
    assert kinds(stood) == {"done": 1, AlreadyAnswered.__name__: SIXTEEN - 1}
    with as_(town.pat):
        assert Stay.objects.count() == 1


def test_beds_and_people_crosswise_give_a_bed_each_and_nobody_waits_in_a_ring(
    really_commits: address.Address,
) -> None:
    town = personas.agencies()
    beds = larch_house(town, rooms=3)
    guests = [personas.person(town.pat, nickname=f"Guest {number}") for number in range(4)]
    dice = random.Random(1)
    for _ in range(3):
        pairs = [(dice.choice(beds), dice.choice(guests)) for _ in range(SIXTEEN)]
        stood = all_at_once(lambda pair: offer(town, *pair), pairs)
        with as_(town.pat):
            live = list(Occupation.objects.filter(is_live=True))
            assert kinds(stood)["done"] == len(live) == len({one.bedspace_id for one in live})
            assert len({one.person_id for one in live}) == len(live) > 0
            for made in Offer.objects.filter(state="made"):
                placements.take_back(made, reason="Once more", by=town.pat, at=MONDAY)
