"""A host who left is nobody once their years are over; who asked in vain, sooner; the nights stay counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from recourse.config.database import address
from recourse.jobs import destroying, keeping
from recourse.records.directory.acting import acting_for
from recourse.records.homes import actions as homes
from recourse.records.homes import queries as houses
from recourse.records.homes.models import Address, Bedspace, Home, Upkeep
from recourse.records.hosting import actions as hosting
from recourse.records.hosting import queries
from recourse.records.hosting.models import Host, Step
from recourse.records.keeping import actions
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people.models import Person
from recourse.records.placements import actions as placements
from recourse.records.placements import hosts as standing
from recourse.records.placements.models import Stay
from recourse.records.sealing import subjects
from recourse.records.sealing.refusals import Erased
from tests import personas
from tests.conftest import Fresh, speak_to
from tests.pages.money.test_nights_of_the_erased import counted
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.records.hosting.town import approved, asks, stays

DAY = timedelta(days=1)
ENDED = TODAY + 60 * DAY


@pytest.fixture(scope="module")
def its_database(fresh_database: Fresh) -> Iterator[address.Address]:
    with fresh_database() as where:
        yield where


@pytest.fixture
def town(its_database: address.Address) -> Iterator[Agencies]:
    """Everything is done as the clock's own role, and what a test did is undone after it."""
    speak_to(its_database, role="worker")
    with transaction.atomic():
        yield personas.agencies()
        transaction.set_rollback(True)


def months(count: float) -> datetime:
    return MONDAY + timedelta(days=30.5 * count)


def ended(town: Agencies, stay: Stay, *, on: date = ENDED) -> None:
    at = MONDAY + (on - TODAY)
    with as_(town.pat, at=at):
        placements.end(stay, on=on, kind="planned", moved_to="friends", by=town.pat, at=at)


def left(town: Agencies, host: Host, *, on: date = ENDED) -> None:
    at = MONDAY + (on - TODAY)
    with as_(town.pat, at=at):
        hosting.leave(host, on=on, words="She moves to the sea.", by=town.pat, at=at)


def hosted(town: Agencies, *, nickname: str = "Guest", **more: Any) -> tuple[Host, Stay, Person]:
    """Olive, experienced, had a guest for sixty nights."""
    guest = personas.person(town.pat, nickname=nickname)
    host = approved(town, on=TODAY, at=MONDAY, is_key=True, **more)
    return host, stays(town, host, guest, first_day=TODAY, at=MONDAY), guest


def told_of(town: Agencies, host: Host, *, at: datetime) -> str:
    """Every word that opens about a host and their home."""
    with as_(town.pat, at=at):
        now = Host.objects.select_related("home").get(pk=host.pk)
        words = [now.name, now.contact, now.home.name, now.home.landlord, now.home.note]
        words += [step.words for step in queries.steps_of(now)]
        words += [one.what for one in Upkeep.objects.filter(home=now.home)]
        return " ".join([*words, houses.address(now.home)])


def envelopes(host: Host, agency: Any, *, at: datetime) -> list[bytes]:
    """What the rows themselves hold, sealed or not."""
    asked = (
        "select name from hosting_host where id = %(host)s union all"
        " select contact from hosting_host where id = %(host)s union all"
        " select words from hosting_step where host_id = %(host)s union all"
        " select text from homes_address where home_id = %(home)s"
    )
    with acting_for(agency, at=at), connection.cursor() as cursor:
        cursor.execute(asked, {"host": host.pk, "home": host.home_id})
        return [bytes(row[0]) for row in cursor.fetchall() if row[0]]


def test_olive_who_left_is_nobody_after_six_years_and_every_night_stays(town: Agencies) -> None:
    host, stay, _ = hosted(town)
    with as_(town.pat):
        mended = {"kind": "repair", "on_day": TODAY, "people": 1, "hours": 1, "pence": 0}
        homes.log_upkeep(host.home, what="The lock of Olive's back room", **mended, by=town.pat, at=MONDAY)
    ended(town, stay)
    left(town, host)
    agency, lived_on = town.hosting.agency, TODAY + 20 * DAY
    assert keeping.keep_all(at=months(2 + 70))["hosts"] == 0
    known = told_of(town, host, at=months(72))
    for word in ("Olive Penhale", "07700 900123", "Invented Row", "neighbour", "the sea", "back room"):
        assert word in known, word
    before = counted(town.pat, lived_on)
    assert before[2] == [1]
    assert keeping.count_all(at=months(2 + 73))["hosts"] == 1
    assert keeping.keep_all(at=months(2 + 73))["hosts"] == 1
    assert keeping.keep_all(at=months(2 + 73))["hosts"] == 0
    assert told_of(town, host, at=months(75)).split() == ["Host", "1"]
    assert envelopes(host, agency, at=months(75)) == []
    assert counted(town.pat, lived_on) == before
    with as_(town.pat, at=months(75)):
        assert [one.host.state for one in queries.all_hosts(on=months(75).date(), with_past=True)] == [
            "erased"
        ]
        assert len(queries.steps_of(host)) == 7, "that there were steps, and when, tells nobody who"
        assert standing.standing([host.home_id], on=lived_on)[host.home_id].why_closed == ""
        assert standing.standing([host.home_id], on=ENDED)[host.home_id].why_closed == "The host left"
        assert Entry.objects.filter(act="keeping.end_host", about=host.pk).count() == 1
        assert ledger.verify(agency.pk) is None


