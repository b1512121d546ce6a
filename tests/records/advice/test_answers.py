"""What Noor asks about Yusuf is kept as it was answered, and travels no further than he agreed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils.timezone import localdate

from recourse.reasoning import rulebook
from recourse.records.advice import actions as advice
from recourse.records.advice import freezing, queries
from recourse.records.advice.models import Answer, Grounds
from recourse.records.directory.may import MayNot
from recourse.records.directory.models import Worker
from recourse.records.ledger.models import Entry
from recourse.records.people import actions as people
from recourse.records.people import queries as people_queries
from recourse.records.people.models import Person
from tests import personas
from tests.personas import MONDAY, as_

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=3)


@pytest.fixture
def here() -> personas.Agencies:
    return personas.agencies()


def learn(person: Person, by: Worker, *, at: Any = MONDAY, **facts: Any) -> None:
    """What Yusuf says, as his worker writes it down."""
    book = rulebook.england()
    with as_(by, at=at):
        for name, value in facts.items():
            share_as = book.facts[name].share_as
            why = value.why if isinstance(value, rulebook.NotKnown) else ""
            people.learn(
                person,
                name=name,
                value=None if why else value,
                why_not_known=why,
                field=share_as,
                by=by,
                at=at,
            )


def asked(person: Person, by: Worker, *, about: str = "bed", at: Any = MONDAY) -> Answer:
    with as_(by, at=at):
        return advice.answer(person, about=about, as_at=localdate(at), by=by, at=at)


def test_an_answer_holds_every_outcome_of_the_goal_and_how_many_of_each(here: personas.Agencies) -> None:
    yusuf = personas.yusuf(here.noor)
    learn(yusuf, here.noor, status_code="ARE_SINGLE", destitute=True)
    answer = asked(yusuf, here.noor)
    with as_(here.noor):
        stood = queries.as_it_stood(answer)
    assert set(stood["outcomes"]) == set(rulebook.england().goals["bed"].outputs)
    assert stood["outcomes"]["part7"]["outcome"] == "not_eligible"
    assert answer.tally["not_eligible"] == sum(
        one["outcome"] == "not_eligible" for one in stood["outcomes"].values()
    )
    assert answer.tally["known"] == 2
    assert answer.edition == rulebook.england().edition


def test_what_was_answered_stays_when_something_is_learned_and_asked_again(here: personas.Agencies) -> None:
    yusuf = personas.yusuf(here.noor)
    learn(yusuf, here.noor, status_code="ARE_SINGLE", destitute=True)
    first = asked(yusuf, here.noor)
    learn(yusuf, here.noor, at=LATER, status_code="FURTHER_SUBS", further_submissions="lodged_pending")
    second = asked(yusuf, here.noor, at=LATER)
    with as_(here.noor, at=LATER):
        before = queries.as_it_stood(first)["outcomes"]["asylum_s4"]
        after = queries.as_it_stood(second)["outcomes"]["asylum_s4"]
        assert (before["outcome"], after["outcome"]) == ("depends", "eligible")
        assert queries.latest(yusuf) == second
        assert queries.others(second) == [first]
        then = {fact.name: fact.value for fact in queries.facts_then(first)}
        assert then == {"status_code": "ARE_SINGLE", "destitute": True}


def test_what_he_does_not_know_is_told_to_the_rulebook_as_not_known(here: personas.Agencies) -> None:
    yusuf = personas.yusuf(here.noor)
    learn(yusuf, here.noor, destitute=rulebook.NotKnown("does_not_know"), fit_to_travel=None)
    with as_(here.noor):
        told = queries.known(yusuf)
    assert told == {"destitute": rulebook.NotKnown("does_not_know"), "fit_to_travel": None}


def test_asking_the_same_twice_keeps_one_answer(here: personas.Agencies) -> None:
    yusuf = personas.yusuf(here.noor)
    learn(yusuf, here.noor, status_code="ARE_SINGLE", destitute=True)
    first, second = asked(yusuf, here.noor), asked(yusuf, here.noor)
    assert first == second
    assert asked(yusuf, here.noor, about="money") != first
    with as_(here.noor):
        assert Answer.objects.count() == 2
        assert Entry.objects.filter(act="advice.answer").count() == 2


def test_what_was_recorded_before_the_law_changed_its_question_counts_as_not_asked(
    here: personas.Agencies,
) -> None:
    yusuf = personas.yusuf(here.noor)
    with as_(here.noor):
        people.learn(yusuf, name="status_code", value="GONE", field="status", by=here.noor, at=MONDAY)
        people.learn(yusuf, name="shoe_size", value=43, field="needs", by=here.noor, at=MONDAY)
        people.learn(yusuf, name="destitute", value=True, field="needs", by=here.noor, at=MONDAY)
        assert queries.known(yusuf) == {"destitute": True}


def test_an_answer_cannot_be_changed_or_taken_away_not_even_by_who_gave_it(here: personas.Agencies) -> None:
    answer = asked(personas.yusuf(here.noor), here.noor)
    with as_(here.noor), connection.cursor() as cursor:
        cursor.execute("update advice_answer set about = 'money' where id = %s", [answer.pk])
        assert cursor.rowcount == 0
        cursor.execute("delete from advice_grounds")
        assert cursor.rowcount == 0


def test_nothing_of_it_is_seen_before_yusuf_agrees_and_nothing_after_he_takes_it_back(
    here: personas.Agencies,
) -> None:
    yusuf = personas.yusuf(here.noor)
    asked(yusuf, here.noor)
    with as_(here.lin):
        assert Answer.objects.count() == 0
    share = personas.agree(yusuf, to=here.link.service, by=here.noor, fields=("name", "answers"))
    with as_(here.lin):
        assert Answer.objects.count() == 1
    with as_(here.noor):
        people.withdraw(share, by=here.noor, at=MONDAY)
    with as_(here.lin):
        assert (Answer.objects.count(), Grounds.objects.count()) == (0, 0)


def test_who_may_see_answers_but_not_his_papers_sees_what_is_open_and_not_why(
    here: personas.Agencies,
) -> None:
    yusuf = personas.yusuf(here.noor)
    learn(yusuf, here.noor, status_code="ARE_SINGLE", destitute=True)
    answer = asked(yusuf, here.noor)
    personas.agree(yusuf, to=here.link.service, by=here.noor, fields=("name", "answers"))
    with as_(here.lin):
        stood = queries.as_it_stood(answer)["outcomes"]["part7"]
        assert (stood["outcome"], stood["is_withheld"], stood["reasons"]) == ("not_eligible", True, None)
        with connection.cursor() as cursor:
            cursor.execute("select coalesce(string_agg(snapshot::text, ''), '') from advice_answer")
            (raw,) = cursor.fetchone()
            assert "ARE_SINGLE" not in raw and "Refused" not in raw
            cursor.execute("select count(*) from advice_grounds where fields @> array['status']::varchar[]")
            assert cursor.fetchone() == (0,)


def test_who_may_see_every_field_it_rests_on_sees_why(here: personas.Agencies) -> None:
    yusuf = personas.yusuf(here.noor)
    learn(yusuf, here.noor, status_code="ARE_SINGLE", destitute=True)
    answer = asked(yusuf, here.noor)
    fields = ("name", "answers", "status", "needs", "work", "health", "family", "birth_date")
    personas.agree(yusuf, to=here.link.service, by=here.noor, fields=fields)
    with as_(here.lin):
        stood = queries.as_it_stood(answer)["outcomes"]["part7"]
        assert stood["is_withheld"] is False
        assert stood["reasons"]["children"]


def test_what_is_declined_counts_as_not_known(here: personas.Agencies) -> None:
    yusuf = personas.yusuf(here.noor)
    learn(yusuf, here.noor, status_code=rulebook.NotKnown("declined"))
    answer = asked(yusuf, here.noor, about="money")
    assert answer.tally["known"] == 0
    assert answer.tally["not_known"] > 0


def test_cass_who_counts_may_not_ask(here: personas.Agencies) -> None:
    yusuf = personas.yusuf(here.noor)
    with as_(here.cass), pytest.raises(MayNot):
        advice.answer(yusuf, about="bed", as_at=MONDAY.date(), by=here.cass, at=MONDAY)


def test_nobody_writes_an_answer_into_another_agency(here: personas.Agencies) -> None:
    answer = asked(personas.yusuf(here.noor), here.noor)
    personas.agree(answer.person, to=here.link.service, by=here.noor, fields=("name", "answers"))
    with as_(here.lin), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        answer.pk = None
        answer.id = Answer._meta.pk.get_default()
        answer.save(force_insert=True)


def test_asking_is_in_the_ledger_and_told_on_the_timeline(here: personas.Agencies) -> None:
    yusuf = personas.yusuf(here.noor)
    answer = asked(yusuf, here.noor, about="money")
    with as_(here.noor):
        (entry,) = Entry.objects.filter(act="advice.answer")
        assert (entry.about, entry.detail["about"]) == (answer.pk, "money")
        told = [one for one in people_queries.timeline(yusuf) if one.act == "advice.answer"]
        assert told[0].title == "Asked what is open"
        assert told[0].text.startswith("Money: ")


def test_the_grounds_of_an_outcome_name_the_fields_of_the_facts_it_rests_on() -> None:
    book = rulebook.england()
    facts = {"status_code": "ARE_SINGLE", "has_physical_or_mental_impairment_or_illness": True}
    answers = rulebook.answer(book, facts, as_at=date(2026, 11, 23), only=["care_assessment", "part7"])
    frozen = freezing.freeze(answers.to_json(), book=book, facts=facts)
    fields_of = {key: fields for fields, why in frozen.grounds for key in why}
    assert "health" in fields_of["care_assessment"]
    assert "status" in fields_of["part7"]
    for headline in frozen.headlines["outcomes"].values():
        assert not {"reasons", "missing", "assumed", "contested"} & set(headline)
