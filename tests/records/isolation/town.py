"""A town in which every walled table has rows, and everybody who might look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection

from recourse.jobs import figures
from recourse.records.directory import acting
from recourse.records.directory.acting import acting_for
from recourse.records.homes import actions as homes
from recourse.records.people import actions as people
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.pages.attacks import planted
from tests.personas import as_

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NOBODY: dict[str, str] = {}


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks: the role they speak as, and what the site says of them to the database."""

    role: str
    context: dict[str, str]


def tell() -> dict[str, Viewer]:
    """Let it all happen, and give those who look, by what they are to the marked woman."""
    story = planted.plant(at=AT)
    town = personas.agencies(at=AT)
    her, by = story.person, story.holder.worker
    personas.agree(her, to=town.outreach.service, by=by, fields=["name"], at=AT)
    personas.agree(her, to=town.link.service, by=by, days=1, at=AT - timedelta(days=3))
    taken_back = personas.agree(her, to=town.law.service, by=by, at=AT)
    with as_(by, at=AT):
        people.withdraw(taken_back, by=by, at=AT)
    with as_(story.scheme.worker, at=AT):
        homes.enter(
            name="Nobody lives here yet",
            area="Wrenfield",
            address="2 Empty Lane",
            rooms=[("Room", 1, "free")],
            first_day=AT.date(),
            by=story.scheme.worker,
            at=AT,
        )
    personas.agree(her, to=town.hosting.service, by=town.noor, fields=["name"], at=AT)
    with as_(town.noor, at=AT):
        referrals.send(her, to=town.hosting.service, why="A bed", asks="A week", by=town.noor, at=AT)
    with as_(story.scheme.worker, at=AT):
        referrals.ask(story.referral, words="Which days?", by=story.scheme.worker, at=AT)
    stranger = personas.desk(
        "Far Hill", "outreach", "Hill walk", "outreach", "Stan Stranger", "manager", at=AT
    )
    planted.somebody(stranger.worker, at=AT)
    figures.say_all(at=AT, months=1)
    workers = {
        "her own agency": by,
        "the scheme that houses her": story.scheme.worker,
        "shown her name alone": town.noor,
        "shown until yesterday": town.lin,
        "she took it back": town.sam,
        "a stranger": stranger.worker,
        "the commissioner": town.cass,
        "shown her name by those it was shown to": town.pat,
    }
    viewers = {name: Viewer("app", _context(worker)) for name, worker in workers.items()}
    with acting_for(story.scheme.agency, at=AT):
        viewers["the scheme's clock"] = Viewer("worker", _now_set())
    return viewers | {"nobody": Viewer("app", NOBODY), "the auditor": Viewer("auditor", NOBODY)}


def _context(worker: personas.Worker) -> dict[str, str]:
    with as_(worker, at=AT):
        return _now_set()


def _now_set() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select name, current_setting(name, true) from unnest(%s::text[]) as name",
            [list(acting.SETTINGS)],
        )
        return dict(cursor.fetchall())
