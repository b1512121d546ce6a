"""Eight agencies ask at once over two shared connections, and nobody meets anybody else's people."""

from __future__ import annotations

from datetime import UTC, datetime

from recourse.config.database.address import Address
from recourse.records.directory.models import Worker
from recourse.records.people.models import Person
from tests import personas
from tests.pages.attacks import crowd
from tests.pages.attacks.crowd import Asker

TIMES = 200


def test_eight_agencies_over_two_connections_meet_only_their_own_people(really_commits: Address) -> None:
    held = dict(_agency(number) for number in range(8))
    strangers = {
        worker: held[other][0] for worker, other in zip(held, [*list(held)[1:], *held], strict=False)
    }
    askers = {
        worker.name: Asker(
            crowd.cookies(worker),
            [
                "/people/",
                *(f"/people/{person.pk}/" for person in people),
                "/",
                f"/people/{strangers[worker].pk}/",
            ],
            frozenset(str(person.pk).encode() for person in people),
        )
        for worker, people in held.items()
    }
    with crowd.shared(2):
        met = crowd.walk(askers, times=TIMES, threads=6)
    assert met.foreign == []
    assert set(met.answers) == {"200 OK", "404 Not Found"}, met.answers
    assert met.asked == TIMES and met.seen > TIMES


def _agency(number: int) -> tuple[Worker, list[Person]]:
    now = datetime.now(UTC)
    word = "ABCDEFGH"[number]
    desk = personas.desk(
        f"Agency {word}", "outreach", f"Walk {word}", "outreach", f"Wil {word}", "outreach", at=now
    )
    return desk.worker, [
        personas.person(desk.worker, at=now, name=f"Person {word} {which}")
        for which in ("One", "Two", "Three")
    ]
