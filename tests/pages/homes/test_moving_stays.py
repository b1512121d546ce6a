"""Stays and states of beds come in from a sheet whole or not at all, and go out as they came."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.pages.homes import sheets
from recourse.pages.homes.bringing_stays import STATE_COLUMNS, STAY_COLUMNS
from recourse.records.homes import queries as homes
from recourse.records.homes.models import BedState
from recourse.records.ledger.models import Entry
from recourse.records.people.models import Person
from recourse.records.placements import queries
from recourse.records.placements.models import Occupation, Stay
from tests import personas
from tests.pages.attacks import planted
from tests.pages.homes.test_moving import signed_in
from tests.pages.seen import words
from tests.personas import Agencies, as_

NOW = now()
OVER = {"left on": "2026-05-01", "how it ended": "planned", "went to": "own_tenancy"}


@pytest.fixture
def town(db: None) -> Agencies:
    return personas.agencies(at=NOW)


@pytest.fixture
def amina(town: Agencies) -> Person:
    person = personas.amina(town.noor, at=NOW)
    personas.agree(person, to=town.hosting.service, by=town.noor, days=90, at=NOW)
    return person


@pytest.fixture
def row(town: Agencies, amina: Person) -> dict[str, str]:
    """Amina's stay of last winter, in the first bed of Pat's house, ready since October."""
    home, beds = planted.house(town.pat, at=NOW)
    with as_(town.pat, at=NOW):
        BedState.objects.update(first_day=date(2025, 10, 1))
    where = {"home": home.name, "room": beds[0].room.name, "bed": beds[0].name}
    return (
        where
        | OVER
        | {
            "person": amina.reference,
            "first day": "2025-11-03",
            "expected until": "2026-05-03",
        }
    )


def sheet(columns: tuple[str, ...], *rows: dict[str, str]) -> bytes:
    return sheets.csv_of([list(columns), *([row.get(name, "") for name in columns] for row in rows)])


def sent(client: Client, name: str, raw: bytes, how: str = "keep", once: str = "") -> str:
    said = {"how": how, "sheet": SimpleUploadedFile("sheet.csv", raw), "once": once}
    return words(client.post(reverse(f"homes:{name}"), said, follow=True))


@pytest.mark.parametrize(
    ("change", "column", "expected"),
    [
        ({"home": "No House"}, "home", "the name of one of your homes"),
        ({"room": "Room 99"}, "room", "a room of"),
        ({"bed": "Bed 9"}, "bed", "a bed of"),
        ({"person": "ZZ-0000"}, "person", "somebody on file, one you may see"),
        ({"first day": "1025-11-03"}, "first day", "a year from 1980 to 2099"),
        ({"first day": "3 November"}, "first day", "a day such as 2026-11-23"),
        ({"expected until": "2025-01-01"}, "expected until", "on or after the first day"),
        ({"left on": "2025-01-01"}, "left on", "a day after the first day"),
        ({"how it ended": "well"}, "how it ended", "one of: planned"),
        ({"left on": ""}, "went to", "nothing, or the day they left"),
    ],
)
def test_what_is_wrong_with_a_stay_is_said_by_row_and_column_and_nothing_comes_in(
    town: Agencies, row: dict[str, str], change: dict[str, str], column: str, expected: str
) -> None:
    later = row | {"first day": "2026-06-01", "expected until": "2026-07-01", "left on": "2026-07-01"}
    told = sent(signed_in(town.pat), "take_in_stays", sheet(STAY_COLUMNS, later, row | change))
    assert "Nothing was taken in" in told and expected in told and f"<td>{column}</td>" in told
    with as_(town.pat, at=NOW):
        assert not Stay.objects.exists()


def test_stays_that_overlap_for_the_bed_or_the_person_are_refused_by_row(
    town: Agencies, row: dict[str, str]
) -> None:
    pat = signed_in(town.pat)
    second = row | {"first day": "2026-04-30", "left on": "2026-06-01"}
    both = sent(pat, "take_in_stays", sheet(STAY_COLUMNS, row, second))
    assert "row 2 has it" in both and "row 2 gives one" in both
    assert "1 stay taken in." in sent(pat, "take_in_stays", sheet(STAY_COLUMNS, row))
    again = sent(pat, "take_in_stays", sheet(STAY_COLUMNS, second | {"first day": "2026-05-01"}, row))
    assert "a bed that nobody else has on those days" in again
    with as_(town.pat, at=NOW):
        assert Stay.objects.count() == Occupation.objects.count() == 1
        night = queries.beds_on(date(2026, 4, 30))
        assert [bed.state for bed in night].count("in_use") <= 1


def test_nobody_stayed_in_a_bed_that_was_not_there_or_could_not_be_lived_in(
    town: Agencies, row: dict[str, str]
) -> None:
    with as_(town.pat, at=NOW):
        BedState.objects.exclude(bedspace__room__name=row["room"]).update(state="repair")
    before = row | {"first day": "2025-09-30", "left on": "2025-10-30"}
    elsewhere = row | {
        "room": row["room"].replace("1", "2"),
        "first day": "2026-05-02",
        "left on": "2026-06-01",
    }
    told = sent(signed_in(town.pat), "take_in_stays", sheet(STAY_COLUMNS, row, before, elsewhere))
    assert "Nothing was taken in: 2 things to put right" in told
    assert "on that day it was: not there yet" in told and "on that day it was: empty, under repair" in told
    with as_(town.pat, at=NOW):
        assert not Stay.objects.exists()


def test_a_sheet_sent_twice_by_one_press_too_many_is_told_so_and_taken_in_once(
    town: Agencies, row: dict[str, str]
) -> None:
    pat, raw = signed_in(town.pat), sheet(STAY_COLUMNS, row)
    assert "1 stay taken in." in sent(pat, "take_in_stays", raw, once="one showing")
    again = sent(pat, "take_in_stays", raw, once="one showing")
    assert "Nothing was taken in twice" in again and "to put right" not in again
    with as_(town.pat, at=NOW):
        assert Stay.objects.count() == 1


def test_a_try_keeps_nothing_and_what_goes_out_is_what_came_in(town: Agencies, row: dict[str, str]) -> None:
    pat, raw = signed_in(town.pat), sheet(STAY_COLUMNS, row)
    assert "1 stay would come in" in sent(pat, "take_in_stays", raw, "try")
    with as_(town.pat, at=NOW):
        assert not Stay.objects.exists() and not Entry.objects.filter(act="placements.take_in").exists()
    sent(pat, "take_in_stays", raw)
    for kind in ("csv", "xlsx"):
        given = pat.post(reverse("homes:give_out_stays"), {"kind": kind})
        assert sheets.read(given.content) == sheets.read(raw)
    with as_(town.pat, at=NOW):
        assert Entry.objects.filter(act="placements.give_out").count() == 2


def test_whom_pat_may_not_see_comes_in_with_no_sheet(town: Agencies, row: dict[str, str]) -> None:
    yusuf = personas.yusuf(town.noor, at=NOW)
    told = sent(signed_in(town.pat), "take_in_stays", sheet(STAY_COLUMNS, row | {"person": yusuf.reference}))
    assert "somebody on file, one you may see" in told
    for name in ("take_in_stays", "take_in_states", "give_out_stays", "give_out_states"):
        assert signed_in(town.noor).get(reverse(f"homes:{name}")).status_code == 404


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"until": "2025-01-01"}, "the last on which it is so"),
        ({"from": "0202-01-01"}, "a year from 1980"),
        ({"state": "haunted"}, "one of: offered"),
        ({"from": "2025-02-10"}, "row 2 does not hold"),
        ({"from": "2027-03-01", "until": ""}, "no other state"),
    ],
)
def test_states_that_overlap_or_make_no_sense_are_refused_by_row(
    town: Agencies, row: dict[str, str], change: dict[str, str], expected: str
) -> None:
    first = row | {"state": "preparing", "from": "2025-02-01", "until": "2025-02-14", "why": "Paint"}
    second = first | {"from": "2025-02-15", "until": "2025-02-28"} | change
    told = sent(signed_in(town.pat), "take_in_states", sheet(STATE_COLUMNS, first, second))
    assert expected in told
    with as_(town.pat, at=NOW):
        assert not BedState.objects.filter(state="preparing").exists()


def test_the_states_of_a_bed_come_in_go_out_and_come_in_again_unchanged(
    town: Agencies, row: dict[str, str]
) -> None:
    pat = signed_in(town.pat)
    first = row | {"state": "repair", "from": "2025-02-01", "until": "2025-02-14", "why": "=Boiler"}
    assert "1 state taken in." in sent(pat, "take_in_states", sheet(STATE_COLUMNS, first))
    given: Any = pat.post(reverse("homes:give_out_states"), {"kind": "csv"})
    assert "0 states taken in." in sent(pat, "take_in_states", given.content)
    with as_(town.pat, at=NOW):
        [state] = [one for one in homes.states_on(date(2025, 2, 14)).values() if one.state == "repair"]
        assert state.why == "=Boiler"
