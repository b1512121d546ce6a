"""A town in which every walled table has rows, and everybody who might look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import yaml
from django.db import connection

from recourse.config.database.address import Address
from recourse.jobs import figures, signing
from recourse.records.access import actions as access
from recourse.records.access.words import Level
from recourse.records.criteria import actions as criteria
from recourse.records.criteria import queries as stating
from recourse.records.directory import acting
from recourse.records.directory import actions as directory
from recourse.records.directory.acting import acting_for
from recourse.records.homes import actions as homes
from recourse.records.keeping import actions as keeping
from recourse.records.ledger.reads import Reading
from recourse.records.papers import actions as papers
from recourse.records.people import actions as people
from recourse.records.people.models import Emergency
from recourse.records.prices import actions as prices
from recourse.records.prices.actions import Taught
from recourse.records.referrals import actions as referrals
from tests import personas
from tests.conftest import as_the_clock
from tests.pages.attacks import planted
from tests.pages.attacks.planted import Planted
from tests.personas import Agencies, Desk, as_

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
NOBODY: dict[str, str] = {}


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks: the role they speak as, and what the site says of them to the database."""

    role: str
    context: dict[str, str]


def tell(where: Address) -> dict[str, Viewer]:
    """Let it all happen, and give those who look, by what they are to the marked woman."""
    story = planted.plant(at=AT)
    town = personas.agencies(at=AT)
    emergency = personas.desk("Ward", "health", "Ward nine", "health", "Wes Ward", "manager", at=AT)
    stranger = personas.desk(
        "Far Hill", "outreach", "Hill walk", "outreach", "Stan Stranger", "manager", at=AT
    )
    planted.somebody(stranger.worker, at=AT)
    _shown(story, town)
    _asked_and_housed(story, town)
    _lent(story)
    _in_an_emergency(story, emergency)
    _kept_and_erased(story)
    figures.say_all(at=AT, months=1)
    with as_the_clock(where):
        signing.sign_all(at=AT)
    _read_of_too_many(story)
    _registered(story)
    workers = {
        "her own agency": story.holder.worker,
        "the scheme that houses her": story.scheme.worker,
        "shown her name alone": town.noor,
        "shown her name by those it was shown to": town.pat,
        "shown until yesterday": town.lin,
        "she took it back": town.sam,
        "in an emergency": emergency.worker,
        "a stranger": stranger.worker,
        "the commissioner": town.cass,
    }
    viewers = {name: Viewer("app", _context(worker)) for name, worker in workers.items()}
    for whose, agency in (("the scheme's", story.scheme.agency), ("her own agency's", story.holder.agency)):
        with acting_for(agency, at=AT):
            viewers[f"{whose} clock"] = Viewer("worker", _now_set())
    return viewers | {"nobody": Viewer("app", NOBODY), "the auditor": Viewer("auditor", NOBODY)}


def _registered(story: Planted) -> None:
    ours = story.holder
    mo = personas.colleague(ours.agency, [ours.service], name="Rhea Registrar", role="manager", at=AT)
    ada = personas.colleague(ours.agency, [ours.service], name="Ada Adviser", role="outreach", at=AT)
    said = {"level": Level.IAA_1, "categories": ["asylum"], "number": "F1"}
    with as_(mo, at=AT):
        access.register(ada, **said, first_day=AT.date(), last_day=None, by=mo, at=AT)


def _shown(story: Planted, town: Agencies) -> None:
    her, by = story.person, story.holder.worker
    personas.agree(her, to=town.outreach.service, by=by, fields=["name"], at=AT)
    personas.agree(her, to=town.link.service, by=by, days=1, at=AT - timedelta(days=3))
    taken_back = personas.agree(her, to=town.law.service, by=by, at=AT)
    with as_(by, at=AT):
        people.withdraw(taken_back, by=by, at=AT)
    personas.agree(her, to=town.hosting.service, by=town.noor, fields=["name"], at=AT)


