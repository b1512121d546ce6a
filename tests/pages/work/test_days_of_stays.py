"""Pat's first page says which stay is to be looked at, whose notice runs out, and which paper of a house."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils.timezone import localdate, now

from recourse.pages.work.stays import items
from recourse.records.directory.models import Worker
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Home
from recourse.records.people import actions as people
from recourse.records.people.models import Share
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Stay
from tests import personas
from tests.pages.work.test_my_work import seen
from tests.personas import Agencies, as_
from tests.records.hosting import town as olive

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def house(by: Worker, *, beds: int = 1, at: datetime, name: str = "Lamp House") -> Home:
    with as_(by, at=at):
        rooms = [(f"Room {number}", 1, "free") for number in range(1, beds + 1)]
        said = {"name": name, "area": "Wrenfield", "address": "1 Invented Lane", "rooms": rooms}
        return homes.enter(**said, first_day=localdate(at), by=by, at=at)


def moved_in(
    bed: Bedspace, town: Agencies, *, at: datetime, name: str = "Amina Example", held_by: Worker | None = None
) -> Stay:
    """Somebody known to Noor, or to who is named, in a bed of Pat's since that day."""
    holder = held_by or town.noor
    who = personas.person(holder, at=at, name=name)
    if holder != town.pat:
        personas.agree(who, to=town.hosting.service, by=holder, at=at, days=365)
    soon = at + timedelta(seconds=1)
    days = {"first_day": localdate(soon), "expected_last_day": localdate(soon) + timedelta(days=180)}
    with as_(town.pat, at=at):
        offer = placements.offer(bed, to=who, answer_by=soon, **days, by=town.pat, at=at)
    with as_(holder, at=at):
        return placements.accept(offer, by=holder, at=at)


def beds_of(town: Agencies, *, at: datetime) -> list[Bedspace]:
    with as_(town.pat, at=at):
        return list(Bedspace.objects.select_related("room__home").order_by("room__home__name", "room__name"))


def said(by: Worker, *, today: date) -> list[tuple[str, str, date]]:
    with as_(by, at=now()):
        return [(one.named, one.says, one.due) for one in items(by, today=today)]


def test_a_stay_that_should_have_been_looked_at_waits_in_red_until_it_is(town: Agencies) -> None:
    since = now().replace(hour=10) - timedelta(days=10)
    house(town.pat, at=since)
    stay = moved_in(beds_of(town, at=since)[0], town, at=since)
    words = seen(town.pat)
    assert "Look at this stay together." in words and f"/stays/{stay.pk}/" in words
    assert "3 days late" in words and "Lamp House, Room 1, Bed 1" in words
    assert "Look at this stay" not in seen(town.noor) and "Look at this stay" not in seen(town.sam)
    with as_(town.pat, at=now()):
        placements.look(stay, on=localdate(), words="All is well.", by=town.pat, at=now())
    assert "Look at this stay" not in seen(town.pat)


def test_it_waits_also_when_the_person_is_out_of_the_scheme_s_sight(town: Agencies) -> None:
    since = now().replace(hour=10) - timedelta(days=10)
    house(town.pat, at=since)
    stay = moved_in(beds_of(town, at=since)[0], town, at=since)
    with as_(town.noor, at=now()):
        (share,) = Share.objects.filter(person=stay.person_id)
        people.withdraw(share, by=town.noor, at=now())
    words = seen(town.pat)
    assert "Look at this stay together." in words and "Amina" not in words


def test_the_day_of_a_notice_and_of_a_move_on_plan_come_with_their_days(town: Agencies) -> None:
    since = now().replace(hour=10) - timedelta(days=30)
    house(town.pat, at=since)
    stay = moved_in(beds_of(town, at=since)[0], town, at=since)
    today, by = localdate(), {"by": town.pat, "at": now()}
    with as_(town.pat, at=now()):
        given = {"reaches_them": today - timedelta(days=20), "days": 28, "reason": "The lease ends."}
        ends = placements.give_notice(stay, **given, **by).until
        plan = {"to": "council", "until": today + timedelta(days=5), "steps": "Ask the council."}
        placements.plan_move_on(stay, **plan, on=today, **by)
    found = said(town.pat, today=today)
    place = "Lamp House, Room 1, Bed 1"
    assert (place, "The notice runs out. Make sure there is somewhere to go.", ends) in found
    assert (place, "The move-on plan is for this day. Ask how far it is.", plan["until"]) in found
    assert not [one for one in said(town.pat, today=today - timedelta(days=15)) if "notice" in one[1]]


def test_a_manager_is_told_of_papers_that_run_out_and_a_renewed_one_is_quiet(town: Agencies) -> None:
    today, at = localdate(), now()
    home = house(town.pat, at=at - timedelta(days=400))
    with as_(town.pat, at=at):
        year = {"first_day": today - timedelta(days=370), "by": town.pat, "at": at}
        homes.certify(home, kind="gas", last_day=today - timedelta(days=5), **year)
        homes.certify(home, kind="fire", last_day=today - timedelta(days=5), **year)
        fresh = {"first_day": today - timedelta(days=4), "last_day": today + timedelta(days=360)}
        homes.certify(home, kind="fire", **fresh, by=town.pat, at=at)
        homes.sign_lease(home, last_day=today + timedelta(days=60), **year)
    assert said(town.pat, today=today) == [
        ("Lamp House", "Gas: the certificate ran out.", today - timedelta(days=5)),
        ("Lamp House", "The lease ends.", today + timedelta(days=60)),
    ]
    colleague = personas.colleague(
        town.hosting.agency, [town.hosting.service], name="Omar Invented", role="link"
    )
    assert said(colleague, today=today) == []
    words = seen(town.pat)
    assert words.index("Gas: the certificate ran out.") < words.index("The lease ends.")
    assert f"/homes/{home.pk}/" in words


def test_many_of_a_kind_are_one_line_with_their_count(town: Agencies) -> None:
    since = now().replace(hour=10) - timedelta(days=10)
    house(town.pat, beds=6, at=since)
    for number, bed in enumerate(beds_of(town, at=since)):
        moved_in(bed, town, at=since, name=f"Amina Example{'abcdef'[number]}")
    (only,) = said(town.pat, today=localdate())
    assert only[1] == "6 stays are to be looked at together."
    assert "6 of them overdue" in seen(town.pat)


def test_a_check_in_with_a_guest_and_their_host_waits_and_names_neither(town: Agencies) -> None:
    since = now() - timedelta(days=10)
    amina = personas.amina(town.noor, at=since)
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=since, days=365)
    host = olive.approved(town, on=since.date(), at=since, is_key=True)
    stay = olive.stays(town, host, amina, first_day=since.date(), at=since)
    words = seen(town.pat)
    assert "Check in with the guest and with the host." in words and f"/stays/{stay.pk}/check-in/" in words
    assert "Penhale" not in words and "Amina" not in words
    assert "Check in with" not in seen(town.noor)
