"""Noor opens the plan at five: what is for tonight, who must advise, and what nobody may say."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from recourse.reasoning import rulebook
from recourse.records.access import actions as access
from recourse.records.access.words import Level
from recourse.records.advice import planning
from recourse.records.advice.models import Plan, Word
from recourse.records.matters.models import Barrier, Task
from recourse.records.people import actions as people
from recourse.records.people.models import Person
from tests import personas
from tests.pages.attacks import planted
from tests.pages.seen import words
from tests.personas import Agencies, as_

pytestmark = pytest.mark.django_db
YEARS = localdate().year
TWENTY_YEARS: dict[str, object] = {
    "status_code": "OVERSTAYER",
    "date_of_birth": date(1980, 5, 1),
    "continuous_residence_from": date(YEARS - 22, 3, 9),
    "imprisoned_days_total": 0,
    "longest_absence_days": 10,
    "total_absence_days": 10,
}


@pytest.fixture
def town() -> Agencies:
    return personas.agencies(at=now())


@pytest.fixture
def amina(town: Agencies) -> Person:
    amina = personas.amina(town.noor, at=now())
    learnt(amina, town, **TWENTY_YEARS)
    return amina


@pytest.fixture
def noor(town: Agencies) -> Client:
    return planted.signed_in(town.noor)


def learnt(person: Person, town: Agencies, **facts: object) -> None:
    with as_(town.noor, at=now()):
        for name, value in facts.items():
            kept = value.isoformat() if isinstance(value, date) else value
            field = rulebook.england().facts[name].share_as
            people.learn(person, name=name, value=kept, field=field, by=town.noor, at=now())


def plan(client: Client, person: Person) -> str:
    return words(client.get(reverse("plan:now", args=[person.pk])))


def sign(town: Agencies, person: Person) -> str:
    with as_(town.noor, at=now()):
        return planning.make(person, on=localdate()).sign


def test_she_reads_what_to_raise_with_whom_and_never_that_somebody_should_apply(
    noor: Client, amina: Person
) -> None:
    said = plan(noor, amina)
    assert "The plan for Amina" in said
    assert "Raise “Twenty years here” with a regulated adviser at level 2." in said
    assert "Learns who they are and where they can be found" in said
    assert "Not before an adviser has spoken with them and they agreed in writing" in said
    assert "Information and signposting, not immigration advice. No step here foretells success." in said
    assert "Not shown. Amina has not asked." in said
    assert not re.search(r"\b(should|must|can) apply\b|\bchance\b|per cent|\d%", said)
    assert "For you to judge" not in said


def test_to_refer_is_offered_for_what_wants_an_adviser_not_for_what_anybody_may_do(
    noor: Client, town: Agencies, amina: Person
) -> None:
    learnt(amina, town, status_code="ARE_SINGLE")
    steps = noor.get(reverse("plan:now", args=[amina.pk])).content.decode().split("<article")[1:]
    (twenty,) = [step for step in steps if "?route=R-PL-20&amp;step=raise" in step]
    (file,) = [step for step in steps if "?route=R-SAR&amp;step=raise" in step]
    refer = reverse("referring:to", args=[amina.pk, town.law.service.pk])
    assert "A regulated adviser, level 2" in twenty
    assert refer in twenty
    assert "You may do this" in file
    assert refer not in file
    assert "Refer to" not in file


def test_going_home_stands_there_only_once_they_asked(noor: Client, town: Agencies, amina: Person) -> None:
    assert "voluntary" not in plan(noor, amina).lower()
    learnt(amina, town, wants_return="considering")
    assert "They asked about it. They may say no at any time" in plan(noor, amina)
    learnt(amina, town, wants_return="not_now")
    assert "Not shown. Amina has not asked." in plan(noor, amina)


def test_a_registered_adviser_reads_the_adviser_s_form_at_their_level_and_below(
    noor: Client, town: Agencies, amina: Person
) -> None:
    learnt(amina, town, fear_of_return=True)
    before = plan(noor, amina)
    mo = personas.colleague(town.outreach.agency, [town.outreach.service], name="Mo", role="manager")
    said: dict[str, Any] = {"categories": ["immigration"], "number": "F1", "first_day": localdate()}
    with as_(mo, at=now()):
        access.register(town.noor, **said, level=Level.IAA_3, last_day=None, by=mo, at=now())
    assert "For you to judge, as their adviser" not in before
    assert "For you to judge, as their adviser" in plan(noor, amina)


def test_a_step_becomes_a_task_once_and_stands_in_my_work(
    noor: Client, town: Agencies, amina: Person
) -> None:
    there = reverse("tasks:add", args=[amina.pk]) + "?route=R-PL-20&step=raise"
    shown = noor.get(there).content.decode()
    assert "Raise “Twenty years here” with an adviser." in words(noor.get(there)) or "Twenty years" in shown
    day = localdate()
    sent = {
        "says": "Raise twenty years here with Sam.", "worker": str(town.noor.pk), "route": "R-PL-20",
        "step": "raise", "until_day": day.day, "until_month": day.month, "until_year": day.year, "once": "a",
    }  # fmt: skip
    assert noor.post(there, sent).status_code == 302
    again = words(noor.post(there, sent | {"once": "b"}, follow=True))
    assert "Nothing was made twice" in again
    with as_(town.noor, at=now()):
        assert Task.objects.count() == 1
    mine = words(noor.get(reverse("work:mine")))
    assert "Raise twenty years here with Sam." in mine
    assert "A task: Noor Example, until" in plan(noor, amina)


def test_two_workers_at_one_task_one_has_it_and_the_other_is_told(
    noor: Client, town: Agencies, amina: Person
) -> None:
    made = {"says": "Ring the desk.", "worker": str(town.noor.pk), "once": "a"}
    noor.post(reverse("tasks:add", args=[amina.pk]), made)
    cole = personas.colleague(
        town.outreach.agency, [town.outreach.service], name="Cole League", role="outreach"
    )
    with as_(town.noor, at=now()):
        task = Task.objects.get()
    assert planted.signed_in(cole).post(reverse("tasks:take", args=[task.pk]), {"seen": 1}).status_code == 302
    late = noor.post(reverse("tasks:done", args=[task.pk]), {"seen": 1})
    assert late.status_code == 409
    assert "Cole League took this over" in words(late)
    off = reverse("tasks:put_off", args=[task.pk])
    sent = {"until_day": 1, "until_month": 12, "until_year": YEARS + 1, "why": "He was tired.", "seen": 2}
    assert noor.post(off, sent).status_code == 302
    assert noor.post(reverse("tasks:give_up", args=[task.pk]), {"why": "", "seen": 3}).status_code == 200
    assert (
        noor.post(reverse("tasks:give_up", args=[task.pk]), {"why": "Moved.", "seen": 3}).status_code == 302
    )
    assert "Given up" in words(noor.get(reverse("tasks:one", args=[task.pk])))


def test_why_a_step_could_not_be_taken_is_one_of_a_list(noor: Client, town: Agencies, amina: Person) -> None:
    there = reverse("tasks:cannot", args=[amina.pk])
    assert "Say in a few words" in words(noor.post(there, {"why": "other", "route": "R-PL-20"}))
    sent = {"why": "no_adviser", "route": "R-PL-20", "step": "raise"}
    assert noor.post(there, sent).status_code == 302
    assert noor.post(there, sent).status_code == 302
    with as_(town.noor, at=now()):
        assert [one.why for one in Barrier.objects.all()] == ["no_adviser"]


def test_her_word_is_written_down_with_the_plan_she_heard(
    noor: Client, town: Agencies, amina: Person
) -> None:
    there = reverse("plan:together", args=[amina.pk])
    shown = words(noor.get(there))
    assert "Twenty years here" in shown
    assert "going home" not in shown.lower()
    sent = {
        "language": "Tigrinya", "how": "interpreter_by_phone", "through": "Selam 4471", "says": "some",
        "words": "The adviser first.", "sign": sign(town, amina), "once": "a",
    }  # fmt: skip
    assert "through whom" in words(noor.post(there, sent | {"through": ""}))
    done = noor.post(there, sent)
    assert done.status_code == 302
    noor.post(there, sent)
    with as_(town.noor, at=now()):
        assert (Plan.objects.count(), Word.objects.count()) == (1, 1)
    said = words(noor.get(done["Location"]))
    assert "The adviser first." in said
    assert "Heard in Tigrinya, through Selam 4471" in said
    assert "Written down by Noor Example" in said


def test_a_plan_that_changed_while_it_was_read_is_not_kept(
    noor: Client, town: Agencies, amina: Person
) -> None:
    old = sign(town, amina)
    learnt(amina, town, continuous_residence_from=date(YEARS - 5, 1, 1))
    late = noor.post(
        reverse("plan:together", args=[amina.pk]),
        {"language": "Polish", "how": "spoken", "says": "all", "words": "Yes.", "sign": old, "once": "c"},
    )
    assert late.status_code == 409
    assert "The plan has changed since you read it" in words(late)
    noor.post(reverse("plan:keep", args=[amina.pk]), {"sign": old})
    with as_(town.noor, at=now()):
        assert Plan.objects.count() == 0


def test_facts_that_cannot_all_be_so_give_no_plan_and_say_which(
    noor: Client, town: Agencies, amina: Person
) -> None:
    learnt(amina, town, asylum_claim_date=date(2025, 6, 1), last_decision_kind="refusal_protection")
    learnt(amina, town, last_decision_sent_on=date(2025, 1, 1))
    assert noor.get(reverse("plan:now", args=[amina.pk])).status_code == 200


def test_nothing_is_known_and_the_page_says_so_without_alarm(noor: Client, town: Agencies) -> None:
    new = personas.person(town.noor, nickname="Blue Hat", at=now())
    said = plan(noor, new)
    assert "The plan for Blue Hat" in said


def test_the_questions_lead_back_to_the_plan_and_a_refused_one_is_not_asked_again(
    noor: Client, amina: Person
) -> None:
    there = reverse("plan:ask", args=[amina.pk])
    link = reverse("ask:question", args=[amina.pk, "bed", "fear_of_return"])
    assert link in words(noor.get(there))
    done = noor.post(f"{link}?then=plan", {"answer": "declined", "then": "plan"})
    assert (done.status_code, done["Location"]) == (302, there)
    said = words(noor.get(there))
    assert link not in said
    assert "Would rather not say. We will not ask again." in said
    main = said[: said.index("Only if they speak of going home themselves")]
    assert "wants_return" not in main
