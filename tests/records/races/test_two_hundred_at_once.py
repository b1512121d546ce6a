"""Two hundred hands reach for one bed, one referral, one consent: one has it, and the others are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection

from recourse.config.database.address import Address
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace
from recourse.records.ledger import actions as ledger
from recourse.records.people import actions as people
from recourse.records.people.models import Consent, Share
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Occupation
from recourse.records.referrals import actions as referrals
from recourse.records.referrals.models import Referral
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_

TRIES, AT_ONCE = 200, 40
pytestmark = pytest.mark.usefixtures("really_commits")


@pytest.fixture
def town(really_commits: Address) -> Agencies:
    """The five agencies, in a database where a commit is a commit."""
    return personas.agencies()


def tried(act: Callable[[int], object]) -> Counter[str]:
    """Try two hundred times, forty connections setting off together each time; count what came of it."""
    together = Barrier(AT_ONCE)

    def hand(first: int) -> list[str]:
        try:
            return [once(act, number, together) for number in range(first, TRIES, AT_ONCE)]
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as hands:
        return Counter(came for each in hands.map(hand, range(AT_ONCE)) for came in each)


def once(act: Callable[[int], object], number: int, together: Barrier) -> str:
    connection.ensure_connection()
    together.wait(timeout=60)
    try:
        act(number)
    except Exception as told:
        return type(told).__name__
    return "done"


def test_one_bed_is_offered_once(town: Agencies) -> None:
    with as_(town.pat):
        rooms = [("Room", 1, "free")]
        first_day = date(2026, 6, 1)
        homes.enter(
            name="Larch House",
            area="Mill Bridge",
            address="1 Larch Lane",
            rooms=rooms,
            first_day=first_day,
            by=town.pat,
            at=MONDAY,
        )
        bed = Bedspace.objects.select_related("room__home").get()
    guests = [personas.person(town.pat, nickname=f"Guest {number}") for number in range(TRIES)]

    def offer(number: int) -> None:
        with as_(town.pat):
            placements.offer(
                bed,
                to=guests[number],
                answer_by=MONDAY + timedelta(hours=4),
                first_day=TODAY,
                expected_last_day=date(2027, 5, 23),
                by=town.pat,
                at=MONDAY,
            )

    assert tried(offer) == {"done": 1, "BedTaken": TRIES - 1}
    with as_(town.pat):
        assert Occupation.objects.count() == 1
        assert ledger.verify(town.hosting.agency.pk) is None


def test_one_referral_is_sent_once(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    personas.agree(amina, to=town.hosting.service, by=town.noor)

    def send(_: int) -> None:
        with as_(town.noor):
            referrals.send(
                amina, to=town.hosting.service, why="Cold.", asks="A bed.", by=town.noor, at=MONDAY
            )

    assert tried(send) == {"done": 1, "AlreadyReferred": TRIES - 1}
    with as_(town.noor):
        assert Referral.objects.count() == 1
        assert ledger.verify(town.outreach.agency.pk) is None


def test_one_consent_is_taken_back_once(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    share = personas.agree(amina, to=town.hosting.service, by=town.noor)

    def take_back(_: int) -> None:
        with as_(town.noor):
            mine = Share.objects.get(pk=share.pk)
            people.withdraw_consent(mine.consent, by=town.noor, at=MONDAY)

    assert tried(take_back) == {"done": 1, "AlreadyTakenBack": TRIES - 1}
    with as_(town.noor):
        assert Consent.objects.filter(withdrawn_at=None).count() == 0
        assert ledger.verify(town.outreach.agency.pk) is None
