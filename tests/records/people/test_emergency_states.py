"""However people press the buttons of an emergency, the record is open only while two workers say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from recourse.records.directory.may import MayNot
from recourse.records.directory.models import Worker
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people import identity, queries
from recourse.records.people.models import Emergency, Person
from tests import personas
from tests.personas import MONDAY, Agencies, as_

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
REFUSALS = (
    MayNot,
    people.SamePerson,
    people.NoLongerWaits,
    people.NoLongerOpen,
    people.TooManyEmergencies,
)


class Night:
    """The same town for every run; each run begins a day later, with an emergency of its own."""

    def __init__(self) -> None:
        self.town: Agencies = personas.agencies()
        self.amina: Person = personas.amina(self.town.noor)
        hosting = self.town.hosting
        self.pim = personas.colleague(hosting.agency, [hosting.service], name="Pim Proxy", role="link")
        self.day: datetime = MONDAY


class Emergencies(RuleBasedStateMachine):
    """What the database keeps, beside a plain account of what should hold."""

    night: Night

    def __init__(self) -> None:
        super().__init__()
        self.night.day += timedelta(days=3)
        self.at = self.night.day
        self.emergency: Emergency | None = None
        self.exists = True
        self.state = "none"
        self.ends_at: datetime | None = None
        self.steps = 0

    def clock(self) -> None:
        """What the clock does by itself."""
        assert self.emergency is not None
        if self.state == "asked" and self.at >= self.emergency.asked_at + 30 * MINUTE:
            self.state = "lapsed"
        if self.state == "confirmed" and self.ends_at is not None and self.at >= self.ends_at:
            self.state = "expired"

    @rule(minutes=st.sampled_from([1, 5, 29, 30, 31, 59, 60, 61, 180]))
    def time_passes(self, minutes: int) -> None:
        self.at += minutes * MINUTE
        if self.emergency is not None:
            self.clock()

    @precondition(lambda self: self.emergency is None)
    @rule(exists=st.sampled_from([True, True, True, False]), hours=st.sampled_from([0, 1, 4, 24, 99]))
    def pat_asks(self, exists: bool, hours: int) -> None:
        pat = self.night.town.pat
        with as_(pat, at=self.at):
            self.emergency = people.ask(
                holder=self.night.town.outreach.agency,
                reference=self.night.amina.reference if exists else "WR-9999",
                service=self.night.town.hosting.service,
                why="life",
                words="She collapsed.",
                fields=["name"],
                hours=hours,
                session="pat's",
                by=pat,
                at=self.at,
            )
        self.exists, self.state = exists, "asked"
        self.steps += 1

    def tried(self, act: Callable[..., object], by: Worker, *, works: bool, **more: object) -> bool:
        """Let somebody try; it is done when it should be, and refused with a sentence when not."""
        try:
            with as_(by, at=self.at):
                act(self.emergency, by=by, at=self.at, **more)
        except REFUSALS as refusal:
            assert not works, refusal
            return False
        assert works, f"{by.name} should have been refused"
        self.steps += 1
        return True

    @precondition(lambda self: self.emergency is not None)
    @rule(
        who=st.sampled_from(["pim", "pim", "pim", "pat", "noor", "sam"]),
        again=st.booleans(),
        no=st.booleans(),
    )
    def somebody_decides(self, who: str, again: bool, no: bool) -> None:
        by = self.night.pim if who == "pim" else getattr(self.night.town, who)
        session = "pat's" if again else "pim's"
        works = who == "pim" and not again and self.state == "asked"
        if not self.tried(people.refuse if no else people.confirm, by, works=works, session=session):
            return
        self.state = "refused" if no else "confirmed" if self.exists else "nobody"
        if self.state == "confirmed":
            with as_(by, at=self.at):
                self.ends_at = Emergency.objects.get(pk=self.emergency.pk).ends_at
            assert MINUTE < self.ends_at - self.at <= timedelta(hours=24)

    @precondition(lambda self: self.emergency is not None)
    @rule(who=st.sampled_from(["pat", "pim", "noor"]))
    def somebody_takes_it_back(self, who: str) -> None:
        by = self.night.pim if who == "pim" else getattr(self.night.town, who)
        if self.tried(people.take_back, by, works=who == "pat" and self.state == "asked"):
            self.state = "taken_back"

    @precondition(lambda self: self.emergency is not None)
    @rule(who=st.sampled_from(["pat", "pim", "noor", "sam"]))
    def somebody_ends_it(self, who: str) -> None:
        by = self.night.pim if who == "pim" else getattr(self.night.town, who)
        works = self.state == "confirmed" and who != "sam"
        if who in ("noor", "sam") and self.state != "confirmed":
            return  # no page leads them to it
        if self.tried(people.end_emergency, by, works=works):
            self.state = "ended"

    @precondition(lambda self: self.state in ("confirmed", "ended", "expired"))
    @rule()
    def noor_disputes_it(self) -> None:
        was_open = self.state == "confirmed"
        if self.tried(people.dispute, self.night.town.noor, works=True, words="No."):
            self.state = "ended" if was_open else self.state
            self.steps += was_open

    @invariant()
    def the_record_is_open_exactly_while_two_workers_say_so(self) -> None:
        for by in (self.night.town.pat, self.night.pim):
            with as_(by, at=self.at):
                person = queries.one(self.night.amina.pk)
                assert (person is not None) == (self.state == "confirmed"), self.state
                if person is not None:
                    who = identity.read(person)
                    assert (who.name, who.phone) == ("Amina Example", "")
        with as_(self.night.town.sam, at=self.at):
            assert queries.one(self.night.amina.pk) is None

    @invariant()
    def everybody_reads_the_same_state(self) -> None:
        if self.emergency is None:
            return
        with as_(self.night.town.pat, at=self.at):
            assert Emergency.objects.get(pk=self.emergency.pk).stands(self.at) == self.state
        with as_(self.night.town.noor, at=self.at):
            told = Emergency.objects.filter(pk=self.emergency.pk).count()
            assert told == (self.state in ("confirmed", "ended", "expired"))

    @invariant()
    def every_step_stands_in_both_ledgers(self) -> None:
        if self.emergency is None:
            return
        town = self.night.town
        for by in (town.noor, town.pat):
            with as_(by, at=self.at):
                mine = Entry.objects.filter(agency=by.organisation_id, about=self.emergency.pk)
                assert mine.count() == self.steps

    def teardown(self) -> None:
        town = self.night.town
        for by in (town.noor, town.pat):
            with as_(by, at=self.at):
                assert ledger.verify(by.organisation_id) is None


def test_no_order_of_presses_opens_more_than_it_should() -> None:
    machine = type("Here", (Emergencies,), {"night": Night()})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=10,
            stateful_step_count=8,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
