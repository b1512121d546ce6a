"""A woman two other agencies know, with a mark in everything that was ever written about her."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.timezone import localdate

from recourse.config.database.address import Address
from recourse.jobs import signing
from recourse.reasoning import rulebook
from recourse.records.advice import actions as advice
from recourse.records.advice import planning
from recourse.records.advice.models import Answer, Plan
from recourse.records.directory.acting import acting_for
from recourse.records.directory.models import Worker
from recourse.records.disclosures.models import Letter
from recourse.records.funds import actions as funds
from recourse.records.funds.models import Award
from recourse.records.homes import actions as homes
from recourse.records.homes.models import Bedspace, Home
from recourse.records.keeping import queries as keeping
from recourse.records.keeping.actions.telling import tell
from recourse.records.ledger import signing as signed
from recourse.records.ledger.reads import Reading
from recourse.records.matters import actions as matters
from recourse.records.matters.models import Task
from recourse.records.panels import actions as panels
from recourse.records.panels import queries as panels_seen
from recourse.records.panels.models import Decision, Word
from recourse.records.papers.models import File, Paper
from recourse.records.people import actions as people
from recourse.records.people.models import Overread, Person, Share
from recourse.records.placements import actions as placements
from recourse.records.placements.models import Offer, Stay
from recourse.records.referrals import actions as referrals
from recourse.records.referrals.models import Referral
from recourse.records.refusals.models import Refusal
from tests import personas
from tests.conftest import as_the_clock
from tests.pages.attacks import hosts
from tests.personas import Desk, as_
from tests.records.disclosures import prepared
from tests.records.refusals import prepared as against

MARK = "Qzxwvutsr"
STATUS = "OVERSTAYER"


@dataclass
class Planted:
    """Everything two agencies hold about her, none of it shared with anybody else."""

    holder: Desk
    scheme: Desk
    person: Person
    share: Share
    referral: Referral
    answer: Answer
    home: Home
    bed: Bedspace
    offer: Offer
    stay: Stay
    waiting: Offer
    paper: Paper
    letter: Letter
    refusal: Refusal
    task: Task
    plan: Plan
    panel: Decision
    award: Award
    books: dict[str, UUID]
    offices: dict[str, UUID] = field(default_factory=dict)

    @property
    def word(self) -> UUID:
        """What the scheme was told of her and the house."""
        with as_(self.scheme.worker, at=self.panel.decided_at):
            return Word.objects.filter(person=self.person).earliest("said_at").pk

    def ids(self, *, worker: Worker) -> dict[str, UUID]:
        """What stands in addresses, by the name of the part."""
        return {
            "person_id": self.person.pk,
            "share_id": self.share.pk,
            "consent_id": self.share.consent_id,
            "referral_id": self.referral.pk,
            "answer_id": self.answer.pk,
            "home_id": self.home.pk,
            "bed_id": self.bed.pk,
            "room_id": self.bed.room_id,
            "offer_id": self.offer.pk,
            "stay_id": self.stay.pk,
            "service_id": self.scheme.service.pk,
            "paper_id": self.paper.pk,
            "worker_id": worker.pk,
            "letter_id": self.letter.pk,
            "refusal_id": self.refusal.pk,
            "task_id": self.task.pk,
            "plan_id": self.plan.pk,
            "decision_id": self.panel.pk,
            "sitting_id": self.panel.sitting_id,
            "word_id": self.word,
            "award_id": self.award.pk,
            **self.books,
        } | self.offices


def plant(*, at: datetime) -> Planted:
    """Let Far Shore meet her, share with the Harbour scheme, refer her, and see her into a bed."""
    holder = personas.desk(
        "Far Shore", "outreach", "Shore walk", "outreach", "Ona Outside", "outreach", at=at
    )
    scheme = personas.desk("Harbour", "hosting", "Harbour beds", "hosting", "Hal Harbour", "manager", at=at)
    person = somebody(holder.worker, at=at)
    status(person, by=holder.worker, at=at)
    share = personas.agree(
        person, to=scheme.service, by=holder.worker, purpose=f"{MARK} purpose", days=90, at=at
    )
    with as_(holder.worker, at=at):
        answer = advice.answer(person, about="bed", as_at=localdate(at), by=holder.worker, at=at)
        referral = referrals.send(
            person, to=scheme.service, why=f"{MARK} why", asks=f"{MARK} asks", by=holder.worker, at=at
        )
    home, beds = house(scheme.worker, at=at, sort="host")
    host = hosts.hosted(home, said=f"{MARK} seen", by=scheme.worker, at=at)
    with as_(scheme.worker, at=at):
        panels.say_no(person, home=home, why=f"{MARK} is known there", by=scheme.worker, at=at)
    offer = offered(beds[0], person, scheme.worker, at=at)
    with as_(holder.worker, at=at):
        stay = placements.accept(offer, by=holder.worker, at=at)
    with as_(scheme.worker, at=at):
        given = {"reaches_them": stay.first_day, "days": 28, "reason": f"{MARK} ends"}
        placements.give_notice(stay, by=scheme.worker, at=at, **given)
    hosts.checked_in(host, stay, said=f"{MARK} cold", by=scheme.worker, at=at)
    award, books = paid(person, home, holder=holder.worker, scheme=scheme.worker, at=at)
    books["host_id"] = host.pk
    second = somebody(holder.worker, at=at)
    personas.agree(second, to=scheme.service, by=holder.worker, days=90, at=at)
    panel = decided(beds[1], second, scheme.worker, at=at)
    waiting = panel.offer
    paper = photographed(person, by=holder.worker, at=at)
    prepared.sent(prepared.ready(person, holder.worker, at=at, words=f"{MARK} told"), holder.worker, at=at)
    letter = to_be_sent(person, by=holder.worker, at=at)
    refusal = refused(person, by=holder.worker, at=at)
    told = (referral, answer, home, beds[0], offer, stay, waiting, paper, letter, refusal)
    task = to_be_done(person, by=holder.worker, at=at)
    plan = gone_through(person, by=holder.worker, at=at)
    return Planted(holder, scheme, person, share, *told, task, plan, panel, award, books)


def decided(bed: Bedspace, second: Person, by: Worker, *, at: datetime) -> Decision:
    """A panel that sits, and chose somebody else for a bed of a house that is not for her."""
    tomorrow = localdate(at) + timedelta(days=1)
    with as_(by, at=at):
        panels.sit(hides_names=False, by=by, at=at)
        weighed = panels_seen.weigh(by, on=localdate(at), also=[second])
        return panels.decide(
            bed,
            to=second,
            among_beds=True,
            on=localdate(at),
            seen=panels_seen.for_person(weighed, second.pk).sign,
            reason=f"{MARK} needs it most",
            answer_by=at + timedelta(hours=20),
            first_day=tomorrow,
            expected_last_day=tomorrow + timedelta(days=90),
            by=by,
            at=at,
        )


def paid(
    person: Person, home: Home, *, holder: Worker, scheme: Worker, at: datetime
) -> tuple[Award, dict[str, UUID]]:
    """What her agency gives her, and the scheme's books."""
    days: dict[str, Any] = {"first_day": localdate(at), "last_day": localdate(at) + timedelta(days=90)}
    with as_(holder, at=at):
        gives = {"panel": f"{MARK} panel", "pence": 20_00, "cycle": 7}
        award = funds.award(person, **gives, **days, by=holder, at=at)
    signed: dict[str, Any] = {"by": scheme, "at": at}
    with as_(scheme, at=at):
        rate = funds.set_rate(kind="council", pence_a_night=36_00, first_day=localdate(at), **signed)
        bills = {"what": "bills", "pence": 9_00, "often": "month", "words": f"{MARK} fuel"}
        cost = funds.pay(home=home, first_day=localdate(at), **bills, **signed)
        receipt = funds.receive(home=home, kind="council", pence=1_00, on_day=localdate(at), **signed)
        funds.say_balance(pence=1_00, on_day=localdate(at), **signed)
        grant = funds.win(funder=f"{MARK} Trust", pence=9_00, pays_for="people", **days, **signed)
    kept = {"rate_id": rate.pk, "cost_id": cost.pk, "receipt_id": receipt.pk, "grant_id": grant.pk}
    return award, kept


