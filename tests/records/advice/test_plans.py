"""A plan is kept as it stood, with what the person said to it; what they take back blocks its steps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from recourse.reasoning import rulebook
from recourse.records.advice import actions as advice
from recourse.records.advice import happenings, planning, queries
from recourse.records.advice.models import Plan, Word
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.personas import MONDAY, TODAY, Agencies, as_
from tests.records.disclosures import prepared

pytestmark = pytest.mark.django_db
TWENTY_YEARS = {
    "status_code": "OVERSTAYER",
    "date_of_birth": date(1980, 5, 1),
    "continuous_residence_from": date(2004, 3, 9),
    "imprisoned_days_total": 0,
    "longest_absence_days": 10,
    "total_absence_days": 10,
}
SAID: dict[str, Any] = {
    "language": "Tigrinya",
    "how": "interpreter_by_phone",
    "through": "Selam, interpreter 4471",
    "says": "some",
    "words": "The adviser first. Nothing about home.",
}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies()


@pytest.fixture
def amina(town: Agencies) -> Person:
    amina = personas.amina(town.noor)
    learnt(amina, town, **TWENTY_YEARS)
    return amina


def learnt(person: Person, town: Agencies, **facts: object) -> None:
    with as_(town.noor):
        for name, value in facts.items():
            kept = value.isoformat() if isinstance(value, date) else value
            field = rulebook.england().facts[name].share_as
            people.learn(person, name=name, value=kept, field=field, by=town.noor, at=MONDAY)


def route(told: dict[str, Any], name: str) -> dict[str, Any] | None:
    return next((one for one in told["routes"] if one["id"] == name), None)


def kept(amina: Person, town: Agencies) -> Plan:
    with as_(town.noor):
        seen = planning.make(amina, on=TODAY).sign
        return advice.keep_plan(amina, seen=seen, as_at=TODAY, by=town.noor, at=MONDAY)


def test_twenty_years_here_is_raised_and_going_home_is_nowhere(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        told = planning.make(amina, on=TODAY).told
        found = route(told, "R-PL-20")
        assert found and found["outcome"] == "raise"
        assert not [one for one in told["routes"] if one["kind"] == "return"]
    learnt(amina, town, wants_return="considering")
    with as_(town.noor):
        assert [one for one in planning.make(amina, on=TODAY).told["routes"] if one["kind"] == "return"]


def test_a_newer_plan_never_changes_an_old_one(town: Agencies, amina: Person) -> None:
    old = kept(amina, town)
    assert kept(amina, town) == old
    with as_(town.noor):
        before = planning.joined(queries.parts(old))
    learnt(amina, town, continuous_residence_from=date(2015, 1, 1))
    new = kept(amina, town)
    assert new != old
    with as_(town.noor):
        assert planning.joined(queries.parts(old)) == before
        assert route(planning.joined(queries.parts(new)), "R-PL-20") != route(before, "R-PL-20")
        assert Plan.objects.filter(pk=old.pk).update(as_at=TODAY - timedelta(days=1)) == 0


def test_a_plan_that_is_no_longer_the_one_on_the_screen_is_not_kept(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        seen = planning.make(amina, on=TODAY).sign
    learnt(amina, town, fear_of_return=True)
    with as_(town.noor), pytest.raises(happenings.Changed, match="Read it again together"):
        advice.hear(amina, seen=seen, as_at=TODAY, by=town.noor, at=MONDAY, **SAID)


def test_her_word_is_kept_with_the_plan_and_who_wrote_it_down(town: Agencies, amina: Person) -> None:
    with as_(town.noor):
        seen = planning.make(amina, on=TODAY).sign
        said = {"seen": seen, "as_at": TODAY, "by": town.noor, "at": MONDAY}
        with pytest.raises(happenings.SaidNothing, match="through whom"):
            advice.hear(amina, **said | SAID | {"through": ""})
        with pytest.raises(happenings.SaidNothing, match="in their words"):
            advice.hear(amina, **said | SAID | {"words": " "})
        heard = advice.hear(amina, **said | SAID)
        assert (heard.recorded_by, heard.recorded_at, heard.plan.sign) == (town.noor, MONDAY, seen)
        assert Word.objects.update(says="all") == 0
        assert [one.words for one in queries.words(amina)] == [SAID["words"]]


def test_another_service_sees_of_a_plan_only_what_rests_on_fields_it_may_see(
    town: Agencies, amina: Person
) -> None:
    old = kept(amina, town)
    personas.agree(amina, to=town.hosting.service, by=town.noor, fields=["name", "answers"])
    with as_(town.pat):
        assert queries.one_plan(old.pk).tally["raise"] >= 1
        assert queries.parts(old) == []
        assert queries.words(amina) == []
    with as_(town.sam):
        assert queries.one_plan(old.pk) is None
    with as_(town.pat), pytest.raises(DatabaseError), transaction.atomic():
        Word.objects.create(
            plan=old, person=amina, agency=town.hosting.agency, recorded_by=town.pat, recorded_at=MONDAY,
            **SAID,
        )  # fmt: skip


def test_an_agreement_taken_back_blocks_its_steps_on_the_next_request(town: Agencies, amina: Person) -> None:
    learnt(
        amina,
        town,
        status_code="UNKNOWN",
        believed_status="has_leave",
        rough_sleeping=True,
        status_evidence="none",
        agency_registered_user=True,
    )
    with as_(town.noor):
        before = route(planning.make(amina, on=TODAY).told, "R-HES")
    assert before and (before["outcome"], before["blocked_by"]) == ("blocked", "no_consent")
    letter = prepared.begun(amina, town.noor, for_what="status_check")
    prepared.advised(letter, town.noor)
    prepared.written(letter, town.noor)
    prepared.agreed(letter, town.noor, how="written")
    letter = prepared.again(letter, town.noor)
    with as_(town.noor):
        given = planning.agreed(amina, on=TODAY)
        assert given["consent_ho_contact_scope"] == ["hes"]
        stands = route(planning.make(amina, on=TODAY).told, "R-HES")
        assert stands is None or stands["blocked_by"] != "no_consent"
        people.withdraw_consent(letter.consent, by=town.noor, at=MONDAY)
        after = route(planning.make(amina, on=TODAY).told, "R-HES")
        assert after and (after["outcome"], after["blocked_by"]) == ("blocked", "no_consent")


def test_while_an_application_waits_nothing_is_lodged_beside_it(town: Agencies, amina: Person) -> None:
    def stands(**facts: object) -> tuple[str, bool]:
        learnt(amina, town, **facts)
        with as_(town.noor):
            found = route(planning.make(amina, on=TODAY).told, "R-PL-20")
        assert found
        return found["outcome"], bool(found["is_only_varied"])

    assert stands() == ("raise", False)
    waits = {"pending_application": True, "pending_application_lodged_on": TODAY - timedelta(days=20)}
    assert stands(**waits)[0] == "blocked"
    assert stands(variation_marked_by_adviser=True) == ("raise", True)
    assert stands(pending_application_valid=False) == ("raise", False), "An invalid one was never made."
    assert stands(pending_application_valid=True) == ("raise", True)
    assert stands(variation_marked_by_adviser=False)[0] == "blocked"
    assert stands(pending_application_withdrawn=True) == ("raise", False)