def test_what_an_old_backup_holds_of_her_opens_no_more(really_commits: address.Address) -> None:
    speak_to(really_commits, role="worker")
    town = personas.agencies()
    host, agency = approved(town, on=TODAY, at=MONDAY), town.hosting.agency
    sealed = envelopes(host, agency, at=MONDAY)
    assert len(sealed) == 5 and not any(word in one for word in (b"Olive", b"Row", b"kind") for one in sealed)
    left(town, host)
    assert keeping.keep_all(at=months(2 + 73))["hosts"] == 1
    assert subjects.is_destroyed(subject=host.pk, agency=agency.pk)
    with pytest.raises(Erased):
        subjects.key(agency.pk, host.home_id)
    with really_commits.connect() as owner:
        for table in ("hosting_host", "hosting_step"):
            owner.execute(f"alter table {table} no force row level security")
        again = owner.execute("update hosting_host set name = %s, state = 'approved'", [sealed[0]])
        stayed = owner.execute("delete from hosting_step where kind = 'left'")
        assert (again.rowcount, stayed.rowcount) == (1, 1)
    later = months(76)
    with as_(town.pat, at=later):
        assert "Olive" not in Host.objects.get(pk=host.pk).name, "an older copy of the database came back"
        assert standing.standing([host.home_id], on=later.date())[host.home_id].why_closed == ""
    assert destroying.destroy_all(at=later) == 1
    assert destroying.destroy_all(at=later) == 0
    with as_(town.pat, at=later):
        assert (Host.objects.get(pk=host.pk).name, Host.objects.get(pk=host.pk).state) == ("", "erased")
        closed = standing.standing([host.home_id], on=later.date())[host.home_id]
        assert closed.why_closed == "The host left", "and nobody is offered a bed there"


def test_who_asked_in_vain_goes_after_a_year_and_who_hosts_or_rests_never(town: Agencies) -> None:
    asked = asks(town, on=TODAY, at=MONDAY)
    refused = asks(town, on=TODAY, at=MONDAY, name="Rufus Refused")
    hosts = approved(town, on=TODAY, at=MONDAY, name="Hesta Hosting")
    rests = approved(town, on=TODAY, at=MONDAY, name="Rosa Resting")
    signed: dict[str, Any] = {"on": TODAY, "by": town.pat, "at": MONDAY}
    with as_(town.pat):
        hosting.refuse(refused, words="No lock on the door.", **signed)
        hosting.rest(rests, **signed)
    assert keeping.keep_all(at=months(11))["host_enquiries"] == 0
    assert keeping.keep_all(at=months(13))["host_enquiries"] == 2
    assert keeping.keep_all(at=months(90))["hosts"] == 0
    for gone in (asked, refused):
        assert told_of(town, gone, at=months(91)).split()[0] == "Host"
    for stays_known, name in ((hosts, "Hesta Hosting"), (rests, "Rosa Resting")):
        assert name in told_of(town, stays_known, at=months(91))


def test_a_visit_begins_the_year_of_an_enquiry_anew(town: Agencies) -> None:
    asked = asks(town, on=TODAY, at=MONDAY)
    with as_(town.pat, at=months(8)):
        hosting.visit(asked, on=months(8).date(), by=town.pat, at=months(8))
    assert keeping.keep_all(at=months(13))["host_enquiries"] == 0
    assert keeping.keep_all(at=months(21))["host_enquiries"] == 1


def test_while_somebody_lives_there_the_host_is_kept_and_then_six_years(town: Agencies) -> None:
    """She had a guest before anybody wrote down that it is a host's home."""
    guest = personas.person(town.pat, nickname="Guest")
    where = {"area": "Mill", "address": "5 Invented Row", "name": "Spare room"}
    signed: dict[str, Any] = {"by": town.pat, "at": MONDAY}
    with as_(town.pat):
        home = homes.enter(**where, rooms=[("Room 1", 1, "free")], first_day=TODAY, **signed)
        days = {"first_day": TODAY, "expected_last_day": ENDED, "answer_by": MONDAY + timedelta(hours=4)}
        bed = Bedspace.objects.select_related("room__home").get(room__home=home)
        offer = placements.offer(bed, to=guest, **days, **signed)
        placements.accept(offer, **signed)
        home = homes.correct(home, **where, sort="host", who_for="anyone", is_step_free=False, **signed)
        hosting.take_on(home, name="Olive", contact="By letter", on=TODAY, **signed)
        stay = Stay.objects.get(offer=offer)
    late = keeping.count_all(at=months(90))
    assert (late["hosts"], late["host_enquiries"]) == (0, 0)
    ended(town, stay, on=months(90).date())
    soon = keeping.count_all(at=months(90 + 13))
    assert (soon["hosts"], soon["host_enquiries"]) == (0, 0), "who had a guest is no mere enquiry"
    assert keeping.keep_all(at=months(90 + 71))["hosts"] == 0
    assert keeping.keep_all(at=months(90 + 73))["hosts"] == 1