def gone_through(person: Person, *, by: Worker, at: datetime) -> Plan:
    """A plan, and what she said to it."""
    with as_(by, at=at):
        seen = planning.make(person, on=localdate(at)).sign
        said = {"language": f"{MARK}ish", "how": "interpreter_present", "through": f"{MARK} Interpreter"}
        said |= {"says": "some", "words": f"{MARK} wants this first"}
        return advice.hear(person, seen=seen, as_at=localdate(at), by=by, at=at, **said).plan


def to_be_done(person: Person, *, by: Worker, at: datetime) -> Task:
    """A step that is a task, and one that could not be taken."""
    of = {"route": "R-EUSS-LATE", "by": by, "at": at}
    with as_(by, at=at):
        matters.say_why(person, why="other", note=f"{MARK} stood in the way", step="id", **of)
        until = localdate(at) + timedelta(days=3)
        return matters.make(person, says=f"{MARK} to do", until=until, worker=by, step="adviser", **of)


def refused(person: Person, *, by: Worker, at: datetime) -> Refusal:
    """A letter that could be made at once, with her name and her status in it."""
    letter = against.begun(person, by, at=at, to_name=f"{MARK} Street", to_address=f"{MARK} lane")
    against.agreed(letter, by, at=at, words=f"{MARK} would be told.")
    against.agreed(letter, by, at=at, fields=("status",))
    told = (("name", "Name", f"{MARK}name Marked"), ("status", "Status", STATUS))
    against.written(letter, by, at=at, told=told)
    return against.again(letter, by, at=at)


def to_be_sent(person: Person, *, by: Worker, at: datetime) -> Letter:
    """A second letter to the Home Office, for another purpose, with her status in it."""
    words = f"{MARK} to tell"
    return prepared.ready(person, by, at=at, status=True, for_what="correction", words=words)


