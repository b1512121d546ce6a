"""The forms of the door sent by two at once: done once, and whoever was late is told; heads signed by two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from recourse.jobs import signing as job
from recourse.pages.door import mine
from recourse.pages.look import receipts
from recourse.records.directory import actions as directory
from tests.conftest import Fresh, as_the_clock
from tests.outside.letters import Letters
from tests.pages.attacks import door_sendings
from tests.pages.attacks.door_sendings import CASES, AtTheDoor, with_passkey
from tests.pages.attacks.sendings import Wrenfield, ada, wrenfield
from tests.personas import as_
from tests.signing_in import client_of, enrolled

FROM_TWO_BROWSERS = (
    "an_app_is_connected",
    "recovery_codes_are_made",
    "a_passkey_is_removed",
    "the_app_is_disconnected",
    "a_password_is_changed",
    "a_newcomer_chooses_a_password",
    "a_newcomer_connects_an_app",
)
# A code or an invitation that was used up and is tried again is a wrong try, and stands there as one.
WRONG_TRY = ("access.refuse", "axes_accessattempt")
TRIED_AGAIN = ("access.refuse_invitation", "access.refuse_token")


@pytest.fixture(scope="module")
def here(fresh_database: Fresh) -> Iterator[Wrenfield]:
    with fresh_database() as where, where.connect() as admin:
        made = wrenfield(where, admin)
        made.where = where
        yield made


@pytest.fixture(autouse=True)
def in_earnest(settings: Any) -> Iterator[None]:
    settings.DEMONSTRATION = False
    yield from door_sendings.passkeys_taken_at_their_word()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Do all of it in threads that start together."""
    together = Barrier(len(acts))

    def act(number: int) -> Any:
        try:
            connection.ensure_connection()
            together.wait(timeout=30)
            return acts[number]()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as hands:
        return list(hands.map(act, range(len(acts))))


def posted(client: Client, form: AtTheDoor, ready: dict[str, str]) -> tuple[int, str]:
    answer = client.post(reverse(form.there, args=form.args), ready, follow=True)
    return answer.status_code, answer.content.decode()


def counted(here: Wrenfield) -> dict[str, int]:
    return {name: number for name, number in here.counted().items() if name not in TRIED_AGAIN}


def changes(here: Wrenfield, before: dict[str, int], *, besides: Iterable[str] = ()) -> dict[str, int]:
    after = counted(here)
    moved = {name: after.get(name, 0) - before.get(name, 0) for name in {*after, *before}}
    return without(moved, besides)


def without(found: dict[str, int], names: Iterable[str]) -> dict[str, int]:
    return {name: number for name, number in found.items() if name not in names and number}


def twin(client: Client) -> Client:
    """The same browser, which has not yet heard what came of the first press of the button."""
    other = Client()
    other.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    return other


@pytest.mark.parametrize(
    ("name", "are_two"), [(name, False) for name in CASES] + [(name, True) for name in FROM_TWO_BROWSERS]
)
def test_one_wins_the_other_is_told_and_nothing_is_doubled(name: str, are_two: bool, here: Wrenfield) -> None:
    alone = CASES[name](here)
    client = alone.opened(alone.worker)
    if are_two:
        alone.opened(alone.worker)
    ready = alone.made_ready(client)
    before = counted(here)
    status, words = posted(client, alone, ready)
    assert status == 200 and alone.won in words, words[-3000:]
    once = changes(here, before)
    assert once
    form = CASES[name](here)
    first = form.opened(form.worker)
    second = form.opened(form.worker) if are_two else twin(first)
    shown = [form.made_ready(first)]
    shown.append(form.made_ready(second) if are_two else shown[0])
    before = counted(here)
    came = at_once(lambda: posted(first, form, shown[0]), lambda: posted(second, form, shown[1]))
    assert changes(here, before) == once
    assert all(status < 500 for status, _ in came), [status for status, _ in came]
    if form.won:
        read = [form.won in words for _, words in came].count(True)
        assert read in form.told_to, [words for _, words in came]
    if not form.may_again:
        posted(twin(second), form, shown[1])
        assert changes(here, before, besides=WRONG_TRY) == without(once, WRONG_TRY)


def test_a_sign_in_that_ends_in_the_middle_keeps_nothing_of_what_it_sent(here: Wrenfield) -> None:
    worker = enrolled(ada(here))
    client, give = client_of(worker, raise_request_exception=False), receipts.give

    def ended_elsewhere(request: Any, words: str) -> None:
        here.admin.execute("delete from access_signin where worker_id = %s", [worker.pk])
        here.admin.commit()
        give(request, words)

    passkey = with_passkey(worker)
    before = counted(here)
    with mock.patch.object(mine.receipts, "give", ended_elsewhere):
        answer = client.post(reverse("door:remove", args=[passkey]))
    assert answer.status_code == 400 and "Nothing was saved" in answer.content.decode()
    assert changes(here, before) == {}


def test_the_database_goes_in_the_middle_and_the_door_keeps_nothing_and_says_so(here: Wrenfield) -> None:
    worker = enrolled(ada(here))
    client, give = client_of(worker, raise_request_exception=False), receipts.give

    def gone(request: Any, words: str) -> None:
        others = "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()"
        here.admin.execute(f"{others} and datname = current_database()")
        give(request, words)

    passkey = with_passkey(worker)
    before = counted(here)
    with mock.patch.object(mine.receipts, "give", gone):
        answer = client.post(reverse("door:remove", args=[passkey]))
    connection.close()
    assert answer.status_code == 503 and "Nothing half-done was saved" in answer.content.decode()
    assert changes(here, before) == {}
    assert client.post(reverse("door:remove", args=[passkey])).status_code == 302


def test_heads_signed_and_sent_by_two_workers_at_once_are_signed_and_sent_once(here: Wrenfield) -> None:
    at, letters = now(), Letters()
    with as_(here.max, at=at):
        directory.send_heads_to(here.max.organisation, address="heads@outreach.example", by=here.max, at=at)
    with as_the_clock(here.where):
        at_once(lambda: job.sign_all(at=at), lambda: job.sign_all(at=at))
        sent = at_once(*[lambda: job.send_all(at=at, send=letters.send)] * 2)
    signed = here.admin.execute("select agency, count(*) from ledger_signedhead group by agency").fetchall()
    assert signed and {count for _, count in signed} == {1}
    assert sum(sent) == len(letters.kept) == 2