def _asked_and_housed(story: Planted, town: Agencies) -> None:
    by = story.scheme.worker
    with as_(by, at=AT):
        empty = homes.enter(
            name="Nobody lives here yet",
            area="Wrenfield",
            address="2 Empty Lane",
            rooms=[("Room", 1, "free")],
            first_day=AT.date(),
            by=by,
            at=AT,
        )
        homes.sign_lease(empty, first_day=AT.date(), by=by, at=AT)
        year = {"first_day": AT.date(), "last_day": AT.date() + timedelta(days=364)}
        homes.certify(empty, kind="gas", **year, by=by, at=AT)
        stated = yaml.safe_dump(stating.standard(name="Harbour", on=AT.date()).stated())
        criteria.publish(stated, from_day=AT.date(), after=0, by=by, at=AT)
        prices.choose_floor(0.9, by=by, at=AT)
        homes.log_upkeep(empty, kind="repair", on_day=AT.date(), people=1, hours=2, by=by, at=AT)
        referrals.ask(story.referral, words="Which days?", by=by, at=AT)
    with acting_for(story.scheme.agency, at=AT):
        taught = Taught(AT.date(), "0", 1, is_learned=False, says="There is too little to learn from.")
        prices.keep(story.scheme.agency, taught=taught, day=AT.date(), by=None, at=AT)
        prices.say_quarter(story.scheme.agency, first_day=date(2026, 7, 1), rows=(), by=None, at=AT)
    with as_(town.noor, at=AT):
        referrals.send(story.person, to=town.hosting.service, why="A bed", asks="A week", by=town.noor, at=AT)


def _lent(story: Planted) -> None:
    kind = "housing_association"
    owner = directory.open_organisation(name="Tannery", kind=kind, is_agency=False, at=AT)
    by = story.scheme.worker
    with as_(by, at=AT):
        homes.lend(story.home, owner=owner, by=by, at=AT)


def _in_an_emergency(story: Planted, ward: Desk) -> None:
    second = personas.colleague(ward.agency, [ward.service], name="Una Ward", role="manager", at=AT)
    now = _asked_for(story.person.reference, story.holder, ward)
    _asked_for("NO-9999", story.holder, ward)
    with as_(second, at=AT):
        people.confirm(now, session="another", by=second, at=AT)


def _asked_for(reference: str, holder: Desk, ward: Desk) -> Emergency:
    with as_(ward.worker, at=AT):
        return people.ask(
            holder=holder.agency,
            reference=reference,
            service=ward.service,
            why="life",
            words="She was brought in and cannot speak.",
            fields=["name", "needs", "work"],
            session="one",
            by=ward.worker,
            at=AT,
        )


def _read_of_too_many(story: Planted) -> None:
    by = story.holder.worker
    reading = Reading(named={story.person.pk: None})
    with as_(by, at=AT):
        people.read(reading, page="people:find", tell_at=1, stop_at=9, since=AT, by=by, at=AT)


def _kept_and_erased(story: Planted) -> None:
    holder = story.holder
    head = personas.colleague(holder.agency, [holder.service], name="Mo Manager", role="manager", at=AT)
    another = planted.somebody(holder.worker, at=AT)
    personas.agree(another, to=story.scheme.service, by=holder.worker, at=AT)
    with as_(head, at=AT):
        keeping.hold(story.person, why="court", by=head, at=AT)
        keeping.erase(another, why="asked", by=head, at=AT)
        papers.give_ticket(story.paper, sign_in="none", by=head, at=AT)
    long_ago = AT - timedelta(days=8 * 365)
    gone = planted.somebody(holder.worker, at=long_ago)
    old = planted.somebody(holder.worker, at=long_ago)
    personas.agree(old, to=story.scheme.service, by=holder.worker, at=long_ago)
    with as_(holder.worker, at=long_ago):
        referrals.send(
            old, to=story.scheme.service, why="A bed", asks="A week", by=holder.worker, at=long_ago
        )
    with acting_for(holder.agency, at=AT):
        keeping.end_file(gone, agency=holder.agency, at=AT)


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
