"""Stays with hosts come in from a sheet by the rules by which a host's bed is offered, tried or kept."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.pages.homes.bringing_stays import STAY_COLUMNS
from recourse.records.homes.models import Bedspace
from recourse.records.hosting.models import Host
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Occupation, Stay
from tests import personas
from tests.pages.homes.test_moving import signed_in
from tests.pages.homes.test_moving_stays import sent, sheet
from tests.pages.seen import words
from tests.personas import Agencies, as_
from tests.records.hosting.town import approved, asks, bed_of

NOW = now()
DAY = timedelta(days=1)
APPROVED_ON = localdate(NOW) - 100 * DAY


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies(at=NOW)


@pytest.fixture
def amina(town: Agencies) -> Person:
    person = personas.amina(town.noor, at=NOW)
    personas.agree(person, to=town.hosting.service, by=town.noor, days=90, at=NOW)
    return person


def bed(town: Agencies, host: Host) -> Bedspace:
    with as_(town.pat, at=NOW):
        return bed_of(host)


def row(town: Agencies, host: Host, who: Person, *, ago: int) -> dict[str, str]:
    first, there = localdate(NOW) - ago * DAY, bed(town, host)
    return {
        "home": there.room.home.name,
        "room": there.room.name,
        "bed": there.name,
        "person": who.reference,
        "first day": first.isoformat(),
        "expected until": (first + 5 * DAY).isoformat(),
        "left on": (first + 5 * DAY).isoformat(),
        "how it ended": "planned",
        "went to": "friends",
    }


def told(town: Agencies, *rows: dict[str, str], how: str) -> str:
    return sent(signed_in(town.pat), "take_in_stays", sheet(STAY_COLUMNS, *rows), how)


def taken_in(town: Agencies) -> int:
    with as_(town.pat, at=NOW):
        assert Stay.objects.count() == Occupation.objects.count()
        return Stay.objects.count()


@pytest.mark.parametrize("how", ["try", "keep"])
def test_a_stay_with_a_host_who_could_not_be_asked_is_refused_by_row_with_what_was_expected(
    town: Agencies, amina: Person, how: str
) -> None:
    key, asking = approved(town, on=APPROVED_ON, at=NOW, is_key=True), asks(town, on=APPROVED_ON, at=NOW)
    good, before = row(town, key, amina, ago=90), row(town, key, amina, ago=200)
    words = told(town, good, before, row(town, asking, amina, ago=50), how=how)
    assert "Nothing was taken in" in words and words.count("<td>home</td>") == 2
    assert "a host who could be asked on that day. Nobody entered this host yet" in words
    assert "a host who could be asked on that day. The host is not approved yet" in words
    assert taken_in(town) == 0


@pytest.mark.parametrize("how", ["try", "keep"])
def test_a_first_stay_with_a_host_who_is_new_is_refused_and_a_third_comes_in(
    town: Agencies, amina: Person, how: str
) -> None:
    key = approved(town, on=APPROVED_ON, at=NOW, is_key=True)
    olive = approved(town, on=APPROVED_ON, at=NOW)
    first, second = row(town, key, amina, ago=90), row(town, key, amina, ago=80)
    early = told(town, first, row(town, olive, amina, ago=85), how=how)
    assert "a host marked as experienced by that day. Their first two stays" in early
    assert re.findall(r"rc-number.>(\d+)<", early) == ["3"] and taken_in(town) == 0
    third = row(town, olive, amina, ago=70)
    words = told(town, third, second, first, how=how)
    assert ("3 stays would come in" if how == "try" else "3 stays taken in.") in words
    assert taken_in(town) == (0 if how == "try" else 3)


def test_stays_that_came_in_count_for_the_next_sheet_and_for_the_next_offer(
    town: Agencies, amina: Person
) -> None:
    key = approved(town, on=APPROVED_ON, at=NOW, is_key=True)
    olive = approved(town, on=APPROVED_ON, at=NOW)
    told(town, row(town, key, amina, ago=90), row(town, key, amina, ago=80), how="keep")
    assert "1 stay taken in." in told(town, row(town, olive, amina, ago=70), how="keep")
    with as_(town.pat, at=NOW):
        offer = placements.offer(
            bed_of(olive),
            to=amina,
            answer_by=NOW + timedelta(hours=1),
            first_day=localdate(NOW) + DAY,
            expected_last_day=localdate(NOW) + 60 * DAY,
            by=town.pat,
            at=NOW,
        )
    assert offer.home_name == olive.home.name


def test_the_page_says_beforehand_what_must_be_written_down_of_a_host(town: Agencies) -> None:
    pat = signed_in(town.pat)
    of_stays = words(pat.get(reverse("homes:take_in_stays")))
    before = "Before a stay with a host comes in, write down here the day the host was approved"
    assert before in of_stays and "first two stays with hosts" in of_stays
    assert before not in words(pat.get(reverse("homes:take_in_states")))
