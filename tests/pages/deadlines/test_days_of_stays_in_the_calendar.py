"""Pat's calendar hears the days of the scheme's stays and houses: a reference, a day, one of three words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate, now

from recourse.reasoning.periods import later_by_months
from recourse.records.homes import actions as homes
from recourse.records.hosting import actions as hosting
from recourse.records.people import actions as people
from recourse.records.people.models import Share
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Stay
from tests import personas
from tests.pages.deadlines.test_all_deadlines import feed, open_feed
from tests.pages.work.test_days_of_stays import beds_of, house, moved_in
from tests.personas import Agencies, Worker, as_
from tests.records.hosting import town as olive

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def stay(town: Agencies) -> Stay:
    """Amina, in a bed of Pat's for two days, under notice; the house has a certificate."""
    since = now() - timedelta(days=2)
    home = house(town.pat, at=since)
    stay = moved_in(beds_of(town, at=since)[0], town, at=since)
    with as_(town.pat, at=now()):
        by = {"by": town.pat, "at": now()}
        placements.give_notice(stay, reaches_them=localdate(), days=28, reason="The lease ends.", **by)
        lasts = {"first_day": localdate(), "last_day": localdate() + timedelta(days=40)}
        homes.certify(home, kind="gas", **lasts, **by)
        homes.sign_lease(home, first_day=localdate(), last_day=localdate() + timedelta(days=900), **by)
    return stay


def heard(worker: Worker) -> list[str]:
    lines = feed(open_feed(worker)).content.decode().replace("\r\n ", "").split("\r\n")
    days = [line.removeprefix("DTSTART;VALUE=DATE:") for line in lines if line.startswith("DTSTART")]
    said = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY")]
    return [f"{day} {words}" for day, words in zip(days, said, strict=True)]


def test_it_hears_the_look_the_notice_and_the_certificate_and_no_name_home_or_matter(
    town: Agencies, stay: Stay
) -> None:
    with as_(town.pat, at=now()):
        reference = stay.person.reference
        ends = stay.marks.get(kind="notice").until
    look = stay.first_day + timedelta(days=7)
    assert heard(town.pat) == [
        f"{look:%Y%m%d} {reference}: reminder",
        f"{ends:%Y%m%d} {reference}: last day",
        f"{localdate() + timedelta(days=40):%Y%m%d} House: last day",
    ]
    words = feed(open_feed(town.pat)).content.decode()
    for secret in (
        "Amina",
        "Lamp",
        "Room",
        "Gas",
        "gas",
        "notice",
        "Wrenfield",
        str(stay.pk),
        str(stay.home_id),
    ):
        assert secret not in words, secret


def test_a_stay_whose_person_is_out_of_sight_has_no_reference_and_its_helper_hears_nothing_of_it(
    town: Agencies, stay: Stay
) -> None:
    with as_(town.noor, at=now()):
        (share,) = Share.objects.filter(person=stay.person_id)
        people.withdraw(share, by=town.noor, at=now())
    assert [one[9:] for one in heard(town.pat)] == ["Stay: reminder", "Stay: last day", "House: last day"]
    assert heard(town.noor) == [] and heard(town.sam) == []
    colleague = personas.colleague(town.hosting.agency, [town.hosting.service], name="Omar", role="link")
    assert [one[9:] for one in heard(colleague)] == ["Stay: reminder", "Stay: last day"]


def test_the_check_in_with_a_guest_and_their_host_is_a_reminder_that_names_neither(town: Agencies) -> None:
    since = now() - timedelta(days=2)
    amina = personas.amina(town.noor, at=since)
    personas.agree(amina, to=town.hosting.service, by=town.noor, at=since, days=365)
    host = olive.approved(town, on=since.date(), at=since, is_key=True)
    stay = olive.stays(town, host, amina, first_day=since.date(), at=since)
    week = f"{stay.first_day + timedelta(days=7):%Y%m%d}"
    assert sorted(heard(town.pat)) == [f"{week} Stay: reminder", f"{week} {amina.reference}: reminder"]
    with as_(town.pat, at=now()):
        made = {"on": localdate(), "how": "visit", "guest": "well", "for_host": "well", "words": ""}
        hosting.check_in(stay, **made, by=town.pat, at=now())
    month = f"{later_by_months(localdate(), 1):%Y%m%d}"
    assert sorted(heard(town.pat)) == [f"{week} {amina.reference}: reminder", f"{month} Stay: reminder"]
    assert heard(town.noor) == []
