"""What carries a right, forged, altered by a letter, used again or too late: shut, and in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as kept_settings
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.records.access import actions as access
from recourse.records.access.models import SignIn
from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Organisation, Worker
from recourse.records.ledger.models import Entry
from recourse.records.people.models import Note
from tests import personas, signing_in
from tests.pages.attacks import planted
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
INSTALLATION = Organisation(pk=access.INSTALLATION)
APART = "papers.example"


@pytest.fixture
def town(settings: Any) -> Agencies:
    settings.DEMONSTRATION = False
    town = personas.agencies(at=now())
    for worker in (town.noor, town.pat):
        signing_in.enrolled(worker)
    return town


def refused(whose: Organisation, what: str) -> list[Entry]:
    """The tries that stand in a ledger, of one kind."""
    with acting_for(whose, at=now()):
        found = Entry.objects.filter(agency=whose.pk, act="access.refuse_token").order_by("number")
        return [entry for entry in found if entry.detail["what"] == what]


def altered(signed: str) -> str:
    """The same with another letter in the middle."""
    middle = len(signed) // 2
    return signed[:middle] + ("a" if signed[middle] not in "aA" else "b") + signed[middle + 1 :]


def opens(key: str) -> bool:
    """Whether the cookie of a session opens the first page of a worker."""
    client = Client()
    client.cookies[kept_settings.SESSION_COOKIE_NAME] = key
    answer = client.get(reverse("work:mine"))
    if answer.status_code == 200:
        return True
    assert answer.status_code == 302 and answer.url.startswith(reverse("door:enter"))
    return False


def test_a_session_nobody_began_leads_to_the_door_and_stands_in_the_ledger(town: Agencies) -> None:
    key = signing_in.client_of(town.noor).session.session_key
    assert opens(key)
    for forged in (altered(key), "x" * 32, "x", f"{key} "):
        assert not opens(forged)
    assert len(refused(INSTALLATION, "session")) == 4
    assert opens(key)


def signed_out(client: Client, worker: Worker) -> None:
    client.post(reverse("door:leave"))


def ended_by_a_manager(client: Client, worker: Worker) -> None:
    manager = personas.colleague(worker.organisation, [], name="Max Manager", role="manager")
    with as_(manager, at=now()):
        access.end_sign_ins(worker, by=manager, at=now())


def left_unused(client: Client, worker: Worker) -> None:
    SignIn.objects.filter(worker=worker).update(used_at=now() - timedelta(minutes=16))


def password_changed(client: Client, worker: Worker) -> None:
    access.set_password(password="another long walk at night", by=worker, at=now())  # noqa: S106


@pytest.mark.parametrize(
    ("over", "is_known"),
    [(signed_out, False), (ended_by_a_manager, False), (left_unused, True), (password_changed, True)],
)
def test_a_session_that_is_over_opens_nothing_again_and_the_try_stands_in_the_ledger(
    over: Callable[[Client, Worker], None], is_known: bool, town: Agencies
) -> None:
    client = signing_in.client_of(town.noor)
    key = client.session.session_key
    over(client, town.noor)
    assert not opens(key)
    (tried,) = refused(town.outreach.agency if is_known else INSTALLATION, "session")
    assert tried.about == (town.noor.pk if is_known else None)


def test_a_form_s_token_altered_or_of_another_does_nothing_and_stands_in_the_ledger(town: Agencies) -> None:
    amina = personas.amina(town.noor, at=now())
    there = reverse("people:note", args=[amina.pk])
    with as_(town.noor, at=now()):
        before = Note.objects.count()
    noor = signing_in.client_of(town.noor, enforce_csrf_checks=True)
    pat = signing_in.client_of(town.pat, enforce_csrf_checks=True)
    mine, pats = (token(client) for client in (noor, pat))
    for forged in (altered(mine), pats, "", "x" * 64):
        answer = noor.post(there, {"text": "Cold.", "once": "x", "csrfmiddlewaretoken": forged})
        assert answer.status_code == 400
    with as_(town.noor, at=now()):
        assert Note.objects.count() == before
        assert Entry.objects.filter(by=town.noor.pk, act="door.stale_form").count() == 4
    sent = {"text": "Cold.", "once": "x", "csrfmiddlewaretoken": mine}
    assert [noor.post(there, sent).status_code for _ in range(2)] == [302, 302]
    with as_(town.noor, at=now()):
        assert Note.objects.count() == before + 1


def token(client: Client) -> str:
    client.get(reverse("people:add"))
    value: str = client.cookies[kept_settings.CSRF_COOKIE_NAME].value
    return value


def test_a_stranger_s_forged_token_stands_in_the_ledger_of_the_installation(town: Agencies) -> None:
    stranger = Client(enforce_csrf_checks=True)
    stranger.get(reverse("door:enter"))
    for there in ("door:enter", "door:password", "door:invited"):
        assert stranger.post(reverse(there), {"csrfmiddlewaretoken": "x" * 64}).status_code == 400
    assert len(refused(INSTALLATION, "form")) == 3


def test_a_link_to_a_paper_forged_used_up_or_signed_out_of_gives_nothing_and_stands_in_the_ledger(
    town: Agencies, settings: Any
) -> None:
    settings.PAPERS_HOST, settings.ALLOWED_HOSTS = APART, [APART, "testserver"]
    amina = personas.amina(town.noor, at=now())
    paper = planted.photographed(amina, by=town.noor, at=now())
    noor, there = signing_in.client_of(town.noor), Client(headers={"host": APART})

    def link() -> str:
        path: str = noor.get(reverse("papers:open", args=[paper.pk])).url.partition(APART)[2]
        return path

    used = link()
    assert there.get(used).status_code == 200
    assert there.get(used).status_code == 404
    assert len(refused(town.outreach.agency, "paper")) == 1
    for forged in (altered(link()), "/papers/fetch/x/"):
        assert there.get(forged).status_code == 404
    assert len(refused(INSTALLATION, "paper")) == 2
    unused = link()
    noor.post(reverse("door:leave"))
    assert there.get(unused).status_code == 404
    assert len(refused(town.outreach.agency, "paper")) == 2


def test_an_invitation_altered_or_taken_up_already_lets_nobody_in_and_stands_in_the_ledger(
    town: Agencies,
) -> None:
    max_ = personas.colleague(town.outreach.agency, [], name="Max Manager", role="manager", at=now())
    with as_(max_, at=now()):
        ada, code = access.invite(
            town.outreach.agency, name="Ada Added", email="ada@new.example", role="link", services=[],
            by=max_, at=now(),
        )  # fmt: skip
    there = reverse("door:invited")
    assert Client().post(there, {"code": altered(code)}).status_code == 200
    assert Client().post(there, {"code": code}).status_code == 302
    assert Client().post(there, {"code": code}).status_code == 200
    for agency, about in ((INSTALLATION, None), (town.outreach.agency, ada.pk)):
        with acting_for(agency, at=now()):
            tried = Entry.objects.get(agency=agency.pk, act="access.refuse_invitation")
        assert tried.about == about
