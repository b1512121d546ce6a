"""Olive asks about hosting: step by step she becomes a host, and no step comes before the one before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from recourse.records.directory.may import MayNot
from recourse.records.homes import actions as homes
from recourse.records.hosting import actions as hosting
from recourse.records.hosting import queries
from recourse.records.hosting.happenings import AlreadyDone, BadStep, NotYet
from recourse.records.hosting.models import Host, Step
from recourse.records.ledger.models import Entry
from recourse.records.placements import actions as placements
from recourse.records.placements import queries as beds
from recourse.records.placements.happenings import NotReady
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.records.hosting.town import REFERENCE, approved, asks, bed_of, offered, stays

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def on_today(town: Agencies) -> dict[str, Any]:
    return {"on": TODAY, "by": town.pat, "at": MONDAY}


def test_from_an_enquiry_to_approval_every_step_waits_for_the_one_before(town: Agencies) -> None:
    olive = asks(town, on=TODAY, at=MONDAY)
    signed = on_today(town)
    with as_(town.pat):
        with pytest.raises(NotYet, match="Nobody has visited their home yet"):
            hosting.take_reference(olive, **REFERENCE, **signed)
        with pytest.raises(NotYet, match="Nobody has visited their home yet"):
            hosting.approve(olive, **signed)
        hosting.visit(olive, words="A lock on the door.", **signed)
        with pytest.raises(NotYet, match="Two references are needed, and none is there"):
            hosting.approve(olive, **signed)
        hosting.take_reference(olive, **REFERENCE | {"is_family": True}, **signed)
        with pytest.raises(NotYet, match="Two references are needed, and one is there. Take another first"):
            hosting.approve(olive, **signed)
        hosting.take_reference(olive, **REFERENCE | {"is_written": False}, **signed)
        with pytest.raises(NotYet, match="in writing and by somebody who is not family"):
            hosting.approve(olive, **signed)
        hosting.take_reference(olive, **REFERENCE, **signed)
        hosting.approve(olive, **signed)
        kinds = [step.kind for step in reversed(queries.steps_of(olive))]
        acts = set(Entry.objects.filter(act__startswith="hosting.").values_list("act", flat=True))
    assert kinds == ["enquiry", "visit", "reference", "reference", "reference", "approved"]
    assert acts == {"hosting.enquire", "hosting.visit", "hosting.take_reference", "hosting.approve"}


def test_her_bed_can_be_offered_only_while_she_is_approved_and_does_not_rest(town: Agencies) -> None:
    olive = asks(town, on=TODAY, at=MONDAY)
    amina = personas.amina(town.pat)
    with pytest.raises(NotReady, match="offered by its owner"):
        offered(town, olive, amina, first_day=TODAY, at=MONDAY)
    other = approved(town, on=TODAY, at=MONDAY, is_key=True)
    with as_(town.pat):
        hosting.rest(other, words="Away until spring.", **on_today(town))
        resting = next(one for one in beds.beds_on(TODAY, home=other.home))
    assert (resting.state, resting.why) == ("unusable", "The host rests")
    with pytest.raises(NotReady, match="The host rests, so no bed there can be offered"):
        offered(town, other, amina, first_day=TODAY, at=MONDAY)
    with as_(town.pat):
        hosting.come_back(other, **on_today(town))
    assert offered(town, other, amina, first_day=TODAY, at=MONDAY).home_name == "Host 2"


def test_yesterday_her_bed_was_what_it_was_yesterday(town: Agencies) -> None:
    olive = approved(town, on=TODAY - 9 * DAY, at=MONDAY, is_key=True)
    with as_(town.pat):
        hosting.rest(olive, **on_today(town))
        before, now = (beds.beds_on(day, home=olive.home)[0].state for day in (TODAY - DAY, TODAY))
    assert (before, now) == ("free", "unusable")


def test_a_hosts_home_nobody_entered_as_a_host_is_offered_to_nobody(town: Agencies) -> None:
    olive = approved(town, on=TODAY, at=MONDAY)
    with as_(town.pat):
        room = bed_of(olive)
    with as_(town.pat):
        homes.enter(
            name="A spare room",
            area="Mill Bridge",
            address="9 Invented Row",
            rooms=[("Room 1", 1, "free")],
            first_day=TODAY,
            sort="host",
            by=town.pat,
            at=MONDAY,
        )
        found = {one.home.name: one.why for one in beds.beds_on(TODAY)}
    assert room.room.home.name == "Host 1"
    assert found == {"A spare room": "Nobody entered this host yet", "Host 1": ""}


def test_a_guests_first_two_stays_are_with_experienced_hosts_only(town: Agencies) -> None:
    olive, key = approved(town, on=TODAY, at=MONDAY), approved(town, on=TODAY, at=MONDAY, is_key=True)
    amina = personas.amina(town.pat)
    with pytest.raises(NotReady, match="first two stays with hosts are with an experienced host"):
        offered(town, olive, amina, first_day=TODAY, at=MONDAY)
    with as_(town.pat):
        against = {
            one.bed.home.name: one.reasons_against for one in beds.suiting(beds.needs_of(amina), day=TODAY)
        }
    assert against[key.home.name] == []
    assert against[olive.home.name] == ["Their first two stays with hosts are with an experienced host"]
    for number in range(2):
        day, at = TODAY + number * DAY, MONDAY + number * DAY
        stay = stays(town, key, amina, first_day=day, at=at)
        with as_(town.pat, at=at):
            placements.end(stay, on=day + DAY, kind="planned", moved_to="friends", by=town.pat, at=at)
    assert offered(town, olive, amina, first_day=TODAY + 3 * DAY, at=MONDAY + 3 * DAY)


@pytest.mark.parametrize(
    ("act", "named", "said"),
    [
        (hosting.refuse, "words", "Say why"),
        (hosting.leave, "words", "Say why they left"),
        (hosting.name_key_host, "words", "Say whom they have hosted before"),
    ],
)
def test_refusing_leaving_and_naming_experienced_want_words(
    town: Agencies, act: Callable[..., object], named: str, said: str
) -> None:
    olive = asks(town, on=TODAY, at=MONDAY) if act is hosting.refuse else approved(town, on=TODAY, at=MONDAY)
    with as_(town.pat), pytest.raises(BadStep, match=said) as wrong:
        act(olive, words="  ", **on_today(town))
    assert wrong.value.field == named


def test_a_step_lies_on_a_day_that_has_come_after_the_step_before(town: Agencies) -> None:
    olive = asks(town, on=TODAY - 5 * DAY, at=MONDAY)
    signed = on_today(town)
    with as_(town.pat):
        for day, said in (
            (TODAY + DAY, "has come"),
            (TODAY - 6 * DAY, "of the step before"),
            (date(1026, 1, 1), "A year from"),
        ):
            with pytest.raises(BadStep, match=said):
                hosting.visit(olive, **signed | {"on": day})


def test_what_was_done_is_not_done_twice_and_who_left_is_past(town: Agencies) -> None:
    olive = approved(town, on=TODAY, at=MONDAY, is_key=True)
    signed = on_today(town)
    with as_(town.pat):
        for act in (hosting.visit, hosting.approve):
            with pytest.raises(AlreadyDone, match="Nothing was kept twice"):
                act(olive, **signed)
        with pytest.raises(AlreadyDone, match="experienced host"):
            hosting.name_key_host(olive, words="Again.", **signed)
        with pytest.raises(NotYet, match="does not rest"):
            hosting.come_back(olive, **signed)
        with pytest.raises(NotYet, match="is approved"):
            hosting.refuse(olive, words="No.", **signed)
        hosting.leave(olive, words="She moves away.", **signed)
        with pytest.raises(NotYet, match="This host left"):
            hosting.rest(olive, **signed)
        shown = queries.all_hosts(on=TODAY), queries.all_hosts(on=TODAY, with_past=True)
    assert [len(one) for one in shown] == [0, 1]


def test_a_host_does_not_leave_while_somebody_stays(town: Agencies) -> None:
    olive = approved(town, on=TODAY, at=MONDAY, is_key=True)
    stays(town, olive, personas.amina(town.pat), first_day=TODAY, at=MONDAY)
    with as_(town.pat), pytest.raises(NotYet, match="Somebody stays with them"):
        hosting.leave(olive, words="She moves away.", **on_today(town))


def test_a_manager_decides_and_no_other_agency_sees_a_host(town: Agencies) -> None:
    olive = asks(town, on=TODAY, at=MONDAY)
    with as_(town.noor):
        assert not Host.objects.exists()
        assert not Step.objects.exists()
        with pytest.raises(MayNot):
            hosting.visit(olive, on=TODAY, by=town.noor, at=MONDAY)
        with pytest.raises(MayNot):
            hosting.refuse(olive, on=TODAY, words="No.", by=town.noor, at=MONDAY)


def test_her_name_and_her_words_are_sealed(town: Agencies) -> None:
    asks(town, on=TODAY, at=MONDAY, words="She heard of us in church.")
    with as_(town.pat), connection.cursor() as cursor:
        cursor.execute(
            "select h.name, h.contact, s.words from hosting_host h join hosting_step s on s.host_id = h.id"
        )
        kept = b" ".join(bytes(one) for row in cursor.fetchall() for one in row)
    for plain in (b"Olive", b"07700", b"church"):
        assert plain not in kept
