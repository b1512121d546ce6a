"""A manager who lets a made-up colleague in cannot be the second person of an emergency by that means."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from recourse.records.access import actions as access
from recourse.records.directory.models import Worker
from recourse.records.people import actions as people
from recourse.records.people.models import Emergency
from tests import personas
from tests.personas import MONDAY, Agencies, as_

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = MONDAY + 15 * DAY


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def let_in(name: str, *, by: Worker, at: datetime = MONDAY, role: str = "manager") -> Worker:
    with as_(by, at=at):
        email = f"{name.lower()}@hosting.example"
        services = list(by.services.all())
        said = {"name": name, "email": email, "role": role, "services": services, "by": by, "at": at}
        worker, code = access.invite(by.organisation, **said)
    assert access.take_up(code, by=None, at=at) == worker
    return worker


def asked(town: Agencies, *, by: Worker, at: datetime = MONDAY, whom: str = "WR-9999") -> Emergency:
    with as_(by, at=at):
        return people.ask(
            holder=town.outreach.agency,
            reference=whom,
            service=town.hosting.service,
            why="life",
            words="She collapsed.",
            fields=["name"],
            session="one",
            by=by,
            at=at,
        )


def confirmed(emergency: Emergency, *, by: Worker, at: datetime = MONDAY) -> str:
    with as_(by, at=at):
        return people.confirm(emergency, session="another", by=by, at=at).state


def test_neither_confirms_for_the_other_nor_do_two_whom_she_let_in(town: Agencies) -> None:
    nia, zed = let_in("Nia", by=town.pat), let_in("Zed", by=town.pat)
    eve = let_in("Eve", by=nia)
    pairs = ((town.pat, nia), (nia, town.pat), (nia, zed), (town.pat, eve), (zed, eve))
    for number, (asker, second) in enumerate(pairs):
        emergency = asked(town, by=asker, whom=f"WR-999{number}")
        with pytest.raises(people.MaybeOnePerson, match="less than 14 days ago"):
            confirmed(emergency, by=second)


def test_a_colleague_let_in_anew_is_as_good_as_a_new_one(town: Agencies) -> None:
    pim = personas.colleague(town.hosting.agency, [town.hosting.service], name="Pim", role="link")
    assert confirmed(asked(town, by=town.pat), by=pim) == "nobody"
    with as_(town.pat):
        access.invite_again(pim, by=town.pat, at=MONDAY)
    with pytest.raises(people.MaybeOnePerson):
        confirmed(asked(town, by=town.pat), by=pim)


def test_two_weeks_later_or_let_in_by_somebody_else_they_are_two(town: Agencies) -> None:
    nia = let_in("Nia", by=town.pat)
    assert confirmed(asked(town, by=town.pat, at=LATER), by=nia, at=LATER) == "nobody"
    max_ = personas.colleague(town.hosting.agency, [town.hosting.service], name="Max", role="manager")
    zed = let_in("Zed", by=max_, at=LATER)
    assert confirmed(asked(town, by=town.pat, at=LATER), by=zed, at=LATER) == "nobody"


def test_the_database_refuses_it_whatever_a_page_did(town: Agencies) -> None:
    nia = let_in("Nia", by=town.pat)
    emergency = asked(town, by=town.pat)
    words = (
        "update people_emergency set state = 'confirmed', decided_by_id = %s, decided_at = %s,"
        " decided_in = 'x', ends_at = %s where id = %s"
    )
    with as_(nia), pytest.raises(DatabaseError, match="a second person"), transaction.atomic():
        connection.cursor().execute(words, [nia.pk, MONDAY, MONDAY + timedelta(hours=1), emergency.pk])


def test_who_invited_whom_is_not_the_site_s_to_change(town: Agencies) -> None:
    let_in("Nia", by=town.pat)
    with as_(town.noor):
        for words in ("update access_invitation set made_by_id = null", "delete from access_invitation"):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                connection.cursor().execute(words)
    with as_(town.pat), pytest.raises(DatabaseError, match="by who is signed in"):
        access.invite_again(let_in("Zed", by=town.pat), by=_another(town), at=MONDAY)


def test_nobody_confirms_what_somebody_asked_who_has_left(town: Agencies) -> None:
    pim = personas.colleague(town.hosting.agency, [town.hosting.service], name="Pim", role="link")
    emergency = asked(town, by=pim)
    with as_(town.pat):
        access.leave(pim, by=town.pat, at=MONDAY)
    with pytest.raises(people.NoLongerWaits, match="has left"):
        confirmed(emergency, by=town.pat)


def _another(town: Agencies) -> Worker:
    return personas.colleague(town.hosting.agency, [town.hosting.service], name="Ann", role="manager")
