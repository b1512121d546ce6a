"""What a request costs the database, and that nothing of it stays behind, when a commit is a commit."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate, now

from recourse.config.database.address import Address
from recourse.records.homes import actions as homes
from recourse.records.matters import actions as matters
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.personas import Agencies, as_
from tests.records.hosting import town as olive

MOST = 12


def test_the_list_and_a_person_s_page_send_twelve_statements_at_most(really_commits: Address) -> None:
    town = personas.agencies()
    amina = told_in_full(town)
    for worker in (town.noor, town.pat):
        client = Client()
        client.force_login(worker)
        for page in ("/people/", f"/people/{amina.pk}/"):
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(page)
            assert answer.status_code == 200
            assert "Amina" in answer.content.decode()
            assert len(asked) <= MOST, [query["sql"][:80] for query in asked]
            assert "COMMIT" in asked[-1]["sql"]


def test_my_work_sends_twelve_statements_at_most_and_a_scheme_s_fifteen(really_commits: Address) -> None:
    town, at = personas.agencies(), now() - timedelta(hours=2)
    yusuf = personas.person(town.noor, at=at, name="Yusuf Sample")
    personas.agree(yusuf, to=town.hosting.service, by=town.noor, at=at, days=5)
    with as_(town.noor, at=at):
        matters.make(yusuf, says="Ring the desk", until=None, worker=town.noor, by=town.noor, at=at)
        people.learn(
            yusuf, name="pregnant", value=None, why_not_known="not_asked", field="health", by=town.noor, at=at
        )
        referrals.send(
            yusuf, to=town.hosting.service, why="Sleeps outside", asks="A room", by=town.noor, at=at
        )
    with as_(town.pat, at=at):
        house = {"name": "Lamp House", "area": "Wrenfield", "address": "1 Invented Lane", "rooms": []}
        home = homes.enter(**house, first_day=localdate(at), by=town.pat, at=at)
        ends = {"first_day": localdate(at), "last_day": localdate(at) + timedelta(days=7)}
        homes.certify(home, kind="gas", **ends, by=town.pat, at=at)
    waits = {
        town.noor: ("Ring the desk", "The agreement to share"),
        town.pat: ("A room", "Gas: the certificate runs out."),
    }
    for worker, most in ((town.noor, MOST), (town.pat, MOST + 3)):  # three more say which beds are free
        client = Client()
        client.force_login(worker)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            answer = client.get("/")
        assert answer.status_code == 200
        assert "Yusuf" in answer.content.decode()
        assert all(words in answer.content.decode() for words in waits[worker])
        assert len(asked) <= most, [query["sql"][:80] for query in asked]


def test_a_scheme_with_hosts_sends_two_more_for_where_they_stand_and_whom_to_check_in_with(
    really_commits: Address,
) -> None:
    town, at = personas.agencies(), now() - timedelta(days=9)
    guest = personas.person(town.noor, at=at, name="Yusuf Sample")
    personas.agree(guest, to=town.hosting.service, by=town.noor, at=at, days=30)
    for number in range(3):
        host = olive.approved(town, on=localdate(at), at=at, is_key=True, name=f"Olive Penhale {number}")
    olive.stays(town, host, guest, first_day=localdate(at), at=at)
    client = Client()
    client.force_login(town.pat)
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/")
    assert "Check in with the guest and with the host." in answer.content.decode()
    assert len(asked) <= MOST + 5, [query["sql"][:80] for query in asked]


def test_after_a_request_its_connection_sees_nobody(really_commits: Address) -> None:
    town = personas.agencies()
    amina = told_in_full(town)
    client = Client()
    client.force_login(town.noor)
    assert client.get(f"/people/{amina.pk}/").status_code == 200
    assert Person.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("select recourse_agency(), recourse_services(), recourse_worker(), recourse_day()")
        assert cursor.fetchone() == (None, None, None, None)
    stranger = Client()
    stranger.force_login(town.sam)
    assert stranger.get(f"/people/{amina.pk}/").status_code == 404
    assert "Amina" not in stranger.get("/people/").content.decode()
    assert "Amina" in client.get("/people/").content.decode()


def told_in_full(town: Agencies) -> Person:
    """Amina, asked, shared with two services, taken back from one, and referred to the other."""
    at = now() - timedelta(days=1)
    amina = personas.amina(town.noor)
    for desk in (town.hosting, town.link):
        share = personas.agree(amina, to=desk.service, by=town.noor, at=at)
    with as_(town.noor, at=at):
        people.withdraw(share, by=town.noor, at=at)
        people.learn(amina, name="pregnant", value=False, field="health", by=town.noor, at=at)
        people.write_note(amina, text="Warm and eating.", by=town.noor, at=at)
        referral = referrals.send(
            amina, to=town.hosting.service, why="Sleeps outside", asks="A room", by=town.noor, at=at
        )
    with as_(town.pat, at=at):
        referrals.accept(referral, by=town.pat, at=at, words="Yes.")
    return amina
