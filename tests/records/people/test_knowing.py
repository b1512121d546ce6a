"""Adding somebody with what little is known, and recording answers, reasons for having none, and notes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from recourse.records.directory.may import MayNot
from recourse.records.ledger import actions as ledger
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people import fields, identity, queries
from recourse.records.people.models import Fact
from tests import personas
from tests.personas import MONDAY, Agencies, as_

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(hours=1)


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


def test_a_nickname_and_a_place_is_enough(town: Agencies) -> None:
    person = personas.person(town.noor, nickname="Blue Hat", place="Under the bridge")
    with as_(town.noor):
        who = identity.read(person)
        assert (who.display_name, who.place, who.reference) == ("“Blue Hat”", "Under the bridge", "WR-0001")
        assert (person.lead_worker, person.agency_id) == (town.noor, town.outreach.agency.pk)
        assert Entry.objects.filter(act="people.add", person=person.pk).count() == 1


def test_nobody_is_added_about_whom_nothing_is_said(town: Agencies) -> None:
    with as_(town.noor):
        with pytest.raises(people.NothingKnown, match="nickname or a place"):
            people.add(by=town.noor, at=MONDAY, nickname="  ", language="Arabic")
        assert queries.visible().count() == 0


def test_references_are_never_given_twice_and_say_no_confusing_letters(town: Agencies) -> None:
    lamp_house = personas.person(town.pat, nickname="A")
    references = [personas.person(town.noor, nickname="B").reference for _ in range(3)]
    assert references == ["WR-0001", "WR-0002", "WR-0003"]
    assert lamp_house.reference == "AM-0001"


def test_a_commissioner_adds_and_looks_at_nobody(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.cass):
        with pytest.raises(MayNot):
            people.add(by=town.cass, at=MONDAY, nickname="Nobody")
        with pytest.raises(MayNot):
            people.look(amina, by=town.cass, at=MONDAY)
        with pytest.raises(MayNot):
            people.learn(amina, name="x", value=1, field="needs", by=town.cass, at=MONDAY)


def test_the_newest_answer_counts_and_the_earlier_one_is_kept(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        people.learn(amina, name="is_pregnant", value=False, field="health", by=town.noor, at=MONDAY)
        people.learn(
            amina,
            name="is_pregnant",
            value=True,
            field="health",
            from_day=date(2026, 11, 1),
            by=town.noor,
            at=LATER,
        )
        fact = queries.facts(amina)["is_pregnant"]
        assert (fact.value, fact.from_day, fact.is_known) == (True, date(2026, 11, 1), True)
        earlier = Fact.objects.get(name="is_pregnant", replaced_at=LATER)
        assert earlier.value is False


@pytest.mark.parametrize("why", ["not_asked", "does_not_know", "declined", "not_yet_decided"])
def test_a_reason_for_not_knowing_is_an_answer_of_its_own(town: Agencies, why: str) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        people.learn(
            amina, name="has_savings", value=1, why_not_known=why, field="work", by=town.noor, at=MONDAY
        )
        fact = queries.facts(amina)["has_savings"]
        assert (fact.value, fact.why_not_known, fact.is_known) == (None, why, False)


def test_that_there_is_none_is_known(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        people.learn(amina, name="refused_on", value=None, field="status", by=town.noor, at=MONDAY)
        fact = queries.facts(amina)["refused_on"]
        assert (fact.value, fact.is_known) == (None, True)


def test_the_same_answer_posted_twice_is_recorded_once(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        first = people.learn(amina, name="has_dog", value=True, field="needs", by=town.noor, at=MONDAY)
        again = people.learn(amina, name="has_dog", value=True, field="needs", by=town.noor, at=LATER)
        assert first == again
        assert Fact.objects.filter(name="has_dog").count() == 1
        assert Entry.objects.filter(act="people.learn").count() == 1


def test_several_answers_at_once_are_kept_as_one_by_one(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        people.learn(amina, name="destitute", value=True, field="work", by=town.noor, at=MONDAY)
        people.learn(amina, name="pregnant", value=False, field="health", by=town.noor, at=MONDAY)
        answers = [
            people.Told("destitute", "work", True),
            people.Told("pregnant", "health", "kept back", "declined"),
            people.Told("status_code", "status", "UNKNOWN"),
            people.Told("status_code", "status", "REFUGEE", from_day=date(2026, 11, 1)),
        ]
        same, declined, status = people.learn_all(amina, answers=answers, by=town.noor, at=LATER)
        assert queries.facts(amina) == {"destitute": same, "pregnant": declined, "status_code": status}
        assert (same.recorded_at, declined.value, declined.why_not_known) == (MONDAY, None, "declined")
        assert (status.value, status.from_day) == ("REFUGEE", date(2026, 11, 1))
        assert Fact.objects.filter(person=amina, replaced_at=LATER).count() == 1
        told = Entry.objects.filter(act="people.learn", at=LATER).order_by("number")
        assert [entry.about for entry in told] == [declined.pk, status.pk]
        assert people.learn_all(amina, answers=answers[3:], by=town.noor, at=LATER) == [status]
        assert ledger.verify(town.noor.organisation_id) is None


def test_of_several_answers_one_that_cannot_be_kept_keeps_all_away(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    answers = [people.Told("x", "needs", 1), people.Told("y", "shoe_size", 1)]
    with as_(town.noor), pytest.raises(fields.NoSuchField):
        people.learn_all(amina, answers=answers, by=town.noor, at=MONDAY)
    with as_(town.cass), pytest.raises(MayNot):
        people.learn_all(amina, answers=answers[:1], by=town.cass, at=MONDAY)
    with as_(town.noor):
        assert queries.facts(amina) == {}


def test_a_field_nobody_can_share_is_refused(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor), pytest.raises(fields.NoSuchField, match="shoe_size"):
        people.learn(amina, name="x", value=1, field="shoe_size", by=town.noor, at=MONDAY)


def test_what_was_answered_is_never_in_the_ledger(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    with as_(town.noor):
        people.learn(amina, name="status", value="REFUGEE", field="status", by=town.noor, at=MONDAY)
        told = " ".join(map(str, Entry.objects.values_list("detail", "reason", "about_kind", "act")))
    for secret in ("REFUGEE", "Amina", "Mina", "1990", "07700", "library"):
        assert secret not in told


def test_a_colleague_takes_amina_on_and_another_agency_cannot(town: Agencies) -> None:
    amina = personas.amina(town.noor)
    ola = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Ola Invented", role="outreach"
    )
    personas.agree(amina, to=town.hosting.service, by=town.noor)
    with as_(town.pat), pytest.raises(MayNot, match="agency that holds"):
        people.take_on(amina, by=town.pat, at=MONDAY)
    with as_(ola):
        people.take_on(amina, by=ola, at=LATER)
        assert queries.one(amina.pk).lead_worker == ola