def plant_with_offices(where: Address, *, at: datetime) -> Planted:
    """All of that, and what their offices hold: an emergency, too many read of, a signed head, a notice.

    In a database that really commits: the clock's own role signs heads, over a connection of its own.
    """
    story = plant(at=at)
    story.offices = _in_the_offices(story, where=where, at=at)
    return story


def _in_the_offices(story: Planted, *, where: Address, at: datetime) -> dict[str, UUID]:
    holder, scheme, person = story.holder, story.scheme, story.person
    with as_(scheme.worker, at=at):
        emergency = people.ask(
            holder=holder.agency,
            reference=person.reference,
            service=scheme.service,
            why="life",
            words=f"{MARK} fell",
            fields=["name"],
            session="hal",
            by=scheme.worker,
            at=at,
        )
    with as_(holder.worker, at=at):
        named = Reading(named={person.pk: None})
        budget: dict[str, Any] = {"tell_at": 1, "stop_at": 9, "since": at}
        people.read(named, page="people:find", **budget, by=holder.worker, at=at)
        overread = Overread.objects.get()
    with as_the_clock(where):
        signing.sign_all(at=at)
    with acting_for(holder.agency, at=at):
        (head,) = signed.newest(holder.agency.pk)
        tell([story.share], agency=holder.agency, reference=person.reference, at=at)
    with as_(scheme.worker, at=at):
        notice = keeping.notices(scheme.worker).get()
    return {
        "emergency_id": emergency.pk,
        "overread_id": overread.pk,
        "head_id": head.pk,
        "notice_id": notice.pk,
    }


def somebody(by: Worker, *, at: datetime) -> Person:
    """Somebody with a mark in every word of her."""
    return personas.person(
        by,
        at=at,
        name=f"{MARK}name Marked",
        nickname=f"{MARK}nick",
        place=f"{MARK} bridge",
        language=f"{MARK}ish",
        birth_date="14 February 1937",
        phone="07700 900771",
        note=f"{MARK} noted",
    )


def status(person: Person, *, by: Worker, at: datetime) -> None:
    """What she said of her status, health and needs."""
    with as_(by, at=at):
        for name, value in (("status_code", STATUS), ("destitute", True), ("pregnant", True)):
            field = rulebook.england().facts[name].share_as
            people.learn(person, name=name, value=value, field=field, by=by, at=at)


def photographed(person: Person, *, by: Worker, at: datetime) -> Paper:
    """A tenancy of hers, as it stands once it was made anew."""
    of = {"person": person, "agency_id": by.organisation_id, "field": "papers"}
    with as_(by, at=at):
        paper = Paper.objects.create(
            **of, kind="tenancy", form="jpeg", pages=1, size=9, note=f"{MARK} lease", kept_by=by, kept_at=at
        )
        File.objects.create(pk=paper.pk, **of, content=MARK.encode())
    return paper


def house(by: Worker, *, at: datetime, sort: str = "house") -> tuple[Home, list[Bedspace]]:
    """A house with a marked name and address, and three rooms."""
    with as_(by, at=at):
        home = homes.enter(
            name=f"{MARK} House",
            area=f"{MARK} area",
            address=f"1 {MARK} Lane",
            sort=sort,
            rooms=[(f"{MARK} room {number}", 1, "free") for number in (1, 2, 3)],
            first_day=localdate(at) - timedelta(days=90),
            by=by,
            at=at,
        )
        return home, list(Bedspace.objects.select_related("room__home").order_by("room__name"))


def offered(bed: Bedspace, person: Person, by: Worker, *, at: datetime) -> Offer:
    """A bed offered for tomorrow, an answer by then."""
    tomorrow = localdate(at) + timedelta(days=1)
    with as_(by, at=at):
        return placements.offer(
            bed,
            to=person,
            answer_by=at + timedelta(hours=20),
            first_day=tomorrow,
            expected_last_day=tomorrow + timedelta(days=90),
            by=by,
            at=at,
        )


def signed_in(worker: Worker, **more: Any) -> Client:
    """A browser in which a worker is signed in."""
    client = Client(raise_request_exception=False, **more)
    client.force_login(worker)
    return client


def shows(answer: Any, *marks: str) -> list[str]:
    """The marks that stand anywhere in what came back: the page, its addresses, its cookies."""
    assert isinstance(answer, HttpResponse)
    whole = answer.content.decode() + str(dict(answer.headers)) + answer.cookies.output()
    return [mark for mark in (marks or (MARK,)) if mark.lower() in whole.lower()]


def addresses() -> dict[str, str]:
    """Every address of the site: its name, and its route with the parts to fill in."""
    return dict(_among(get_resolver().url_patterns, "", ""))


def _among(patterns: Any, spaces: str, route: str) -> Iterator[tuple[str, str]]:
    for one in patterns:
        here = route + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _among(
                one.url_patterns, f"{spaces}{one.namespace}:" if one.namespace else spaces, here
            )
        elif isinstance(one, URLPattern):
            yield f"{spaces}{one.name}", here