def test_an_incident_keeps_who_was_there_as_long_as_it_is_kept(town: Agencies) -> None:
    host, stay, guest = hosted(town)
    with as_(town.pat):
        placements.tell_incident(stay, on=TODAY, words="A quarrel at night.", by=town.pat, at=MONDAY)
    ended(town, stay)
    left(town, host)
    assert keeping.keep_all(at=months(100))["hosts"] == 0
    assert "Olive Penhale" in told_of(town, host, at=months(100))
    with as_(town.pat, at=months(100)):
        placements.forget(guest.pk, agency=town.hosting.agency, at=months(100))
    assert keeping.keep_all(at=months(100))["hosts"] == 1


def test_a_hold_on_a_guest_keeps_their_host_until_it_is_lifted(town: Agencies) -> None:
    host, stay, guest = hosted(town)
    ended(town, stay)
    left(town, host)
    other, next_stay, _ = hosted(town, nickname="Other", name="Ottilie Other")
    ended(town, next_stay)
    left(town, other)
    with as_(town.pat):
        actions.hold(guest, why="court", by=town.pat, at=MONDAY)
    assert keeping.keep_all(at=months(80))["hosts"] == 1
    assert "Olive Penhale" in told_of(town, host, at=months(80))
    assert "Ottilie" not in told_of(town, other, at=months(80))
    with as_(town.pat, at=months(80)):
        actions.lift(guest, by=town.pat, at=months(80))
    assert keeping.keep_all(at=months(80))["hosts"] == 1


def test_a_home_that_was_called_by_a_name_has_a_number_from_then_on(town: Agencies) -> None:
    with as_(town.pat):
        room = {"rooms": [("Room 1", 1, "free")], "first_day": TODAY, "sort": "host"}
        said = {"name": "Penhale Rectory", "area": "Mill", "address": "5 Invented Row", "landlord": "Olive"}
        home = homes.enter(**said, **room, by=town.pat, at=MONDAY)
        hosting.take_on(home, name="Olive", contact="By letter", on=TODAY, by=town.pat, at=MONDAY)
    assert keeping.keep_all(at=months(13))["host_enquiries"] == 1
    with as_(town.pat, at=months(13)):
        now = Home.objects.get(pk=home.pk)
        assert (now.name, now.landlord, now.area) == ("Host 2", "", "Mill")
        assert not Address.objects.filter(home=now).exists()


def test_the_clock_of_one_agency_reaches_no_host_of_another_and_the_site_empties_no_step(
    really_commits: address.Address,
) -> None:
    speak_to(really_commits)
    town = personas.agencies()
    lantern = personas.desk("Lantern Rooms", "hosting", "Rooms", "hosting", "Lou Lantern", "manager")
    with as_(lantern.worker):
        said = {
            "name": "Otto Elsewhere",
            "contact": "By letter",
            "area": "Quay",
            "address": "9 Invented Quay",
        }
        theirs = hosting.enquire(**said, beds=1, on=TODAY, words="Kind.", by=lantern.worker, at=MONDAY)
    ours = asks(town, on=TODAY, at=MONDAY, words="Kind.")
    empties = "update hosting_step set words = ''"
    for role, agency, reached in (
        ("worker", town.outreach.agency, 0),
        ("app", town.hosting.agency, 0),
        ("app", lantern.agency, 0),
        ("worker", town.hosting.agency, 1),
    ):
        speak_to(really_commits, role=role)
        with acting_for(agency, at=MONDAY), connection.cursor() as cursor:
            cursor.execute(empties)
            assert cursor.rowcount == reached, (role, agency.name)
    with (
        pytest.raises(DatabaseError, match="may not change"),
        acting_for(town.hosting.agency, at=MONDAY),
        connection.cursor() as cursor,
    ):
        cursor.execute("update hosting_step set on_day = on_day - 1")
    speak_to(really_commits, role="worker")
    with acting_for(town.hosting.agency, at=months(13)):
        actions.end_host(Host.objects.get(pk=ours.pk), agency=town.hosting.agency, at=months(13))
    with as_(lantern.worker, at=months(13)):
        assert Host.objects.get(pk=theirs.pk).name == "Otto Elsewhere"
        assert [step.words for step in Step.objects.all()] == ["Kind."]
        assert houses.address(theirs.home_id) == "9 Invented Quay"
